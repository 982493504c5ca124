"""Files packed as .gz or .zip, unpacked within limits: a small file can hold petabytes."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol

from pipelines.ingest.limits import MAX_DOCUMENT_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GZIP, ZIP = ".gz", ".zip"
MAX_UNPACKED_BYTES = 2_000_000_000  # of one .zip: some hundred thousand releases

# zipfile raises RuntimeError for members that need a password, NotImplementedError for methods
# that it does not know.
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, RuntimeError)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One file out of a packed one; reason and detail tell why it has no content.

    name: inside the packed file; "" for a packed file that cannot be read at all.
    """

    name: str
    content: bytes = b""
    reason: str | None = None
    detail: str = ""


def unpack(path: Path) -> Iterator[Unpacked]:
    """Yield the files that a .gz or .zip file holds, in the order of their names."""
    with path.open("rb") as file:
        if path.suffix.lower() == GZIP:
            name = path.name[: -len(GZIP)]
            with gzip.GzipFile(fileobj=file) as inner:
                yield _read(name, inner)
        else:
            yield from _unzip(file)


def _unzip(file: IO[bytes]) -> Iterator[Unpacked]:
    left = MAX_UNPACKED_BYTES
    try:
        with zipfile.ZipFile(file) as packed:
            members = [one for one in packed.infolist() if not one.is_dir()]
            for member in sorted(members, key=lambda one: one.filename):
                if left < 0:
                    detail = f"more than {MAX_UNPACKED_BYTES} bytes unpacked; make smaller files"
                    yield Unpacked("", reason="too large", detail=detail)
                    return
                unpacked = _open(packed, member)
                left -= len(unpacked.content)
                yield unpacked
    except zipfile.BadZipFile as error:
        yield Unpacked("", reason="not well-formed", detail=str(error))


def _open(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> Unpacked:
    try:
        with packed.open(member) as inner:
            return _read(member.filename, inner)
    except _BROKEN as error:
        return Unpacked(member.filename, reason="not readable", detail=str(error))


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


def _read(name: str, inner: _Readable) -> Unpacked:
    try:
        content = inner.read(MAX_DOCUMENT_BYTES + 1)
    except _BROKEN as error:
        return Unpacked(name, reason="not well-formed", detail=f"unpacking failed: {error}")
    if len(content) > MAX_DOCUMENT_BYTES:
        detail = f"more than {MAX_DOCUMENT_BYTES} bytes unpacked"
        return Unpacked(name, reason="too large", detail=detail)
    return Unpacked(name, content)
