"""Feeds, RSS and Atom: the releases that they list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import feedparser

from pipelines.ingest.answers import NotFetched
from pipelines.ingest.window import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from time import struct_time
    from typing import Any

    from pipelines.ingest.http import Client
    from pipelines.ingest.lists import Lists
    from pipelines.reference.source import Source

MAX_BYTES = 30_000_000  # five thousand items with their texts


def list_entries(source: Source, address: str, client: Client, lists: Lists) -> Iterator[Entry]:
    """Yield what a feed lists; what it listed before where it is the same as then.

    An item without a link cannot be fetched and is left out; `lists` counts them.
    Raises NotFetched when the feed cannot be read.
    """
    answer = client.get(address, lists.headers_of(address), MAX_BYTES)
    if lists.is_same(answer):
        yield from lists.entries_of(address)
        return
    # Bytes, so that no library of its own opens an address.
    parsed = feedparser.parse(answer.content, response_headers=dict(answer.headers))
    if not parsed.get("version"):
        raise NotFetched("not fetched", f"{address} is no feed: {parsed.get('bozo_exception')}")
    if parsed.bozo and not parsed.entries:
        raise NotFetched("not fetched", f"{address} is broken: {parsed.bozo_exception}")
    entries = [_read_item(item, source) for item in parsed.entries]
    there = [entry for entry in entries if entry.address]
    lists.keep(answer, there, n_without_link=len(entries) - len(there))
    yield from there


def _read_item(item: Any, source: Source) -> Entry:  # noqa: ANN401 - a mapping of the library's own
    published = _read_stamp(item.get("published_parsed"))
    link = item.get("link", "")
    if published:
        return Entry(link, published.astimezone(ZoneInfo(source.time_zone)).date())
    # Asked whether it is there first: the library warns that it would give the other stamp.
    changed = item.get("updated_parsed") if "updated_parsed" in item else None
    return Entry(link, None, _read_stamp(changed))


def _read_stamp(parsed: struct_time | None) -> datetime | None:
    if parsed is None:
        return None
    try:
        return datetime(*parsed[:6], tzinfo=UTC)
    except ValueError:  # a 31 February is listed as no day
        return None
