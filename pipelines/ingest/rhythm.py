"""When a source is silent for longer than is usual for it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MAX_DAYS = 60  # so many days with releases are remembered; older ones tell of another rhythm
_FEWEST_DAYS = 5
_FACTOR = 1.5


def find_silence(days: Sequence[date], today: date, silent_days: int | None) -> str | None:
    """Return in words that a source is silent for too long, None where it is not.

    days: on which it had releases, sorted. silent_days: its own bound; without one the longest
    pause among these days, and half as much again, is usual, once there are five.
    """
    if not days:
        return None
    n_days = (today - days[-1]).days
    if silent_days is None:
        if len(days) < _FEWEST_DAYS:
            return None
        longest = max((later - earlier).days for earlier, later in pairwise(days))
        silent_days = int(longest * _FACTOR) + 1
    if n_days <= silent_days:
        return None
    return f"nothing new for {n_days} days, since {days[-1]}; up to {silent_days} are usual"
