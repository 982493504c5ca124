"""Tellings near which nothing else is told: each is a contact, and is compared with nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipelines.build.days import NO_DAY
from pipelines.build.tellings import FAR_AHEAD

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

PLANS = ("planned", "invited")
# Farther than any day, so that what has no day is near whatever else has none.
_NO_TIME = 2 * FAR_AHEAD
# The days of a block are apart from those of all others.
_APART = 10 * FAR_AHEAD


def find_lone(frame: pd.DataFrame, blocks: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which tellings cannot be one contact with another of their block.

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
    return _touch_nothing(blocks * _APART + first, blocks * _APART + last)


def _touch_nothing(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which intervals share no number with any other."""
    is_lone = np.ones(len(first), dtype=bool)
    order = np.argsort(first, kind="stable")
    reached = np.maximum.accumulate(last[order])
    is_apart = first[order][1:] > reached[:-1]
    is_lone[order[1:]] &= is_apart
    is_lone[order[:-1]] &= is_apart
    return is_lone
