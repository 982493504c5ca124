"""Puts together the findings of one release that tell of the same contact (rule MENTION)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.agreement import (
    days_agree,
    families_agree,
    guests_agree,
    names_agree,
    sides_agree,
    with_own_side,
)
from pipelines.coding.announced import LEAD, is_under_way, leads_to, may_announce, may_be_under_way
from pipelines.coding.event import Event
from pipelines.coding.sides import (
    count_sides,
    merge_participants,
    side_of,
    sides_of,
)
from pipelines.quick_record import replace
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pipelines.coding.finding import Finding
    from pipelines.records import Participant

_GATHERINGS = frozenset({"multilateral_meeting", "video_conference"})
_PAIR = 2
_PRINCIPALS = frozenset({"head_of_state", "head_of_government", "speaker_of_parliament"})
_OF_MANY = frozenset({"minister", "deputy_leader"})
_MINISTERS = _PRINCIPALS | {"deputy_leader", "foreign_minister", "minister"}
# Of two types of one family that fit one event, the one further right is the more specific.
_SPECIFIC = (
    "meeting", "visit", "private_visit", "working_visit", "official_visit", "state_visit",
    "multilateral_meeting", "consultations", "video_conference", "telephone_conversation",
    "letter", "congratulation", "condolence",
)  # fmt: skip


def merge_findings(findings: Sequence[Finding], published: date | None) -> list[Event]:
    """Return one event for each contact that the findings tell of, in order of telling."""
    events: list[Event] = []
    trips = {trip for finding in findings if finding.status for trip in _trips(finding)}
    for finding in findings:
        if finding.status is None:
            continue
        for part in _parts(finding, trips):
            place = _place_of(part, events, published)
            if place is None:
                events.append(Event((part,), part.participants))
            else:
                events[place] = _joined(events[place], part)
    return [_as_planned(event, events) for event in events]


def _as_planned(event: Event, events: Sequence[Event]) -> Event:
    """Return a bare headline as planned where the release only announces contacts of its sides."""
    if not all(finding.is_open for finding in event.findings) or event.status != "held":
        return event
    sides = sides_of(event.participants)
    others = [o for o in events if o is not event and not all(f.is_recalled for f in o.findings)]
    journeys = [o for o in others if leads_to(o, event)]
    others = [o for o in others if sides_of(o.participants) == sides and may_announce(o, event)]
    told = {other.status for other in others} or {other.status for other in journeys}
    if "planned" not in told or "held" in told:
        return event
    # "Official visit by A" is of the day of the one meeting with A that the release announces.
    days = {f.date for other in others for f in other.findings} - {UNKNOWN_DATE}
    day = days.pop() if len(days) == 1 else UNKNOWN_DATE
    findings = tuple(replace(f, status="planned", date=day) for f in event.findings)
    return replace(event, findings=findings)


def _place_of(finding: Finding, events: Sequence[Event], published: date | None) -> int | None:
    """Return the number of the event that a finding tells of again, None for a new one."""
    if finding.is_attendance:
        told = [i for i, event in enumerate(events) if _is_attended(event, finding)]
        return told[-1] if told else None
    again = (i for i, event in enumerate(events) if _may_be_one(event, finding, published))
    return next(again, None)


def _is_attended(event: Event, finding: Finding) -> bool:
    """Tell whether those listed can have been at an event: the list has no other day."""
    is_event = event.findings[0].family in {"talks", "video", "ceremony"}
    days = {UNKNOWN_DATE, *(other.date for other in event.findings)}
    return is_event and event.status == finding.status and finding.date in days


def specific_type(findings: Sequence[Finding]) -> Finding:
    """Return the finding with the most specific type (rules TYPE-SPECIFIC, TYPE-MEDIUM)."""
    # A list of those present repeats the event's noun and tells nothing of its sides.
    telling = [finding for finding in findings if not finding.is_attendance] or findings
    return max(telling, key=lambda finding: _rank(finding.contact_type))


def _rank(contact_type: str) -> int:
    return _SPECIFIC.index(contact_type) if contact_type in _SPECIFIC else len(_SPECIFIC)


def _trips(finding: Finding) -> set[tuple[str, str]]:
    """Return who is the guest of whom, of a visit."""
    if finding.family != "visit":
        return set()
    hosts = sides_of(p for p in finding.participants if p.is_host)
    guests = sides_of(p for p in finding.participants if not p.is_host)
    return {(guest, host) for guest in guests for host in hosts}


def _parts(finding: Finding, trips: set[tuple[str, str]]) -> list[Finding]:
    """Return a finding for each of several events told at once; trips: of guest and host."""
    if finding.family == "visit":
        return _one_for_each_guest(finding)
    if finding.is_each:
        return _one_for_each_partner(finding)
    return _one_for_each_principal(finding, trips)


def _one_for_each_partner(finding: Finding) -> list[Finding]:
    """Split "telephone conversations with A and B": one side had them all."""
    first = _had_all(finding)
    own = tuple(p for p in finding.participants if side_of(p) == first)
    sides = list(dict.fromkeys(side_of(p) for p in finding.participants if side_of(p) != first))
    partners = [tuple(p for p in finding.participants if side_of(p) == side) for side in sides]
    # "Called President A and Prime Minister B of Chile": one call each.
    if finding.is_several or finding.family == "telephone":
        partners = [each for people in partners for each in _apart(people)]
    return [replace(finding, participants=(*own, *people)) for people in partners]


def _apart(people: tuple[Participant, ...]) -> list[tuple[Participant, ...]]:
    """Return officials of a side one by one, whom somebody has "meetings" with."""
    ranks = [(p.level, p.office) for p in people]
    are_officials = all(p.office and p.level not in {None, "unknown"} for p in people)
    is_apart = are_officials and len({*ranks}) == len(people)
    return [(one,) for one in people] if is_apart else [people]


def _had_all(finding: Finding) -> str:
    """Return the side of who had several events at once, the first if no other is told.

    Whoever receives several ambassadors, or is called by several.
    """
    people = finding.participants
    if finding.family == "credentials":
        people = tuple(p for p in people if p.level != "ambassador") or people
    first = {side_of(p) for p in people if p.role == people[0].role}
    others = [side_of(p) for p in people if p.role != people[0].role]
    return others[0] if len(first) > 1 and len(set(others)) == 1 else side_of(people[0])


def _one_for_each_principal(finding: Finding, trips: set[tuple[str, str]]) -> list[Finding]:
    """Split "will meet President A and Prime Minister B", who receive a guest one by one.

    A side has no two different named principals in one contact (rule SAME-CONTACT), but one round
    of talks may bring them together: "will have talks with President A and Prime Minister B".
    """
    if not (finding.is_met and finding.family == "talks" and len(finding.participants) > _PAIR):
        return [finding]
    (first,) = sides_of(finding.participants[:1])
    own = tuple(p for p in finding.participants if first in sides_of([p]))
    others = [p for p in finding.participants if p not in own]
    sides = sides_of(others)
    if not (len(others) > 1 and len(sides) == 1):
        return [finding]
    (host,) = sides
    is_abroad = finding.host_country == host or (first, host) in trips
    levels = {p.level for p in others}
    are_principals = levels <= (_MINISTERS if is_abroad else _PRINCIPALS)
    are_principals &= all(p.person or p.level not in _OF_MANY for p in others)
    is_told = is_abroad or finding.status == "planned"
    if not (is_told and are_principals and len(levels) == len(others)):
        return [finding]
    return [replace(finding, participants=(*own, other)) for other in others]


def _one_for_each_guest(finding: Finding) -> list[Finding]:
    """Split a joint trip into one visit for each guest's side (rule TYPE-THREE)."""
    guests = [p for p in finding.participants if p.role == "guest"]
    sides = list(dict.fromkeys(side_of(guest) for guest in guests))
    if finding.family != "visit" or len(sides) < 2:  # noqa: PLR2004 - a joint trip has two guests
        return [finding]
    rest = tuple(p for p in finding.participants if p.role != "guest")
    return [
        replace(finding, participants=(*(g for g in guests if side_of(g) == side), *rest))
        for side in sides
    ]


