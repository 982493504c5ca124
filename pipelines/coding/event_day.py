"""Tells from the day stated of an event whether it was held, and whose day it is."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from pipelines.coding.setting import find_day
from pipelines.coding.sides import sides_of
from pipelines.coding.status import Status
from pipelines.coding.subjects import clause_start
from pipelines.quick_record import replace
from pipelines.records import UNKNOWN_DATE, DateSpan

if TYPE_CHECKING:
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.coding.teller import Teller
    from pipelines.records import Tense
    from pipelines.reference.cue import Cue
    from pipelines.reference.cues import ContactCues

_WRITTEN = frozenset({"letter", "congratulation", "condolence"})
_ON_ONE_DAY = frozenset({"talks", "telephone", "video", *_WRITTEN})
_YEARS = re.compile(r"\d{4}/\d{4}")
_LENGTH = 3  # tokens in which stands how long a visit is: "two-day official working"
_AFTER = 6  # tokens from a visit to "starting"
_OWN = re.compile(r"[^r;:.VKB]*D")  # up to a day, in no clause of its own
_DATED = re.compile(r"[ytlo$PAdXN@]{0,6}D")  # "visit to Chile last month", no verb between


def by_day(status: Status, day: DateSpan, published: date | None, family: str) -> Status:
    """Return the status that a stated day leaves: held when it lies behind, planned ahead."""
    if status.status == "held" and is_coming(day, published):
        return Status("planned")
    if status.status == "planned" and family == "visit" and has_begun(day, published):
        return Status("held")
    return status


def of_told_visit(
    sentence: CuedSentence, at: int, found: Finding, teller: Teller
) -> Finding | None:
    """Return the visit told before that "During the visit, A" or "The visit" points back to."""
    before = sentence.marks[clause_start(sentence.marks, at) : at]
    is_that = before == "t" or sentence.marks[max(0, at - 2) : at] in {"mt", "lt"}
    article = sentence.small[at - 1] if at else ""
    is_that = is_that and article not in sentence.language.indefinite  # "is on a visit"
    cue = sentence.cues[at][0]
    is_noun = not cue.is_verb and cue.sense != "invite"
    if not (is_that and is_noun and found.family == "visit" and found.participants):
        return None
    events = (teller.last, teller.stay, teller.main)
    told = [event for event in events if event and event.family == "visit"]
    sides, guests = sides_of(found.participants), _guest_sides(found)
    told = [event for event in told if sides_of(event.participants) == sides]
    return next((event for event in told if before != "t" or _guest_sides(event) == guests), None)


def _guest_sides(visit: Finding) -> frozenset[str]:
    return sides_of(p for p in visit.participants if not p.is_host)


def as_visit(status: Status, visit: Finding) -> Status:
    """Return the status of "The visit takes place", that of the visit told before it."""
    is_current = status.is_current and visit.status == "held"
    was, told = visit.is_recalled, visit.status
    return replace(status, status=told, is_recalled=was, is_current=is_current)


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

    "Greetings on the New Year 2022" were sent before it; what is planned lies not in the past. And
    no talks were held "since May" or in "2024-2026", the years of what was signed at them.
    """
    is_of_other = family in _WRITTEN and is_coming(day, published)
    is_of_other = is_of_other or (family in _ON_ONE_DAY and _is_span_of_time(day))
    is_of_other = is_of_other or (family in _WRITTEN and _is_of_this_year(day, published))
    is_past = status.status == "planned" and is_over(day, published)
    return UNKNOWN_DATE if is_of_other or is_past else day


def _is_of_this_year(day: DateSpan, published: date | None) -> bool:
    """Tell whether a letter only looks back: "in her greetings she noted that in 2021"."""
    return day.precision == "year" and published is not None and day.edtf == str(published.year)


def _is_span_of_time(day: DateSpan) -> bool:
    """Tell whether a date is open at its end, or runs from one year to another."""
    is_open = day.first_day is not None and day.last_day is None
    return is_open or _YEARS.fullmatch(day.edtf or "") is not None


def day_after(day: DateSpan) -> DateSpan:
    """Return the day after a known day, else UNKNOWN_DATE."""
    if day.precision != "day" or day.first_day is None:
        return UNKNOWN_DATE
    after = day.first_day + timedelta(days=1)
    return DateSpan(after, after, "day", after.isoformat())


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
    is_cancelled = status.status == "cancelled"
    # What was called off may have been planned for a day that is over now: the nearest is meant.
    is_either = is_progressive or is_bare or (is_cancelled and not status.is_denied)
    tense = None if is_either else tense
    # "Left on 30 April to meet A on 2 May"
    is_purpose = sentence.marks[at - 1 : at] == "y" and _OWN.match(sentence.marks, at + 1)
    begin = at if status.is_ahead or (is_purpose and status.status == "planned") else 0
    day = find_day(sentence, at, published, tense, is_cancelled=is_cancelled, begin=begin)
    return over_its_days(sentence, at, _until_its_end(sentence, at, day, published), status)


