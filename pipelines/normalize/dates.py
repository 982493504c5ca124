"""The dates that a text tells, each with its place, its days and the rule that resolves them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.normalize.date_compile import compile_grammar
from pipelines.normalize.date_form import Form, Reading
from pipelines.normalize.date_joins import join_dates
from pipelines.normalize.date_reader import read_form
from pipelines.records import FoundDate, Span

if TYPE_CHECKING:
    from datetime import date

    from pipelines.normalize.date_grammar import Grammar, Run, Token
    from pipelines.reference.date_words import DateWords

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
        readings: list[Reading] = []
        for match in grammar.find_forms(run.symbols):
            form = Form(match, run, order, southern)
            readings += [one for one in read_form(form) if _is_date(text, grammar, form, one)]
        for reading in join_dates(run.symbols, readings):
            span = _span(run, reading)
            quote = text[span.start : span.end]
            if reading.expression is None:
                refused.append(_refuse(span, quote, order))
                continue
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


def _span(run: Run, reading: Reading) -> Span:
    known = [token for token in run.tokens[reading.start : reading.end] if token]
    return Span(known[0].found.start(), known[-1].found.end())
