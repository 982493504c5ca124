"""Dates side by side made into one interval, or given the year that only the last one tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.normalize.date_counted import Units, Weekday
from pipelines.normalize.date_expressions import Between, InYear, Open
from pipelines.normalize.date_form import Reading
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.records import DateExpression

# What stands between two dates, as symbols of the grammar: T "to", U "until", F "from", e "the".
_TO = re.compile(r"-|,?T[Fe]?")  # "7 May - 9 June", "7 May to 9 June"; not "7 May, 9 June"
_UNTIL = re.compile(r",?[TU]e?")  # after "from": "from 7 May until 9 June"
_AND = re.compile(r",?&[ei]?")  # "7 May and 9 June"; not "7 May, 9 June"
_LIST = re.compile(r",&?e?|&e?")  # before another of a list: "7 May, 9 June and 1 July"


def join_dates(symbols: str, readings: list[Reading]) -> list[Reading]:
    """Return the dates of a run, lists with their year and ranges as one.

    symbols: of the whole run. readings: its dates, from left to right.
    """
    if len(readings) > 1:
        readings = _with_ranges(symbols, _with_years(symbols, readings))
    return [_opened(symbols, reading) for reading in readings]


def _with_years(symbols: str, readings: list[Reading]) -> list[Reading]:
    """Give "7 May and 9 June 2023" its year twice."""
    done = [readings[-1]]
    is_list = False
    for reading in reversed(readings[:-1]):
        between = symbols[reading.end : done[-1].start]
        is_list = bool((_LIST if is_list else _AND).fullmatch(between))
        dated = _with_year_of(reading.expression, done[-1].expression) if is_list else None
        done.append(reading._replace(expression=dated) if dated else reading)
    return done[::-1]


def _with_year_of(first: DateExpression | None, last: DateExpression | None) -> InYear | None:
    if not isinstance(first, InYear) or not isinstance(last, InYear):
        return None
    if first.has_year or not last.has_year or first.first.kind != last.first.kind:
        return None
    return replace(first, year=last.year, offset=last.offset, rule_id=last.rule_id)


def _with_ranges(symbols: str, readings: list[Reading]) -> list[Reading]:
    done: list[Reading] = []
    for reading in readings:
        joined = None
        if done and _is_range(symbols, done[-1], reading):
            joined = _interval(done[-1].expression, reading.expression)
        if joined:
            done[-1] = Reading(done[-1].start, reading.end, joined)
        else:
            done.append(reading)
    return done


def _is_range(symbols: str, first: Reading, last: Reading) -> bool:
    between = symbols[first.end : last.start]
    before = symbols[: first.start].rstrip("ei")[-1:]
    if before == "B" and _AND.fullmatch(between):
        return True
    if before in {"F", "S"} and _UNTIL.fullmatch(between):
        return True
    return bool(_TO.fullmatch(between))


def _interval(first: DateExpression | None, last: DateExpression | None) -> DateExpression | None:
    if isinstance(first, InYear) and isinstance(last, InYear):
        return _interval_in_years(first, last)
    if first is None or last is None:
        return None
    is_weekday = isinstance(first, Weekday), isinstance(last, Weekday)
    is_day = isinstance(first, Units) and first.unit == "day"  # "from today until Friday"
    if isinstance(first, Between | Open) or (is_weekday == (False, True) and not is_day):
        return None
    return Between(first, last)


def _interval_in_years(first: InYear, last: InYear) -> DateExpression | None:
    years = int(_place(last) < _place(first))
    if not first.has_year and not last.has_year:
        return InYear(first.first, last.last, rule_id=first.rule_id)
    if not first.has_year:
        first = replace(_moved(last, -years), first=first.first, last=first.last)
    elif not last.has_year:
        last = replace(_moved(first, years), first=last.first, last=last.last)
    if first.year is not None and last.year is not None and last.year < first.year:
        return None
    return Between(first, last)


def _moved(dated: InYear, years: int) -> InYear:
    if dated.year is not None:
        return replace(dated, year=dated.year + years)
    return replace(dated, offset=(dated.offset or 0) + years)


def _place(dated: InYear) -> tuple[int, int]:
    return dated.first.number, dated.first.day


def _opened(symbols: str, reading: Reading) -> Reading:
    """Make "since March 2023" and "from 2024 onwards" open, with their cues in the quote."""
    before = symbols[: reading.start].rstrip("e")
    if reading.expression is not None and symbols[reading.end : reading.end + 1] == "j":
        start = len(before) - 1 if before[-1:] in {"F", "S"} else reading.start
        return Reading(start, reading.end + 1, Open(reading.expression, is_since=True))
    if reading.expression is None or before[-1:] not in {"S", "U"}:
        return reading
    if not {"T", "U"}.isdisjoint(symbols[reading.start : reading.end]):
        return reading  # Russian has one word for "since" and for "from" before "to"
    return Reading(len(before) - 1, reading.end, Open(reading.expression, before[-1] == "S"))
