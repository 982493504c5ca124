"""Dates counted from the day of publication: days of the week, units before and after it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipelines.normalize.date_values import Part, day_span, days_span, decade_span, nearest_span
from pipelines.quick_record import quick_record
from pipelines.records import UNKNOWN_DATE, DateSpan

if TYPE_CHECKING:
    from pipelines.records import Tense

_WEEK = 7
_SATURDAY = 5
_MONTHS = 12
_EVERY_MONTH_HAS = 28


@quick_record
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
        if ahead and not is_future:
            ahead -= _WEEK
        return day_span(published + timedelta(days=ahead))


@quick_record
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
        return nearest_span(weekends, published, tense) or UNKNOWN_DATE

    def _part(self, published: date) -> DateSpan:
        length = {"month": 1, "quarter": 3}.get(self.unit, _MONTHS)
        count = (published.year * _MONTHS + published.month - 1) // length + self.offset
        year, index = divmod(count * length, _MONTHS)
        return Part(self.unit, index // length + 1).in_year(year) or UNKNOWN_DATE


@quick_record
class Window:
    """The days up to, or from, the publication ("the past week", "the next two months")."""

    unit: str
    count: int
    is_past: bool
    rule_id: str = "DATE-NEAREST"

    def resolve(self, published: date | None, tense: Tense | None = None) -> DateSpan:  # noqa: ARG002
        """Return that many units up to the publication day, or from the next day on."""
        if published is None:
            return UNKNOWN_DATE
        count = -self.count if self.is_past else self.count
        edge = _shifted(published, self.unit, count)
        one = timedelta(days=1)
        if edge is None:
            return UNKNOWN_DATE
        if self.is_past:
            return days_span(edge + one, published)
        return days_span(published + one, edge)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _shifted(day: date, unit: str, count: int) -> date | None:
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (_WEEK if unit == "week" else 1))
    months = {"month": 1, "quarter": 3, "year": _MONTHS, "decade": 10 * _MONTHS}.get(unit)
    if months is None:
        return None
    year, index = divmod(day.year * _MONTHS + day.month - 1 + count * months, _MONTHS)
    # A month from 31 January is 28 February.
    shorter = range(day.day, min(day.day, _EVERY_MONTH_HAS) - 1, -1)
    spans = (Part("day", index + 1, last).in_year(year) for last in shorter)
    return next((span.first_day for span in spans if span), None)
