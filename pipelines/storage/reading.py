"""Coded parts read in chunks: of so many releases, each of them with all its versions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.frames import ORDER, CodedFrames, join_frames
from pipelines.storage.parts import (
    WrongPart,
    find_parts,
    join_columns,
    keys_in,
    read_keys,
    read_part,
)
from pipelines.storage.rows import PART_SCHEMA, DocumentKey, to_frames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Slice:
    """Some rows of a coded part, with the time of fetching of each document."""

    part: Path
    rows: list[int]
    fetched: list[str | None]


Chunk = tuple[Slice, ...]
# Small chunks in which what is not yet a large one lies.
N_SMALL = 4


def plan_chunks(folder: Path, coding_key: str, wanted: pa.Table, size: int) -> list[Chunk]:
    """Return where the wanted documents are, in chunks of about `size`.

    wanted: the documents [DocumentKey] with their time of fetching, fetched_at, which is not
    content: a sidecar that came or changed after coding counts. All documents of an address are in
    one chunk. Parts follow one another as they came, so that new ones change only the last chunk,
    or begin another.
    Raises WrongPart when a wanted document is in no part.
    """
    parts = sorted(find_parts(folder, coding_key), key=_by_arrival)
    keys = [read_keys(part) for part in parts]
    read_keys.cache_clear()  # what follows needs the memory
    starts = np.cumsum([0, *map(len, keys)])
    found = _find_rows(wanted, keys)
    numbers = np.searchsorted(starts, found, side="right") - 1
    chunks = _number_chunks([len(rows) for rows in keys], size)[numbers]
    chunks = _join_versions(wanted, chunks)
    order = np.lexsort((found, chunks))
    fetched = wanted["fetched_at"].take(pa.array(order)).to_pylist()
    chunks, numbers = chunks[order], numbers[order]
    rows = (found[order] - starts[numbers]).tolist()
    is_first = (np.diff(chunks, prepend=-1) != 0) | (np.diff(numbers, prepend=-1) != 0)
    begins = np.flatnonzero(is_first).tolist()
    planned: dict[int, list[Slice]] = defaultdict(list)
    for begin, end in zip(begins, [*begins[1:], len(rows)], strict=bool(begins)):
        one = Slice(parts[numbers[begin]], rows[begin:end], fetched[begin:end])
        planned[int(chunks[begin])].append(one)
    return [tuple(some) for some in planned.values()]


def _find_rows(wanted: pa.Table, keys: Sequence[pa.Table]) -> NDArray[np.int64]:
    """Return the place of each wanted document among the rows of all parts.

    A document may stand in two parts after two runs at once: the first is taken.
    """
    there = pa.concat_tables([wanted.select(DocumentKey._fields).slice(0, 0), *keys])
    told = join_columns(wanted)
    found = pc.index_in(told, value_set=join_columns(there))
    if found.null_count:
        lost = keys_in(wanted.filter(pc.is_null(found)))
        raise WrongPart(f"{len(lost)} documents are in no coded part, first {min(lost)}: code them")
    places: NDArray[np.int64] = found.to_numpy().astype("int64")
    return places


def _join_versions(wanted: pa.Table, chunks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each document the first chunk of its address.

    Versions of an address may lie in parts that came at different times.
    """
    addresses = join_columns(wanted, DocumentKey._fields[:2]).combine_chunks()
    # By numbers: pandas took five times as long to group by texts.
    numbers = addresses.dictionary_encode().indices.to_numpy()
    first = np.full(numbers.max(initial=-1) + 1, chunks.max(initial=0), dtype="int64")
    np.minimum.at(first, numbers, chunks)
    joined: NDArray[np.int64] = first[numbers]
    return joined


def _number_chunks(sizes: Sequence[int], size: int) -> NDArray[np.int64]:
    """Return the number of the chunk of each part.

    All that is in a part counts and not what is wanted of it: a release that goes moves no other.
    A chunk costs some tenths of a second, whatever is in it, and is told again where something is
    added: those that are full are large, and what has come since is in small ones.
    """
    numbers = _fill_up(sizes, size)
    begin = numbers.index(numbers[-1]) if numbers else 0
    if sum(sizes[begin:]) < size:
        small = _fill_up(sizes[begin:], size // N_SMALL)
        numbers[begin:] = [len(set(numbers[:begin])) + number for number in small]
    return np.array(numbers, dtype="int64")


def _fill_up(sizes: Sequence[int], size: int) -> list[int]:
    """Return the number of the chunk of each part, where each is filled up to a size."""
    numbers = []
    number = n_documents = 0
    for n_rows in sizes:
        numbers.append(number)
        n_documents += n_rows
        if n_documents >= size:
            number, n_documents = number + 1, 0
    return numbers


def _by_arrival(part: Path) -> tuple[int, Path]:
    return part.stat().st_mtime_ns, part


def read_chunk(chunk: Sequence[Slice], *, with_texts: bool = False) -> CodedFrames:
    """Return what was coded in the documents of a chunk, sorted.

    with_texts: without them `text` is null, and nine tenths of the bytes are not read.
    """
    columns = [name for name in PART_SCHEMA.names if with_texts or name != "text"]
    taken = []
    for one in chunk:
        rows = _take(read_part(one.part, columns), one.rows)
        place = rows.schema.get_field_index("fetched_at")
        taken.append(rows.set_column(place, "fetched_at", pa.array(one.fetched, pa.string())))
    if not taken:
        return join_frames([])
    # One table and one set of frames: making and joining a set for each part costs more. What is
    # told of a release is in order where releases are; to sort all texts of keys took as long as
    # to read them.
    order = [(name, "ascending") for name in ORDER["releases"]]
    frames = to_frames(pa.concat_tables(taken).sort_by(order))
    nothing = {name: getattr(frames, name)[:0] for name in ("releases", "mentions", "participants")}
    few = join_frames([replace(frames, **nothing)])
    return replace(frames, claims=few.claims, refused=few.refused)


def read_columns(chunk: Sequence[Slice], columns: list[str]) -> Iterator[pa.Table]:
    """Yield some columns of the documents of a chunk, part by part."""
    for one in chunk:
        yield _take(read_part(one.part, columns), one.rows)


def read_coded(
    folder: Path,
    coding_key: str,
    wanted: Mapping[DocumentKey, str | None],
    *,
    with_texts: bool = True,
) -> CodedFrames:
    """Return what was coded in the wanted documents, with their time of fetching, all at once."""
    columns = [*zip(*wanted, strict=True)] or [()] * len(DocumentKey._fields)
    arrays = [pa.array(column, pa.string()) for column in (*columns, wanted.values())]
    rows = pa.table(dict(zip((*DocumentKey._fields, "fetched_at"), arrays, strict=True)))
    chunks = plan_chunks(folder, coding_key, rows, len(wanted) + 1)
    return read_chunk([one for chunk in chunks for one in chunk], with_texts=with_texts)


def _take(rows: pa.Table, numbers: list[int]) -> pa.Table:
    return rows if len(numbers) == len(rows) else rows.take(pa.array(numbers, pa.int64()))
