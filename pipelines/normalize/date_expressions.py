"""What a text says of a date, and how that is resolved against the day of publication."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipelines.normalize.date_values import (
    Part,
    day_span,
    days_span,
    decade_span,
    join_spans,
    open_since,
    open_until,
)
from pipelines.records import UNKNOWN_DATE, DateSpan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.records import DateExpression, Tense

_WEEK = 7
_SATURDAY = 5
_MONTHS = 12
# A day and month without year is sought in these years round the publication; 29 February in more.
_YEARS_NEAR = range(-2, 3)
_YEARS_LEAP = range(-8, 9)


@dataclass(frozen=True, slots=True)
class InYear:
    """A part of a year, or the days from one part to another ("28 November - 1 December").

    year: as written. offset: years from that of the publication ("last year": -1).
    Neither: the nearest, by rule DATE-NEAREST.
    """

    first: Part
    last: Part
    year: int | None = None
    offset: int | None = None
    rule_id: str = "DATE-NEVER-SHARPER"

    @property
    def has_year(self) -> bool:
        """Tell whether the text tells the year."""
        return self.year is not None or self.offset is not None

    def in_year(self, year: int) -> DateSpan | None:
        """Return the days in `year`; a range that ends before it begins ends in the next year."""
        first, last = self.first.in_year(year), self.last.in_year(year)
        if first is None or last is None or self.first == self.last:
            return first and last
        if first.first_day and last.first_day and last.first_day < first.first_day:
            last = self.last.in_year(year + 1)
        return last and join_spans(first, last)

    def resolve(self, published: date | None, tense: Tense | None = None) -> DateSpan:
        """Return the days in the year that is told, or else in the nearest."""
        if self.year is not None:
            return self.in_year(self.year) or UNKNOWN_DATE
        if published is None:
            return UNKNOWN_DATE
        if self.offset is not None:
            return self.in_year(published.year + self.offset) or UNKNOWN_DATE
        return _nearest((self.in_year(published.year + near) for near in _YEARS_NEAR), published, tense) or (
            _nearest((self.in_year(published.year + near) for near in _YEARS_LEAP), published, tense)
            or UNKNOWN_DATE
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """The last, this or the next month or season of a name ("last June", "next spring")."""

    part: Part
    modifier: str
    rule_id: str = "DATE-RELATIVE"

    def resolve(self, published: date | None, tense: Tense | None = None) -> DateSpan:
        """Return the latest that is over, the one of the year, or the first that is to begin."""
        if published is None:
            return UNKNOWN_DATE
        spans = [span for near in _YEARS_NEAR if (span := self.part.in_year(published.year + near))]
        if self.modifier == "last":
            return _nearest((span for span in spans if _end(span) < published), published, "past") or UNKNOWN_DATE
        if self.modifier == "next":
            return _nearest((span for span in spans if _begin(span) > published), published, "future") or UNKNOWN_DATE
        of_year = [span for span in spans if published.year in {_begin(span).year, _end(span).year}]
        return _nearest(of_year, published, tense) or _nearest(of_year, published, None) or UNKNOWN_DATE


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week ("Tuesday", "last Tuesday", "Tuesday next week").

    number: Monday is 1. weeks: ISO weeks from that of the publication, None without one.
    """

    number: int
    modifier: str | None = None
    weeks: int | None = None
    rule_id: str = "DATE-NEAREST"

    def resolve(self, published: date | None, tense: Tense | None = None) -> DateSpan:
        """Return the nearest such day; a bare one may be the publication day itself."""
        if published is None:
            return UNKNOWN_DATE
        weeks = 0 if self.modifier == "this" else self.weeks
        if weeks is not None:
            return day_span(_monday(published) + timedelta(days=_WEEK * weeks + self.number - 1))
        ahead = (self.number - published.isoweekday()) % _WEEK
        if self.modifier == "next":
            return day_span(published + timedelta(days=ahead or _WEEK))
        if self.modifier == "last":
            return day_span(published + timedelta(days=ahead - _WEEK))
        is_future = tense == "future" or (tense is None and 2 * ahead < _WEEK)
        return day_span(published + timedelta(days=ahead if is_future or not ahead else ahead - _WEEK))


