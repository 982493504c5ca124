"""Listings, page after page, as archives of sites have them: links found by CSS selectors."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from pipelines.ingest.answers import NotFetched, show_address
from pipelines.ingest.sidecars import charset_of
from pipelines.ingest.window import Entry
from pipelines.normalize.publication import read_day
from pipelines.parse.charset import decode
from pipelines.parse.parts import NotParsed
from pipelines.parse.stamps import local_stamp
from pipelines.reference.fetch import find_parameters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pipelines.ingest.http import Client
    from pipelines.ingest.pages import Memory
    from pipelines.ingest.window import Window
    from pipelines.reference.date_words import DateWords
    from pipelines.reference.fetch import Fetch
    from pipelines.reference.source import Source

_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


def list_entries(
    source: Source, address: str, client: Client, window: Window, memory: Memory
) -> Iterator[Entry]:
    """Yield the releases of a listing, newest page first, as far back as the window goes.

    address: of the first page, or with `{page}` of any, and with days of the window where the
    site can be asked for them. A page of which all days lie before the window is the last; where
    days are not told and the window is open at its end, so is one of which all releases are known.
    Raises NotFetched when a page cannot be read, has no releases or as many days as not links, or
    when none of its days can be read.
    """
    told = source.fetch
    if told is None:
        return
    reader = _Reader(source, told, client, memory.words)
    asked = _fill_in(address, window, memory)
    pages = reader.numbered(asked) if "page" in find_parameters(address) else reader.linked(asked)
    n_read = 0
    for entries in pages:
        n_read += 1
        yield from entries
        if all(_is_passed(one, window, memory) for one in entries):
            return
    if n_read == told.max_pages:
        shown = show_address(asked)
        memory.lists.notes.append(f"{shown}: read no further than fetch.max_pages, {n_read}")


def _fill_in(address: str, window: Window, memory: Memory) -> str:
    """Return an address with the days of the window, its page number still open."""
    wanted = find_parameters(address)
    if "first_day" in wanted and window.first_day is None:
        told = f"{show_address(address)} asks for a first day: the run needs --from"
        raise NotFetched("not fetched", told, is_lasting=True)
    last_day = window.last_day or memory.clock().date()
    filled = address.replace("{page}", "{{page}}")
    return filled.format(first_day=window.first_day, last_day=last_day) if wanted else address


def _is_passed(entry: Entry, window: Window, memory: Memory) -> bool:
    if entry.day:
        return window.is_before(entry.day)
    return window.last_day is None and memory.known(entry.address) is not None


class _Reader:
    """Reads the pages of one listing."""

    def __init__(
        self, source: Source, told: Fetch, client: Client, words: DateWords | None
    ) -> None:
        self._source = source
        self._told = told
        self._client = client
        self._words = words

    def linked(self, address: str) -> Iterator[list[Entry]]:
        """Yield the releases of each page, from the first on as one links to the next."""
        seen: set[str] = set()
        following: str | None = address
        while following and following not in seen and len(seen) < self._told.max_pages:
            seen.add(following)
            entries, following = self._read(following)
            yield entries

    def numbered(self, address: str) -> Iterator[list[Entry]]:
        """Yield the releases of each page, by number, until there is none or the same again."""
        before: list[Entry] = []
        for n in range(self._told.max_pages):
            number = self._told.first_page + n * self._told.page_step
            try:
                entries, _ = self._read(address.format(page=number), may_be_empty=n > 0)
            except NotFetched as error:
                if n and error.status in _GONE:
                    return
                raise
            if not entries or entries == before:  # behind its end a site may show its last page
                return
            yield entries
            before = entries

    def _read(self, address: str, *, may_be_empty: bool = False) -> tuple[list[Entry], str | None]:
        told = self._told
        answer = self._client.get(address)
        shown = show_address(address)
        fallback = self._source.encoding or charset_of(answer.headers.get("content-type", ""))
        try:
            page = LexborHTMLParser(decode(answer.content, fallback))
        except NotParsed as error:
            raise NotFetched("not fetched", f"{shown}: {error.detail}") from error
        links = [_join(answer.final_address, link) for link in _select(page, told.item, "href")]
        if not links and not may_be_empty:
            raise NotFetched("not fetched", f"{shown}: fetch.item '{told.item}' matched nothing")
        days = _select(page, told.day, None) if told.day else [""] * len(links)
        if len(days) != len(links):
            counts = f"fetch.item matched {len(links)} times, fetch.day {len(days)} times"
            raise NotFetched("not fetched", f"{shown}: {counts}")
        read = [self._read_day(day) for day in days]
        if any(days) and not any(read):
            problem = f"no day can be read, such as '{next(filter(None, days))}'"
            raise NotFetched("not fetched", f"{shown}: fetch.day: {problem}")
        entries = [Entry(link, day) for link, day in zip(links, read, strict=True)]
        following = _select(page, told.next, "href") if told.next else []
        return entries, _join(answer.final_address, following[0]) if following else None

    def _read_day(self, text: str) -> date | None:
        order = self._told.day_order or self._source.date_order
        return read_day(local_stamp(text, self._source), self._words, order)


def _select(page: LexborHTMLParser, selector: str | None, default: str | None) -> list[str]:
    css, _, attribute = (selector or "").partition("::attr(")
    wanted = attribute.rstrip(")") or default
    nodes = page.css(css)
    texts = [(n.attributes.get(wanted) or "") if wanted else n.text(separator=" ") for n in nodes]
    return [" ".join(text.split()) for text in texts]


def _join(base: str, link: str) -> str:
    return urljoin(base, link.strip())
