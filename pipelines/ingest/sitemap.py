"""Sitemaps and indexes of them: the pages that they list, with the day of their last change."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from pipelines.ingest.answers import Answer, NotFetched, show_address
from pipelines.ingest.window import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.ingest.http import Client
    from pipelines.ingest.window import Window

MAX_BYTES = 52_428_800  # the limit that the protocol sets for one sitemap, unpacked
_DEEPEST = 3  # an index of indexes is against the protocol, and found all the same
_GZIP_START = b"\x1f\x8b"


def list_entries(address: str, client: Client, window: Window, depth: int = 0) -> Iterator[Entry]:
    """Yield the pages of a sitemap, or of all sitemaps of an index that may have some of a window.

    Raises NotFetched when one cannot be read.
    """
    answer = client.get(address, max_bytes=MAX_BYTES)
    for kind, entry in _read(_unpack(answer), address):
        if kind == "url":
            yield entry
        elif depth < _DEEPEST and entry.is_wanted(window):
            yield from list_entries(entry.address, client, window, depth + 1)


def _read(content: bytes, address: str) -> Iterator[tuple[str, Entry]]:
    """Yield ("url" or "sitemap", what it says), one at a time: a sitemap may have 50,000."""
    try:
        events = etree.iterparse(
            BytesIO(content),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        n_found = 0
        for _, element in events:
            kind = etree.QName(element).localname
            if kind not in {"url", "sitemap"}:
                continue
            told = {
                etree.QName(e).localname: (e.text or "").strip() for e in element.iterchildren("*")
            }
            element.clear()
            while element.getprevious() is not None:  # read ones would fill the memory
                del element.getparent()[0]
            n_found += 1
            if told.get("loc"):
                yield kind, Entry(told["loc"], None, _read_stamp(told.get("lastmod", "")))
    except etree.XMLSyntaxError as error:
        raise NotFetched("not fetched", f"{show_address(address)} is broken: {error}") from error
    if not n_found and b"urlset" not in content and b"sitemapindex" not in content:
        raise NotFetched("not fetched", f"{show_address(address)} is no sitemap")


def _unpack(answer: Answer) -> bytes:
    # Sitemaps are often files that are packed, not answers that are.
    if not answer.content.startswith(_GZIP_START):
        return answer.content
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    shown = show_address(answer.address)
    try:
        content = unpacker.decompress(answer.content, MAX_BYTES)
    except zlib.error as error:
        raise NotFetched("not fetched", f"{shown} cannot be unpacked: {error}") from error
    if not unpacker.eof:
        raise NotFetched("too large", f"{shown} is cut off, or more than {MAX_BYTES} bytes")
    return content


def _read_stamp(value: str) -> datetime | None:
    """Return a lastmod as the moment that it ends: "2023-05-08" is some time on that day."""
    try:
        stamp = datetime.fromisoformat(value)
    except ValueError:
        return None
    if len(value) == len("2023-05-08"):
        stamp = stamp.replace(hour=23, minute=59, second=59)
    return stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)
