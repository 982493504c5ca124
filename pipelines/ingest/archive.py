"""Web archives (WARC files): each page that was answered becomes a raw document."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from http import HTTPStatus
from typing import IO, TYPE_CHECKING, Any

from pipelines.ingest.folder import find_files
from pipelines.ingest.limits import MAX_DOCUMENT_BYTES, find_unreadable
from pipelines.ingest.sidecars import charset_of
from pipelines.records import RawDocument, Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from pipelines.reference.source import Source

SUFFIXES = (".warc", ".warc.gz")
_STEP = 65_536
# What archives hold beside pages: scripts, pictures, and answers other than 200.
_TEXTS = ("text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml")


def read_archives(
    folder: Path, source: Source, only: Collection[str] | None = None
) -> Iterator[RawDocument | Refused]:
    """Yield a raw document, or its refusal, for each page in a source's web archives.

    The address is the page's, the time of fetching that of the archive. What is no text, and what
    was not answered with 200, is no document.
    """
    for found in find_files(folder, source, SUFFIXES, only):
        if isinstance(found, Refused):
            yield found
        else:
            yield from _read_archive(*found, source)


def _read_archive(name: str, path: Path, source: Source) -> Iterator[RawDocument | Refused]:
    # Takes a moment to import, and few sources need it.
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    n_read = 0
    try:
        with path.open("rb") as file:
            for n_read, record in enumerate(ArchiveIterator(file), start=1):
                if _is_page(record):
                    yield _read_record(record, f"{name}#{n_read}", source)
    except (ArchiveLoadFailed, OSError, zlib.error, ValueError) as error:
        detail = f"{name} breaks off after record {n_read}: {error}"
        yield Refused(source.source_id, name, "ingest", "not well-formed", detail)
        return
    if not n_read:
        yield Refused(source.source_id, name, "ingest", "empty", f"{name} has no records")


def _is_page(record: Any) -> bool:  # noqa: ANN401 - the library has no types
    if record.rec_type not in {"response", "resource"}:
        return False
    headers = record.http_headers
    if headers is None:
        return record.rec_type == "resource" and _is_text(record.content_type or "")
    is_ok = headers.get_statuscode() == str(HTTPStatus.OK.value)
    return is_ok and _is_text(headers.get_header("Content-Type", ""))


def _is_text(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() in _TEXTS


def _read_record(record: Any, file: str, source: Source) -> RawDocument | Refused:  # noqa: ANN401 - as above
    address = record.rec_headers.get_header("WARC-Target-URI", "").strip("<>")
    headers = record.http_headers
    content_type = headers.get_header("Content-Type", "") if headers else ""
    content = _read_limited(record.content_stream())
    if len(content) > MAX_DOCUMENT_BYTES:
        detail = f"more than {MAX_DOCUMENT_BYTES} bytes (record {file})"
        return Refused(source.source_id, address or file, "ingest", "too large", detail)
    if not _is_whole(record):
        detail = f"the archive breaks off inside record {file}"
        return Refused(source.source_id, address or file, "ingest", "not well-formed", detail)
    if reason := find_unreadable(content):
        return Refused(source.source_id, address or file, "ingest", reason, f"record {file}")
    fetched_at = _read_stamp(record.rec_headers.get_header("WARC-Date", ""))
    charset = charset_of(content_type)
    media = source.media
    return RawDocument(source.source_id, address or file, content, media, file, fetched_at, charset)


def _read_limited(stream: IO[bytes]) -> bytes:
    """Return a record's content, unpacked, and one byte more than may be kept at most."""
    content = bytearray()
    while len(content) <= MAX_DOCUMENT_BYTES:
        piece = stream.read(MAX_DOCUMENT_BYTES + 1 - len(content))
        if not piece:
            break
        content += piece
    return bytes(content)


def _is_whole(record: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether a record that was read had as many bytes as it says; the library does not."""
    while record.raw_stream.read(_STEP):  # what may stand behind a packed page
        pass
    return not getattr(record.raw_stream, "limit", 0)


def _read_stamp(value: str) -> str | None:
    """Return an archive's time as sidecars have it, None where there is none that can be read."""
    try:
        stamp = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)).isoformat(timespec="seconds")
