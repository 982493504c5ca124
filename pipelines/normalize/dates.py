"""The dates that a text tells, each with its place, its days and the rule that resolves them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.normalize.date_expressions import Between, InYear, Open, Weekday
from pipelines.normalize.date_form import Form, Reading
from pipelines.normalize.date_grammar import compile_grammar
from pipelines.normalize.date_reader import read_form
from pipelines.records import FoundDate, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pipelines.normalize.date_grammar import Grammar, Run, Token
    from pipelines.records import DateExpression
    from pipelines.reference.date_words import DateWords

# What joins two dates to one interval, and what coordinates two; matched against symbols.
_TO = re.compile(r"(?:-|,?T)[Fe]?")  # "7 May - 9 June", "7 May to 9 June"; not "7 May, 9 June"
_UNTIL = re.compile(r",?[TU][Fe]?")  # after "from": "from 7 May until 9 June"
_AND = re.compile(r",?&e?")  # "7 May and 9 June"; not "7 May, 9 June"
_LIST = re.compile(r",?&?e?")  # "7 May, 9 June and 1 July"
_BEFORE = "SUFB"
_PAUSE = re.compile(r"\s*(?:[.,;:!?)\u2013\u2014]|- |$)")  # ", they met"; not " the summit"


@dataclass(frozen=True, slots=True)
class RefusedDate:
    """A day that no calendar has: refused with the reason, never repaired."""

    span: Span
    quote: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class FoundDates:
    """All dates of a text, in its order, without overlaps; and those refused."""

    dates: tuple[FoundDate, ...] = ()
    refused: tuple[RefusedDate, ...] = ()


def find_dates(
    text: str,
    words: DateWords,
    published: date | None,
    *,
    order: str = "DMY",
    southern: bool = False,
) -> FoundDates:
    """Return the dates that `text` tells.

    published: what relative dates count from; without it they are found and stay unknown.
    order: of all-digit dates, from the source's YAML. southern: seasons of the southern half.
    """
    grammar = compile_grammar(words)
    found: list[FoundDate] = []
    refused: list[RefusedDate] = []
    for run in grammar.find_runs(text):
        for reading in _read_run(text, grammar, run, order, southern):
            span = _span(run.tokens, reading)
            quote = text[span.start : span.end]
            if reading.expression is None:
                detail = f"'{quote}' is no real day when read as {order}; the date is left out"
                refused.append(RefusedDate(span, quote, "no such day", detail))
            else:
                value = reading.expression.resolve(published)
                rule_id = reading.expression.rule_id
                found.append(FoundDate(span, quote, value, rule_id, reading.expression))
    return FoundDates(tuple(found), tuple(refused))


def _read_run(
    text: str, grammar: Grammar, run: Run, order: str, southern: bool
) -> list[Reading]:
    symbols, tokens = run
    readings: list[Reading] = []
    for match in grammar.find_forms(symbols):
        form = Form(match, symbols, tokens, order, southern)
        for reading in read_form(form):
            if kept := _without_counted(text, grammar, form, reading):
                readings.append(kept)
    if len(readings) > 1:
        readings = _joined(symbols, _coordinated(symbols, readings))
    return [_opened(symbols, reading) for reading in readings]


def _without_counted(
    text: str, grammar: Grammar, form: Form, reading: Reading
) -> Reading | None:
    last = form.tokens[reading.end - 1]
    if last is None:
        return reading
    if form.has("day_at_pause") and not _PAUSE.match(text, last.found.end()):
        return None
    # "in 2000 settlements", "in May 7 people": the number counts what follows.
    if last.symbol in "yd" and (form.has("years") or not form.has("year")):
        return None if grammar.counted.match(text, last.found.end()) else reading
    return reading


def _coordinated(symbols: str, readings: list[Reading]) -> list[Reading]:
    """Give "7 May and 9 June 2023" its year twice."""
    done = [readings[-1]]
    may_list = False
    for reading in reversed(readings[:-1]):
        between = symbols[reading.end : done[-1].start]
        may_list = bool((_LIST if may_list else _AND).fullmatch(between))
        last, first = done[-1].expression, reading.expression
        if may_list and isinstance(first, InYear) and isinstance(last, InYear):
            if last.has_year and not first.has_year and first.first.kind == last.first.kind:
                dated = replace(first, year=last.year, offset=last.offset, rule_id=last.rule_id)
                reading = reading._replace(expression=dated)
        done.append(reading)
    return done[::-1]


def _joined(symbols: str, readings: list[Reading]) -> list[Reading]:
    done: list[Reading] = []
    for reading in readings:
        previous = done[-1] if done else None
        if previous and _is_range(symbols, previous, reading):
            joined = _interval(previous.expression, reading.expression)
            if joined:
                done[-1] = Reading(previous.start, reading.end, joined)
                continue
        done.append(reading)
    return done


def _is_range(symbols: str, first: Reading, last: Reading) -> bool:
    between, before = symbols[first.end : last.start], symbols[: first.start].rstrip("ei")[-1:]
    if before == "B":
        return bool(_AND.fullmatch(between))
    if before in {"F", "S"} and _UNTIL.fullmatch(between):
        return True
    return bool(_TO.fullmatch(between))


def _interval(first: DateExpression | None, last: DateExpression | None) -> DateExpression | None:
    if isinstance(first, InYear) and isinstance(last, InYear):
        return _interval_in_years(first, last)
    if isinstance(first, Weekday) and isinstance(last, Weekday):
        return Between(first, last)
    if first is None or last is None or isinstance(first, (Between, Open)):
        return None
    return Between(first, last)


def _interval_in_years(first: InYear, last: InYear) -> DateExpression | None:
    wraps = _place(last) < _place(first)
    if not first.has_year and not last.has_year:
        return InYear(first.first, last.last, rule_id=first.rule_id)
    if not first.has_year:
        back = int(wraps)
        first = replace(
            first,
            year=None if last.year is None else last.year - back,
            offset=None if last.offset is None else last.offset - back,
            rule_id=last.rule_id,
        )
    elif not last.has_year:
        on = int(wraps)
        last = replace(
            last,
            year=None if first.year is None else first.year + on,
            offset=None if first.offset is None else first.offset + on,
        )
    if first.year is not None and last.year is not None and last.year < first.year:
        return None
    return Between(first, last)


def _place(dated: InYear) -> tuple[int, int]:
    return dated.first.number, dated.first.day


def _opened(symbols: str, reading: Reading) -> Reading:
    """Make "since March 2023" open, with its cue in the quote."""
    before = symbols[: reading.start]
    cue = before.rstrip("e")
    if reading.expression is None or cue[-1:] not in {"S", "U"}:
        return reading
    is_since = cue[-1] == "S"
    return Reading(len(cue) - 1, reading.end, Open(reading.expression, is_since))


def _span(tokens: list[Token | None], reading: Reading) -> Span:
    known = [token for token in tokens[reading.start : reading.end] if token]
    return Span(known[0].found.start(), known[-1].found.end())
