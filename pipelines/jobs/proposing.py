"""Propose a definition for a source that is known by an address alone, with what to check."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml

from pipelines.ingest.answers import NotFetched
from pipelines.ingest.hosts import Hosts
from pipelines.ingest.sidecars import charset_of
from pipelines.parse import parse_document
from pipelines.parse.language import UNDETERMINED
from pipelines.records import RawDocument, Refused, Release
from pipelines.reference.fetch import Fetch
from pipelines.reference.source import Source

if TYPE_CHECKING:
    from pipelines.ingest.http import Client, Manners
    from pipelines.ingest.proposal import Clues

# No side has this code (ISO 3166 leaves it to users): the check of sources asks for the right one.
NO_PUBLISHER = "ZZZ"
_ALWAYS = (
    "publisher: whose words the releases are, as a code in states.csv",
    "principal: the office that they mean by 'I' and 'the head', where there is one",
    "licence: in the site's own words; and whether its terms of use allow reading by machine",
    "date_order and time_zone: of the days and clocks that the pages show",
    "title, text and day that trafilatura finds, on five releases read by hand",
    "where these are wrong: selectors in fields.title, fields.date and fields.body",
    "that all that is listed is releases; else fetch.include and fetch.exclude",
)


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found at an address; release: the first that is listed, as trafilatura reads it."""

    clues: Clues
    release: Release | Refused | None
    notes: tuple[str, ...]


def propose_source(
    address: str, manners: Manners, *, publisher: str = NO_PUBLISHER, private: str | None = None
) -> str:
    """Return the YAML of a source for the address of a feed, a sitemap or a page of a site.

    Its first lines, as comments, are what to check. Raises NotFetched when it cannot be read.
    """
    from pipelines.ingest.http import Client  # noqa: PLC0415 - other jobs start without it
    from pipelines.ingest.proposal import name_source  # noqa: PLC0415 - as above

    with closing(Client(Fetch((address,), private=private), manners, Hosts())) as client:
        found = _look(address, client)
    told = _describe(address, found, publisher)
    if "fetch" in told and private:
        told["fetch"]["private"] = private
    head = [f"# pipelines/reference/sources/{name_source(address)}.yml", "# To check:"]
    head += [f"# - {' '.join(line.split())}" for line in (*found.notes, *_ALWAYS)]
    text = yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=1000)
    return "\n".join(head) + f"\n{text}"


def _look(address: str, client: Client) -> _Found:
    from pipelines.ingest.proposal import find_clues  # noqa: PLC0415 - as above

    clues = find_clues(client.get(address))
    if clues.kind == "sitemap":
        return _Found(clues, None, ("it is a sitemap: no release was read",))
    if clues.kind == "feed":
        return _Found(clues, *_read_first(clues, client))
    if not clues.lists:
        note = "the page names no feed: look for a sitemap in robots.txt, or a listing with links"
        return _Found(clues, None, (f"{note} (docs/sources.md)",))
    notes = tuple(f"another feed that the page names: {one}" for one in clues.lists[1:])
    try:
        feed = find_clues(client.get(clues.lists[0]))
    except NotFetched as error:
        return _Found(replace(clues, lists=()), None, (f"its feed: {error.detail}", *notes))
    if feed.kind != "feed":
        return _Found(replace(clues, lists=()), None, (f"{clues.lists[0]} is no feed", *notes))
    merged = replace(
        feed, title=feed.title or clues.title, language=feed.language or clues.language
    )
    release, told = _read_first(merged, client)
    return _Found(merged, release, (*told, *notes))


def _read_first(clues: Clues, client: Client) -> tuple[Release | Refused | None, tuple[str, ...]]:
    """Return the first release of a feed, and what is to be said of it."""
    if clues.release is None:
        return None, ("the feed lists nothing now: no release was read",)
    try:
        answer = client.get(clues.release)
    except NotFetched as error:
        return None, (f"the first release was not read: {error.detail}",)
    source = Source("", "", "", "", "", "", "feed", "html", "DMY", "UTC", clues.language)
    charset = charset_of(answer.headers.get("content-type", ""))
    document = RawDocument(
        "", clues.release, answer.content, "html", clues.release, charset=charset
    )
    release = parse_document(document, source)
    if isinstance(release, Refused):
        return release, (f"{clues.release} was refused: {release.reason}, {release.detail}",)
    days = ", ".join(dict.fromkeys(one.text for one in release.date_evidence)) or "none"
    n_paragraphs = release.text[release.title_end :].strip().count("\n\n") + 1
    told = f"title '{release.title}', {n_paragraphs} paragraphs, days {days}"
    return release, (f"trafilatura reads {clues.release} so: {told}",)


def _describe(address: str, found: _Found, publisher: str) -> dict[str, Any]:
    clues, release = found.clues, found.release
    parts = urlsplit(address)
    language = clues.language
    if language is None and isinstance(release, Release) and release.language != UNDETERMINED:
        language = release.language
    is_listed = clues.kind != "page" and bool(clues.lists)
    told: dict[str, Any] = {
        "name": clues.title or parts.hostname,
        "publisher": publisher,
        "language": language,
        "homepage": f"{parts.scheme}://{parts.netloc}",
        "licence": "not looked at yet",
        "verified": "not yet",
        "connector": clues.kind if is_listed else "folder",
        "media": "html",
        "date_order": "DMY",
        "time_zone": "UTC",
    }
    if is_listed:
        hosts = {urlsplit(one).hostname for one in (address, clues.release) if one}
        others = sorted(str(host) for host in hosts - {urlsplit(clues.lists[0]).hostname})
        told["fetch"] = {"address": clues.lists[0], **({"hosts": others} if others else {})}
    return {key: value for key, value in told.items() if value is not None}
