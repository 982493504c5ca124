"""How high a contact is: the lowest of its sides' highest levels (rule WHO-LEVEL)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.schema import LEVELS

if TYPE_CHECKING:
    import pandas as pd

LEADERS = ("head_of_state", "head_of_government")
UNKNOWN = "unknown"

# What tells two levels apart by name, highest first.
ORDER = {level: order for order, level in enumerate(LEVELS)}
UNKNOWN_ORDER = ORDER[UNKNOWN]
# What is compared: the head of an organisation ranks with a head of government.
RANKS = ORDER | {"head_of_organisation": ORDER["head_of_government"]}
RANK_OF_ORDER = {ORDER[level]: rank for level, rank in RANKS.items()}
UNKNOWN_RANK = RANKS[UNKNOWN]


def order_levels(levels: pd.Series[str]) -> pd.Series[int]:
    """Return the place of each level among all, highest first; a missing level is unknown."""
    return levels.fillna(UNKNOWN).map(ORDER).astype("int64")


def rank_levels(levels: pd.Series[str]) -> pd.Series[int]:
    """Return what is compared of each level; a missing level is unknown."""
    return levels.fillna(UNKNOWN).map(RANKS).astype("int64")


def highest_levels(participants: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the highest level of each side: one row a `by` and country, with `order`.

    participants: has the columns `by`, country and level.
    """
    told = participants[[by, "country"]].assign(order=order_levels(participants["level"]))
    return told.groupby([by, "country"], sort=True)["order"].min().reset_index()


def lowest_of_highest(participants: pd.DataFrame, by: str) -> pd.Series[str]:
    """Return the level of each contact, indexed by `by`.

    A side of unknown level takes the other side's; `unknown` only where no side's is known.
    """
    sides = highest_levels(participants, by)
    # An unknown level is no low one: it must not win the search for the lowest.
    known = sides["order"].where(sides["order"] < UNKNOWN_ORDER, -1)
    lowest = known.groupby(sides[by], sort=True).max()
    return lowest.where(lowest >= 0, UNKNOWN_ORDER).map(dict(enumerate(LEVELS)))
