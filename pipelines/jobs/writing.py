"""The files of a build: rows that parts of assembling have made, and those of the last build."""

from __future__ import annotations

from contextlib import ExitStack
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines import storage
from pipelines.build.shards import shard_of
from pipelines.jobs.laying import split_rows
from pipelines.schema import CONTACT_MENTIONS, CONTACTS, PARTICIPANTS, RELEASES, TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from pipelines.jobs.work import Work
    from pipelines.schema import Table
    from pipelines.storage import BuiltFile, Chunk

TEXTS, GONE = "texts", "gone"
_VERSION = ["release_id", "content_sha256"]
_TEXT = [*_VERSION, "text"]
_WITHOUT_TEXT = [name for name in RELEASES.column_names if name != "text"]


def find_changed_years(work: Work, keys: Sequence[str], before: Collection[str]) -> Iterator[int]:
    """Yield the years of which the last build has other releases, or none.

    before: keys of the chunks of which the last build was made, nothing where they are not known.
    """
    others = {*keys}.symmetric_difference(before)
    # Years of which only the same chunks tell are as they were: most of 29, which took 0.4 s.
    can_tell = before and all(map(work.shelf.has, others))
    for year in sorted(_list_years(work, keys) & _list_years(work, others if can_tell else keys)):
        if work.last.find(storage.path_of(RELEASES, year)) is None:
            yield year
            continue
        rows = _read_releases(work, keys, year).select(_WITHOUT_TEXT)
        if not rows.equals(_read_last(work, RELEASES, year, _WITHOUT_TEXT)):
            yield year


def spill_texts(work: Work, key: str, chunk: Chunk, years: frozenset[int]) -> None:
    """Spill the texts of shown releases of some years that the last build has not, by year.

    Texts are nine tenths of all that is coded: they are in no frame, and in memory a part at a
    time. A release of the same content and coding has the same text.
    """
    wanted = _list_wanted(work, key, years)
    if not len(wanted):
        return
    with ExitStack() as stack:
        streams: dict[int, pa.RecordBatchStreamWriter] = {}
        for one in chunk:
            if work.last.folder is not None and not _is_any_in((one,), wanted):
                continue
            (texts,) = storage.read_columns([one], [*_TEXT, "published_day"])
            texts = texts.filter(pc.is_in(_versions(texts), value_set=wanted))
            published = pc.fill_null(pc.year(texts["published_day"]), storage.NO_YEAR)
            for year, of_year in split_rows(texts.select(_TEXT), published.to_numpy()):
                if year not in streams:
                    stream = work.spill.open(f"{TEXTS}/{year}", of_year.schema, key)
                    streams[year] = stack.enter_context(stream)
                streams[year].write_table(of_year)


def _is_any_in(chunk: Chunk, wanted: pa.Array) -> bool:
    """Tell whether one of the versions of a chunk is wanted, without reading their texts."""
    there = map(_versions, storage.read_columns(chunk, _VERSION))
    return any(pc.any(pc.is_in(some, value_set=wanted)).as_py() for some in there)


def _list_wanted(work: Work, key: str, years: frozenset[int]) -> pa.Array:
    """Return the versions that a chunk shows in some years and that the last build has not."""
    wanted = [pa.array([], pa.string())]
    there = work.shelf.read(key, RELEASES.name, map(str, sorted(years)))
    for year, rows in there.items():
        last = _versions(_read_last(work, RELEASES, int(year), _VERSION))
        shown = _versions(rows)
        wanted += shown.filter(pc.invert(pc.is_in(shown, value_set=last))).chunks
    return pa.concat_arrays(wanted)


def list_files(work: Work, years: frozenset[int]) -> list[tuple[str, int | None]]:
    """Return the table, and the year if it has one a year, of each file that may be new.

    years: of which the last build has other releases.
    """
    files: list[tuple[str, int | None]] = [(CONTACTS.name, None), (PARTICIPANTS.name, None)]
    told = {*map(int, work.spill.list_names(CONTACT_MENTIONS.name)), *_years_of_last(work)}
    # An empty table still has one file: readers need a schema.
    files += [(CONTACT_MENTIONS.name, year) for year in sorted(told) or [storage.NO_YEAR]]
    return files + [(RELEASES.name, year) for year in sorted(years)]


