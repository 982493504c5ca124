"""The files of a build while it is being made: beside the published ones, seen by no reader."""

from __future__ import annotations

import filecmp
import os
import secrets
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.schema import CONTACT_MENTIONS, RELEASES, TABLES, Table
from pipelines.storage.files import TEMPORARY, parquet_bytes, sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
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
    """A build on its way: its folder in staging and the files in it.

    kept: keys of what the next run may take from the shelf.
    """

    processed: Path
    folder: Path
    files: tuple[BuiltFile, ...]
    kept: frozenset[str] = frozenset()


def stage_tables(processed: Path, tables: Mapping[str, pd.DataFrame]) -> Staged:
    """Write all published tables into a new staging folder; call it while holding the lock."""
    folder = open_staging(processed)
    files = [file for name in TABLES for file in stage_frame(folder, name, tables)]
    return Staged(processed, folder, tuple(files))


def open_staging(processed: Path) -> Path:
    """Return a new folder for a build on its way, and sweep what killed runs left.

    Call it while holding the lock.
    """
    sweep_staging(processed)
    folder = processed / STAGING / f"{os.getpid()}-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    return folder


def stage_frame(folder: Path, name: str, tables: Mapping[str, pd.DataFrame]) -> list[BuiltFile]:
    """Write the files of one of the tables; those of releases must be among them."""
    table = TABLES[name]
    return [
        stage_rows(folder, table, table.to_arrow(table.select(piece)), year)
        for year, piece in _split(table, tables)
    ]


def stage_rows(folder: Path, table: Table, rows: pa.Table, year: int | None = None) -> BuiltFile:
    """Write one file of a table; rows: sorted, as the table declares them.

    year: of publication, for a table that has a file a year.
    """
    content = parquet_bytes(rows)
    return _write(folder, path_of(table, year), content, table=table.name, n_rows=len(rows))


def stage_link(folder: Path, build: Path, file: BuiltFile) -> BuiltFile:
    """Take a file of another build as it is."""
    target = folder / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(build / file.path, target)
    except OSError:  # a file system without hard links
        shutil.copy2(build / file.path, target)
    return file


def path_of(table: Table, year: int | None = None) -> str:
    """Return the path of a file of a table below the folder of its build."""
    single = f"{table.name}.parquet"
    return single if year is None else f"{table.name}/{_folder_of(year)}/{PARTITION_FILE}"


def stage_documents(staged: Staged, documents: Mapping[str, str]) -> Staged:
    """Write texts such as CODEBOOK.md beside the staged tables; return the build with them."""
    written = [_write(staged.folder, name, text.encode()) for name, text in documents.items()]
    return replace(staged, files=(*staged.files, *written))


def sweep_staging(processed: Path) -> None:
    """Remove what runs that were killed left behind; the lock says that no other is at work."""
    shutil.rmtree(processed / STAGING, ignore_errors=True)
    for leftover in processed.glob(f"{TEMPORARY}*"):
        leftover.unlink()


def read_table(
    build: Path,
    name: str,
    *,
    unlike: Path | None = None,
    year: int | None = None,
    without: Sequence[str] = (),
) -> pd.DataFrame:
    """Return a table of a build, typed and sorted as its declaration says.

    build: the resolved folder of the build, so that several tables are of one build.
    unlike: another build, to leave out the files that both share. year: of publication, to read
    one file of a table that has a file a year. without: columns that are null instead.
    """
    table = TABLES[name]
    single = build / f"{name}.parquet"
    pattern = f"{'*' if year is None else _folder_of(year)}/{PARTITION_FILE}"
    paths = sorted((build / name).glob(pattern)) if table.is_partitioned else [single]
    if unlike is not None:
        paths = [path for path in paths if not _is_in(path, unlike / path.relative_to(build))]
    if not paths:
        return table.empty()
    # File by file: a dataset reader would add the folder's year as a column.
    columns = [one for one in table.column_names if one not in without]
    pieces = [pq.ParquetFile(path).read(columns=columns) for path in paths]
    whole = pa.concat_tables(pieces).to_pandas(integer_object_nulls=True)
    return table.select(whole.assign(**dict.fromkeys(without)))


def read_narrow(build: Path, name: str, columns: Sequence[str]) -> pd.DataFrame:
    """Return some columns of a table of a build, typed as its declaration says."""
    table = TABLES[name]
    paths = sorted((build / name).glob(f"*/{PARTITION_FILE}"))
    pieces = [
        pq.ParquetFile(path).read(columns=list(columns))
        for path in (paths if table.is_partitioned else [build / f"{name}.parquet"])
    ]
    whole = pa.concat_tables(pieces).to_pandas(integer_object_nulls=True)
    return table.select(whole, only=columns)


def list_years(build: Path, table: Table = RELEASES) -> list[int]:
    """Return the years of which a build has releases, or mentions, 0 for those without a day."""
    return sorted(int(path.name.partition("=")[2]) for path in (build / table.name).iterdir())


def _folder_of(year: int) -> str:
    return f"published_year={year}"


def _is_in(path: Path, other: Path) -> bool:
    """Tell whether another build has the same file, most often as a link to the same bytes."""
    return other.is_file() and (path.samefile(other) or filecmp.cmp(path, other, shallow=False))


def _split(
    table: Table, tables: Mapping[str, pd.DataFrame]
) -> Iterator[tuple[int | None, pd.DataFrame]]:
    """Yield the rows of each file of a table, with the year if it has one a year."""
    frame = tables[table.name]
    if not table.is_partitioned:
        yield None, frame
        return
    years = _published_years(table, tables)
    # An empty table still has one file: readers need a schema.
    for year in sorted(years.unique()) or [NO_YEAR]:
        yield year, frame[years == year]


def _published_years(table: Table, tables: Mapping[str, pd.DataFrame]) -> pd.Series[int]:
    releases = tables[RELEASES.name]
    years = years_of(releases["published_day"])
    if table is CONTACT_MENTIONS:
        by_release = years.set_axis(releases["release_id"])
        return tables[table.name]["release_id"].map(by_release).astype("int64")
    return years


def years_of(days: pd.Series[pd.Timestamp]) -> pd.Series[int]:
    """Return the year of each day of publication, NO_YEAR where there is none."""
    return pd.to_datetime(days).dt.year.fillna(NO_YEAR).astype("int64")


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
