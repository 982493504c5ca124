"""Rows of tables (CSV, TSV, JSON lines, Parquet) become raw documents, one a row."""

from __future__ import annotations

import fnmatch
import json
from typing import TYPE_CHECKING, Any

from pipelines.ingest.folder import find_files
from pipelines.ingest.limits import MAX_DOCUMENT_BYTES, find_unreadable
from pipelines.ingest.lines import BrokenRow
from pipelines.ingest.rows import read_columns, read_rows
from pipelines.records import RawDocument, Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from pipelines.reference.source import Source

SUFFIXES = (".csv", ".tsv", ".jsonl", ".parquet")
_HEAD_BYTES = 65_536


def read_tables(
    folder: Path, source: Source, only: Collection[str] | None = None
) -> Iterator[RawDocument | Refused]:
    """Yield a raw document for each row of a source's tables, sorted by file, then by row.

    A table without a column that the source names refuses the whole source before its first row.
    """
    files = []
    is_refused = False
    for found in find_files(folder, source, SUFFIXES, only):
        if isinstance(found, Refused):
            yield found
            continue
        files.append(found)
        name, path = found
        if detail := _find_missing_column(path, source):
            is_refused = True
            yield Refused(source.source_id, name, "ingest", "missing field", detail)
    if not is_refused:
        for name, path in files:
            yield from _read_table(name, path, source)


def _find_missing_column(path: Path, source: Source) -> str | None:
    columns = read_columns(path, source)
    if columns is None:
        return None
    fields = source.fields
    named = [
        (key, getattr(fields, key)) for key in ("title", "date", "summary", "place", "address")
    ]
    # A pattern of participants may match nothing: a month without any has no such column.
    named += [("body", pattern) for pattern in fields.body]
    for key, column in named:
        if column and not fnmatch.filter(columns, column):
            return (
                f"{path.name} has no column '{column}', named by fields.{key} in sources/"
                f"{source.source_id}.yml; its columns are {', '.join(columns)}. "
                "Nothing of this source was read."
            )
    return None


def _read_table(name: str, path: Path, source: Source) -> Iterator[RawDocument | Refused]:
    if reason := _find_unreadable(path):
        yield Refused(source.source_id, name, "ingest", reason, f"file {name}")
        return
    for n, row in enumerate(read_rows(path, source), start=1):
        place = f"{name}#{n}"
        if isinstance(row, BrokenRow):
            yield Refused(source.source_id, place, "ingest", row.reason, row.detail)
        else:
            yield _document(row, place, source)


def _find_unreadable(path: Path) -> str | None:
    if path.suffix.lower() == ".parquet":
        return None if path.stat().st_size else "empty"
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES).strip()
    # By its first line only: a bad byte further on costs the row that it stands in.
    return find_unreadable(head.partition(b"\n")[0])


def _document(row: dict[str, Any], place: str, source: Source) -> RawDocument | Refused:
    # Without its empty fields a row stays the same when a table gets another column.
    filled = {key: value for key, value in row.items() if value is not None and value != ""}
    content = json.dumps(filled, sort_keys=True, ensure_ascii=False, default=str).encode()
    column = source.fields.address
    address = str(filled.get(column, "")).strip() if column else place
    if not address:
        detail = f"row {place} has nothing in '{column}', its address"
        return Refused(source.source_id, place, "ingest", "missing field", detail)
    if len(content) > MAX_DOCUMENT_BYTES:
        detail = f"{len(content)} bytes where a release may have {MAX_DOCUMENT_BYTES}"
        return Refused(source.source_id, address, "ingest", "too large", detail)
    return RawDocument(source.source_id, address, content, "record", place)
