"""Intervals of days with their EDTF strings, never sharper than what they are made from."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipelines.quick_record import quick_record
from pipelines.records import UNKNOWN_DATE, DateSpan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.records import Tense

# EDTF codes of seasons: first month; the season that begins in December ends in the next year.
_FIRST_MONTH_NORTH = {"spring": (21, 3), "summer": (22, 6), "autumn": (23, 9), "winter": (24, 12)}
_FIRST_MONTH_SOUTH = {"spring": (29, 9), "summer": (30, 12), "autumn": (31, 3), "winter": (32, 6)}
_MONTHS = 12
_FIRST_QUARTER_CODE = 33
_FIRST_HALF_CODE = 40


@quick_record
class Part:
    """A part of any year: a day, month, season, quarter or half, or the year itself.

    number: month (of a day or month), quarter or half from 1. day: for kind "day".
    season: for kind "season"; is_southern: its months are those of the southern half of the earth.
    """

    kind: str
    number: int = 0
    day: int = 0
    season: str = ""
    is_southern: bool = False

    def in_year(self, year: int) -> DateSpan | None:
        """Return this part of `year`, None where that year has no such day."""
        if not 1 <= year < date.max.year:
            return None
        if self.kind == "day":
            return _day_of(year, self.number, self.day)
        code, month, n_months = self._months()
        edtf = f"{year:04}-{code:02}" if code else f"{year:04}"
        return _months_of(year, month, n_months, self.kind, edtf)

    def _months(self) -> tuple[int, int, int]:
        """Return EDTF code (0 for a year), first month and number of months."""
        if self.kind == "season":
            table = _FIRST_MONTH_SOUTH if self.is_southern else _FIRST_MONTH_NORTH
            return (*table[self.season], 3)
        if self.kind == "quarter":
            return _FIRST_QUARTER_CODE - 1 + self.number, 3 * self.number - 2, 3
        if self.kind == "half":
            return _FIRST_HALF_CODE - 1 + self.number, 6 * self.number - 5, 6
        return (0, 1, _MONTHS) if self.kind == "year" else (self.number, self.number, 1)


def day_span(day: date) -> DateSpan:
    """Return one day."""
    return DateSpan(day, day, "day", day.isoformat())


def days_span(first: date, last: date) -> DateSpan:
    """Return the days from `first` to `last`, a single day as such."""
    if first == last:
        return day_span(first)
    return DateSpan(first, last, "range", f"{first.isoformat()}/{last.isoformat()}")


def decade_span(year: int) -> DateSpan:
    """Return the ten years that begin with `year`."""
    edtf = f"{year:04}/{year + 9:04}"
    return DateSpan(date(year, 1, 1), date(year + 9, 12, 31), "decade", edtf)


def nearest_span(
    spans: Iterable[DateSpan | None], published: date, tense: Tense | None
) -> DateSpan | None:
    """Return the span meant by what is told as past or as coming (rule DATE-NEAREST).

    Past: the latest that has begun by the publication; future: the earliest that is not over by
    then; told as neither: the nearest, ties to the past.
    """
    known = [span for span in spans if span is not None]
    if tense == "past":
        return max((s for s in known if begin_of(s) <= published), key=begin_of, default=None)
    if tense == "future":
        return min((s for s in known if end_of(s) >= published), key=begin_of, default=None)

    def distance(span: DateSpan) -> tuple[int, bool]:
        before, after = (begin_of(span) - published).days, (published - end_of(span)).days
        return max(before, after, 0), before > 0

    return min(known, key=distance, default=None)


def begin_of(span: DateSpan) -> date:
    """Return the first day, or the first of all for an open begin."""
    return span.first_day or date.min


def end_of(span: DateSpan) -> date:
    """Return the last day, or the last of all for an open end."""
    return span.last_day or date.max


def join_spans(first: DateSpan, last: DateSpan) -> DateSpan:
    """Return the interval from the begin of `first` to the end of `last`.

    Unknown where one of them is, or where it would end before it begins.
    """
    if first == last:
        return first
    if first.first_day is None or first.last_day is None:
        return UNKNOWN_DATE
    if last.first_day is None or last.last_day is None or last.first_day < first.first_day:
        return UNKNOWN_DATE
    if last.last_day < first.last_day:
        return UNKNOWN_DATE
    edtf = f"{_edge(first, is_begin=True)}/{_edge(last, is_begin=False)}"
    return DateSpan(first.first_day, last.last_day, "range", edtf)


def open_since(span: DateSpan) -> DateSpan:
    """Return all days from the begin of `span` on."""
    if span.first_day is None or span.edtf is None:
        return UNKNOWN_DATE
    return DateSpan(span.first_day, None, "range", f"{_edge(span, is_begin=True)}/..")


def open_until(span: DateSpan) -> DateSpan:
    """Return all days up to the end of `span`."""
    if span.last_day is None or span.edtf is None:
        return UNKNOWN_DATE
    return DateSpan(None, span.last_day, "range", f"../{_edge(span, is_begin=False)}")


def _edge(span: DateSpan, *, is_begin: bool) -> str:
    # Quarters and halves are no ends of an interval in EDTF: their outer month is.
    edtf = span.edtf or ".."
    if span.precision in {"quarter", "half"}:
        day = span.first_day if is_begin else span.last_day
        return f"{day.year:04}-{day.month:02}" if day else ".."
    return edtf.split("/")[0 if is_begin else -1]


def _day_of(year: int, month: int, day: int) -> DateSpan | None:
    if not 1 <= month <= _MONTHS or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return day_span(date(year, month, day))


def _months_of(year: int, month: int, n_months: int, precision: str, edtf: str) -> DateSpan:
    first = date(year, month, 1)
    years, months = divmod(month - 1 + n_months, _MONTHS)
    last = date(year + years, months + 1, 1) - timedelta(days=1)
    return DateSpan(first, last, precision, edtf)
