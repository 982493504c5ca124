"""Raw in: the documents below a raw folder, `<raw>/<source_id>/`, one at a time.

A source's connector says where its documents come from. folder.py reads files of one release
each, table.py rows of tables, archive.py the answers in WARC files: all put there by hand.
feed.py, sitemap.py and listing.py list what a publisher has on the web; pages.py fetches it with
the one client, http.py, and it is stored as files that folder.py then reads.
What cannot be read comes out as Refused, and the rest is read on.
"""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING

from pipelines.ingest.archive import read_archives
from pipelines.ingest.folder import read_files
from pipelines.ingest.table import read_tables
from pipelines.records import RawDocument

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from pipelines.records import Refused
    from pipelines.reference.source import Source

log = logging.getLogger(__name__)

_READERS = {
    "archive": read_archives,
    "feed": read_files,
    "folder": read_files,
    "sitemap": read_files,
    "table": read_tables,
}


class UnknownSource(ValueError):  # noqa: N818 - it names a state of the folder, as Refused does
    """Something lies below the raw folder that no source's definition tells how to read."""


def find_sources(raw: Path, sources: Mapping[str, Source]) -> list[Source]:
    """Return the sources that have a folder below `raw`, sorted by id.

    Raises UnknownSource for a folder with no source, FileNotFoundError when `raw` is no folder.
    """
    if not raw.is_dir():
        raise FileNotFoundError(f"there is no folder '{raw}' to read releases from")
    found = []
    for path in sorted(raw.iterdir()):
        if path.name.startswith((".", "README", "LICENSE")):
            continue
        if not path.is_dir():
            raise UnknownSource(f"'{path.name}' must lie in the folder of a source below '{raw}'")
        if path.name not in sources:
            file = f"pipelines/reference/sources/{path.name}.yml"
            raise UnknownSource(f"folder '{path.name}' has no source: write {file}")
        found.append(sources[path.name])
    return found


def read_raw(raw: Path, sources: Mapping[str, Source]) -> Iterator[RawDocument | Refused]:
    """Yield all documents below a raw folder, or their refusals, by source, then by file."""
    for source in find_sources(raw, sources):
        yield from read_folder(raw, source)


def read_folder(
    raw: Path, source: Source, only: Collection[str] | None = None
) -> Iterator[RawDocument | Refused]:
    """Yield the documents of one source, or their refusals, from its folder below `raw`.

    The same bytes at the same address come once, or again where they were fetched later.
    only: names of files to read instead of all, as list_files() has them.
    """
    seen: dict[bytes, str] = {}
    for document in _READERS[source.connector](raw / source.source_id, source, only):
        if isinstance(document, RawDocument):
            key = hashlib.sha256(document.address.encode() + b"\n" + document.content).digest()
            fetched_at = document.fetched_at or ""
            if key in seen and fetched_at <= seen[key]:
                log.debug("%s: %s is there twice", document.file, document.address)
                continue
            seen[key] = fetched_at
        yield document
