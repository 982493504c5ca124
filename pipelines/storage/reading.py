"""Coded parts read in chunks: of so many releases, each of them with all its versions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa

from pipelines.frames import CodedFrames, join_frames
from pipelines.storage.parts import WrongPart, find_parts, keys_in, read_part
from pipelines.storage.rows import PART_SCHEMA, DocumentKey, to_frames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path


@dataclass(slots=True)
class Slice:
    """Some rows of a coded part, with the time of fetching of each document."""

    part: Path
    rows: list[int] = field(default_factory=list)
    fetched: list[str | None] = field(default_factory=list)


Chunk = tuple[Slice, ...]


def plan_chunks(
    folder: Path, coding_key: str, wanted: Mapping[DocumentKey, str | None], size: int
) -> list[Chunk]:
    """Return where the wanted documents are, in chunks of about `size`.

    wanted: the documents with their time of fetching, which is not content: a sidecar that came
    or changed after coding counts. All documents of an address are in one chunk. Parts follow one
    another as they came, so that new ones change only the last chunk, or begin another.
    Raises WrongPart when a wanted document is in no part.
    """
    left = dict(wanted)
    repeated = _find_repeated(wanted)
    slices: dict[int, dict[Path, Slice]] = defaultdict(dict)
    chunk_of: dict[tuple[str, str], int] = {}
    number = n_documents = 0
    for part in sorted(find_parts(folder, coding_key), key=_by_arrival):
        keys = keys_in(read_part(part, list(DocumentKey._fields)))
        for row, key in enumerate(keys):
            # A document may stand in two parts after two runs at once: the first is taken.
            if key not in left:
                continue
            address = key[:2]
            chunk = chunk_of.setdefault(address, number) if address in repeated else number
            into = slices[chunk].setdefault(part, Slice(part))
            into.rows.append(row)
            into.fetched.append(left.pop(key))
        # All that is in the part and not what is wanted of it: a release that is gone moves none.
        n_documents += len(keys)
        if n_documents >= size:
            number, n_documents = number + 1, 0
    if left:
        first = min(left)
        raise WrongPart(f"{len(left)} documents are in no coded part, first {first}: code them")
    return [tuple(of_chunk.values()) for of_chunk in slices.values()]


def _find_repeated(wanted: Iterable[DocumentKey]) -> set[tuple[str, str]]:
    """Return the sources and addresses of which several versions are wanted."""
    counts = Counter((key.source_id, key.address) for key in wanted)
    return {address for address, n_versions in counts.items() if n_versions > 1}


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
    # One table and one set of frames: making and joining a set for each part costs more.
    return join_frames([to_frames(pa.concat_tables(taken))] if taken else [])


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
    """Return what was coded in the wanted documents all at once; see plan_chunks()."""
    chunks = plan_chunks(folder, coding_key, wanted, len(wanted) + 1)
    return read_chunk([one for chunk in chunks for one in chunk], with_texts=with_texts)


def _take(rows: pa.Table, numbers: list[int]) -> pa.Table:
    return rows if len(numbers) == len(rows) else rows.take(pa.array(numbers, pa.int64()))
