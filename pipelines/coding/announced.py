"""Tells whether an event is the one of a headline in the present, which the lead announces."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pipelines.coding.sides import sides_of
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from datetime import date

    from pipelines.coding.event import Event
    from pipelines.coding.finding import Finding

_GATHERING = "multilateral_meeting"
_DAY = timedelta(days=1)
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


def is_under_way(visit: Finding, event: Event, published: date | None) -> bool:
    """Tell whether the lead tells as begun the visit, or gathering, that a headline announces.

    "President to visit Chile", above "is on a state visit to Chile" or "left today for Chile";
    "President to attend the summit", above "took part in the summit today".
    """
    last = visit.date.last_day
    is_of_now = published is not None and last is not None and last >= published - _DAY
    is_of_now = visit.is_current or is_of_now
    return is_of_now and may_be_under_way(visit, event)


def may_be_under_way(visit: Finding, event: Event) -> bool:
    """Tell whether a headline may announce a visit that the lead tells as begun."""
    is_told = visit.family == "visit" or visit.contact_type == _GATHERING
    is_told = is_told and visit.status == "held"
    is_told = is_told and not (visit.is_recalled or visit.is_open)
    are_titles = all(
        f.order == 0 and f.status == "planned" and f.date == UNKNOWN_DATE for f in event.findings
    )
    return is_told and are_titles and 0 < visit.order <= LEAD
