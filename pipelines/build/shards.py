"""Parts tellings by their sides, so that contacts of some sides are found apart from all others.

Most contacts are of two sides, and compared with contacts of the same two only. What may be one
with a contact of other sides is compared first, all together: what was told of many sides, and
what people have given a verdict on. A shard is all that is told of some sets of sides; one that
is told of as before has the contacts that it had.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pipelines.build.grouping import distinct_lists
from pipelines.build.identity import JOINT, OPEN, find_contacts
from pipelines.build.tellings import Tellings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from pipelines.build.tellings import Tokens

# So many that a hundred new releases change few, and the others are taken as they were.
N_SHARDS = 4096
SHARD = "shard"
# Hexadecimal digits that tell apart the contents that a release has had.
CONTENT_LENGTH = 16
FOUND = (JOINT, "is_ambiguous", "home")
# A fingerprint has 128 bits: two hashes of 64, with these keys.
_HALVES = {"left": "0123456789abcdef", "right": "fedcba9876543210"}


def find_tied(tellings: Tellings, verdicts: pd.DataFrame) -> frozenset[str]:
    """Return the sides of which a verdict names a telling of two."""
    frame = tellings.frame
    named = {*verdicts["mention_id_a"], *verdicts["mention_id_b"]}
    return frozenset(frame.loc[frame["mention_id"].isin(named) & ~frame["is_many"], "sides_text"])


def is_joint(tellings: Tellings, tied: Iterable[str]) -> pd.Series[bool]:
    """Tell which tellings are to be compared across sides; tied: sides that verdicts name."""
    return tellings.frame["is_many"] | tellings.frame["sides_text"].isin([*tied])


def join_across(
    tellings: Tellings, verdicts: pd.DataFrame, bodies: frozenset[str], tokens: Tokens
) -> Tellings:
    """Return tellings that are compared across sides, with their contacts.

    Adds joint, the number of the contact, is_ambiguous, and home, all sides of the contact.
    """
    found = find_contacts(tellings, verdicts, bodies, tokens)
    people = tellings.participants
    people = people.assign(contact=found["contact"].to_numpy()[people["telling"].to_numpy()])
    homes = distinct_lists(people, "contact", "country").str.join("|")
    frame = tellings.frame.assign(
        **{JOINT: found["contact"]},
        is_ambiguous=found["is_ambiguous"],
        home=found["contact"].map(homes).astype("str"),
    )
    return Tellings(frame, tellings.participants)


def leave_open(tellings: Tellings) -> Tellings:
    """Return tellings whose contacts are still to be found, with the columns of those found."""
    frame = tellings.frame.assign(**{JOINT: OPEN}, is_ambiguous=False)
    return Tellings(frame.assign(home=frame["sides_text"]), tellings.participants)


def shard_of(sides: pd.Series[str], n_shards: int = N_SHARDS) -> NDArray[np.int64]:
    """Return the number of the shard of some sides, the same in every process."""
    codes, different = sides.factorize()
    shards = [zlib.crc32(str(one).encode()) % n_shards for one in different.tolist()]
    numbers: NDArray[np.int64] = np.array(shards, dtype="int64")[codes]
    return numbers


def sum_lines(tellings: Tellings) -> pd.DataFrame:
    """Return what fingerprints are made of: a line a telling, with its contact if it has one.

    All else of a telling follows from its mention and the content of its release. Of the lines of
    a shard only the sums of their hashes are kept [shard]: to read, sort and hash 150,000 texts
    took 0.4 s of each run.
    """
    frame = tellings.frame
    told = frame["mention_id"] + frame["content_sha256"].str[:CONTENT_LENGTH]
    first = told.groupby(frame[JOINT]).transform("min").astype("str")
    mark = frame["is_ambiguous"].map({True: "?", False: "!"}).astype("str")
    lines = told + (first + mark + frame["home"]).where(frame[JOINT] != OPEN, "")
    return _sum_texts(lines, shard_of(frame["home"]))


def list_persons(tellings: Tellings) -> pd.DataFrame:
    """Return the persons that are told of in each shard [shard, key]."""
    shards = shard_of(tellings.frame["home"])
    people = tellings.participants
    persons = pd.DataFrame({SHARD: shards[people["telling"].to_numpy()], "key": people["key"]})
    return persons.dropna().drop_duplicates()


def take_fingerprints(
    sums: pd.DataFrame, persons: pd.DataFrame, names: pd.DataFrame
) -> pd.DataFrame:
    """Return a hash of all that the contacts of each shard follow from [shard].

    That is which mentions are told, which are one across sides, and by which names their persons
    are compared, which what is told of other sides may change. sums: see sum_lines(), a shard may
    have several. names: see choose_names(). Adds n_tellings.
    """
    named = persons.drop_duplicates().merge(names, on="key", validate="many_to_one")
    told = _sum_texts(named["key"] + " " + named["person"], named[SHARD].to_numpy("int64"))
    every = pd.concat([sums, told.assign(n_tellings=0)]).groupby(SHARD, as_index=False).sum()
    halves = zip(*(every[half].tolist() for half in _HALVES), strict=True)
    prints = pd.Series([f"{a:016x}{b:016x}" for a, b in halves], index=every.index, dtype="str")
    return every[[SHARD, "n_tellings"]].assign(fingerprint=prints)


def _sum_texts(texts: pd.Series[str], shards: NDArray[np.int64]) -> pd.DataFrame:
    """Return the sums of two hashes of the texts of each shard, in whatever order they come."""
    order, places = np.unique(shards, return_inverse=True)
    sums = {half: np.zeros(len(order), dtype="uint64") for half in _HALVES}
    for half, key in _HALVES.items():
        hashes = pd.util.hash_array(texts.to_numpy("object"), hash_key=key, categorize=False)
        np.add.at(sums[half], places, hashes)  # beyond 64 bits it begins at 0 again
    n_texts = np.bincount(places, minlength=len(order))
    return pd.DataFrame({SHARD: order.astype("int64"), **sums, "n_tellings": n_texts})
