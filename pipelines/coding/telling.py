"""Tells as what a release tells an event (news, recalled, announced) and on which day it was."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pipelines.coding.sides import sides_of
from pipelines.records import UNKNOWN_DATE, DateSpan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pipelines.coding.event import Event
    from pipelines.coding.finding import Finding
    from pipelines.records import Release

LEAD = 2  # sentences after the title that tell what the release was written to report
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)  # what a release was written to report is no older
_MONTH = timedelta(days=31)  # nor what its title reports
_TALKS_LAST = timedelta(days=3)  # talks told over more days are told of a week
_SHORT = 4000  # characters of a release that reports one thing
_MEETINGS = frozenset({"talks", "visit", "ceremony"})
_PRECISIONS = ("day", "range", "month", "season", "quarter", "half", "year", "decade", "unknown")


class Report:
    """What the title and lead of a release report, against which its events are told."""

    def __init__(
        self, events: Sequence[Event], findings: Sequence[Finding], release: Release
    ) -> None:
        self._release = release
        self._titled = {f.family for f in findings if f.order == 0 and not f.is_domestic}
        named = (f for f in findings if f.order == 0 and f.family == "talks" and f.participants)
        self._named = {sides_of(f.participants) for f in named}
        self._main = [event for event in events if _is_main(event)]
        self._is_account = not self._titled and _is_account(events)

    def told_as(self, event: Event) -> str:
        """Return news, recalled or announced (rule TOLD-AS)."""
        if event.status in {"planned", "invited"}:
            return "announced"
        if event.status == "cancelled":
            return "recalled" if event.findings[0].is_recalled else "news"
        return "news" if self._is_told_as_news(event) else "recalled"

    def _is_told_as_news(self, event: Event) -> bool:
        stated = most_precise(event.findings)
        if _goes_on(stated, self._release.published_day):
            return True
        if stated.last_day is None or self._release.published_day is None:
            return self._is_news(event)
        is_window = stated.precision == "range" and _is_window(event, stated)
        if stated.precision not in {"day", "range"} or is_window:
            return False
        if stated.last_day >= self._release.published_day - _DAY:
            return True
        family = event.findings[0].family
        # A visit is told with the talks that a title names, and talks with the visit.
        titled = [e for e in self._main if _is_titled(e) and _is_of_sides(event, e)]
        is_met = family in _MEETINGS and any(e.findings[0].family in _MEETINGS for e in titled)
        # "Consultations between A and B", which were held by video.
        is_spoken = family in {"telephone", "video"} and sides_of(event.participants) in self._named
        is_of_title = not self._titled or family in self._titled or is_met or is_spoken
        days = _MONTH if _is_titled(event) or is_met else _WEEK
        is_late = stated.last_day >= self._release.published_day - days
        return is_late and (_is_titled(event) or (_is_main(event) and is_of_title))

    def day(self, event: Event) -> tuple[DateSpan, str]:
        """Return the date and its basis: the publication day for undated news (DATE-NEWS)."""
        stated = most_precise(event.findings)
        if stated != UNKNOWN_DATE:
            return stated, "stated"
        day = self._release.published_day
        if any(finding.is_of_late for finding in event.findings):
            return UNKNOWN_DATE, "unknown"
        if event.status == "held" and day is not None and self.told_as(event) == "news":
            return DateSpan(day, day, "day", day.isoformat()), "publication"
        return UNKNOWN_DATE, "unknown"

    def _is_news(self, event: Event) -> bool:
        """Tell whether the release was written to report an event without a day."""
        if _is_main(event):
            return True
        if all(f.is_recalled for f in event.findings):
            return False
        is_one_more = not self._titled and any(f.is_chained for f in event.findings)
        if (self._is_account or is_one_more) and _is_accounted(event):
            return True
        if all(f.is_topic or f.is_recalled for f in event.findings):
            return not self._main and event.findings[0].order <= LEAD
        family = event.findings[0].family
        return (
            self._is_of_title(event)
            or self._is_one_more(event)
            or any(
                _is_of_sides(event, main)
                and (
                    main.findings[0].family == family
                    or {main.findings[0].family, family} <= _MEETINGS
                )
                for main in self._main
            )
        )

    def _is_one_more(self, event: Event) -> bool:
        """Tell whether the publisher's side had it besides the main event: "He also spoke with".

        The main event of "wrapped up a week of engagements" may be none that is coded.
        """
        own = self._release.publisher
        is_besides = any(f.is_chained or f.is_besides for f in event.findings)
        is_own = own in sides_of(event.participants)
        is_personal = any(f.is_personal for f in event.findings)
        is_main = any(own in sides_of(e.participants) for e in self._main)
        # Of a short release; an interview tells of talks long past.
        is_short = len(self._release.text) <= _SHORT
        is_only = is_short and not (self._main or self._titled or is_personal)
        return is_own and ((is_besides and is_main) or is_only)

    def _is_of_title(self, event: Event) -> bool:
        """Tell whether the title is of such events, and of no other sides in particular."""
        family = event.findings[0].family
        if family not in self._titled:
            return False
        others = [e for e in self._main if _is_titled(e) and e.findings[0].family == family]
        is_one_more = any(f.is_chained or f.is_same_day for f in event.findings)
        return is_one_more or not others or any(_is_of_sides(event, other) for other in others)


def _is_account(events: Sequence[Event]) -> bool:
    """Tell whether somebody gives account of talks with several: "I spoke with A. I called B"."""
    told = {sides_of(event.participants) for event in events if _is_accounted(event)}
    return len(told) > 1


def _is_accounted(event: Event) -> bool:
    """Tell whether talks are told as what "I" just did, by no word of an earlier time."""
    is_talk = event.findings[0].family in {"talks", "telephone", "video"}
    is_held = event.status == "held" and not any(f.is_recalled for f in event.findings)
    return is_talk and is_held and any(f.is_personal and not f.is_topic for f in event.findings)


def _is_of_sides(event: Event, main: Event) -> bool:
    """Tell whether an event is of the sides of the main one, a visit of some of them there."""
    sides, of_main = sides_of(event.participants), sides_of(main.participants)
    is_visit = event.findings[0].family == "visit"
    # "My visits to Chile and Peru", recalled at a summit in Bern, led elsewhere.
    is_there = not _hosts(main) or _hosts(event) <= _hosts(main)
    return sides == of_main or (sides < of_main and is_visit and is_there)


def _hosts(event: Event) -> frozenset[str]:
    return frozenset(f.host_country for f in event.findings if f.host_country)


def most_precise(findings: Sequence[Finding]) -> DateSpan:
    """Return the most precise date of the findings of one event."""
    best = min((f.date for f in findings), key=lambda date: _PRECISIONS.index(date.precision))
    stays = (f.date for f in findings if f.family == "visit" and f.date.precision == "range")
    # A day told of a visit is a day of its stay.
    return next((stay for stay in stays if _holds(stay, best)), best)


def _holds(stay: DateSpan, day: DateSpan) -> bool:
    if stay.first_day is None or stay.last_day is None or day.first_day is None:
        return False
    return day.precision == "day" and stay.first_day <= day.first_day <= stay.last_day


def _goes_on(stated: DateSpan, published: date | None) -> bool:
    """Tell whether an event that began lately has no end yet ("starting from November 19")."""
    if published is None or stated.first_day is None or stated.last_day is not None:
        return False
    return published - _WEEK <= stated.first_day <= published


def _is_window(event: Event, stated: DateSpan) -> bool:
    """Tell whether a range is when talks may have been ("this week"), not how long they took."""
    if stated.first_day is None or stated.last_day is None:
        return False
    is_long = stated.last_day - stated.first_day >= _TALKS_LAST
    return is_long and event.findings[0].family not in {"visit", "ceremony"}


def _is_titled(event: Event) -> bool:
    return any(f.order == 0 and not f.is_recalled for f in event.findings)


def _is_main(event: Event) -> bool:
    return any(
        f.is_current or ((f.order <= LEAD or f.is_same_day) and not (f.is_recalled or f.is_topic))
        for f in event.findings
    )
