"""Completes the mentions of a release by what its other sentences tell: hosts, places, names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.coding.references import as_participant
from pipelines.coding.sides import merge_participants, sides_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor, ContactMention, DateSpan, Participant, Release

_UNDER_WAY = ("news", "announced")  # of a visit that has begun some talks are still to come
_BESIDE = 3  # characters between a sentence and the next
_TALKS = frozenset({"meeting", "multilateral_meeting", "consultations"})


def place_talks(mentions: Sequence[ContactMention]) -> list[ContactMention]:
    """Give talks the host, and planned talks the days, of the visit they are told with."""
    visits = [m for m in mentions if m.contact_type.endswith("visit") and m.host_country]
    return [_on_trip(_placed(mention, visits), visits) for mention in mentions]


def _on_trip(mention: ContactMention, visits: Sequence[ContactMention]) -> ContactMention:
    """Give planned talks the days of the one coming visit on which their sentence follows."""
    coming = [v for v in visits if v.status == "planned" and v.date_basis == "stated"]
    # Of several stops the one that is whose officials the guest will meet.
    partners = sides_of(mention.participants)
    coming = [v for v in coming if len(coming) == 1 or v.host_country in partners]
    if len(coming) != 1 or mention.contact_type not in _TALKS or mention.status != "planned":
        return mention
    visit = coming[0]
    guests = {p.country or p.candidate for p in visit.participants if not p.is_host}
    is_next = 0 <= mention.span.start - visit.span.end <= _BESIDE
    is_there = mention.host_country == visit.host_country or (
        mention.host_country is None and is_next
    )
    if (
        mention.date_basis != "unknown"
        or not is_there
        or guests.isdisjoint(sides_of(mention.participants))
    ):
        return mention
    return replace(
        mention,
        date=visit.date,
        date_basis="visit",
        host_country=visit.host_country,
        channel="in_person" if mention.channel == "unknown" else mention.channel,
    )


def _placed(mention: ContactMention, visits: Sequence[ContactMention]) -> ContactMention:
    if mention.contact_type not in _TALKS or mention.status == "invited":
        return mention
    for visit in visits:
        is_of_visit = (visit.status, visit.told_as) == (mention.status, mention.told_as) or (
            (visit.status, visit.told_as, mention.status) == ("held", "news", "planned")
        )
        if not is_of_visit or not _is_with_guests(mention, visit):
            continue
        is_undated = mention.date_basis in {"unknown", "publication"}
        if is_undated and visit.date_basis == "stated" and visit.date.first_day is not None:
            mention = replace(mention, date=visit.date, date_basis="visit")
        is_then = _is_inside(mention.date, visit.date)
        # Talks of a visit under way; a commission may meet anywhere.
        is_coming = is_undated and mention.status == "planned" and mention.contact_type == "meeting"
        if mention.host_country is None and (
            is_then or is_coming or mention.date_basis in {"publication", "visit"}
        ):
            channel = "in_person" if mention.channel == "unknown" else mention.channel
            mention = replace(mention, host_country=visit.host_country, channel=channel)
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


def without_ended(
    mentions: Sequence[ContactMention], ended: Mapping[str, date]
) -> list[ContactMention]:
    """Drop contacts of sides that are none on that day: their officials are now another's own.

    ended: the last day of each side that is one no more.
    """
    return [
        mention
        for mention in mentions
        if mention.date.first_day is None
        or all(
            mention.date.first_day <= ended.get(p.country or "", mention.date.first_day)
            for p in mention.participants
        )
    ]


def with_listed(
    mentions: Sequence[ContactMention], listed: Sequence[Actor], publisher: str
) -> list[ContactMention]:
    """Add those whom the release lists under its text to the talks that it reports first."""
    main = next((m for m in mentions if _may_be_listed(m, publisher)), None)
    if main is None or not listed:
        return list(mentions)
    sides = sides_of(main.participants)
    present = [as_participant(actor) for actor in listed if actor.country in sides]
    people = tuple(merge_participants([*main.participants, *present]))
    return [replace(m, participants=people) if m is main else m for m in mentions]


def _may_be_listed(mention: ContactMention, publisher: str) -> bool:
    is_talks = mention.contact_type in _TALKS or mention.contact_type == "video_conference"
    is_own = publisher in sides_of(mention.participants)
    return is_talks and is_own and (mention.status, mention.told_as) == ("held", "news")


def name_publisher(
    mentions: Sequence[ContactMention], lead: Sequence[CuedSentence], release: Release
) -> list[ContactMention]:
    """Name the publisher's side of the news where the lead names just one of its own officials."""
    own: dict[str | None, Actor] = {}
    for sentence in lead:
        for token in sentence.tokens:
            own |= {a.person: a for a in token.actors if _is_own(a, release)}
    if len(own) != 1:
        return list(mentions)
    official = next(iter(own.values()))
    return [_with_official(mention, official, release) for mention in mentions]


