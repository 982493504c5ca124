"""Parts tellings by their sides, so that contacts of some sides are found apart from all others.

Most contacts are of two sides, and compared with contacts of the same two only. What may be one
with a contact of other sides is compared first, all together: what was told of many sides, and
what people have given a verdict on. A shard is all that is told of some sets of sides; one that
is told of as before has the contacts that it had.
"""

from __future__ import annotations

import zlib
from hashlib import sha256
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


def list_lines(tellings: Tellings) -> pd.DataFrame:
    """Return a line for each telling and its contact, if it has one, as fingerprints are made of.

    All else of a telling follows from its mention and the content of its release. Columns: shard,
    line.
    """
    frame = tellings.frame
    told = frame["mention_id"] + frame["content_sha256"].str[:CONTENT_LENGTH]
    first = told.groupby(frame[JOINT]).transform("min").astype("str")
    mark = frame["is_ambiguous"].map({True: "?", False: "!"}).astype("str")
    lines = told + (first + mark + frame["home"]).where(frame[JOINT] != OPEN, "")
    return pd.DataFrame({SHARD: shard_of(frame["home"]), "line": lines})


def list_persons(tellings: Tellings) -> pd.DataFrame:
    """Return the persons that are told of in each shard [shard, key]."""
    shards = shard_of(tellings.frame["home"])
    people = tellings.participants
    persons = pd.DataFrame({SHARD: shards[people["telling"].to_numpy()], "key": people["key"]})
    return persons.dropna().drop_duplicates()


def take_fingerprints(
    lines: pd.DataFrame, persons: pd.DataFrame, names: pd.DataFrame
) -> pd.DataFrame:
    """Return a hash of all that the contacts of each shard follow from [shard].

    That is which mentions are told, which are one across sides, and by which names their persons
    are compared, which what is told of other sides may change. names: see choose_names(). Adds
    n_tellings.
    """
    named = persons.drop_duplicates().merge(names, on="key", validate="many_to_one")
    shards = [*lines[SHARD].tolist(), *named[SHARD].tolist()]
    told = [*lines["line"].tolist(), *(named["key"] + " " + named["person"]).tolist()]
    of_shard: dict[int, list[str]] = {}
    for shard, line in zip(shards, told, strict=True):
        of_shard.setdefault(shard, []).append(line)
    order = sorted(of_shard)
    prints = [sha256("\n".join(sorted(of_shard[one])).encode()).hexdigest() for one in order]
    n_tellings = lines[SHARD].value_counts().reindex(order).fillna(0)
    found = {SHARD: order, "fingerprint": prints, "n_tellings": n_tellings.to_numpy()}
    dtypes = {SHARD: "int64", "fingerprint": "str", "n_tellings": "int64"}
    return pd.DataFrame(found).astype(dtypes)
