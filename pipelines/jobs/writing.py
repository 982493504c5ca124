"""The files of a build, from the rows that all parts of assembling have spilled for them."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines import storage
from pipelines.schema import CONTACT_MENTIONS, CONTACTS, PARTICIPANTS, RELEASES, TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipelines.jobs.assembling import Work
    from pipelines.schema import Table
    from pipelines.storage import BuiltFile, Chunk

TEXTS = "texts"
_TEXT = ["release_id", "content_sha256", "text"]
_WITHOUT_TEXT = [name for name in RELEASES.column_names if name != "text"]


def find_changed_years(work: Work) -> Iterator[int]:
    """Yield the years of which the last build has other releases, or none."""
    for year in map(int, work.spill.list_names(RELEASES.name)):
        rows = _sort(work, RELEASES, f"{RELEASES.name}/{year}").select(_WITHOUT_TEXT)
        path = storage.path_of(RELEASES, year)
        if work.last.folder is None or work.last.find(path) is None:
            yield year
        else:
            old = pq.ParquetFile(work.last.folder / path).read(columns=_WITHOUT_TEXT)
            if not rows.equals(old):
                yield year


def spill_texts(work: Work, number: int, chunk: Chunk, years: frozenset[int]) -> None:
    """Spill the texts of some years, by year; texts are nine tenths of all that is coded.

    They are in no frame, and in memory a part at a time. A release of the same content and coding
    has the same text, so that of years whose releases are as they were no text is read.
    """
    with ExitStack() as stack:
        streams: dict[int, pa.RecordBatchStreamWriter] = {}
        days = storage.read_columns(chunk, ["published_day"])
        for one, told in zip(chunk, days, strict=True):
            published = pc.fill_null(pc.year(told["published_day"]), storage.NO_YEAR)
            wanted = years.intersection(pc.unique(published).to_pylist())
            texts = storage.read_columns([one], _TEXT) if wanted else ()
            for rows in texts:
                for year in sorted(wanted):
                    of_year = rows.filter(pc.equal(published, year))
                    if year not in streams:
                        stream = work.spill.open(f"{TEXTS}/{year}", of_year.schema, f"{number:06d}")
                        streams[year] = stack.enter_context(stream)
                    streams[year].write_table(of_year)


def list_files(work: Work, changed: frozenset[int]) -> list[tuple[str, int | None]]:
    """Return the table, and the year if it has one a year, of each file made of spilled rows."""
    files: list[tuple[str, int | None]] = [(CONTACTS.name, None), (PARTICIPANTS.name, None)]
    # An empty table still has one file: readers need a schema.
    years = work.spill.list_names(CONTACT_MENTIONS.name) or [str(storage.NO_YEAR)]
    files += [(CONTACT_MENTIONS.name, year) for year in sorted(map(int, years))]
    there = work.spill.list_names(RELEASES.name)
    files += [(RELEASES.name, year) for year in (sorted(changed) if there else [storage.NO_YEAR])]
    return files


def link_years(work: Work, changed: frozenset[int]) -> list[BuiltFile]:
    """Take the files of releases of years that have not changed from the last build."""
    years = set(map(int, work.spill.list_names(RELEASES.name))) - changed
    paths = [storage.path_of(RELEASES, year) for year in sorted(years)]
    linked = []
    for file in filter(None, map(work.last.find, paths)):
        if work.last.folder is not None:
            linked.append(storage.stage_link(work.folder, work.last.folder, file))
    return linked


def write_file(work: Work, name: str, year: int | None) -> BuiltFile:
    """Write one file of the build from the rows that all parts have spilled for it."""
    table = TABLES[name]
    rows = _sort(work, table, name if year is None else f"{name}/{year}")
    if table is RELEASES and work.with_texts:
        rows = _put_texts(rows, work.spill.read(f"{TEXTS}/{year}").values())
    return storage.stage_rows(work.folder, table, rows, year)


def _sort(work: Work, table: Table, name: str) -> pa.Table:
    """Return the rows that all parts have spilled by a name, by the key of their table."""
    rows = pa.concat_tables([table.to_arrow(table.empty()), *work.spill.read(name).values()])
    return rows.sort_by([(column, "ascending") for column in table.key])


def _put_texts(rows: pa.Table, texts: Collection[pa.Table]) -> pa.Table:
    """Return releases with the texts of their shown versions."""
    if not texts:
        return rows
    found = pa.concat_tables(texts)
    places = pc.index_in(_versions(rows), value_set=_versions(found))
    place = rows.schema.get_field_index("text")
    return rows.set_column(place, rows.field(place), found["text"].take(places))


def _versions(rows: pa.Table) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(rows["release_id"], rows["content_sha256"], "")
