"""Coded parts: what was coded is kept by content and coding key, and is never coded again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.storage.coding_key import coding_version
from pipelines.storage.files import TEMPORARY, parquet_bytes, sha256_of, write_whole
from pipelines.storage.rows import PART_SCHEMA, DocumentKey, key_of, to_row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from pipelines.records import CodedRelease, Refused

# Documents in one part: some ten megabytes, and what one task codes in some seconds.
PART_SIZE = 2_000

NAME_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Scope:
    """Releases of some sources, none named for all, published in a range of days.

    A release without a day, or a document that was refused, may belong there: it is in scope.
    """

    sources: tuple[str, ...]
    first_day: date
    last_day: date

    def has(self, published_day: date | None) -> bool:
        """Tell whether a release of that day is in scope, if its source is."""
        return published_day is None or self.first_day <= published_day <= self.last_day


class WrongPart(ValueError):  # noqa: N818 - reads as what it says, like Refused
    """A coded part that cannot be read or written; the message says what to do."""


def write_part(folder: Path, coded: Sequence[CodedRelease | Refused], coding_key: str) -> Path:
    """Write the coded documents of one source as one immutable file; return its path.

    folder: of all coded parts. Equal documents in any order give the same name and bytes.
    Raises WrongPart for none, too many, the same twice, or several sources.
    """
    keys = {key_of(one) for one in coded}
    sources = {key.source_id for key in keys}
    if len(sources) != 1 or len(coded) > PART_SIZE or len(keys) < len(coded):
        raise WrongPart(
            f"a part holds 1 to {PART_SIZE} different documents of one source, not "
            f"{len(coded)} ({len(keys)} different) of {', '.join(sorted(sources)) or 'none'}"
        )
    rows = [to_row(one) for one in sorted(coded, key=key_of)]
    schema = PART_SCHEMA.with_metadata({"coding_key": coding_key})
    content = parquet_bytes(pa.Table.from_pylist(rows, schema=schema))
    name = f"{sha256_of(content)[:NAME_LENGTH]}.parquet"
    path = folder / coding_version(coding_key) / sources.pop() / name
    if not path.exists():
        write_whole(path, content)
    return path


def known_keys(folder: Path, coding_key: str) -> pa.Table:
    """Return the keys of all documents that stand in a part of this coding key [DocumentKey].

    Read from the parts themselves, so that there is no index that could be behind them.
    """
    parts = _find_parts(folder, coding_key)
    keys = map(read_keys, parts)
    return pa.concat_tables([PART_SCHEMA.empty_table().select(DocumentKey._fields), *keys])


def find_parts(folder: Path, coding_key: str, scope: Scope | None = None) -> list[Path]:
    """Return the parts of a coding key; with a scope, those that hold a document in it."""
    parts = list(_find_parts(folder, coding_key))
    if scope is None:
        return parts
    return [
        part
        for part in parts
        if (not scope.sources or part.parent.name in scope.sources)
        and any(map(scope.has, read_part(part, ["published_day"])["published_day"].to_pylist()))
    ]


def read_part(part: Path, columns: list[str] | None = None) -> pa.Table:
    """Return the rows of a part, or some columns of them. Raises WrongPart for a broken one."""
    try:
        return pq.ParquetFile(part).read(columns=columns)
    except (OSError, pa.ArrowInvalid) as error:
        remedy = "delete it, and the next run codes its documents again"
        raise WrongPart(f"{part} cannot be read: {remedy} ({error})") from error


# A run looks for what is coded before and after it codes: of 400 parts the second look took 0.5 s.
@cache
def read_keys(part: Path) -> pa.Table:
    """Return the keys of the documents of a part [DocumentKey], until its cache is cleared."""
    return read_part(part, list(DocumentKey._fields))


def keys_in(rows: pa.Table) -> list[DocumentKey]:
    """Return the key of each row of a part; see DocumentKey for the columns that it needs."""
    columns = [rows[name].to_pylist() for name in DocumentKey._fields]
    return list(map(DocumentKey._make, zip(*columns, strict=True)))


def join_columns(rows: pa.Table, columns: Sequence[str] = DocumentKey._fields) -> pa.ChunkedArray:
    """Return a text a row that tells apart what differs in some columns, those of a key by itself.

    Texts are compared by the column: to make an object a document took four times as long.
    """
    return pc.binary_join_element_wise(*(rows[name] for name in columns), "\x1f")


def sweep_parts(folder: Path, keep: Collection[str]) -> list[str]:
    """Remove temporary files, and the parts of coding versions not in `keep`; return those."""
    for leftover in folder.glob(f"*/*/{TEMPORARY}*"):
        leftover.unlink()
    swept = []
    for version in sorted(folder.glob("*/")):
        if version.name not in keep:
            for path in sorted(version.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            version.rmdir()
            swept.append(version.name)
    return swept


def _find_parts(folder: Path, coding_key: str) -> Iterator[Path]:
    """Yield the parts in an order that does not depend on the file system."""
    yield from sorted((folder / coding_version(coding_key)).glob("*/[!.]*.parquet"))