def _until_its_end(
    sentence: CuedSentence, at: int, day: DateSpan, published: date | None
) -> DateSpan:
    """Return the days of "began this Monday a visit, which will last until 9 May"."""
    if day.precision != "day" or day.first_day is None:
        return day
    dates = [token.date for token in sentence.tokens[at:] if token.date]
    begun = sentence.language.begun.intersection(sentence.small[:at])
    if not (begun and dates):
        return day
    ends = (date.value_as(published, "future") for date in dates)
    last = next((end.last_day for end in ends if end.first_day is None and end.last_day), None)
    if last is None or last <= day.first_day:
        return day
    return DateSpan(day.first_day, last, "range", f"{day.edtf}/{last.isoformat()}")


def over_its_days(sentence: CuedSentence, at: int, day: DateSpan, status: Status) -> DateSpan:
    """Return the days of "begins a three-day visit on 5 May" or "today ended his two-day visit"."""
    if day.precision != "day" or day.first_day is None or status.is_recalled:
        return day
    language = sentence.language
    words = sentence.small
    cues = sentence.cues.get(at, ())
    is_journey = any(cue.is_verb and cue.contact_type.endswith("visit") for cue in cues)
    purpose = _purpose_of(words, at, language) if is_journey else []
    said = " ".join([*words[max(0, at - _LENGTH) : at + 1], *purpose])
    lasting = language.lasting.items()
    lasts = next((n for n, forms in lasting if any(map(said.__contains__, forms))), None)
    if lasts is None:
        return day
    before = [word for word in words[:at] if word in language.begun | language.ended]
    if not language.since.isdisjoint(words[max(0, at - _AFTER) : at]):
        return day  # "left today after a two-day visit"
    is_ended = bool(before) and before[-1] in language.ended
    is_begun = bool(before) and before[-1] in language.begun
    is_begun = (
        is_begun or bool(purpose) or not language.begun.isdisjoint(words[at + 1 : at + _AFTER])
    )
    if not (is_ended or is_begun or status.status == "planned"):
        return day
    more = timedelta(days=int(lasts) - 1)
    first = day.first_day - more if is_ended else day.first_day
    last = first + more
    return DateSpan(first, last, "range", f"{first.isoformat()}/{last.isoformat()}")


def _purpose_of(words: list[str], at: int, language: ContactCues) -> list[str]:
    """Return the words after "arrived in Riga today for a": "two-day official visit"."""
    links = language.leaving | language.journey_prepositions
    for place in range(at + 1, len(words) - 1):
        is_of = words[place] == "of" and words[place - 1] in language.begun  # "at the start of a"
        if (is_of or words[place] in links) and words[place + 1] in language.indefinite:
            return words[place + 2 : place + 2 + _LENGTH]
    return []


def is_done_there(sentence: CuedSentence, last: Finding, status: Status, cue: Cue) -> bool:
    """Tell whether somebody was where he then did it too.

    "Visited Chile to meet A"; "called on A ahead of a meeting with B".
    """
    after = sentence.words[last.cue_span.end - sentence.span.start :]
    is_met = last.status == "held" and last.is_met and last.span == sentence.span
    if is_met and any(f" {phrase} " in after for phrase in sentence.language.status["ahead"]):
        return status.status == "planned" and "D" not in sentence.marks
    return not last.is_journey and _is_purpose(sentence, last, status, cue)


def of_journey(
    sentence: CuedSentence,
    at: int,
    cue: Cue,
    status: Status,
    context: tuple[Finding | None, date | None],
) -> Status:
    """Return the status, held where the day of a journey is over, and with it what it was for.

    "On 30 October he travelled to Chile to meet A", told on another day. context: the event before
    and the day of publication.
    """
    last, published = context
    if last is None or last.span != sentence.span or "D" in sentence.marks[at:]:
        return status
    is_done = last.is_journey and is_over(last.date, published)
    is_done = is_done and _is_purpose(sentence, last, status, cue)
    return Status("held") if is_done else status


def _is_purpose(sentence: CuedSentence, last: Finding, status: Status, cue: Cue) -> bool:
    """Tell whether a verb tells what the visit told before it was for: "visited B to meet A"."""
    after = sentence.words[last.cue_span.end - sentence.span.start :]
    is_visited = (last.family, last.status) == ("visit", "held")
    is_purpose = status.status == "planned" and "base" in cue.tenses and not status.is_hoped_for
    told = (cues for at, cues in sentence.cues.items() if sentence.tokens[at].span == last.cue_span)
    is_verb = any(one.is_verb and "past" in one.tenses for cues in told for one in cues)
    is_modal = any(f" {word} " in after for word in sentence.language.status["modal"])
    return is_visited and is_verb and is_purpose and not (last.is_current or is_modal)
