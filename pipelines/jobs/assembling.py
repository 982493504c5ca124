"""Assemble by parts: some releases at a time, then some sides, then a file of the build.

Between the steps rows stand on disk, so that memory is that of one part, whatever there is of
releases, and the parts of a step can be worked on by several processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from pipelines import storage
from pipelines.assembly import Sums, Told, list_bodies, sum_up, tell
from pipelines.build.contacts import build_contacts, describe_contacts
from pipelines.build.counts import PairCounts, build_bilateral_contact_types, count_pairs
from pipelines.build.identity import find_contacts
from pipelines.build.shards import find_tied, is_joint, join_across, leave_open, shard_of
from pipelines.build.tellings import (
    Tellings,
    join_tellings,
    name_persons,
    select_tellings,
    split_names,
)
from pipelines.frames import empty_frames
from pipelines.jobs.collector import paused_collector
from pipelines.jobs.writing import (
    find_changed_years,
    link_years,
    list_files,
    spill_texts,
    write_file,
)
from pipelines.reference import load_reference
from pipelines.schema import CONTACT_MENTIONS, CONTACTS, PARTICIPANTS, RELEASES, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from pipelines.build.tellings import Tokens
    from pipelines.jobs.reusing import LastBuild
    from pipelines.jobs.workers import Spread
    from pipelines.reference import Reference
    from pipelines.storage import BuiltFile, Chunk, Spill

# Names of spilled rows.
TELLINGS, PEOPLE, JOINT, NAMES = "tellings", "people", "joint", "names"
ALL_NAMES = "all_names"
ASIDE = ("claims", "quarantine", "officials", "months")
COUNTS, TOLD, TYPES = "counts", "told", "types"
_FOUND = ["joint", "is_ambiguous", "home"]


@dataclass(frozen=True, slots=True)
class Work:
    """What all steps need to know, handed to every process.

    folder: the build on its way. n_shards: in how many parts sides are worked on. last: the build
    of which files are taken as they are.
    """

    folder: Path
    spill: Spill
    reference: Path
    n_shards: int
    last: LastBuild
    with_texts: bool = True


def assemble_parts(
    work: Work, chunks: Sequence[Chunk], looked: Mapping[str, date], spread: Spread
) -> tuple[BuiltFile, ...]:
    """Write the files of all tables, of what is coded in the chunks and refused beside them."""
    tied = frozenset().union(*spread(tell_chunk, ((work, *one) for one in enumerate(chunks))))
    changed = frozenset(find_changed_years(work))
    if work.with_texts:
        spread(spill_texts, ((work, *one, changed) for one in enumerate(chunks)))
    names = work.spill.read_frames(NAMES).values()
    if names:
        work.spill.add_frame(ALL_NAMES, pd.concat(names).drop_duplicates(), "all")
    with paused_collector():
        _find_across(work, tied)
    spread(build_shard, ((work, shard, tied) for shard in range(work.n_shards)))
    summed = sum_up(_read_sums(work), open_tools(work).reference, looked)
    files = spread(write_file, ((work, *one) for one in list_files(work, changed)))
    files += link_years(work, changed)
    for name, frame in summed.items():
        files += storage.stage_frame(work.folder, name, {name: frame})
    order = list(TABLES)
    return tuple(sorted(files, key=lambda file: (order.index(file.table or ""), file.path)))


def tell_chunk(work: Work, number: int, chunk: Chunk) -> frozenset[str]:
    """Spill what the releases of a chunk tell; return the sides of two that verdicts name."""
    reference = open_tools(work).reference
    told = tell(storage.read_chunk(chunk), reference)
    writer = f"{number:06d}"
    years = storage.years_of(told.releases["published_day"])
    for year, rows in told.releases.groupby(years):
        work.spill.add(f"{RELEASES.name}/{year}", RELEASES.to_arrow(rows), writer)
    for name in ASIDE:
        work.spill.add_frame(name, getattr(told, name), writer)
    work.spill.add_frame(NAMES, name_persons(told.tellings), writer)
    joint = is_joint(told.tellings, frozenset())
    _spill_tellings(work, JOINT, select_tellings(told.tellings, joint), writer)
    _spill_shards(work, leave_open(select_tellings(told.tellings, ~joint)), writer)
    return find_tied(told.tellings, reference.verdicts)


def _spill_shards(work: Work, tellings: Tellings, writer: str) -> None:
    """Spill tellings with those of the same sides, which are those of the whole contact."""
    shards = shard_of(tellings.frame["home"], work.n_shards)
    for shard in range(work.n_shards):
        some = select_tellings(tellings, pd.Series(shards == shard))
        _spill_tellings(work, str(shard), some, writer)


def _spill_tellings(work: Work, name: str, tellings: Tellings, writer: str) -> None:
    work.spill.add_frame(f"{TELLINGS}/{name}", tellings.frame, writer)
    work.spill.add_frame(f"{PEOPLE}/{name}", tellings.participants, writer)


def _read_tellings(work: Work, name: str) -> list[Tellings]:
    frames = work.spill.read_frames(f"{TELLINGS}/{name}")
    people = work.spill.read_frames(f"{PEOPLE}/{name}")
    return [Tellings(frame, people[writer]) for writer, frame in frames.items()]


def _find_across(work: Work, tied: frozenset[str]) -> None:
    """Find the contacts of tellings that are compared across sides, and spill them by shard."""
    reference = open_tools(work).reference
    pieces = _read_tellings(work, JOINT)
    for shard in sorted(set(shard_of(pd.Series(sorted(tied), dtype="str"), work.n_shards))):
        for one in _read_tellings(work, str(shard)):
            some = select_tellings(one, is_joint(one, tied))
            pieces.append(Tellings(some.frame.drop(columns=_FOUND), some.participants))
    if pieces:
        joined = join_tellings(pieces)
        bodies = list_bodies(reference)
        found = join_across(joined, reference.verdicts, bodies, _tokens(work))
        _spill_shards(work, found, "joint")


def build_shard(work: Work, shard: int, tied: frozenset[str]) -> None:
    """Spill the contacts of some sides, and what is counted of them."""
    reference = open_tools(work).reference
    with paused_collector():
        tellings = join_tellings(list(_of_shard(work, shard, tied)))
        found = find_contacts(tellings, reference.verdicts[:0], frozenset(), _tokens(work))
        built = describe_contacts(tellings, found, reference.contact_types)
        writer = f"{shard:06d}"
        years = storage.years_of(tellings.frame["published_day"])
        years = years.set_axis(tellings.frame["mention_id"]).reindex(built.mentions["mention_id"])
        for year, rows in built.mentions.groupby(years.to_numpy()):
            name = f"{CONTACT_MENTIONS.name}/{year}"
            work.spill.add(name, CONTACT_MENTIONS.to_arrow(rows), writer)
        work.spill.add(CONTACTS.name, CONTACTS.to_arrow(built.contacts), writer)
        work.spill.add(PARTICIPANTS.name, PARTICIPANTS.to_arrow(built.participants), writer)
        pairs = count_pairs(built)
        work.spill.add_frame(COUNTS, pairs.counts, writer)
        work.spill.add_frame(TOLD, pairs.told, writer)
        work.spill.add_frame(TYPES, build_bilateral_contact_types(built), writer)


def _of_shard(work: Work, shard: int, tied: frozenset[str]) -> Iterator[Tellings]:
    """Yield the tellings of a shard, without those that came back from across with a contact."""
    yield leave_open(open_tools(work).nothing.tellings)
    for one in _read_tellings(work, str(shard)):
        is_back = is_joint(one, tied) & (one.frame["joint"] < 0)
        yield select_tellings(one, ~is_back) if is_back.any() else one


def _read_sums(work: Work) -> Sums:
    """Return what all parts have spilled to be summed up."""
    nothing = open_tools(work).nothing
    aside = {
        name: pd.concat(
            [getattr(nothing, name), *work.spill.read_frames(name).values()], ignore_index=True
        )
        for name in ASIDE
    }
    told = work.spill.read_frames(TOLD)
    pairs = [
        PairCounts(counts, told[writer])
        for writer, counts in work.spill.read_frames(COUNTS).items()
    ]
    no_contacts = build_contacts(nothing.tellings, open_tools(work).reference.verdicts, {})
    types = [build_bilateral_contact_types(no_contacts), *work.spill.read_frames(TYPES).values()]
    return Sums(**aside, pairs=[count_pairs(no_contacts), *pairs], types=pd.concat(types))


@dataclass(frozen=True, slots=True)
class Tools:
    """What a process needs for all its parts. nothing: what no releases tell, with all dtypes."""

    reference: Reference
    nothing: Told


# Of one run at a time: reference files may change before the next.
@lru_cache(maxsize=1)
def open_tools(work: Work) -> Tools:
    """Return what this process needs for the parts of a run."""
    reference = load_reference(work.reference)
    return Tools(reference, tell(empty_frames(), reference))


@lru_cache(maxsize=1)
def _tokens(work: Work) -> Tokens:
    """Return the words of all persons' names, once all chunks have spilled them."""
    found = list(work.spill.read_frames(ALL_NAMES).values())
    return split_names(found[0] if found else name_persons(open_tools(work).nothing.tellings))
