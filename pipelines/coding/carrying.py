"""Gives a sentence what it takes over from the event told just before: day, place, medium."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pipelines.coding.event_day import day_after
from pipelines.coding.sides import merge_participants, sides_of
from pipelines.quick_record import replace
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.records import DateSpan

_MEETINGS = frozenset({"talks", "visit", "ceremony"})
_SPOKEN = frozenset({"talks", "telephone", "video"})
_FEW = timedelta(days=3)  # "this week" tells when something was, not how long
_LATELY = timedelta(days=31)  # a day of which a release goes on to tell
_NEXT = 2  # sentences from one event of a chain to the next


def last_told(found: Sequence[Finding], last: Finding | None) -> Finding | None:
    """Return the event told last, with the names that were told of the same sides before it."""
    # "The parties" are not those of a meeting that was only recalled.
    here = (f for f in reversed(found) if f.status and not (f.is_topic and f.is_recalled))
    told = next(here, None)
    if told is None or last is None or sides_of(told.participants) != sides_of(last.participants):
        return told or last
    return replace(
        told, participants=tuple(merge_participants([*told.participants, *last.participants]))
    )


def main_told(main: Finding | None, told: Sequence[Finding | None]) -> Finding | None:
    """Return the main event of a title and lead, with whom and where the lead tells it.

    told: the event told last, and those that the sentence tells.
    """
    for event in told:
        if event is not None and event.status:
            main = _told_more(main, event) if main else event
    return main


def _told_more(main: Finding, event: Finding) -> Finding:
    """Return the main event, where another tells where it was, or whom of its sides it was with."""
    if sides_of(main.participants) != sides_of(event.participants):
        return main
    if main.host_country is None and event.host_country:
        return event
    named = {p.country or p.candidate for p in main.participants if p.person}
    people = [p for p in event.participants if p.person]
    people = [p for p in people if (p.country or p.candidate) not in named]
    if not people or event.is_recalled:
        return main
    # "Talks with President A" under a headline are of whom the sentence below names.
    return replace(main, participants=tuple(merge_participants([*main.participants, *people])))


def carried(
    finding: Finding,
    last: Finding | None,
    dated: Finding | None = None,
    before: tuple[int, DateSpan] | None = None,
) -> Finding:
    """Return an undated finding with the day and place of the event just told (TYPE-CARRIED).

    dated: the event told last with a day, which may be before that. before: the day that the
    sentence before tells, with its number, where that is of no event.
    """
    if last is None:
        return finding
    told = dated if last.date.precision != "day" and dated and dated.order > 0 else last
    is_nearer = before is not None and max(told.order, finding.order - _NEXT) < before[0]
    day = before[1] if before and is_nearer else told.date
    if finding.is_next_day and finding.date == UNKNOWN_DATE:
        finding = replace(finding, date=day_after(day))
    if finding.is_same_day and finding.date == UNKNOWN_DATE:
        finding = replace(finding, date=day if day.precision == "day" else UNKNOWN_DATE)
    if finding.is_chained and _carries_medium(last, finding):
        finding = replace(
            finding, contact_type=last.contact_type, family=last.family, channel=last.channel
        )
    are_held = finding.status == last.status == "held"
    is_near = finding.order - last.order <= _NEXT and last.order > 0
    is_told = not (finding.is_recalled or finding.is_topic)
    is_met = finding.family in _MEETINGS
    return _there(finding, last) if are_held and is_near and is_told and is_met else finding


def day_of(
    sentence: CuedSentence, order: int, published: date | None
) -> tuple[int, DateSpan] | None:
    """Return the one day that a sentence tells, with the sentence's number; None of other dates."""
    if "D" not in sentence.marks:
        return None
    dates = [token.date for token in sentence.tokens if token.date]
    day = dates[0].value_as(published, None) if len(dates) == 1 else UNKNOWN_DATE
    if day.precision != "day" or day.first_day is None or published is None:
        return None
    return (order, day) if abs(day.first_day - published) <= _LATELY else None


def _there(finding: Finding, last: Finding) -> Finding:
    """Return what was held on the day and at the place of the event just told."""
    is_told_of = not (last.is_recalled or last.is_topic)
    if finding.date == UNKNOWN_DATE and is_told_of and _is_short(last.date):
        finding = replace(finding, date=last.date)
    is_chain = last.family in _MEETINGS and is_told_of
    if finding.host_country is None and is_chain and finding.date == last.date:
        finding = replace(finding, place=last.place, host_country=last.host_country)
    return finding


def bare_calls(found: Sequence[Finding]) -> Finding | None:
    """Return calls of which a sentence tells without whom they were with: "made four calls"."""
    calls = (f for f in found if f.family == "telephone" and not f.participants)
    return next(calls, None) if not any(f.status for f in found) else None


def spelled_out(found: list[Finding], calls: Finding | None) -> list[Finding]:
    """Return talks as the calls told just before: "made four calls. He spoke with A and B"."""
    if calls is None:
        return found
    return [
        replace(
            f,
            contact_type=calls.contact_type,
            family=calls.family,
            channel=calls.channel,
            order=calls.order or f.order,
        )
        if (f.contact_type, f.channel) == ("meeting", "unknown")
        and f.is_each
        and f.order - calls.order == 1
        else f
        for f in found
    ]


def _is_short(date: DateSpan) -> bool:
    """Tell whether a date is a day, or the few days of a stay on which more may be told."""
    if date.precision == "range" and date.first_day and date.last_day:
        return date.last_day - date.first_day < _FEW
    return date.precision == "day"


def as_courtesy_calls(
    found: list[Finding], last: Finding | None, main: Finding | None
) -> list[Finding]:
    """Take "during the call" for the courtesy call told before, not for one by telephone."""
    is_call = any(f.is_bare_call and f.family == "telephone" for f in found)
    told = [event for event in (last, main) if event and event.family in _SPOKEN]
    last = told[0] if told else None
    if last is None or not is_call or (last.family, last.channel) != ("talks", "in_person"):
        return found
    return [
        replace(f, contact_type=last.contact_type, family=last.family, channel=last.channel)
        if f.family == "telephone"
        else f
        for f in found
    ]


def _carries_medium(last: Finding, finding: Finding) -> bool:
    """Tell whether talks told right after a call were by telephone, too."""
    is_spoken = finding.contact_type == "meeting" and finding.channel == "unknown"
    is_near = 0 < finding.order - last.order <= _NEXT
    return is_spoken and is_near and last.family in {"telephone", "video"}
