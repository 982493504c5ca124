"""Gives talks and ceremonies the place and days of the visit or summit they are told with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.sides import sides_of
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.records import ContactMention, DateSpan, Participant

_BESIDE = 3  # characters between a sentence and the next
_TALKS = frozenset({"meeting", "multilateral_meeting", "consultations"})
_STAYED = _TALKS | {"ceremony"}
_ATTENDED = frozenset({"multilateral_meeting", "ceremony"})


def place_talks(mentions: Sequence[ContactMention]) -> list[ContactMention]:
    """Give talks the host, and planned talks the days, of the visit they are told with."""
    visits = [m for m in mentions if m.contact_type.endswith("visit") and m.host_country]
    placed = [_placed(mention, visits) for mention in mentions]
    stays = [m for m in mentions if _is_stay(m)]
    for place in sorted(range(len(placed)), key=lambda n: placed[n].span.start):
        placed[place] = _on_trip(placed[place], stays, placed)
    return placed


def _is_stay(mention: ContactMention) -> bool:
    """Tell whether a mention announces where somebody will be and when: a visit, a summit."""
    is_journey = mention.contact_type.endswith("visit") or mention.contact_type in _ATTENDED
    # Where a gathering will be is not always told.
    is_known = mention.host_country is not None or mention.contact_type in _ATTENDED
    return is_journey and is_known and (mention.date_basis, mention.status) == ("stated", "planned")


def _on_trip(
    mention: ContactMention, stays: Sequence[ContactMention], told: Sequence[ContactMention]
) -> ContactMention:
    """Give planned talks the days of the one coming stay on which their sentence follows."""
    is_open = mention.contact_type in _TALKS and mention.date_basis == "unknown"
    if not is_open or mention.status != "planned":
        return mention
    sides = sides_of(mention.participants)
    coming = [stay for stay in stays if not _guests_of(stay).isdisjoint(sides)]
    coming = [stay for stay in coming if stay.host_country or _is_of_one(mention, stay)]
    stops = [stay for stay in coming if _is_beside(mention, stay, told)]
    if mention.host_country is not None:
        coming = [stay for stay in coming if stay.host_country == mention.host_country]
    else:
        # Of several stops the one that is whose officials, or whose they may be, the guest meets.
        is_unknown = any(p.country is None and p.candidate is None for p in mention.participants)
        is_one = len(coming) == 1 or is_unknown
        coming = [stay for stay in coming if is_one or stay.host_country in sides]
        coming = [stay for stay in coming if _follows(mention, stay, told)]
    if mention.host_country is None and len(coming) != 1:
        return _on_journey(mention, stops)
    if len(coming) != 1 or coming[0] is mention:
        return mention
    return replace(
        mention,
        date=coming[0].date,
        date_basis="visit",
        host_country=coming[0].host_country,
        channel="in_person" if mention.channel == "unknown" else mention.channel,
    )


def _is_of_one(mention: ContactMention, stay: ContactMention) -> bool:
    """Tell whether somebody of one side and rank is told of: "He will attend and meet A"."""
    there = {(p.country or p.candidate, p.level) for p in stay.participants}
    return any((p.country or p.candidate, p.level) in there for p in mention.participants)


def _on_journey(mention: ContactMention, stops: Sequence[ContactMention]) -> ContactMention:
    """Give talks told with the stops of a journey its days: at which stop is not told."""
    days = {stop.date for stop in stops}
    return replace(mention, date=days.pop(), date_basis="visit") if len(days) == 1 else mention


def _is_beside(
    mention: ContactMention, stay: ContactMention, told: Sequence[ContactMention]
) -> bool:
    return stay.span == mention.span or _follows(mention, stay, told)


def _guests_of(stay: ContactMention) -> frozenset[str]:
    return sides_of(p for p in stay.participants if not p.is_host)


def _follows(mention: ContactMention, stay: ContactMention, told: Sequence[ContactMention]) -> bool:
    """Tell whether a sentence follows on one that tells of a stay, or of what is done there."""
    there = (m for m in told if m is stay or _is_on(m, stay))
    return any(0 <= mention.span.start - m.span.end <= _BESIDE for m in there)


def _is_on(mention: ContactMention, stay: ContactMention) -> bool:
    is_there = mention.host_country == stay.host_country
    return is_there and mention.status == "planned" and mention.date_basis == "visit"


def _placed(mention: ContactMention, visits: Sequence[ContactMention]) -> ContactMention:
    if mention.contact_type not in _STAYED or mention.status == "invited":
        return mention
    for visit in visits:
        is_of_visit = (visit.status, visit.told_as) == (mention.status, mention.told_as) or (
            (visit.status, visit.told_as, mention.status) == ("held", "news", "planned")
        )
        if not is_of_visit or not _is_with_guests(mention, visit):
            continue
        is_undated = mention.date_basis in {"unknown", "publication"}
        is_there = mention.host_country in {None, visit.host_country}
        is_dated = visit.date_basis == "stated" and visit.date.first_day is not None
        if is_undated and is_there and is_dated:
            mention = replace(mention, date=visit.date, date_basis="visit")
        is_then = _is_inside(mention.date, visit.date)
        # Talks of a visit under way; a commission may meet anywhere.
        is_coming = is_undated and mention.status == "planned" and mention.contact_type == "meeting"
        if mention.host_country is None and (
            is_then or is_coming or mention.date_basis in {"publication", "visit"}
        ):
            channel = "in_person" if mention.channel == "unknown" else mention.channel
            mention = replace(mention, host_country=visit.host_country, channel=channel)
        # Talks told of another place or day are not those of the visit.
        is_other_day = mention.date.first_day is not None and visit.date.first_day is not None
        is_then = _is_inside(mention.date, visit.date) or not is_other_day
        if mention.contact_type in _TALKS and is_there and is_then:
            mention = replace(mention, participants=_with_visitors(mention, visit))
    return mention


def _is_with_guests(talks: ContactMention, visit: ContactMention) -> bool:
    """Tell whether talks are with a visit's guests: of its sides, or of more in one sentence."""
    sides, of_visit = sides_of(talks.participants), sides_of(visit.participants)
    return sides == of_visit or (of_visit < sides and visit.span == talks.span)


def _is_inside(day: DateSpan, visit: DateSpan) -> bool:
    """Tell whether a known day lies inside a visit."""
    first, last = visit.first_day, visit.last_day
    if day.first_day is None or day.last_day is None or first is None or last is None:
        return False
    return first <= day.first_day and day.last_day <= last


def _with_visitors(talks: ContactMention, visit: ContactMention) -> tuple[Participant, ...]:
    """Return who takes part in talks, a side without anybody by whoever of it is on the visit."""
    people: list[Participant] = []
    for one in talks.participants:
        side = one.country or one.candidate
        visitors = [p for p in visit.participants if (p.country or p.candidate) == side]
        is_nobody = one.person is None and one.office is None
        named = [replace(p, role=one.role, is_host=one.is_host) for p in visitors if p.person]
        people += named if is_nobody and named else [one]
    return tuple(people)
