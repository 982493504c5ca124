"""Tells whose the meetings of a programme are: the guest's, with officials of where he is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.patterns import WITH
from pipelines.coding.sides import as_actor
from pipelines.quick_record import replace
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


_ALONE = re.compile(r"[xXNtdDl,]{0,6}")  # "Also planned is a working", "On Monday, a"


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
    guests = _guests(sentence, at, teller) if partners else ()
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


def may_be_host(one: Participant, found: Sequence[Participant], teller: Teller) -> bool:
    """Tell whether somebody named by office alone may be of the state where our guest is.

    "She will visit Chile, where Prime Minister A will receive her": whoever stands with the guest,
    and where nobody is known to be one, whoever stands behind the first.
    """
    guests = teller.travellers
    if one.country is not None or not one.office or one.person in guests:
        return False
    is_guest_there = any(p.person in guests for p in found if p.person)
    return is_guest_there or one is not found[0]


def titles_of_hosts(
    cue: Cue, subject: Sequence[Actor], partners: tuple[Actor, ...], teller: Teller
) -> tuple[Actor, ...]:
    """Return partners, bare titles being of the state of those listed with them, or of the place.

    "He met the President, the Prime Minister and the Foreign Minister of Chile"; and of a visit to
    Chile: "He met the Prime Minister and the Minister of Defence".
    """
    own = {None, teller.publisher}
    is_meeting = bool(partners) and cue.contact_type == "meeting" and cue.sense != "speak"
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
    words = sentence.small[:at]
    is_mine = not sentence.language.mine.isdisjoint(words)  # who speaks has that
    if is_mine:
        return []
    is_told = not sentence.language.programme.isdisjoint(words)
    events = _events(teller)
    if not is_told and _is_planned_alone(sentence, at):
        events = [event for event in events if event.status == "planned"]
        is_told = _are_there(sentence, at, events)
    if not is_told:
        return []
    guests = [p for event in events for p in event.participants if p.role == "guest"]
    foreign = [p for p in guests if p.country not in {None, teller.publisher}]
    told = foreign or guests
    return told if len({p.country or p.candidate for p in told}) == 1 else []


def _are_there(sentence: CuedSentence, at: int, events: Sequence[Finding]) -> bool:
    """Tell whether partners may be officials of the state that is visited, or of no other."""
    match = WITH.match(sentence.marks, at + 1)
    told = sentence.tokens[slice(*match.span("group"))] if match else ()
    hosts = {p.country or p.candidate for e in events for p in e.participants if p.is_host}
    actors = [actor for token in told for actor in token.actors]
    return all(a.country is None or a.is_publisher or a.country in hosts for a in actors)


def _is_planned_alone(sentence: CuedSentence, at: int) -> bool:
    """Tell whether talks are told as planned, not whose: "A meeting with A is scheduled"."""
    cue = sentence.cues[at][0]
    if cue.is_verb or _ALONE.fullmatch(sentence.marks, 0, at) is None:
        return False
    if WITH.match(sentence.marks[at + 1 :]) is None:
        return False
    start = sentence.tokens[at].span.start - sentence.span.start
    words = sentence.words if "x" in sentence.marks[:at] else sentence.words[start:]
    return any(f" {phrase}" in f" {words}" for phrase in sentence.language.arranged)


def _events(teller: Teller) -> list[Finding]:
    told = (event for event in (teller.last, teller.main) if event and event.status)
    return [event for event in told if not event.is_recalled]
