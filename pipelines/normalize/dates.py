"""The dates that a text tells, each with its place, its days and the rule that resolves them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from pipelines.normalize.date_compile import compile_grammar
from pipelines.normalize.date_form import Form, Reading
from pipelines.normalize.date_joins import join_dates
from pipelines.normalize.date_reader import read_form
from pipelines.records import FoundDate, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from pipelines.normalize.date_grammar import Grammar, Token
    from pipelines.reference.date_words import DateWords

# Without a month, a date in digits or a number too high, there is no day that a calendar may lack.
_MAY_BE_NO_DAY = frozenset("mwbhnIA")
# Publishers whose seasons are those of the south.
SOUTHERN = frozenset({"AUS", "NZL", "ARG", "CHL", "URY", "PRY", "ZAF", "LSO", "SWZ", "BRA", "FJI"})
_PAUSE = re.compile(r"\s*(?:[.,;:!?)\u2013\u2014]|- |$)")  # ", they met"; not " the summit"
_NAME = re.compile(r" ([^\W\d_])\w")  # "April Ryan"; not "April, when"
_TITLED = re.compile(r"[a-z] [A-Z][a-z]+ $")  # "to Secretary August"; not "in August"
_NOUN = re.compile(r" [^\W\d_A-Z]{4}")  # "the May summit"; not "the March on Rome"


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


def find_dates(  # noqa: PLR0913 - where, by what words, and all that a source says of its dates
    text: str,
    words: DateWords,
    published: date | None,
    *,
    order: str = "DMY",
    southern: bool = False,
    within: Sequence[Span] | None = None,
) -> FoundDates:
    """Return the dates that `text` tells.

    published: what relative dates count from; without it they are found and stay unknown.
    order: of all-digit dates, from the source's YAML. southern: seasons of the southern half.
    within: the places whose dates are asked for, None for all; days that no calendar has are
    refused everywhere.
    """
    grammar = compile_grammar(words)
    is_asked = _asking(within)
    found: list[FoundDate] = []
    refused: list[RefusedDate] = []
    for run in grammar.find_runs(text):
        if _MAY_BE_NO_DAY.isdisjoint(run.symbols) and not is_asked(_span_of(run.tokens)):
            continue
        readings: list[Reading] = []
        for match in grammar.find_forms(run.symbols):
            form = Form(match, run, order, southern)
            readings += [one for one in read_form(form) if _is_date(text, grammar, form, one)]
        for reading in join_dates(run.symbols, readings):
            span = _span_of(run.tokens[reading.start : reading.end])
            quote = text[span.start : span.end]
            if reading.expression is None:
                refused.append(_refuse(span, quote, order))
            elif is_asked(span):
                value = reading.expression.resolve(published)
                rule_id = reading.expression.rule_id
                found.append(FoundDate(span, quote, value, rule_id, reading.expression))
    return FoundDates(tuple(found), tuple(refused))


def _is_date(text: str, grammar: Grammar, form: Form, reading: Reading) -> bool:
    """Tell whether what follows leaves a form a date."""
    last = form.run.tokens[reading.end - 1]
    if last is None:
        return True
    end = last.found.end()
    if last.symbol == "d" or (last.symbol == "y" and form.has("years")):
        # "in 2000 settlements", "in May 7 people": the number counts what follows.
        return not grammar.counted.match(text, end)
    if form.has("day_at_pause"):
        return bool(_PAUSE.match(text, end))
    return not _is_name(text, form, last)


def _is_name(text: str, form: Form, last: Token) -> bool:
    """Tell whether a month or season alone is but a part of a name, or a verb."""
    end = last.found.end()
    if form.has("full_month"):
        name = _NAME.match(text, end)
        first = form.run.tokens[form.match.start]
        begin = first.found.start() if first else end
        return bool(name and name[1].isupper()) or bool(_TITLED.search(text[:begin][-40:]))
    if last.symbol == "w" and form.match.end - form.match.start == 1 and form.follows_article:
        return not _NOUN.match(text, end)
    # "in the Winter Olympics" names an event; "Winter 2022" ends in its year.
    return last.symbol == "s" and not form.has("modifier") and last.found[0][0].isupper()


def _refuse(span: Span, quote: str, order: str) -> RefusedDate:
    how = f" when read as {order}" if quote.replace(quote[2:3], "").isdigit() else ""
    detail = f"'{quote}' is no real day{how}; the date is left out"
    return RefusedDate(span, quote, "no such day", detail)


def _asking(within: Sequence[Span] | None) -> Callable[[Span], bool]:
    """Return what tells whether a span shares a character with one of the places."""
    # Three dates of four stand in sentences that tell of no contact: a sixtieth of all time.
    if within is None:
        return lambda _: True
    places = sorted(within)
    starts = [place.start for place in places]
    ends = list(accumulate((place.end for place in places), max))

    def is_asked(span: Span) -> bool:
        before = bisect_left(starts, span.end)
        return before > 0 and ends[before - 1] > span.start

    return is_asked


def _span_of(tokens: Sequence[Token | None]) -> Span:
    known = [token for token in tokens if token]
    return Span(known[0].found.start(), known[-1].found.end())
