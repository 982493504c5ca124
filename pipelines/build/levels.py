"""How high a contact is: the lowest of its sides' highest levels (rule WHO-LEVEL)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pipelines.build.grouping import first_rows, look_up, number_groups, number_texts
from pipelines.schema import LEVELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEADERS = ("head_of_state", "head_of_government")
UNKNOWN = "unknown"

# What tells two levels apart by name, highest first.
ORDER = {level: order for order, level in enumerate(LEVELS)}
UNKNOWN_ORDER = ORDER[UNKNOWN]
# What is compared: the head of an organisation ranks with a head of government.
RANKS = ORDER | {"head_of_organisation": ORDER["head_of_government"]}
RANKS_IN_ORDER = [RANKS[level] for level in LEVELS]
UNKNOWN_RANK = RANKS[UNKNOWN]


def order_levels(levels: pd.Series[str]) -> NDArray[np.int64]:
    """Return the place of each level among all, highest first; a missing level is unknown."""
    return look_up(levels.fillna(UNKNOWN), ORDER).astype("int64")


def rank_levels(levels: pd.Series[str]) -> NDArray[np.int64]:
    """Return what is compared of each level; a missing level is unknown."""
    return look_up(levels.fillna(UNKNOWN), RANKS).astype("int64")


def highest_levels(participants: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the highest level of each side: one row a `by` and country, with `order`.

    participants: has the columns `by`, numbers from 0, country and level.
    """
    numbers = participants[by].to_numpy("int64")
    sides = number_groups(numbers, number_texts(participants["country"]))
    orders = order_levels(participants["level"])
    rows = np.lexsort((orders, sides))
    first = rows[first_rows(sides[rows])]
    countries = participants["country"].array[first]
    return pd.DataFrame({by: numbers[first], "country": countries, "order": orders[first]})


def lowest_of_highest(participants: pd.DataFrame, by: str) -> pd.Series[str]:
    """Return the level of each contact, indexed by `by`.

    A side of unknown level takes the other side's; `unknown` only where no side's is known.
    """
    sides = highest_levels(participants, by)
    # An unknown level is no low one: it must not win the search for the lowest.
    known = sides["order"].where(sides["order"] < UNKNOWN_ORDER, -1)
    lowest = known.groupby(sides[by], sort=True).max()
    orders = lowest.where(lowest >= 0, UNKNOWN_ORDER).to_numpy("int64")
    return pd.Series(pd.array(LEVELS, dtype="str")[orders], index=lowest.index)