def link_years(work: Work, keys: Sequence[str], years: frozenset[int]) -> list[BuiltFile]:
    """Take the files of releases of years that have not changed from the last build."""
    same = sorted(_list_years(work, keys) - years)
    return [work.last.link(storage.path_of(RELEASES, year), work.folder) for year in same]


def spill_gone(work: Work, shards: NDArray[np.int64]) -> None:
    """Spill the contacts of the last build that are of some shards, and are found anew."""
    if work.last.folder is None:
        return
    told = _read_last(work, CONTACTS, None, ["contact_id", "sides"])
    homes = pd.Series(pc.binary_join(told["sides"], "|").to_pandas(), dtype="str")
    is_gone = np.isin(shard_of(homes), shards)
    work.spill.add(GONE, told.select(["contact_id"]).filter(pa.array(is_gone)), "all")


def write_file(work: Work, keys: Sequence[str], name: str, year: int | None) -> BuiltFile | None:
    """Write one file of the build, or take that of the last build where it is the same.

    None where there is nothing to be written any more.
    """
    table = TABLES[name]
    last = _read_last(work, table, year)
    if table is RELEASES:
        rows = _read_releases(work, keys, year or 0)
        if work.with_texts:
            rows = _put_texts(rows, [last, *work.spill.read(f"{TEXTS}/{year}").values()])
        return storage.stage_rows(work.folder, table, rows, year)
    spilled = work.spill.read(name if year is None else f"{name}/{year}").values()
    is_gone = pc.is_in(last["contact_id"], value_set=_read_gone(work))
    rows = _sort(table, [last.filter(pc.invert(is_gone)), *spilled])
    if work.last.find(storage.path_of(table, year)) and rows.equals(last):
        return work.last.link(storage.path_of(table, year), work.folder)
    is_vanished = not len(rows) and year in _years_of_last(work)
    return None if is_vanished else storage.stage_rows(work.folder, table, rows, year)


@lru_cache(maxsize=1)
def _read_gone(work: Work) -> pa.Array:
    found = [rows["contact_id"].combine_chunks() for rows in work.spill.read(GONE).values()]
    return found[0] if found else pa.array([], pa.string())


def _read_last(
    work: Work, table: Table, year: int | None, columns: list[str] | None = None
) -> pa.Table:
    """Return the rows of a file of the last build, none where it has no such file."""
    path = storage.path_of(table, year)
    if work.last.folder is None or work.last.find(path) is None:
        rows = table.no_rows()
        return rows if columns is None else rows.select(columns)
    return pq.ParquetFile(work.last.folder / path).read(columns=columns)


def _list_years(work: Work, keys: Iterable[str]) -> set[int]:
    return {int(year) for key in keys for year in work.shelf.list_pieces(key, RELEASES.name)} or {
        storage.NO_YEAR
    }


def _years_of_last(work: Work) -> set[int]:
    """Return the years of which the last build has mentions."""
    if work.last.folder is None:
        return set()
    return set(storage.list_years(work.last.folder, CONTACT_MENTIONS))


def _read_releases(work: Work, keys: Sequence[str], year: int) -> pa.Table:
    """Return the releases of a year in their order, without their texts."""
    pieces = (work.shelf.read(key, RELEASES.name, [str(year)]) for key in keys)
    return _sort(RELEASES, [rows for found in pieces for rows in found.values()])


def _sort(table: Table, pieces: Sequence[pa.Table]) -> pa.Table:
    """Return the rows of a table by its key."""
    rows = pa.concat_tables([table.no_rows(), *pieces])
    return rows.sort_by([(column, "ascending") for column in table.key])


def _put_texts(rows: pa.Table, texts: Sequence[pa.Table]) -> pa.Table:
    """Return releases with the texts of their shown versions."""
    found = pa.concat_tables([one.select(_TEXT) for one in texts], promote_options="default")
    places = pc.index_in(_versions(rows), value_set=_versions(found))
    place = rows.schema.get_field_index("text")
    return rows.set_column(place, rows.field(place), found["text"].take(places))


def _versions(rows: pa.Table) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(rows["release_id"], rows["content_sha256"], "")