def _may_be_one(event: Event, finding: Finding, published: date | None) -> bool:
    consultations = any(f.contact_type == "consultations" for f in event.findings)
    if consultations and finding.is_met and finding.is_same_day:
        return False  # "A called on Minister B later in the day"
    is_open = finding.is_open or all(other.is_open for other in event.findings)
    # Far below a headline in the present another event is told: "They will meet in May".
    is_far = finding.order > LEAD and any(f.is_in_present for f in event.findings)
    is_open = is_open and not is_far
    is_told_of = finding.is_phase or (finding.is_retold and finding.family == "visit")
    is_told_of = is_told_of or is_under_way(finding, event, published)
    return (
        (is_open or is_told_of or event.status == finding.status or _sets_out(event, finding))
        and all(days_agree(other, finding, published) for other in event.findings)
        and (_is_one_gathering(event, finding) or _are_one(event, finding))
        and guests_agree(event, finding)
        and _have_names(event, finding)
    )


def _sets_out(event: Event, finding: Finding) -> bool:
    """Tell whether somebody "is travelling today" on the visit before which he spoke."""
    # "is travelling today on an official visit": the visit is that of the journey.
    journeys = [f for f in (finding, *event.findings) if f.span == finding.span and f.is_journey]
    is_setting_out = finding.family == "visit" and any(f.is_current for f in journeys)
    is_then = finding.date in {f.date for f in event.findings} - {UNKNOWN_DATE}
    return is_setting_out and is_then and event.status == "planned"


def _have_names(event: Event, finding: Finding) -> bool:
    """Tell whether two tellings agree in names; "meetings with A and B" are none with C before."""
    told = [event.participants, finding.participants]
    return names_agree(*(with_own_side(people, is_all=finding.is_several) for people in told))


def _is_one_gathering(event: Event, finding: Finding) -> bool:
    """Tell whether two tellings are of one body's gathering, by whomever (rule SAME-MULTI)."""
    hosts = {f.host_country for f in (*event.findings, finding)} - {None}
    named = {f.body for f in event.findings} - {None}
    kinds = {f.contact_type for f in (*event.findings, finding)}
    return kinds <= _GATHERINGS and named == {finding.body} and len(hosts) <= 1


def _are_one(event: Event, finding: Finding) -> bool:
    return families_agree(event, finding) and sides_agree(event.participants, finding.participants)


def _joined(event: Event, finding: Finding) -> Event:
    people = merge_participants([*event.participants, *finding.participants])
    if finding.body is not None and count_sides(people) > _PAIR:
        # The state of the place is a side only beside one other (rule WHO-HOST).
        people = [p for p in people if not (p.is_host and p.level == "unknown" and not p.person)]
    titles = event.findings
    if may_be_under_way(finding, event):
        titles = tuple(replace(title, is_open=True) for title in titles)
    return Event((*titles, finding), tuple(people))
