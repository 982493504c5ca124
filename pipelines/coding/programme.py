"""Tells whose the meetings of a programme are: the guest's, with officials of where he is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.coding.sides import as_actor
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.coding.teller import Teller
    from pipelines.records import (
        Actor,
        ContactMention,
        DateSpan,
        MarkedSentence,
        Participant,
        Release,
    )
    from pipelines.reference.cue import Cue
    from pipelines.reference.cues import ContactCues


def guests_of_programme(sentence: CuedSentence, at: int, teller: Teller) -> tuple[Actor, ...]:
    """Return the guest for whom "the programme includes a meeting with A", () if none is told."""
    guests = _guests(sentence, at, teller)
    span = sentence.tokens[at].span
    return tuple(dict.fromkeys(as_actor(p, span) for p in guests))


def partners_abroad(
    sentence: CuedSentence, at: int, partners: tuple[Actor, ...], teller: Teller
) -> tuple[Actor, ...]:
    """Return partners, "the Prime Minister" being the host's on the programme of our guest there.

    "The King will visit Chile. His programme includes meetings with the President and Speaker."
    """
    guests = _guests(sentence, at, teller)
    if teller.publisher not in {p.country or p.candidate for p in guests}:
        return partners
    hosts = {p.country for event in _events(teller) for p in event.participants if p.is_host}
    hosts -= {teller.publisher, None}
    if len(hosts) != 1:
        return partners
    host = hosts.pop()
    return tuple(
        replace(a, country=host, is_publisher=False)
        if a.person is None and a.office and a.country in {None, teller.publisher}
        else a
        for a in partners
    )


def titles_of_hosts(
    cue: Cue, subject: Sequence[Actor], partners: tuple[Actor, ...], teller: Teller
) -> tuple[Actor, ...]:
    """Return partners, bare titles being of the state of those listed with them, or of the place.

    "He met the President, the Prime Minister and the Foreign Minister of Chile"; and of a visit to
    Chile: "He met the Prime Minister and the Minister of Defence".
    """
    own = {None, teller.publisher}
    is_meeting = cue.contact_type == "meeting" and cue.sense != "speak"
    if not is_meeting or not {actor.country for actor in subject} <= own:
        return partners
    people = {actor.person for actor in subject} | {None}  # nobody meets himself
    bare = [a for a in partners if _is_bare_title(a) and a.person in people]
    others = [actor for actor in partners if actor not in bare]
    sides = {actor.country for actor in others} or {teller.abroad}
    (side, *more) = sides
    is_list = len(bare) > 1 or not any(actor.person for actor in others) or side == teller.abroad
    if side in own or more or not is_list:
        return partners
    return tuple(
        replace(a, country=side, person=None, is_publisher=False) if a in bare else a
        for a in partners
    )


def _is_bare_title(actor: Actor) -> bool:
    is_of_nobody = actor.is_publisher or actor.country is None
    is_title = actor.office not in {None, "counterpart", "side"}
    return is_of_nobody and is_title and not actor.is_organisation


def on_day_of_title(
    mentions: Sequence[ContactMention],
    title: Sequence[MarkedSentence],
    words: ContactCues,
    release: Release,
) -> list[ContactMention]:
    """Return what "Prime Minister's itinerary for Thursday, 5 May" announces, on that day."""
    day = _day_of_programme(title, words, release)
    if day == UNKNOWN_DATE:
        return list(mentions)
    return [
        replace(m, date=day, date_basis="stated")
        if (m.status, m.date) == ("planned", UNKNOWN_DATE)
        else m
        for m in mentions
    ]


def _day_of_programme(
    title: Sequence[MarkedSentence], words: ContactCues, release: Release
) -> DateSpan:
    if not title or title[0].span.start >= release.title_end:
        return UNKNOWN_DATE
    tokens = title[0].tokens
    is_programme = any(token.word.lower() in words.programme for token in tokens)
    days = [token.date.value_as(release.published_day, "future") for token in tokens if token.date]
    is_one = is_programme and len(days) == 1 and days[0].precision in {"day", "range"}
    return days[0] if is_one else UNKNOWN_DATE


def _guests(sentence: CuedSentence, at: int, teller: Teller) -> list[Participant]:
    words = {token.word.lower() for token in sentence.tokens[:at]}
    is_mine = not words.isdisjoint(sentence.language.mine)  # who speaks has that
    if is_mine or words.isdisjoint(sentence.language.programme):
        return []
    guests = [p for event in _events(teller) for p in event.participants if p.role == "guest"]
    foreign = [p for p in guests if p.country not in {None, teller.publisher}]
    told = foreign or guests
    return told if len({p.country or p.candidate for p in told}) == 1 else []


def _events(teller: Teller) -> list[Finding]:
    told = (event for event in (teller.last, teller.main) if event and event.status)
    return [event for event in told if not event.is_recalled]
