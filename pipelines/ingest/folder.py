"""Files of one release each, below a source's folder, become raw documents as they are."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from pipelines.ingest.limits import MAX_DOCUMENT_BYTES, find_unreadable
from pipelines.records import RawDocument, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipelines.reference.source import Source

SUFFIXES = {
    "text": (".txt",),
    "html": (".html", ".htm"),
    "xml": (".xml",),
    "record": (".csv", ".tsv", ".jsonl", ".parquet"),
}
_SIDECAR = ".meta.json"

log = logging.getLogger(__name__)


def find_files(folder: Path, source: Source) -> Iterator[Path | Refused]:
    """Yield a source's files sorted by name; a file of no known type is refused by name.

    Left out are hidden files, README and LICENSE files, and sidecars. Releases lie directly in
    the folder: a sub-folder is refused by name and not entered.
    """
    for path in sorted(folder.iterdir()):
        if _is_beside(path):
            continue
        suffixes = SUFFIXES[source.media]
        if path.is_dir():
            detail = "a folder; put its files directly below the source's folder"
            yield _refused(source, path.name, "type not known", detail)
        elif path.suffix.lower() not in suffixes:
            detail = f"'{path.suffix}' is none of {', '.join(suffixes)}, the files of this source"
            yield _refused(source, path.name, "type not known", detail)
        else:
            yield path


def read_files(folder: Path, source: Source) -> Iterator[RawDocument | Refused]:
    """Yield a raw document, or its refusal, for each file of a source, sorted by name.

    The address is the file's name, unless a sidecar `<file>.meta.json` has the link.
    """
    for path in find_files(folder, source):
        yield path if isinstance(path, Refused) else _read_file(path, source)


def _read_file(path: Path, source: Source) -> RawDocument | Refused:
    try:
        sidecar = _read_sidecar(path)
        size = path.stat().st_size
        # Read no more than may be kept: a file can grow between the two calls.
        content = path.read_bytes() if size <= MAX_DOCUMENT_BYTES else b""
    except (OSError, ValueError) as error:
        return _refused(source, path.name, "not readable", str(error).replace(str(path), path.name))
    address = sidecar.get("address") or path.name
    if size > MAX_DOCUMENT_BYTES:
        detail = f"{size} bytes where a release may have {MAX_DOCUMENT_BYTES}"
        return _refused(source, address, "too large", detail)
    if reason := find_unreadable(content):
        return _refused(source, address, reason, f"file {path.name}")
    fetched_at = sidecar.get("fetched_at")
    return RawDocument(source.source_id, address, content, source.media, path.name, fetched_at)


def _read_sidecar(path: Path) -> dict[str, Any]:
    sidecar = path.with_name(path.name + _SIDECAR)
    if not sidecar.exists():
        return {}
    loaded = json.loads(sidecar.read_text(encoding="utf-8"))
    if not isinstance(loaded, dict):
        raise ValueError(f"{sidecar.name} must hold one object with address and fetched_at")  # noqa: TRY004 - as for broken JSON
    for key in ("address", "fetched_at"):
        if not isinstance(loaded.get(key), str | None):
            raise ValueError(f"{sidecar.name}: {key} must be a text")  # noqa: TRY004 - as above
    return loaded


def _is_beside(path: Path) -> bool:
    name = path.name
    return name.startswith((".", "README", "LICENSE")) or name.endswith(_SIDECAR)


def _refused(source: Source, address: str, reason: str, detail: str) -> Refused:
    return Refused(source.source_id, address, "ingest", reason, detail)
