"""Tellings that need no comparing: near which nothing is told, or nothing but the very same.

Of the mentions of the benchmark a quarter are of the one kind, and a quarter of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipelines.build.days import NO_DAY
from pipelines.build.grouping import first_rows, has_any
from pipelines.build.tellings import FAR_AHEAD

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

PLANS = ("planned", "invited")
# Farther than any day, so that what has no day is near whatever else has none.
_NO_TIME = 2 * FAR_AHEAD
# The days of a block are apart from those of all others.
_APART = 10 * FAR_AHEAD


def number_near(frame: pd.DataFrame, blocks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return numbers from 0 of groups of tellings, of which no two groups tell of one contact.

    frame: has is_fine, status, start, end, published, a_year_on. blocks: numbers of those that are
    compared with one another. Near are days a day apart (`join_neighbours`), an interval and what
    it shares a day with, a plan without a date and what is told of the year after it.
    """
    start, end = (frame[name].to_numpy("int64") for name in ("start", "end"))
    published = frame["published"].to_numpy("int64")
    is_dated = start != NO_DAY
    is_plan = ~is_dated & frame["status"].isin(PLANS).to_numpy() & (published != NO_DAY)
    later = frame["a_year_on"].to_numpy("int64")
    first = np.where(is_dated, start, np.where(is_plan, published + 1, _NO_TIME))
    last = np.where(is_dated, end + frame["is_fine"].to_numpy(), _NO_TIME)
    last = np.where(is_plan, later, last)
    return _number_touching(blocks * _APART + first, blocks * _APART + last)


def is_alone(groups: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which rows are the only ones of their group."""
    alone: NDArray[np.bool_] = np.bincount(groups)[groups] == 1
    return alone


def find_alike(
    frame: pd.DataFrame, groups: NDArray[np.int64], casts: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which tellings are of a group that tells of one contact, with nothing against it.

    That is of one day and family, with the same people, and not of two directions. groups: see
    number_near(). casts: a number for the sides and people of each telling.
    """
    start, end = (frame[name].to_numpy("int64") for name in ("start", "end"))
    families, directions = (frame[name].factorize()[0] for name in ("family", "direction"))
    told = np.full(len(frame), -1)
    np.maximum.at(told, groups, directions)
    is_other = ~frame["is_fine"].to_numpy() | (start != end)
    is_other |= (directions >= 0) & (directions != told[groups])
    first = first_rows(groups)[groups]
    for same in (start, families, casts):
        is_other |= same != same[first]
    return ~has_any(is_other, groups)[groups]


def _number_touching(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return numbers from 0 of intervals that hang together, by sharing numbers."""
    order = np.argsort(first, kind="stable")
    reached = np.maximum.accumulate(last[order])
    groups = np.zeros(len(first), dtype="int64")
    groups[order[1:]] = np.cumsum(first[order][1:] > reached[:-1])
    return groups
