"""Parts tellings by their sides, so that contacts of some sides are found apart from all others.

Most contacts are of two sides, and compared with contacts of the same two only. What may be one
with a contact of other sides is compared first, all together: what was told of many sides, and
what people have given a verdict on.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from pipelines.build.grouping import distinct_lists
from pipelines.build.identity import JOINT, OPEN, find_contacts
from pipelines.build.tellings import Tellings

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from pipelines.build.tellings import Tokens


def find_tied(tellings: Tellings, verdicts: pd.DataFrame) -> frozenset[str]:
    """Return the sides of which a verdict names a telling of two."""
    frame = tellings.frame
    named = {*verdicts["mention_id_a"], *verdicts["mention_id_b"]}
    return frozenset(frame.loc[frame["mention_id"].isin(named) & ~frame["is_many"], "sides_text"])


def is_joint(tellings: Tellings, tied: frozenset[str]) -> pd.Series[bool]:
    """Tell which tellings are to be compared across sides; tied: sides that verdicts name."""
    return tellings.frame["is_many"] | tellings.frame["sides_text"].isin(tied)


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


def shard_of(sides: pd.Series[str], n_shards: int) -> NDArray[np.int64]:
    """Return the number of the shard of some sides, the same in every process."""
    codes, different = sides.factorize()
    shards = [zlib.crc32(one.encode()) % n_shards for one in different]
    numbers: NDArray[np.int64] = np.array(shards, dtype="int64")[codes]
    return numbers
