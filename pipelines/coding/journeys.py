"""Gives the stops of a journey the days that other sentences tell of them, or of all of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pipelines.coding.event_day import is_coming
from pipelines.coding.setting import find_day
from pipelines.coding.sides import are_one_name, country_of, sides_of
from pipelines.quick_record import replace
from pipelines.records import UNKNOWN_DATE, DateSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.coding.status import Status
    from pipelines.coding.subjects import Arguments
    from pipelines.records import Release

    # Days of a journey, and side and name of who is on it.
    Trip = tuple[DateSpan, str | None, str | None]

_JOURNEYS = frozenset({"visit", "arrive"})
_NEAR = 6  # words from "concluded" to the visit
_NONE, _WEEK, _MONTH = timedelta(0), timedelta(7), timedelta(31)
_WHO = frozenset("@ij")  # officials, and "I" and "we" of the publisher


def may_be_foretold(finding: Finding, arguments: Arguments) -> bool:
    """Tell whether somebody not known travels to a state."""
    return finding.family == "visit" and country_of(arguments.destination) is not None


def foretold(
    finding: Finding,
    sentence: CuedSentence,
    at: int,
    arguments: Arguments,
    told: tuple[Status, date | None],
) -> Finding:
    """Return what nobody known does, with days and goal if it is a visit that is to come.

    told: its status, and the day of the release.
    """
    status, published = told
    if status.status != "planned":
        return finding
    day = find_day(sentence, at, published, "future")
    country = country_of(arguments.destination)
    return replace(finding, date=day, host_country=country, is_foretold=True)


def with_own_days(findings: Sequence[Finding], sentences: Sequence[CuedSentence]) -> list[Finding]:
    """Return the findings, each stop of a journey with its own days where they are told.

    "I will visit Chile and Peru from 5 to 9 May. I will visit Peru from 8 to 9 May." A day on
    which a visit only begins or ends is none of them.
    """
    findings = _until_their_end(findings)
    findings = [f for f in findings if not _is_within(f, findings)]
    visits = [f for f in findings if f.family == "visit" and f.status]
    bounds = [f for f in visits if f.date.precision == "day" and _is_bound(f, sentences)]
    whole = [f for f in visits if f not in bounds]
    return [
        _without_end(_on_own_days(f, whole), visits, bounds) if f in visits else f for f in findings
    ]


def _is_within(journey: Finding, findings: Sequence[Finding]) -> bool:
    """Tell whether a journey goes on in the state of the visit: "will then travel on to Mumbai"."""
    if not (journey.is_journey and journey.status == "planned" and journey.order > 0):
        return False
    sides, host = sides_of(journey.participants), journey.host_country
    return any(
        (f.family, f.status, f.is_current) == ("visit", "held", True)
        and f.order < journey.order
        and (f.host_country, sides_of(f.participants)) == (host, sides)
        for f in findings
    )


def _until_their_end(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, a visit that is told to last until a day from its begin to that day.

    "Left today for Chile on a visit. The visit will last until 9 May."
    """
    visits = [f for f in findings if f.family == "visit" and f.status and not f.is_recalled]
    ends = [f for f in visits if (f.date.edtf or "").startswith("../")]
    told = list(findings)
    for end in ends:
        begins = [v for v in visits if _begins_before(v, end)]
        days = {v.date.first_day for v in begins}
        first, last = days.pop() if len(days) == 1 else None, end.date.last_day
        if first is None or last is None:
            continue
        whole = DateSpan(first, last, "range", f"{first.isoformat()}/{last.isoformat()}")
        status = begins[0].status
        told = [replace(f, date=whole, status=status) if f in {end, *begins} else f for f in told]
    return told


def _begins_before(visit: Finding, end: Finding) -> bool:
    first, last = visit.date.first_day, end.date.last_day
    is_same = visit.date.precision == "day" and visit.order <= end.order
    is_same = is_same and sides_of(visit.participants) == sides_of(end.participants)
    return is_same and first is not None and last is not None and first < last <= first + _MONTH


def _is_bound(visit: Finding, sentences: Sequence[CuedSentence]) -> bool:
    """Tell whether a visit is told by its begin or end: "will commence his visit on 5 May"."""
    sentence = next((s for s in sentences if s.span == visit.span), None)
    if sentence is None:
        return False
    start = visit.cue_span.start - sentence.span.start
    words = sentence.words[:start].split()[-_NEAR:]
    return not (sentence.language.begun | sentence.language.ended).isdisjoint(words)