def _is_own(actor: Actor, release: Release) -> bool:
    is_bare = actor.country is None and actor.is_publisher and actor.office is None
    return actor.person is not None and (is_bare or actor.country == release.publisher)


def _with_official(mention: ContactMention, official: Actor, release: Release) -> ContactMention:
    if mention.told_as != "news" or mention.contact_type.endswith("visit"):
        return mention
    people = tuple(
        replace(
            p,
            country=official.country,
            candidate=release.publisher if official.country is None else None,
            person=official.person,
            office=official.office,
            level=official.level,
        )
        if p.country == release.publisher and p.person is None and p.office is None
        else p
        for p in mention.participants
    )
    return replace(mention, participants=people)


def named_hosts(sentences: Sequence[CuedSentence]) -> list[Actor]:
    """Return the officials named as host or inviter anywhere in the release (rule WHO-HOST)."""
    hosts: list[Actor] = []
    for sentence in sentences:
        for at, cues in sentence.cues.items():
            if cues[0].sense == "receive" and cues[0].is_verb:
                before = [t for t in sentence.tokens[:at] if t.symbol == "@"]
                hosts += before[-1].actors if before else ()
            elif cues[0].sense == "invite" and not cues[0].is_verb:
                after = sentence.tokens[at + 1 : at + 4]
                hosts += [a for t in after if t.symbol == "@" for a in t.actors]
    return hosts


def complete_visits(
    mentions: Sequence[ContactMention], hosts: Sequence[Actor]
) -> list[ContactMention]:
    """Give a visit the host's officials whom the release names as hosts or partners of talks."""
    return [
        replace(mention, participants=_with_hosts(mention, mentions, hosts))
        if mention.contact_type.endswith("visit") or mention.contact_type == "ceremony"
        else mention
        for mention in mentions
    ]


def _is_of_visit(talks: ContactMention, visit: ContactMention) -> bool:
    """Tell whether talks are of a visit's sides, or on its days of more than these."""
    sides, of_visit = sides_of(talks.participants), sides_of(visit.participants)
    return sides == of_visit or (sides > of_visit and talks.date == visit.date)


def _with_hosts(
    visit: ContactMention, mentions: Sequence[ContactMention], hosts: Sequence[Actor]
) -> tuple[Participant, ...]:
    nameless = next(
        (
            p
            for p in visit.participants
            if p.is_host and not p.person and p.level in {None, "unknown"}
        ),
        None,
    )
    if nameless is None:
        return visit.participants
    partners = [
        p
        for other in mentions
        if other.contact_type in _TALKS
        and (other.told_as == visit.told_as or (visit.told_as, other.told_as) == _UNDER_WAY)
        and _is_of_visit(other, visit)
        for p in other.participants
    ]
    partners += [as_participant(actor) for actor in hosts]
    named = [
        replace(p, role="host", is_host=True)
        for p in partners
        if (p.country or p.candidate) == nameless.country and (p.person or p.office)
    ]
    if not named:
        return visit.participants
    rest = tuple(p for p in visit.participants if p is not nameless)
    return (*rest, *merge_participants(named))
