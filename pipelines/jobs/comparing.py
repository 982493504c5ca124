"""The contacts of shards that are told of otherwise than in the last build, and of no others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pipelines import storage
from pipelines.assembly import list_bodies
from pipelines.build.contacts import describe_contacts
from pipelines.build.counts import build_bilateral_contact_types, count_pairs
from pipelines.build.identity import find_contacts
from pipelines.build.shards import (
    FOUND,
    SHARD,
    is_joint,
    join_across,
    leave_open,
    shard_of,
    sum_lines,
    take_fingerprints,
)
from pipelines.build.tellings import (
    Tellings,
    choose_names,
    join_tellings,
    select_tellings,
    split_names,
)
from pipelines.jobs.collector import paused_collector
from pipelines.jobs.laying import (
    PERSONS,
    SUMS,
    lay_out,
    piece_of,
    read_all,
    read_tellings,
    split_rows,
)
from pipelines.jobs.telling import JOINT_PEOPLE, JOINT_TELLINGS, NAMES, TIED
from pipelines.jobs.work import Work, open_tools
from pipelines.schema import CONTACT_MENTIONS, CONTACTS, PARTICIPANTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipelines.build.tellings import Tokens

# Names of spilled rows.
CHOSEN = "chosen_names"
NAMED = ("key", "person")
COUNTS, TOLD, TYPES = "counts", "told", "types"


@dataclass(frozen=True, slots=True)
class Shelved:
    """Where all tellings lie. keys: of the chunks. across: of those compared across sides.

    tied: sides that verdicts name.
    """

    keys: tuple[str, ...]
    across: str
    tied: tuple[str, ...]


def find_across(work: Work, keys: Sequence[str]) -> Shelved:
    """Find the contacts of tellings that are compared across sides, and lay them beside all.

    Spills the name by which each person is compared, of all that are told.
    """
    names = choose_names(pd.concat([_no_rows(*NAMED), *read_all(work.shelf, keys, NAMES)]))
    work.spill.add_frame(CHOSEN, names, "all")
    tied = sorted({one for found in read_all(work.shelf, keys, TIED) for one in found[TIED]})
    shelved = Shelved(tuple(keys), work.key_of("across", keys), tuple(tied))
    if not work.shelf.has(shelved.across):
        with paused_collector():
            found = _join_across(work, shelved)
        work.shelf.write(shelved.across, lay_out(found))
    return shelved


def _join_across(work: Work, shelved: Shelved) -> Tellings:
    reference = open_tools(work).reference
    pieces = [open_tools(work).nothing.tellings, *_read_joint(work, shelved.keys)]
    if shelved.tied:
        shards = np.unique(shard_of(pd.Series(shelved.tied, dtype="str")))
        told = read_tellings(work.shelf, shelved.keys, shards)
        if told is not None:
            some = select_tellings(told, is_joint(told, shelved.tied))
            pieces.append(Tellings(some.frame.drop(columns=list(FOUND)), some.participants))
    joined = join_tellings(pieces)
    bodies = list_bodies(reference)
    return join_across(joined, reference.verdicts, bodies, _tokens(work))


def _read_joint(work: Work, keys: Sequence[str]) -> list[Tellings]:
    frames = ([read_all(work.shelf, [key], one) for one in _JOINT] for key in keys)
    return [Tellings(frame[0], people[0]) for frame, people in frames if frame]


_JOINT = (JOINT_TELLINGS, JOINT_PEOPLE)


def fingerprint_shards(work: Work, shelved: Shelved) -> pd.DataFrame:
    """Return a hash of all that the contacts of each shard follow from; see take_fingerprints()."""
    keys = [*shelved.keys, shelved.across]
    nothing = sum_lines(leave_open(open_tools(work).nothing.tellings))
    sums = pd.concat([nothing, *read_all(work.shelf, keys, SUMS)])
    persons = pd.concat([_no_rows(SHARD, "key"), *read_all(work.shelf, keys, PERSONS)])
    return take_fingerprints(sums, persons, _read_names(work))


def plan_shards(changed: pd.DataFrame, size: int) -> list[NDArray[np.int64]]:
    """Return the shards in parts of about so many tellings, those of a piece in one part."""
    told = changed.assign(piece=piece_of(changed[SHARD].to_numpy()))
    n_before = told.groupby("piece")["n_tellings"].sum().cumsum().shift(fill_value=0)
    parts = told["piece"].map(n_before // size)
    return [some.to_numpy() for _, some in told[SHARD].groupby(parts)]


def build_shards(work: Work, number: int, shards: NDArray[np.int64], shelved: Shelved) -> None:
    """Spill the contacts of some shards, and what is counted of them."""
    reference = open_tools(work).reference
    with paused_collector():
        tellings = _read_all_of(work, shards, shelved)
        found = find_contacts(tellings, reference.verdicts[:0], frozenset(), _tokens(work))
        built = describe_contacts(tellings, found, reference.contact_types)
        writer = f"{number:06d}"
        years = storage.years_of(tellings.frame["published_day"])
        years = years.set_axis(tellings.frame["mention_id"]).reindex(built.mentions["mention_id"])
        mentions = CONTACT_MENTIONS.to_arrow(built.mentions)
        for year, rows in split_rows(mentions, np.asarray(years, dtype="int64")):
            work.spill.add(f"{CONTACT_MENTIONS.name}/{year}", rows, writer)
        work.spill.add(CONTACTS.name, CONTACTS.to_arrow(built.contacts), writer)
        work.spill.add(PARTICIPANTS.name, PARTICIPANTS.to_arrow(built.participants), writer)
        pairs = count_pairs(built)
        work.spill.add_frame(COUNTS, pairs.counts, writer)
        work.spill.add_frame(TOLD, pairs.told, writer)
        work.spill.add_frame(TYPES, build_bilateral_contact_types(built), writer)


def _read_all_of(work: Work, shards: NDArray[np.int64], shelved: Shelved) -> Tellings:
    """Return the tellings of some shards, without those that came back with a contact."""
    told = read_tellings(work.shelf, shelved.keys, shards)
    if told is not None and shelved.tied:
        told = select_tellings(told, ~is_joint(told, shelved.tied))
    found = read_tellings(work.shelf, [shelved.across], shards)
    nothing = leave_open(open_tools(work).nothing.tellings)
    return join_tellings([nothing, *(one for one in (told, found) if one is not None)])


@lru_cache(maxsize=1)
def _tokens(work: Work) -> Tokens:
    """Return the words of all persons' names, once those of all chunks have been spilled."""
    return split_names(_read_names(work))


def _read_names(work: Work) -> pd.DataFrame:
    return pd.concat([_no_rows(*NAMED), *work.spill.read_frames(CHOSEN).values()])


def _no_rows(*columns: str) -> pd.DataFrame:
    empty = pd.DataFrame(columns=list(columns), dtype="str")
    return empty.astype({SHARD: "int64"}) if SHARD in columns else empty
