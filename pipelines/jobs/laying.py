"""Tellings on the shelf: by shard, so that those of some shards are read and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.build.shards import N_SHARDS, SHARD, list_persons, shard_of, sum_lines
from pipelines.build.tellings import Tellings
from pipelines.jobs.work import ALL, to_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from pipelines.storage import Pieces, Shelf

TELLINGS, PEOPLE, SUMS, PERSONS = "tellings", "people", "sums", "persons"
# Shards that lie side by side in one piece: a piece a shard would be too many to read.
N_PIECES = 64
# What a telling and its people are found by, as their places change.
_KEY = "mention_id"


def lay_out(tellings: Tellings) -> dict[str, Pieces]:
    """Return the rows of tellings by name and piece, with what tells their shards apart.

    Adds shard, and to the rows of people the id of the mention instead of its place.
    """
    shards = shard_of(tellings.frame["home"])
    frame = tellings.frame.assign(shard=shards)
    numbers = tellings.participants["telling"].to_numpy()
    people = tellings.participants.drop(columns="telling").assign(
        shard=shards[numbers], mention_id=frame[_KEY].to_numpy()[numbers]
    )
    return {
        TELLINGS: _cut(frame),
        PEOPLE: _cut(people),
        SUMS: {ALL: to_rows(sum_lines(tellings))},
        PERSONS: {ALL: to_rows(list_persons(tellings))},
    }


def _cut(frame: pd.DataFrame) -> Pieces:
    """Return the rows by piece, in their order."""
    pieces = piece_of(frame[SHARD].to_numpy())
    return {str(piece): rows for piece, rows in split_rows(to_rows(frame), pieces)}


def split_rows(rows: pa.Table, by: NDArray[np.int64]) -> Iterator[tuple[int, pa.Table]]:
    """Yield the rows of each number, the smallest first, in the order that they have."""
    if not len(rows):
        return
    order = np.argsort(by, kind="stable")
    numbers, starts = np.unique(by[order], return_index=True)
    sorted_rows = rows.take(pa.array(order))
    ends = [*starts[1:].tolist(), len(order)]
    for number, start, end in zip(numbers.tolist(), starts.tolist(), ends, strict=True):
        yield number, sorted_rows.slice(start, end - start)


def piece_of(shards: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the number of the piece in which each shard lies."""
    return shards * N_PIECES // N_SHARDS


def read_tellings(shelf: Shelf, keys: Iterable[str], shards: NDArray[np.int64]) -> Tellings | None:
    """Return the tellings of some shards under some keys, None where there are none.

    No mention may stand under two of the keys.
    """
    keys = list(keys)
    told = list(_read_shards(shelf, keys, TELLINGS, shards))
    if not told:
        return None
    frame = pa.concat_tables(told).to_pandas()
    people = pa.concat_tables(_read_shards(shelf, keys, PEOPLE, shards)).to_pandas()
    places = pd.Index(frame[_KEY]).get_indexer(people[_KEY])
    people = people.drop(columns=[SHARD, _KEY]).assign(telling=places)
    return Tellings(frame.drop(columns=SHARD), people)


def _read_shards(
    shelf: Shelf, keys: Iterable[str], name: str, shards: NDArray[np.int64]
) -> Iterator[pa.Table]:
    pieces = [str(piece) for piece in np.unique(piece_of(shards))]
    wanted = pa.array(shards)
    for key in keys:
        for rows in shelf.read(key, name, pieces).values():
            is_wanted = pc.is_in(rows[SHARD], value_set=wanted)
            # To copy what is all wanted takes longer than to look.
            some = rows if pc.all(is_wanted).as_py() else rows.filter(is_wanted)
            if len(some):
                yield some


def read_all(shelf: Shelf, keys: Iterable[str], name: str) -> list[pd.DataFrame]:
    """Return the frames of a name under some keys, where they have rows."""
    return [rows.to_pandas() for key in keys for rows in shelf.read(key, name).values()]
