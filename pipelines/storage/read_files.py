"""Which documents are in which raw file, so that a file that has not changed is not read again.

A file is known by name, size, times and inode, and its sidecar likewise, as in finished.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.storage.files import parquet_bytes, write_whole
from pipelines.storage.finished import TICK_NS
from pipelines.storage.parts import join_columns
from pipelines.storage.rows import DocumentKey

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

READ = "read"
# A document that was listed, with its time of fetching; and of which file, as that was then.
LISTED = pa.schema([(name, pa.string()) for name in (*DocumentKey._fields, "fetched_at")])
_SCHEMA = pa.schema([("file", pa.string()), ("signature", pa.string()), *LISTED])
_PROGRAM = b"program"


class Listed(NamedTuple):
    """A document of a file, with its time of fetching."""

    key: DocumentKey
    fetched_at: str | None


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


def read_known(folder: Path, source_id: str, program: str) -> pa.Table:
    """Return the documents of the files of a source that were read before.

    Columns: file, its signature, and those of LISTED.
    program: of the run; what another has read is not known.
    """
    try:
        file = pq.ParquetFile(folder / f"{source_id}.parquet")
        if (file.schema_arrow.metadata or {}).get(_PROGRAM) != program.encode():
            return _SCHEMA.empty_table()
        return file.read().select(_SCHEMA.names).cast(_SCHEMA)
    except (OSError, pa.ArrowInvalid, KeyError):
        return _SCHEMA.empty_table()  # a file more to read does no harm


def find_same(known: pa.Table, signatures: Mapping[str, str | None], coded: pa.Table) -> pa.Table:
    """Return the documents of files that have not changed, and of which all documents are coded.

    known: see read_known(). signatures: of the files that are there, by name.
    """
    there = pc.index_in(known["file"], pa.array(signatures.keys(), pa.string()))
    signed = pa.array(signatures.values(), pa.string()).take(there)
    is_same = pc.fill_null(pc.equal(signed, known["signature"]), fill_value=False)
    is_coded = pc.is_in(join_columns(known), value_set=join_columns(coded))
    other = known["file"].filter(pc.invert(pc.and_(is_same, is_coded)))
    return known.filter(pc.invert(pc.is_in(known["file"], value_set=other)))


def list_read(
    documents: Mapping[str, Sequence[Listed]], signatures: Mapping[str, str | None]
) -> pa.Table:
    """Return the documents of files that were read and can be known by their signatures."""
    rows = [
        (name, signatures[name], *one.key, one.fetched_at)
        for name, some in documents.items()
        for one in some
        if signatures.get(name)
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(_SCHEMA)
    arrays = [pa.array(column, pa.string()) for column in columns]
    return pa.Table.from_arrays(arrays, schema=_SCHEMA)


def write_known(folder: Path, source_id: str, program: str, known: pa.Table) -> None:
    """Keep which documents are in which file of a source; a file without any is read again."""
    content = parquet_bytes(known.replace_schema_metadata({_PROGRAM: program.encode()}))
    write_whole(folder / f"{source_id}.parquet", content)