def _without_end(visit: Finding, visits: Sequence[Finding], bounds: Sequence[Finding]) -> Finding:
    """Return a visit without the day on which it ended, where the text tells another of it.

    "Today concluded his visit to Chile. During the visit he met A on Sunday."
    """
    if visit not in bounds or visit.status != "held" or visit.date.first_day is None:
        return visit
    days = [
        visit.date.first_day - v.date.first_day
        for v in visits
        if v.date.precision == "day"
        and v.date.first_day is not None
        and v.status == "held"
        and sides_of(v.participants) == sides_of(visit.participants)
    ]
    is_told = any(_NONE < day <= _WEEK for day in days)
    return replace(visit, date=UNKNOWN_DATE) if is_told else visit


def _on_own_days(stop: Finding, visits: Sequence[Finding]) -> Finding:
    others = [v for v in visits if v.cue_span == stop.cue_span and v.date == stop.date]
    if stop.date.precision != "range" or len({v.host_country for v in others}) == 1:
        return stop
    days = [v.date for v in visits if _is_stay(v, stop)]
    # A day told of a stay is a day of it.
    whole = {day for day in days if all(_is_inside(other, day) for other in days)}
    return replace(stop, date=whole.pop()) if len(whole) == 1 else stop


def _is_stay(visit: Finding, stop: Finding) -> bool:
    """Tell whether a visit is told elsewhere, of the same sides, on fewer days."""
    return (
        visit.cue_span != stop.cue_span
        and visit.status == stop.status
        and visit.host_country == stop.host_country
        and sides_of(visit.participants) == sides_of(stop.participants)
        and visit.date != stop.date
        and _is_inside(visit.date, stop.date)
    )


def _is_one_name(one: str | None, other: str | None) -> bool:
    return one == other or bool(one and other and are_one_name(one, other))


def _is_inside(day: DateSpan, days: DateSpan) -> bool:
    if None in {day.first_day, day.last_day, days.first_day, days.last_day}:
        return False
    return bool(
        day.first_day
        and days.first_day
        and day.last_day
        and days.last_day
        and days.first_day <= day.first_day
        and day.last_day <= days.last_day
    )


def with_days_of_trip(
    findings: Sequence[Finding], sentences: Sequence[CuedSentence], release: Release
) -> list[Finding]:
    """Return the findings, coming visits without days with those of the journey they are part of.

    "I will travel to Europe from 3 to 9 May. During the visit to Spain and Italy I will meet A."
    """
    trips = {trip for sentence in sentences for trip in _trips(sentence, release)}
    trip = trips.pop() if len(trips) == 1 else None
    return [replace(f, date=trip[0]) if trip and _is_on(f, trip) else f for f in findings]


def _trips(sentence: CuedSentence, release: Release) -> Iterator[Trip]:
    """Yield the coming journeys to a part of the world that a sentence tells with their days."""
    # Few sentences tell of a journey: only theirs are looked through for a part of the world.
    is_journey = any(cues[0].sense in _JOURNEYS for cues in sentence.cues.values())
    if not is_journey or not any(map(sentence.words.__contains__, sentence.language.regions)):
        return
    for at, cues in sentence.cues.items():
        start = sentence.tokens[at].span.end - sentence.span.start
        goal = sentence.words[start:].lstrip().removeprefix("to ")
        if cues[0].sense not in _JOURNEYS or not goal.startswith(sentence.language.regions):
            continue
        day = find_day(sentence, at, release.published_day, "future")
        who = next((t for t in reversed(sentence.tokens[:at]) if t.symbol in _WHO), None)
        if who is None or not is_coming(day, release.published_day):
            continue
        if who.actors:
            yield day, who.actors[0].country, who.actors[0].person
        else:
            yield day, release.publisher, None


def _is_on(visit: Finding, trip: Trip) -> bool:
    """Tell whether a visit may be a stop of a journey: of the same guest, its days not told."""
    _, country, person = trip
    if (visit.family, visit.status, visit.date) != ("visit", "planned", UNKNOWN_DATE):
        return False
    guests = [p for p in visit.participants if not p.is_host]
    return any(g.country == country and _is_one_name(g.person, person) for g in guests)
