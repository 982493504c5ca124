"""The files of a build while it is being made: beside the published ones, seen by no reader."""

from __future__ import annotations

import filecmp
import os
import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.schema import CONTACT_MENTIONS, RELEASES, TABLES, Table
from pipelines.storage.files import TEMPORARY, parquet_bytes, sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

STAGING = ".staging"
PARTITION_FILE = "part-0.parquet"
NO_YEAR = 0

# Published files are for reading only: a build shares unchanged files with the one before it, and
# a change in the one would be a change in the other.
READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One file of a build; path is relative to the build's folder; table is None for documents."""

    path: str
    sha256: str
    n_bytes: int
    table: str | None = None
    n_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Staged:
    """A build on its way: its folder in staging and the files in it."""

    processed: Path
    folder: Path
    files: tuple[BuiltFile, ...]


def stage_tables(
    processed: Path, tables: Mapping[str, pd.DataFrame], *, without_texts: bool = False
) -> Staged:
    """Write all published tables into a new staging folder, and sweep what killed runs left.

    Call it while holding the lock. without_texts: `releases.text` is null in every row; the
    quotes stay, as short quotations.
    """
    sweep_staging(processed)
    folder = processed / STAGING / f"{os.getpid()}-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    files = []
    for name, table in TABLES.items():
        for path, piece in _split(table, tables):
            shown = piece.assign(text=None) if without_texts and table is RELEASES else piece
            content = parquet_bytes(table.to_arrow(table.select(shown)))
            files.append(_write(folder, path, content, table=name, n_rows=len(piece)))
    return Staged(processed, folder, tuple(files))


def stage_documents(staged: Staged, documents: Mapping[str, str]) -> Staged:
    """Write texts such as CODEBOOK.md beside the staged tables; return the build with them."""
    written = [_write(staged.folder, name, text.encode()) for name, text in documents.items()]
    return Staged(staged.processed, staged.folder, (*staged.files, *written))


def sweep_staging(processed: Path) -> None:
    """Remove what runs that were killed left behind; the lock says that no other is at work."""
    shutil.rmtree(processed / STAGING, ignore_errors=True)
    for leftover in processed.glob(f"{TEMPORARY}*"):
        leftover.unlink()


def read_table(build: Path, name: str, unlike: Path | None = None) -> pd.DataFrame:
    """Return a table of a build, typed and sorted as its declaration says.

    build: the resolved folder of the build, so that several tables are of one build.
    unlike: another build, to leave out the files that both share.
    """
    table = TABLES[name]
    single = build / f"{name}.parquet"
    paths = sorted((build / name).glob(f"*/{PARTITION_FILE}")) if table.is_partitioned else [single]
    if unlike is not None:
        paths = [path for path in paths if not _is_in(path, unlike / path.relative_to(build))]
        if not paths:
            return table.empty()
    # File by file: a dataset reader would add the folder's year as a column.
    pieces = [pq.ParquetFile(path).read() for path in paths]
    whole = pa.concat_tables(pieces).to_pandas(integer_object_nulls=True)
    return table.select(whole)


def _is_in(path: Path, other: Path) -> bool:
    """Tell whether another build has the same file, most often as a link to the same bytes."""
    return other.is_file() and (path.samefile(other) or filecmp.cmp(path, other, shallow=False))


def _split(table: Table, tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the path and the rows of each file of a table."""
    frame = tables[table.name]
    if not table.is_partitioned:
        yield f"{table.name}.parquet", frame
        return
    years = _published_years(table, tables)
    # An empty table still has one file: readers need a schema.
    for year in sorted(years.unique()) or [NO_YEAR]:
        yield f"{table.name}/published_year={year}/{PARTITION_FILE}", frame[years == year]


def _published_years(table: Table, tables: Mapping[str, pd.DataFrame]) -> pd.Series[int]:
    releases = tables[RELEASES.name]
    days = pd.to_datetime(releases["published_day"])
    years = days.dt.year.fillna(NO_YEAR).astype("int64")
    if table is CONTACT_MENTIONS:
        by_release = years.set_axis(releases["release_id"])
        return tables[table.name]["release_id"].map(by_release).astype("int64")
    return years


def _write(
    folder: Path, path: str, content: bytes, *, table: str | None = None, n_rows: int | None = None
) -> BuiltFile:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    target.chmod(READ_ONLY)
    return BuiltFile(path, sha256_of(content), len(content), table, n_rows)
