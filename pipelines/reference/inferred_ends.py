"""Ends of tenures that no source tells: the next holder's first day stands in for them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.reference.tenure import ONE_DAY, Tenure, coarser

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

# These tell who holds an office and since when; that somebody has left it shows only by the next.
TELL_NO_ENDS = (
    "github:MilkMp/CIA-World-Factbooks-Archive-1990-2025@",
    "github:factbook/factbook.json@",
    "github:SarahFranzen/Emotions_in_the_United_Nations_General_Debates@",
    "github:bastianherre/global-leader-ideologies@",
    "refs/world_leaders_current_",
    "none",
)
Ends = dict[tuple[str, str], list[tuple[Tenure, "date"]]]


def blur_inferred_ends(tenures: Sequence[Tenure], told: Iterable[Tenure]) -> list[Tenure]:
    """Return the tenures, an end taken from the next holder's start known by its month at most.

    tenures: settled, in the order of side, office and day. told: the rows of all sources as they
    tell them. The end is taken from the next holder where he follows on the next day by other
    evidence, and no source that tells ends has this one. Between a fall and the next president
    lay 52 days, between a pope and the next 17.
    """
    ends = _told_ends(told)
    inferred = {
        index
        for index, (before, after) in enumerate(pairwise(tenures))
        if _follows(before, after) and not _is_told(before, ends)
    }
    return [
        replace(tenure, precision=coarser(tenure.precision, "month"))
        if index in inferred
        else tenure
        for index, tenure in enumerate(tenures)
    ]


def _follows(before: Tenure, after: Tenure) -> bool:
    is_same_office = (before.country, before.office) == (after.country, after.office)
    is_next_day = before.last is not None and before.last + ONE_DAY == after.first
    is_same_source = set(before.evidence.split(" ")) & set(after.evidence.split(" "))
    return is_same_office and is_next_day and not is_same_source


def _told_ends(told: Iterable[Tenure]) -> Ends:
    ends: Ends = defaultdict(list)
    for tenure in told:
        sources = tenure.evidence.split(" ")
        tells_ends = not all(source.startswith(TELL_NO_ENDS) for source in sources)
        if tells_ends and tenure.last is not None and tenure.precision == "day":
            ends[tenure.country, tenure.office].append((tenure, tenure.last))
    return ends


def _is_told(tenure: Tenure, ends: Ends) -> bool:
    # Sources name the day of the handover for both, or the day before it for who leaves.
    return any(
        other.is_same_person(tenure) and tenure.last is not None
        and abs(last - tenure.last) <= ONE_DAY
        for other, last in ends.get((tenure.country, tenure.office), [])
    )  # fmt: skip
