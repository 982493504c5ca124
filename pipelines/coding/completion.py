"""Completes the mentions of a release by what its other sentences tell: hosts, lists, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.patterns import DIRECT
from pipelines.coding.sides import as_participant, merge_participants, sides_of
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor, ContactMention, Participant, Release

_UNDER_WAY = ("news", "announced")  # of a visit that has begun some talks are still to come
_HEAD_OF_STATE = "head_of_state"  # to whom credentials are presented
_TALKS = frozenset({"meeting", "multilateral_meeting", "consultations"})


def without_ended(
    mentions: Sequence[ContactMention], ended: Mapping[str, date]
) -> list[ContactMention]:
    """Drop contacts of sides that are none on that day: their officials are now another's own.

    Nor was any such state the host: Aden was the capital of one until 1990. ended: the last day of
    each side that is one no more.
    """
    return [
        replace(mention, host_country=None) if _is_hosted_by_none(mention, ended) else mention
        for mention in mentions
        if mention.date.first_day is None
        or all(
            mention.date.first_day <= ended.get(p.country or "", mention.date.first_day)
            for p in mention.participants
        )
    ]


def _is_hosted_by_none(mention: ContactMention, ended: Mapping[str, date]) -> bool:
    last, day = ended.get(mention.host_country or ""), mention.date.first_day
    return last is not None and day is not None and day > last


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
    told = [a for sentence in lead for token in sentence.tokens for a in token.actors]
    own = {a.person: a for a in told if _is_own(a, release)}
    mentions = _with_recipient(mentions, told, release)
    if len(own) != 1:
        return list(mentions)
    official = next(iter(own.values()))
    # Whoever is told of one event of a sentence need not be at the other.
    named = {m.span for m in mentions if any(p.person == official.person for p in m.participants)}
    return [
        mention
        if mention.is_multilateral and mention.span in named
        else _with_official(mention, official, release)
        for mention in mentions
    ]


def _with_recipient(
    mentions: Sequence[ContactMention], told: Sequence[Actor], release: Release
) -> Sequence[ContactMention]:
    """Name who received credentials: the one head of state of the lead whose side is not told.

    "President A received the letters of three ambassadors. They are B of Chile ..."
    """
    heads = {a.person: a for a in told if a.person and a.is_publisher and a.level == _HEAD_OF_STATE}
    if len(heads) != 1:
        return mentions
    head = next(iter(heads.values()))
    return [
        _with_official(m, head, release) if m.contact_type == "credentials" else m for m in mentions
    ]


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
            # Not "the bid to host the Games".
            is_met = DIRECT.match(sentence.marks, at + 1) or "participle" in cues[0].tenses
            if cues[0].sense == "receive" and cues[0].is_verb and is_met:
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


def _inviter(actor: Actor, visit: ContactMention, host: str | None) -> Actor:
    """Return who invites as the host's: "At the invitation of Minister A, I will visit Chile"."""
    guests = {p.person for p in visit.participants if not p.is_host}
    is_bare = actor.country is None and actor.office is not None and actor.person not in guests
    is_told_there = visit.span.start <= actor.span.start and actor.span.end <= visit.span.end
    return replace(actor, country=host, is_publisher=False) if is_bare and is_told_there else actor


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
    partners += [as_participant(_inviter(actor, visit, nameless.country)) for actor in hosts]
    named = [
        replace(p, role="host", is_host=True)
        for p in partners
        if (p.country or p.candidate) == nameless.country and (p.person or p.office)
    ]
    if not named:
        return visit.participants
    rest = tuple(p for p in visit.participants if p is not nameless)
    return (*rest, *merge_participants(named))
