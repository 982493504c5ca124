"""What the connectors feed and sitemap have in common: `fetch(source, window, ...)`."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pipelines.ingest import feed, listing, sitemap
from pipelines.ingest.pages import Memory, Missed, Received, Unchanged, fetch_pages
from pipelines.ingest.window import Entry, choose_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.ingest.http import Client
    from pipelines.ingest.window import Window
    from pipelines.reference.source import Source


def fetch(
    source: Source, window: Window, client: Client, memory: Memory
) -> Iterator[Received | Unchanged | Missed]:
    """Yield the documents of a window as they are received, those missed before first.

    Raises NotFetched when a list cannot be read or the site is down; what was yielded stays.
    """
    if source.fetch is None:
        raise ValueError(f"{source.source_id} does not say how its releases are fetched")
    wanted = choose_entries(_list_entries(source, window, client, memory), source.fetch, window)
    yield from fetch_pages(chain(memory.missed, wanted), source, client, memory)


def _list_entries(
    source: Source, window: Window, client: Client, memory: Memory
) -> Iterator[Entry]:
    told = source.fetch
    if told is None:
        return
    for address in told.address:
        if source.connector == "feed":
            yield from feed.list_entries(source, address, client, memory.lists)
        elif told.item:
            yield from listing.list_entries(source, address, client, window, memory)
        else:
            yield from sitemap.list_entries(address, client, window)
