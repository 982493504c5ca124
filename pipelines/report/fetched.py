"""What came of asking the publishers, as rows for a page and lines for a summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class FetchedCounts:
    """What one source gave; failure: why it was left before its end, None if it was not.

    notes: what a person should look at.
    """

    source_id: str
    n_new: int
    n_revised: int
    n_same: int
    n_missed: int
    failure: str | None = None
    notes: tuple[str, ...] = ()


def fetched_rows(every: Sequence[FetchedCounts]) -> list[Row]:
    """Return a row a source that was asked: what it gave, and whether it failed."""
    return [
        {
            "source": one.source_id,
            "new": one.n_new,
            "revised": one.n_revised,
            "as before": one.n_same,
            "missed": one.n_missed,
            "failed of": one.failure or "",
            "notes": "; ".join(one.notes),
        }
        for one in every
    ]


def tell_unasked(source_ids: Sequence[str]) -> list[str]:
    """Return in a sentence whom a dry run did not ask, and a run would."""
    if not source_ids:
        return []
    names = ", ".join(source_ids)
    return [f"Nobody was asked: a run would first ask {names} for what they have of these days."]


def tell_fetched(every: Sequence[FetchedCounts]) -> list[str]:
    """Return what came of asking in sentences: one of all, then one a source that failed."""
    if not every:
        return []
    n_new, n_revised = sum(one.n_new for one in every), sum(one.n_revised for one in every)
    lines = [f"Fetched: {n_new} new, {n_revised} revised; sources asked: {len(every)}."]
    return lines + [
        f"Warning: {one.source_id} was not fetched to its end: {one.failure}"
        for one in every
        if one.failure
    ]
