"""What a text says of a date, and how that is resolved against the day of publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.normalize.date_counted import Weekday
from pipelines.normalize.date_values import (
    Part,
    begin_of,
    decade_span,
    end_of,
    join_spans,
    nearest_span,
    open_since,
    open_until,
)
from pipelines.quick_record import quick_record, replace
from pipelines.records import UNKNOWN_DATE, DateSpan

if TYPE_CHECKING:
    from datetime import date

    from pipelines.records import DateExpression, Tense

# A day and month without year is sought in these years round the publication; 29 February in more.
_YEARS_NEAR = range(-2, 3)
_YEARS_LEAP = range(-8, 9)


@quick_record
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
        for years in (_YEARS_NEAR, _YEARS_LEAP):
            spans = (self.in_year(published.year + near) for near in years)
            if nearest := nearest_span(spans, published, tense):
                return nearest
        return UNKNOWN_DATE


@quick_record
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
        year = published.year
        if self.modifier == "last":
            spans = [span for span in spans if end_of(span) < published]
        elif self.modifier == "next":
            spans = [span for span in spans if begin_of(span) > published]
        else:
            spans = [span for span in spans if year in {begin_of(span).year, end_of(span).year}]
        nearest = nearest_span(spans, published, tense if self.modifier == "this" else None)
        return nearest or nearest_span(spans, published, None) or UNKNOWN_DATE


@quick_record
class Decade:
    """The ten years from `year` on ("the nineties")."""

    year: int
    rule_id: str = "DATE-NEVER-SHARPER"

    def resolve(self, published: date | None, tense: Tense | None = None) -> DateSpan:  # noqa: ARG002
        """Return the decade, whatever the publication."""
        return decade_span(self.year)


@quick_record
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


@quick_record
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
