"""Makes participants of actors, with their roles: who takes part, whose side is left unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.sides import LEADERS, count_sides, country_of
from pipelines.quick_record import replace
from pipelines.records import Participant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.place_told import Place
    from pipelines.coding.subjects import Arguments
    from pipelines.coding.teller import Teller
    from pipelines.records import Actor
    from pipelines.reference.cue import Cue

VISITS = frozenset({"visit", "state_visit", "official_visit", "working_visit", "private_visit"})


def as_told(actor: Actor, role: str, teller: Teller) -> Participant:
    """Return an actor as participant; without a side it may be the publisher's."""
    is_bare = actor.country is None and actor.office is None
    return Participant(
        country=actor.country,
        candidate=teller.publisher if is_bare or actor.is_publisher else None,
        person=actor.person,
        office=actor.office,
        level=actor.level,
        role=role,
        is_host=role == "host",
    )


def as_partner(actor: Actor, role: str, teller: Teller, subject: Sequence[Actor]) -> Participant:
    """Return whom the subject met: another side's where one of the publisher's met a bare name.

    So is a prime minister whom the publisher's prime minister met, and a president whom its head of
    state did.
    """
    partner = as_told(actor, role, teller)
    own = [one for one in subject if _is_own(one, teller)]
    is_same = actor.level in LEADERS and actor.level in {one.level for one in own}
    is_bare = actor.country is None and (actor.office is None or is_same)
    return replace(partner, candidate=None) if own and is_bare else partner


def _is_own(actor: Actor, teller: Teller) -> bool:
    return actor.country == teller.publisher or (
        actor.country is None and actor.is_publisher and actor.office is not None
    )


def as_of(participant: Participant, country: str, *, is_sure: bool) -> Participant:
    """Return a participant as of a state, or as of it unless the table knows better."""
    sure, maybe = (country, None) if is_sure else (None, country)
    return replace(participant, country=sure, candidate=maybe)


def as_guests(found: list[Participant]) -> list[Participant]:
    """Return whom a visit leads to as nobody's guest: a bare name in "visit to Chile by @"."""
    hosts = {p.country for p in found if p.is_host}
    return [
        replace(p, candidate=None) if p.role in {"guest", "invitee"} and p.candidate in hosts else p
        for p in found
    ]


def publisher(role: str, teller: Teller) -> Participant:
    """Return the publisher's side; another sentence of the release may tell its official."""
    return nameless(teller.publisher, role)


def destination(arguments: Arguments, *, is_only: bool) -> list[Participant]:
    """Return the side that a journey leads to, where the text names just one other (WHO-HOST)."""
    country = country_of(arguments.destination)
    return [] if country is None or not is_only else [nameless(country, "host")]


def host_of_headline(found: Sequence[Participant], cue: Cue, teller: Teller) -> list[Participant]:
    """Return the publisher as host of a visit whose headline names the guest alone."""
    sides = {p.country for p in found}
    is_visit = cue.contact_type in VISITS
    if not is_visit or len(sides) != 1 or not sides.isdisjoint({None, teller.publisher}):
        return []
    return [publisher("host", teller)]


def is_domestic(arguments: Arguments, teller: Teller) -> bool:
    """Tell whether partners are the publisher's own; not where foreign leaders greet them."""
    partners = {actor.country for actor in arguments.partners}
    return teller.greeted is None and partners == {teller.publisher}


def with_host(
    participants: tuple[Participant, ...], arguments: Arguments, place: Place | None, teller: Teller
) -> tuple[Participant, ...]:
    """Return who attends an event, with the state of its place if one side is told (WHO-HOST)."""
    told = participants or tuple(as_told(actor, "guest", teller) for actor in arguments.subject)
    if place is None or count_sides(told) != 1 or told[0].country in {None, place.country}:
        return participants
    if told[0].country in {actor.country for actor in arguments.body}:
        return participants  # whoever chairs the session of his own body is no guest
    return (*told, nameless(place.country, "host"))


def without_name(participant: Participant) -> Participant:
    """Return the side of a participant alone."""
    return replace(
        participant,
        country=participant.country or participant.candidate,
        person=None,
        office=None,
        level="unknown",
    )


def nameless(country: str, role: str) -> Participant:
    """Return a side of which nobody is told."""
    return Participant(country, None, None, None, "unknown", role, is_host=role == "host")


def are_foreign_envoys(found: Sequence[Participant], teller: Teller) -> bool:
    """Tell whether all are ambassadors, none of them the publisher's."""
    sides = {p.country or p.candidate for p in found}
    return teller.publisher not in sides and all(p.level == "ambassador" for p in found)


def is_at_post(found: Sequence[Participant], teller: Teller) -> bool:
    """Tell whether an ambassador "paid a farewell visit" in the state where he serves."""
    guests = [p for p in found if p.role == "guest"]
    hosts = {p.country or p.candidate for p in found if p.is_host}
    return (
        hosts == {teller.publisher}
        and bool(guests)
        and all(p.level == "ambassador" for p in guests)
    )


def with_counterparts(found: list[Participant]) -> list[Participant]:
    """Give "his Russian counterpart" the office and level of whose counterpart it is."""
    first = next((p for p in found if p.level not in {None, "unknown", "counterpart"}), None)
    office, level = (first.office, first.level) if first else (None, "unknown")
    return [
        replace(p, office=office, level=level) if p.level == "counterpart" else p for p in found
    ]
