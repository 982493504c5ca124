"""Remarks on offices of which nobody is known for over a year: a hole must say that it is one."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from pipelines.reference.holder import GAP_REMARK, LONGEST_GAP_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.reference.tenure import Tenure


def remark_gaps(tenures: Iterable[Tenure]) -> list[Tenure]:
    """Return the tenures, each remarking how many days before it nobody is known, if over a year.

    tenures: ordered by side, office and first day. An office may have been vacant or abolished
    then, or no table tells of it: what is known says a remark of offices_facts.csv.
    """
    remarked: list[Tenure] = []
    for _, group in groupby(tenures, key=lambda tenure: (tenure.country, tenure.office)):
        before: Tenure | None = None
        for tenure in group:
            n_days = (tenure.first - before.end).days - 1 if before is not None else 0
            gap = GAP_REMARK.format(n_days) if n_days + 1 > LONGEST_GAP_DAYS else ""
            told = "; ".join(filter(None, (tenure.remark, gap)))
            remarked.append(replace(tenure, remark=told))
            before = tenure
    return remarked
