"""Gives what stands below the headings of an agenda ("Tuesday 4 March") the days of these."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.quick_record import quick_record, replace
from pipelines.records import UNKNOWN_DATE, Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pipelines.coding.finding import Finding
    from pipelines.records import DateSpan, FoundDate, Release

# A line that may be a heading: "Tuesday 4 March", "4-5 March 2025, Riga:"; no sentence.
_SHORTEST, _LONGEST = 3, 41
_LINE = re.compile(r"[^\n.!?;]{3,40}\.?")
_BEFORE = 3  # characters before the day in its heading: "- "
_PLACE = 14  # characters after it: ", Luxembourg:"


@quick_record
class Heading:
    """Where a part of an agenda begins, and the days that it is of."""

    start: int
    day: FoundDate


def find_lines(release: Release) -> list[Span]:
    """Return the lines of a text that may be headings with a day."""
    lines = []
    start = release.text.find("\n", release.title_end) + 1
    while start:
        end = release.text.find("\n", start)
        # Most are blank, or paragraphs: to search the text for lines took ten times as long.
        if _SHORTEST <= end - start <= _LONGEST and _LINE.fullmatch(release.text, start, end):
            lines.append(Span(start, end))
        start = end + 1
    return lines


def headings_of(lines: Sequence[Span], dates: Sequence[FoundDate]) -> list[Heading]:
    """Return those lines that begin with a day, which may be the headings of an agenda."""
    starts = [one.span.start for one in dates]
    headings = []
    for line in lines:
        place = bisect_right(starts, line.start + _BEFORE) - 1
        day = dates[place] if place >= 0 else None
        if day is None or day.span.start < line.start or line.end - day.span.end > _PLACE:
            continue
        if day.value.precision in {"day", "range"}:
            headings.append(Heading(line.start, day))
    return headings


def below_headings(
    findings: Sequence[Finding], headings: Sequence[Heading], published: date | None
) -> list[Finding]:
    """Return the findings, those without a day on that of the heading above them."""
    if not headings or published is None:
        return list(findings)
    starts = [heading.start for heading in headings]
    days = [_day_of(heading.day, published) for heading in headings]
    # A line or two with the day of the release are no agenda.
    if not any(_is_after(day, before) for before, day in pairwise(days)):
        return list(findings)
    return [_below(f, days[n - 1], published) if (n := _above(starts, f)) else f for f in findings]


def _is_after(day: DateSpan, before: DateSpan) -> bool:
    last, first = before.last_day, day.first_day
    return last is not None and first is not None and first > last


def _day_of(heading: FoundDate, published: date) -> DateSpan:
    is_weekday = not any(letter.isdigit() for letter in heading.quote)
    return heading.value_as(published, "future" if is_weekday else None)


def _above(starts: Sequence[int], finding: Finding) -> int:
    return bisect_right(starts, finding.span.start)


def _below(finding: Finding, day: DateSpan, published: date) -> Finding:
    first, last = day.first_day, day.last_day
    is_open = finding.date == UNKNOWN_DATE and not finding.is_recalled
    if not is_open or finding.status not in {"held", "planned"} or first is None or last is None:
        return finding
    if last < published:
        is_told = finding.status == "held"
        return replace(finding, date=day, is_open=False) if is_told else finding
    # What an agenda tells of its own day by a noun alone is still to come.
    status = "planned" if first > published or finding.is_open else finding.status
    return replace(finding, date=day, status=status, is_open=False, is_current=False)
