"""Tells what the simple present tells to come: "On Friday he meets A", of a journey to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.event_day import over_its_days
from pipelines.coding.noun_phrase import is_verb
from pipelines.coding.setting import find_day
from pipelines.coding.status import Status
from pipelines.coding.status_words import words_since
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.coding.status import StatusFinder
    from pipelines.coding.teller import Teller
    from pipelines.records import DateSpan
    from pipelines.reference.cue import Cue

_VERB = 6  # tokens from "holds" to the noun


def led_to(
    sentence: CuedSentence, at: int, cue: Cue, last: Finding | None, statuses: StatusFinder
) -> Status | None:
    """Return that an event is to come to which leads what is told before it, None if none does.

    last: what the sentence tells before: "will see A before meeting B", "left today to attend".
    """
    if last is None:
        return None
    words = words_since(sentence, last.cue_span.end, at)
    if last.status == "planned":
        is_before = not cue.is_verb and is_verb(sentence, at)
        is_led = is_before or statuses.is_purpose(words)
        return Status("planned", is_ahead=_is_leaving(sentence, last)) if is_led else None
    has_left = last.status == "held" and not last.is_recalled and _is_leaving(sentence, last)
    is_led = has_left and statuses.is_purpose(words.replace(" for ", " "))
    return Status("planned", is_ahead=True) if is_led else None


def _is_leaving(sentence: CuedSentence, last: Finding) -> bool:
    """Tell whether somebody leaves, whose day is not that of what he leaves for."""
    start = last.cue_span.start - sentence.span.start
    words = sentence.words[start : last.cue_span.end - sentence.span.start].split()
    return last.family == "visit" and not sentence.language.gone.isdisjoint(words)


def is_simple_present(sentence: CuedSentence, at: int, cue: Cue) -> bool:
    """Tell whether an event is told by a verb in the simple present: "meets A", "hosts talks"."""
    if cue.is_verb:
        return cue.tenses == {"present"}
    language = sentence.language
    words = sentence.small[max(0, at - _VERB) : at]
    verb = next((word for word in reversed(words) if word in language.light), None)
    return verb in language.presently - language.auxiliaries


def as_foretold(
    sentence: CuedSentence,
    at: int,
    status: Status,
    told: tuple[date | None, Teller, int, Finding | None],
) -> tuple[Status, bool]:
    """Return the status of what is told in the simple present, planned after what is to come.

    And whether its day is the nearest such day. told: the day of the release, its teller, the
    number of the sentence, and what that told before.
    """
    published, teller, order, last = told
    is_held = status.status == "held" and not (status.is_recalled or status.is_current)
    day = find_day(sentence, at, published, "future")
    # "He travels to Chile on Tuesday" tells of no journey that he has made.
    cues = sentence.cues.get(at, ())
    is_journey = any(cue.sense == "arrive" for cue in cues) and day != UNKNOWN_DATE
    is_ahead = is_journey or _tells_ahead(teller) or is_of_coming(sentence, at, last)
    if not (is_held and is_ahead and order > 0):
        return status, status.status == "held"
    is_now = day != UNKNOWN_DATE and (published is None or day.first_day in {None, published})
    return (status, True) if is_now else (Status("planned"), False)


def is_of_coming(sentence: CuedSentence, at: int, last: Finding | None) -> bool:
    """Tell whether a clause is of who comes: "will receive A, who begins a visit to Chile"."""
    if last is None or last.status != "planned":
        return False
    start = last.cue_span.end
    tokens = sentence.tokens[:at]
    return any(t.symbol == "r" and t.span.start >= start for t in tokens)


def day_begun(
    sentence: CuedSentence, at: int, told: tuple[DateSpan, Status], last: Finding | None
) -> DateSpan:
    """Return the days of a visit, also of "will receive A tomorrow, who begins a two-day visit".

    told: its day and status.
    """
    day, status = told
    if day != UNKNOWN_DATE or status.status != "planned":
        return day
    words = sentence.small[max(0, at - _VERB) : at]
    is_begun = not sentence.language.begun.isdisjoint(words)
    if last is None or not (is_begun and is_of_coming(sentence, at, last)):
        return UNKNOWN_DATE
    return over_its_days(sentence, at, last.date, status)


def _tells_ahead(teller: Teller) -> bool:
    """Tell whether a release has so far told of nothing but what is to come."""
    last, main = teller.last, teller.main
    if last is None or last.status != "planned" or last.is_recalled:
        return False
    return main is None or main.status == "planned" or main.is_open or main.is_in_present
