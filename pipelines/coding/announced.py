"""Tells whether an event is the one of a headline in the present, which the lead announces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.sides import sides_of

if TYPE_CHECKING:
    from pipelines.coding.merge import Event

LEAD = 2  # sentences that tell whether what a headline tells in the present is still to come


def may_announce(coming: Event, title: Event) -> bool:
    """Tell whether a coming event may be what a headline in the present is of.

    "Minister receives Minister of Chile", above talks after which he "will visit Chile", is not.
    """
    if coming.status != "planned" or not any(f.is_in_present for f in title.findings):
        return True
    hosts = sides_of(p for p in title.participants if p.role == "host")
    guests = sides_of(p for p in coming.participants if p.role == "guest")
    return coming.findings[0].order <= LEAD and hosts.isdisjoint(guests)


def leads_to(journey: Event, title: Event) -> bool:
    """Tell whether a journey may be to the gathering that a headline in the present tells.

    "President attends European Council", above "will travel to Brussels today for two days".
    """
    guests = sides_of(p for p in journey.participants if p.role == "guest")
    is_titled = any(f.is_in_present and f.body is not None for f in title.findings)
    is_lead = journey.findings[0].order <= LEAD and journey.findings[0].family == "visit"
    return is_titled and is_lead and bool(guests) and guests <= sides_of(title.participants)
