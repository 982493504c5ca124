"""Tells which participants are one and the same, and which sides they speak for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipelines.quick_record import replace
from pipelines.records import Actor, Participant
from pipelines.reference.spelling import is_fathers_name, strip_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipelines.records import Span, Token

LEADERS = frozenset({"head_of_state", "head_of_government"})
_HELD_ALONE = frozenset({"president", "prime_minister", "foreign_minister"})
_CALLERS = frozenset({"guest", "host", "sender", "recipient"})
_MINISTER = "minister"  # "the ministers" are whichever ministers were told of
_MINISTERS = frozenset({"minister", "foreign_minister"})
_ENVOYS = frozenset({"envoy", "ambassador"})  # "the Chilean envoy" of a headline
_CYRILLIC = re.compile("[а-яё]")
# Endings of the cases of surnames in Cyrillic: of "Путиным", "Зеленского"; of no Latin name.
_CASE = re.compile(r"(?<=..)(?:ого|его|ому|ему|ым|им|ом|ем|ём|ой|ей|ый|ий|ая|ую|[аяуюеыийь])$")


def count_sides(participants: Iterable[Participant]) -> int:
    """Return how many different sides take part, a bare name counting as its candidate's."""
    return len({side_of(participant) for participant in participants})


def side_of(participant: Participant) -> str:
    """Return the side, or a bare name's own mark until the holders' table tells its side."""
    return participant.country or f"?{participant.person}"


def sides_of(participants: Iterable[Participant]) -> frozenset[str]:
    """Return the sides, a bare name being taken for its candidate's."""
    return frozenset({p.country or p.candidate or side_of(p) for p in participants})


def known_sides(participants: Iterable[Participant]) -> frozenset[str]:
    """Return the sides that are told or assumed; whose a bare name is only the table tells."""
    return frozenset(side for p in participants if (side := p.country or p.candidate))


def merge_participants(found: Sequence[Participant]) -> list[Participant]:
    """Return one participant a side and person; a side alone gives way to its named officials."""
    merged: list[Participant] = []
    for participant in found:
        for place, other in enumerate(merged):
            if is_same(participant, other):
                merged[place] = _union(other, participant)
                break
        else:
            merged.append(participant)
    return merged


def is_same(one: Participant, other: Participant) -> bool:
    """Tell whether two participants may be one: same side or candidate, and no second person."""
    if None in {one.country, other.country} and {one.role, other.role} == {"guest", "host"}:
        return False  # "Mr Key's visit to Australia" is no Australian's
    if one.person and other.person:
        # "Minister G. Rossi" of the publisher's is "Italy's Foreign Minister Giulia Rossi".
        maybe = {one.country or one.candidate, other.country or other.candidate}
        is_one_side = len(maybe) == 1 or _is_nobodys(one) or _is_nobodys(other)
        return one.person == other.person or (
            is_one_side and are_one_name(one.person, other.person)
        )
    if one.country and other.country:
        return one.country == other.country and _ranks_agree(one, other)
    # A bare name is the publisher's own where only the publisher's side is told without a name.
    bare, told = (one, other) if one.country is None else (other, one)
    if _are_called(bare, told):
        return True
    is_own = bare.candidate is not None and bare.candidate == told.country
    return is_own and told.person is None and _offices_agree(bare, told)


def _are_called(bare: Participant, told: Participant) -> bool:
    """Tell whether "called on A, Prime Minister" is told of "the Prime Minister of Chile"."""
    is_open = _is_nobodys(bare) and bare.office in _HELD_ALONE and bare.role in _CALLERS
    is_nameless = told.country is not None and told.person is None
    return is_open and is_nameless and (bare.office, bare.role) == (told.office, told.role)


def _is_nobodys(participant: Participant) -> bool:
    """Tell whether nothing is known of the side of a bare name."""
    return participant.country is None and participant.candidate is None


@cache
def _plain(name: str) -> str:
    """Return a name in small letters, Latin ones without accents: "Várhelyi" and "Varhelyi"."""
    small = name.casefold()
    return small if _CYRILLIC.search(small) else strip_accents(small)


def are_one_name(one: str, other: str) -> bool:
    """Tell whether two names share the surname, or one is the other's word: "Sir Michael"."""
    one, other = _plain(one), _plain(other)
    words, others = one.split(), other.split()
    # Not a couple: "Khamtay Siphandone and Thongvanh Siphandone".
    is_one = words[0][0] == others[0][0] or 1 in {len(words), len(others)}
    if surname_of(one) == surname_of(other) and is_one:
        return True
    short, long = sorted((words, others), key=len)
    if is_fathers_name(short, long):
        return False  # "King Salman" is not Mohammed bin Salman
    # "Le Drian" is Jean-Yves Le Drian.
    return (len(short) == 1 and short[0] in long) or long[-len(short) :] == short


def _offices_agree(one: Participant, other: Participant) -> bool:
    if one.office is None or other.office is None or one.office == other.office:
        return True
    return _MINISTER in {one.office, other.office} and {one.level, other.level} <= _MINISTERS


def _may_be_of_state(one: Participant, other: Participant) -> bool:
    """Tell whether "the British minister" may be a Minister of State."""
    is_any = one.office == _MINISTER and one.person is None
    return is_any and other.level == "deputy_minister"


def _ranks_agree(one: Participant, other: Participant) -> bool:
    return (
        one.level == other.level
        or {one.level, other.level} in (_MINISTERS, _ENVOYS)
        or any(_may_be_of_state(a, b) for a, b in ((one, other), (other, one)))
        or "unknown" in {one.level, other.level}
        or one.level is None
        or other.level is None
    )


def _union(one: Participant, other: Participant) -> Participant:
    # "Minister Fidan" in the title is "Minister of Foreign Affairs Hakan Fidan" in the lead.
    named, rest = (one, other) if len(one.person or "") >= len(other.person or "") else (other, one)
    level = named.level if named.level not in {None, "unknown"} else rest.level or named.level
    role = named.role if named.role != "participant" else rest.role
    is_told = bool(rest.person) or _are_called(named, rest)
    return replace(
        named,
        # A bare name that meets its side alone stays bare: the holders' table is to confirm it.
        country=named.country or (rest.country if is_told else None),
        office=named.office or rest.office,
        level=level,
        role=role,
        is_host=named.is_host or rest.is_host,
    )


def country_of(token: Token | None) -> str | None:
    """Return the state of a place or side, None for other words."""
    if token is None or any(actor.is_organisation for actor in token.actors):
        return None
    return token.country or (token.actors[0].country if token.actors else None)


@cache
def surname_of(person: str) -> str:
    """Return the last word of a name in small letters, without initials and its case's ending."""
    return _CASE.sub("", person.rsplit(maxsplit=1)[-1].rstrip(".").rpartition(".")[2].casefold())


def as_actor(participant: Participant, span: Span) -> Actor:
    """Return the actor that a participant stands for."""
    return Actor(
        span,
        participant.country,
        participant.person,
        participant.office,
        participant.level,
        is_publisher=participant.candidate is not None,
    )


def as_participant(actor: Actor) -> Participant:
    """Return the participant that an actor is, its role still open."""
    return Participant(
        country=actor.country,
        candidate=None,
        person=actor.person,
        office=actor.office,
        level=actor.level,
        role="participant",
        is_host=False,
    )


def is_one(actor: Actor, other: Actor | None) -> bool:
    """Tell whether two words stand for the same actor."""
    return other is not None and replace(actor, span=other.span) == other