@dataclass(frozen=True, slots=True)
class Units:
    """A day, week, month ... counted from that of the publication ("last week", "two years ago").

    tense: told by the words themselves ("earlier this week"), before that of the sentence.
    """

    unit: str
    offset: int
    tense: Tense | None = None
    is_bare: bool = False

    @property
    def rule_id(self) -> str:
        """The rule for the present unit, or for others."""
        return "DATE-WEEK" if self.offset == 0 and self.unit != "day" else "DATE-RELATIVE"

    def resolve(self, published: date | None, tense: Tense | None = None) -> DateSpan:
        """Return the unit that lies `offset` units from that of the publication day."""
        if published is None:
            return UNKNOWN_DATE
        if self.unit == "day":
            return day_span(published + timedelta(days=self.offset))
        if self.unit == "week":
            return self._week(published, self.tense or tense)
        if self.unit == "weekend":
            return self._weekend(published, self.tense or tense)
        if self.unit == "decade":
            return decade_span(published.year // 10 * 10 + 10 * self.offset)
        return self._part(published)

    def _week(self, published: date, tense: Tense | None) -> DateSpan:
        monday = _monday(published) + timedelta(days=_WEEK * self.offset)
        sunday = monday + timedelta(days=6)
        if self.offset == 0 and tense == "past":
            return days_span(monday, published)
        if self.offset == 0 and tense == "future":
            if published.weekday() >= _SATURDAY:
                return days_span(monday + timedelta(days=_WEEK), sunday + timedelta(days=_WEEK))
            return days_span(published, sunday)
        return days_span(monday, sunday)

    def _weekend(self, published: date, tense: Tense | None) -> DateSpan:
        saturday = _monday(published) + timedelta(days=_WEEK * self.offset + _SATURDAY)
        near = (saturday + timedelta(days=_WEEK * weeks) for weeks in (-1, 0, 1))
        weekends = [days_span(day, day + timedelta(days=1)) for day in near]
        if self.offset or (tense is None and not self.is_bare):
            return weekends[1]
        return _nearest(weekends, published, tense) or UNKNOWN_DATE

    def _part(self, published: date) -> DateSpan:
        length = {"month": 1, "quarter": 3}.get(self.unit, _MONTHS)
        count = (published.year * _MONTHS + published.month - 1) // length + self.offset
        year, index = divmod(count * length, _MONTHS)
        return Part(self.unit, index // length + 1).in_year(year) or UNKNOWN_DATE


@dataclass(frozen=True, slots=True)
class Decade:
    """The ten years from `year` on ("the nineties")."""

    year: int
    rule_id: str = "DATE-NEVER-SHARPER"

    def resolve(self, published: date | None, tense: Tense | None = None) -> DateSpan:  # noqa: ARG002
        """Return the decade, whatever the publication."""
        return decade_span(self.year)


@dataclass(frozen=True, slots=True)
class Window:
    """The days up to, or from, the publication ("the past week", "the next two months")."""

    unit: str
    count: int
    is_past: bool
    rule_id: str = "DATE-NEAREST"

    def resolve(self, published: date | None, tense: Tense | None = None) -> DateSpan:  # noqa: ARG002
        """Return that many units, the publication day being the last, or the day before the first."""
        if published is None:
            return UNKNOWN_DATE
        count = -self.count if self.is_past else self.count
        edge = _shifted(published, self.unit, count)
        one = timedelta(days=1)
        if edge is None:
            return UNKNOWN_DATE
        return days_span(edge + one, published) if self.is_past else days_span(published + one, edge)


@dataclass(frozen=True, slots=True)
class Between:
    """From one date to another ("from 2021 to 2022", "Monday to Wednesday")."""

    first: DateExpression
    last: DateExpression

    @property
    def rule_id(self) -> str:
        """The rule of the first of the two."""
        return self.first.rule_id

    def resolve(self, published: date | None, tense: Tense | None = None) -> DateSpan:
        """Return the interval from the begin of the first to the end of the last."""
        first, last = self.first.resolve(published, tense), self.last.resolve(published, tense)
        if isinstance(self.last, Weekday) and first.first_day and self.last.modifier is None:
            last = replace(self.last, weeks=None).resolve(first.first_day, "future")
        return join_spans(first, last)


@dataclass(frozen=True, slots=True)
class Open:
    """All days since a date, or until it ("since March 2023", "until 11 May")."""

    inside: DateExpression
    is_since: bool

    @property
    def rule_id(self) -> str:
        """The rule of the date that is told."""
        return self.inside.rule_id

    def resolve(self, published: date | None, tense: Tense | None = None) -> DateSpan:
        """Return the interval with one open end; what began before is told as past."""
        if self.is_since:
            return open_since(self.inside.resolve(published, tense or "past"))
        return open_until(self.inside.resolve(published, tense))


def _nearest(
    spans: Iterable[DateSpan | None], published: date, tense: Tense | None
) -> DateSpan | None:
    known = [span for span in spans if span is not None]
    if tense == "past":
        return max((s for s in known if _begin(s) <= published), key=_begin, default=None)
    if tense == "future":
        return min((s for s in known if _end(s) >= published), key=_begin, default=None)

    def distance(span: DateSpan) -> tuple[int, bool]:
        before, after = (_begin(span) - published).days, (published - _end(span)).days
        return max(before, after, 0), before > 0

    return min(known, key=distance, default=None)


def _begin(span: DateSpan) -> date:
    return span.first_day or date.min


def _end(span: DateSpan) -> date:
    return span.last_day or date.max


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _shifted(day: date, unit: str, count: int) -> date | None:
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (_WEEK if unit == "week" else 1))
    months = {"month": 1, "quarter": 3, "year": _MONTHS, "decade": 10 * _MONTHS}.get(unit)
    if months is None:
        return None
    year, index = divmod(day.year * _MONTHS + day.month - 1 + count * months, _MONTHS)
    for last in range(day.day, 27, -1) if day.day > 28 else (day.day,):
        span = Part("day", index + 1, last).in_year(year)
        if span is not None:
            return span.first_day
    return None
