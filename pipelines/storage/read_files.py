"""Which documents are in which raw file, so that a file that has not changed is not read again.

A file is known by name, size, times and inode, and its sidecar likewise, as in finished.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.storage.files import parquet_bytes, write_whole
from pipelines.storage.finished import TICK_NS
from pipelines.storage.rows import DocumentKey

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

READ = "read"
_SCHEMA = pa.schema(
    [
        (name, pa.string())
        for name in ("file", "signature", "address", "content_sha256", "fetched_at")
    ]
)
_PROGRAM = b"program"


class Listed(NamedTuple):
    """A document of a file, with its time of fetching."""

    key: DocumentKey
    fetched_at: str | None


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read, and all its documents; none was refused."""

    signature: str
    documents: tuple[Listed, ...]


def sign(path: Path, sidecar: Path, now_ns: int) -> str | None:
    """Return what changes with any change of a file or its sidecar.

    now_ns: the time, in nanoseconds since 1970. None where one has changed in the last moment.
    """
    told = []
    for one in (path, sidecar):
        try:
            stat = one.stat()
        except FileNotFoundError:
            continue
        if stat.st_ctime_ns > now_ns - TICK_NS:
            return None
        told.append((stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))
    return repr(told)


def read_known(folder: Path, source_id: str, program: str) -> dict[str, ReadFile]:
    """Return the files of a source that were read before, by name.

    program: of the run; what another has read is not known.
    """
    try:
        file = pq.ParquetFile(folder / f"{source_id}.parquet")
        if (file.schema_arrow.metadata or {}).get(_PROGRAM) != program.encode():
            return {}
        rows = file.read(columns=_SCHEMA.names)
        columns = [rows.column(name).to_pylist() for name in _SCHEMA.names]
    except (OSError, pa.ArrowInvalid, KeyError):
        return {}  # a file more to read does no harm
    known = {}
    told = zip(*columns, strict=True)
    for (name, signature), some in groupby(told, key=lambda row: (row[0], row[1])):
        documents = tuple(
            Listed(DocumentKey(source_id, address, digest), fetched_at)
            for _, _, address, digest, fetched_at in some
        )
        known[name] = ReadFile(signature, documents)
    return known


def write_known(folder: Path, source_id: str, program: str, files: Mapping[str, ReadFile]) -> None:
    """Keep which documents are in which file of a source; a file without any is read again."""
    rows = [
        (name, file.signature, one.key.address, one.key.content_sha256, one.fetched_at)
        for name, file in files.items()
        for one in file.documents
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(_SCHEMA)
    arrays = [pa.array(column, pa.string()) for column in columns]
    table = pa.Table.from_arrays(arrays, schema=_SCHEMA)
    content = parquet_bytes(table.replace_schema_metadata({_PROGRAM: program.encode()}))
    write_whole(folder / f"{source_id}.parquet", content)
