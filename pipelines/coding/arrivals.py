"""Drops the journeys of those who travel to a summit or ceremony, which are no visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.sides import sides_of
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.finding import Finding

_ATTENDED = frozenset({"ceremony", "multilateral_meeting"})


def without_journeys(findings: Sequence[Finding]) -> list[Finding]:
    """Drop the arrival of who attends a ceremony or summit told with it (rule TYPE-THREE)."""
    # The gathering that a journey is for may be named by nothing that is coded.
    events = [f for f in findings if f.is_to_attend or (f.status and _is_attended(f))]
    there = [
        f
        for f in findings
        if f.is_to_attend or (f.is_journey and any(_leads_to(f, event) for event in events))
    ]
    return [
        replace(f, status=None, reason="TYPE-THREE") if f in there else _met_there(f, there)
        for f in findings
    ]


def _met_there(talks: Finding, journeys: Sequence[Finding]) -> Finding:
    """Return talks of who arrived for something larger with the place where he arrived."""
    hosts = {
        (journey.place, journey.host_country)
        for journey in journeys
        if journey.status == talks.status
        and sides_of(journey.participants) == sides_of(talks.participants)
    }
    is_open = talks.family == "talks" and talks.host_country is None
    if not is_open or len(hosts) != 1:
        return talks
    place, host = hosts.pop()
    return replace(talks, channel="in_person", place=place, host_country=host)


def _leads_to(journey: Finding, event: Finding) -> bool:
    """Tell whether a sentence tells of a journey and its event, or a headline of the journey."""
    guests = sides_of(p for p in journey.participants if not p.is_host)
    if journey.span == event.span:
        return guests <= sides_of(event.participants)
    is_there = event.host_country == journey.host_country
    return journey.order == 0 and is_there and guests <= sides_of(event.participants)


def _is_attended(finding: Finding) -> bool:
    """Tell whether an event is a ceremony or a gathering of three and more sides."""
    is_of_many = len(sides_of(finding.participants)) > 2  # noqa: PLR2004 - rule TYPE-THREE
    is_consulting = finding.contact_type == "consultations" and is_of_many
    # "a number of meetings of the G20 Ministers"
    is_of_body = finding.contact_type == "meeting" and finding.is_many
    return finding.contact_type in _ATTENDED or is_consulting or is_of_body
