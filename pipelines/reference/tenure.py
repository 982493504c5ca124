"""Tenures of offices: settles what several tables say into one holder a day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipelines.reference.spelling import strip_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PRECISIONS = ("day", "month", "year")
ONE_DAY = timedelta(days=1)
ONE_MONTH = timedelta(days=31)
# Two starts farther apart are of two persons with one surname.
FARTHEST_APART = timedelta(days=1500)
# Who stands in for somebody on a journey is no holder; who does so for weeks is.
SHORTEST_INTERLUDE = timedelta(days=20)
LONGEST_INTERLUDE = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office of one side, from first to last day; last None: still.

    precision: the coarser of how the two days are known.
    """

    country: str
    office: str
    person: str
    person_id: str
    first: date
    last: date | None
    precision: str
    evidence: str
    is_acting: bool = False
    remark: str = ""

    @property
    def end(self) -> date:
        """The last day, far in the future while the tenure lasts."""
        return self.last or date.max

    def is_same_person(self, other: Tenure) -> bool:
        """Tell whether both rows name one person, by Wikidata id or by name (ids can be wrong)."""
        same_id = bool(self.person_id) and self.person_id == other.person_id
        return same_id or self.person == other.person


def parse_partial(text: str) -> tuple[date, date, str]:
    """Read "2004", "2004-05" or "2004-05-03" as first day, last day and precision.

    Raises ValueError for anything else, as for a day that does not exist.
    """
    # Matches "2004-05"; not "2004-5" and not "May 2004".
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if found is None:
        raise ValueError(f"'{text}' is no year, month or day")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None  # noqa: S101 - the first group always matches
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if day is None:
        last = calendar.monthrange(year, month)[1]
        return date(year, month, 1), date(year, month, last), "month"
    return date(year, month, day), date(year, month, day), "day"


def coarser(*precisions: str) -> str:
    """Return the coarsest of the precisions."""
    return max(precisions, key=PRECISIONS.index)


def settle(tenures: Iterable[Tenure]) -> list[Tenure]:
    """Return the tenures of one office in order and without overlaps.

    One person's adjoining rows become one. Who comes later ends whom he follows; a later row
    that lies inside an earlier one is an interlude and splits it, or is left out when short.
    """
    settled: list[Tenure] = []
    for tenure in sorted(tenures, key=lambda t: (t.first, t.end)):
        _place(settled, tenure)
    return settled


def _place(settled: list[Tenure], tenure: Tenure) -> None:
    before = settled[-1] if settled else None
    if before is None:
        settled.append(tenure)
    elif tenure.first < before.first:
        _place_before_tail(settled, tenure)
    elif before.is_same_person(tenure) and tenure.first - ONE_DAY <= before.end:
        settled[-1] = _join(before, tenure)
    elif tenure.first > before.end:
        settled.append(tenure)
    elif before.last is not None and tenure.end < before.end:
        _place_inside(settled, tenure)
    elif before.first >= tenure.first - ONE_DAY:
        settled[-1] = tenure  # begun together: the longer one, which sorts later
    else:
        precision = _of_start(before, tenure)
        settled[-1] = replace(before, last=tenure.first - ONE_DAY, precision=precision)
        settled.append(tenure)


def _of_start(before: Tenure, after: Tenure) -> str:
    # The end is now as sharp as the successor's start; the start may still be a month or year.
    is_first_of_month = before.first.day == 1
    is_first_of_year = is_first_of_month and before.first.month == 1
    is_rough = is_first_of_year or (is_first_of_month and before.precision == "month")
    return coarser(before.precision if is_rough else "day", after.precision)


def _place_inside(settled: list[Tenure], tenure: Tenure) -> None:
    around = settled[-1]
    assert tenure.last is not None  # noqa: S101 - it ends before the row around it
    length = tenure.last - tenure.first
    if length < SHORTEST_INTERLUDE:
        return
    settled.pop()
    if around.first < tenure.first:
        settled.append(replace(around, last=tenure.first - ONE_DAY))
    settled.append(tenure)
    if length <= LONGEST_INTERLUDE:
        settled.append(replace(around, first=tenure.last + ONE_DAY))


def _place_before_tail(settled: list[Tenure], tenure: Tenure) -> None:
    """Place a tenure that begins during an interlude, before the rest of the split row."""
    tail = settled.pop()
    _place(settled, tenure)
    reached = settled[-1].last
    if reached is not None and reached < tail.end:
        settled.append(replace(tail, first=max(tail.first, reached + ONE_DAY)))


def _join(before: Tenure, after: Tenure) -> Tenure:
    longer = before if before.end >= after.end else after
    evidence = dict.fromkeys((*before.evidence.split(" "), *after.evidence.split(" ")))
    return replace(
        before,
        person=before.person if before.person_id else after.person,
        person_id=before.person_id or after.person_id,
        last=longer.last,
        precision=coarser(before.precision, longer.precision),
        evidence=" ".join(evidence),
        remark="; ".join(filter(None, dict.fromkeys((before.remark, after.remark)))),
    )


def find_uncovered(settled: Sequence[Tenure], first: date, last: date) -> list[tuple[date, date]]:
    """Return the intervals between first and last day that no tenure covers."""
    gaps = []
    begin = first
    for tenure in sorted(settled, key=lambda t: t.first):
        if tenure.end < begin:
            continue
        if tenure.first > last:
            break
        if tenure.first > begin:
            gaps.append((begin, tenure.first - ONE_DAY))
        if tenure.last is None:
            return gaps
        begin = max(begin, tenure.last + ONE_DAY)
    if begin <= last:
        gaps.append((begin, last))
    return gaps


def note_disagreements(tenures: Iterable[Tenure], others: Sequence[Tenure]) -> list[Tenure]:
    """Return the tenures, each remarking another table that has the same person start elsewhere.

    Tables by days disagree when more than a month lies between, tables by years in the year.
    """
    by_office: dict[tuple[str, str], list[Tenure]] = {}
    for other in others:
        by_office.setdefault((other.country, other.office), []).append(other)
    noted = []
    met: set[tuple[str, Tenure]] = set()
    for tenure in sorted(tenures, key=lambda t: (t.country, t.office, t.first)):
        remarks = [tenure.remark] if tenure.remark else []
        for other in by_office.get((tenure.country, tenure.office), ()):
            # A second term is no disagreement about the first.
            is_first = (tenure.person, other) not in met
            if _is_named(tenure, other) and other.first <= tenure.end and tenure.first <= other.end:
                met.add((tenure.person, other))
                remarks += _compare_starts(tenure, other) if is_first else []
        noted.append(replace(tenure, remark="; ".join(dict.fromkeys(remarks))))
    return noted


def _compare_starts(tenure: Tenure, other: Tenure) -> list[str]:
    apart = abs(other.first - tenure.first)
    if other.evidence in tenure.evidence or apart > FARTHEST_APART:
        return []
    if other.precision == "year":
        is_other = other.first.year != tenure.first.year
        return [f"{other.evidence} has {other.first.year}"] if is_other else []
    return [f"{other.evidence} has {other.first}"] if apart > ONE_MONTH else []


def _is_named(tenure: Tenure, other: Tenure) -> bool:
    """Tell whether a row with a surname alone can mean the person of the tenure."""
    if other.person_id:
        return other.person_id == tenure.person_id
    words = other.person.lower().split()
    return bool(words) and words[-1] in strip_accents(tenure.person).lower().split()
