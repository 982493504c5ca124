"""Tells from the day stated of an event whether it was held, and whose day it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.setting import find_day
from pipelines.coding.status import Status
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.records import DateSpan, Tense
    from pipelines.reference.cues import Cue

_WRITTEN = frozenset({"letter", "congratulation", "condolence"})
_DATED = re.compile(r"[ytlo$PAdXN@]{0,6}D")  # "visit to Chile last month", no verb between


def by_day(status: Status, day: DateSpan, published: date | None, family: str) -> Status:
    """Return the status that a stated day leaves: held when it lies behind, planned ahead."""
    if status.status == "held" and is_coming(day, published):
        return Status("planned")
    if status.status == "planned" and family == "visit" and has_begun(day, published):
        return Status("held")
    return status


def is_coming(day: DateSpan, published: date | None) -> bool:
    """Tell whether a stated day is later than the release, whatever the tense of its verb."""
    if published is None or day.first_day is None:
        return False
    return day.first_day > published


def is_over(day: DateSpan, published: date | None) -> bool:
    """Tell whether a stated day lies before the release."""
    return published is not None and day.last_day is not None and day.last_day < published


def is_beside_day(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a date stands in the phrase of a noun: "my visit to Chile last month, will"."""
    return _DATED.match(sentence.marks, at + 1) is not None


def own_day(day: DateSpan, status: Status, published: date | None, family: str) -> DateSpan:
    """Return the day of an event, unknown where what stands beside it is the day of another.

    "Greetings on the New Year 2022" were sent before it; what is planned lies not in the past.
    """
    is_of_other = family in _WRITTEN and is_coming(day, published)
    is_past = status.status == "planned" and is_over(day, published)
    return UNKNOWN_DATE if is_of_other or is_past else day


def has_begun(day: DateSpan, published: date | None) -> bool:
    """Tell whether a range of days has begun before the release (rule STATUS-HELD)."""
    if published is None or day.precision != "range" or None in {day.first_day, day.last_day}:
        return False
    return bool(day.first_day and day.last_day and day.first_day < published <= day.last_day)


def day_told(
    sentence: CuedSentence, at: int, published: date | None, status: Status, *, is_bare: bool
) -> DateSpan:
    """Return the day that a sentence tells of an event; is_bare: without a verb of its time."""
    if status.is_moved:
        last = next((t.date for t in reversed(sentence.tokens) if t.date), None)
        return last.value_as(published, "future") if last else UNKNOWN_DATE
    is_past = status.status == "held" or status.is_denied
    tense: Tense | None = "past" if is_past else "future"
    is_progressive = status.is_current and "V" in sentence.marks[at]
    tense = None if is_progressive or is_bare else tense
    is_cancelled = status.status == "cancelled"
    begin = at if status.is_ahead else 0
    return find_day(sentence, at, published, tense, is_cancelled=is_cancelled, begin=begin)


def is_done_there(sentence: CuedSentence, last: Finding, status: Status, cue: Cue) -> bool:
    """Tell whether somebody was on a visit to do what he then did: "visited Chile to meet A"."""
    is_visited = (last.family, last.status) == ("visit", "held") and not last.is_journey
    is_purpose = status.status == "planned" and "base" in cue.tenses and not status.is_hoped_for
    after = sentence.words[last.cue_span.end - sentence.span.start :]
    told = (cues for at, cues in sentence.cues.items() if sentence.tokens[at].span == last.cue_span)
    is_verb = any(one.is_verb and "past" in one.tenses for cues in told for one in cues)
    is_modal = any(f" {word} " in after for word in sentence.language.status["modal"])
    return is_visited and is_verb and is_purpose and not (last.is_current or is_modal)
