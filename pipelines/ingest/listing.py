"""Listings, page after page, as archives of sites have them: links found by CSS selectors."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from pipelines.ingest.answers import NotFetched, show_address
from pipelines.ingest.window import Entry
from pipelines.parse.charset import decode
from pipelines.parse.parts import NotParsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipelines.ingest.http import Client
    from pipelines.ingest.window import Window
    from pipelines.reference.fetch import Fetch

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # matches "2023-05-08T14:30"; not "08.05.2023"


def list_entries(
    fetch: Fetch, address: str, client: Client, window: Window, known: Callable[[str], object]
) -> Iterator[Entry]:
    """Yield the releases of a listing, newest page first, as far back as the window goes.

    A page of which all days lie before the window is the last; where days are not told and the
    window is open at its end, so is one of which all releases are known (`known` returns anything).
    Raises NotFetched when a page cannot be read, has no releases or as many days as not links.
    """
    seen: set[str] = set()
    following: str | None = address
    while following and following not in seen and len(seen) < fetch.max_pages:
        seen.add(following)
        entries, following = _read_page(fetch, following, client)
        yield from entries
        if all(_is_passed(one, window, known) for one in entries):
            return


def _is_passed(entry: Entry, window: Window, known: Callable[[str], object]) -> bool:
    if entry.day:
        return window.is_before(entry.day)
    return window.last_day is None and known(entry.address) is not None


def _read_page(fetch: Fetch, address: str, client: Client) -> tuple[list[Entry], str | None]:
    answer = client.get(address)
    shown = show_address(address)
    try:
        page = LexborHTMLParser(decode(answer.content, None))
    except NotParsed as error:
        raise NotFetched("not fetched", f"{shown}: {error.detail}") from error
    links = [_join(answer.final_address, link) for link in _select(page, fetch.item, "href")]
    if not links:
        raise NotFetched("not fetched", f"{shown}: fetch.item '{fetch.item}' matched nothing")
    days = _select(page, fetch.day, None) if fetch.day else [""] * len(links)
    if len(days) != len(links):
        told = f"fetch.item matched {len(links)} times, fetch.day {len(days)} times"
        raise NotFetched("not fetched", f"{shown}: {told}")
    entries = [Entry(link, _read_day(day)) for link, day in zip(links, days, strict=True)]
    following = _select(page, fetch.next, "href") if fetch.next else []
    return entries, _join(answer.final_address, following[0]) if following else None


def _select(page: LexborHTMLParser, selector: str | None, default: str | None) -> list[str]:
    css, _, attribute = (selector or "").partition("::attr(")
    wanted = attribute.rstrip(")") or default
    nodes = page.css(css)
    return [(n.attributes.get(wanted) or "") if wanted else n.text(strip=True) for n in nodes]


def _join(base: str, link: str) -> str:
    return urljoin(base, link.strip())


def _read_day(text: str) -> date | None:
    found = _ISO_DAY.search(text)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
