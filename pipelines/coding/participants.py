"""Turns the actors round a cue into participants with roles, or says that no two sides are told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.records import Participant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipelines.coding.arguments import Arguments
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.references import Teller
    from pipelines.coding.setting import Place
    from pipelines.records import Actor, Token
    from pipelines.reference.cues import Cue

_VISITS = ("visit", "state_visit", "official_visit", "working_visit", "private_visit")
_WRITTEN = ("letter", "congratulation", "condolence")
_OWN_ROLES = frozenset({"sender", "inviter"})
_MINISTER = "minister"  # "the ministers" are whichever ministers were told of
_MINISTERS = frozenset({"minister", "foreign_minister"})
_TWO = 2
_LEAD = 2  # up to this sentence a side left unsaid is the publisher's


def find_participants(  # noqa: PLR0913, PLR0917 - a cue is read from its sentence and before
    sentence: CuedSentence,
    at: int,
    cue: Cue,
    arguments: Arguments,
    teller: Teller,
    order: int,
    *,
    is_each: bool = False,
) -> tuple[Participant, ...]:
    """Return those who take part, one a side and person; () unless two sides are told."""
    subject_role, object_role = _roles(cue)
    if arguments.is_passive:
        subject_role, object_role = object_role, subject_role
    subject = _subject(sentence, at, arguments, teller)
    partners = arguments.partners
    if cue.contact_type in _VISITS and not cue.is_verb and not subject:
        subject, partners = partners, ()  # "the visit of @ to $"
    if cue.is_verb and subject_role != object_role and not (partners or arguments.destination):
        return ()  # "had received the status": whom is not told
    found = [_participant(actor, subject_role, teller) for actor in subject]
    found += [_participant(actor, object_role, teller) for actor in partners]
    found += [_participant(actor, "participant", teller) for actor in arguments.pair]
    found += [_participant(actor, "participant", teller) for actor in arguments.body]
    found += _destination(arguments, is_only=len(subject) > 0)
    last = teller.last_event(order)
    if (
        arguments.pronoun == "e"
        and last is not None
        and count_sides(merge_participants(found)) < _TWO
    ):
        found = [replace(p, role="participant", is_host=False) for p in last.participants]
    found = merge_participants(_counterparts(_with_context(found, sentence, at, teller)))
    if order <= _LEAD and _needs_publisher(found, cue, arguments, subject, is_each=is_each):
        found = merge_participants([_publisher(subject_role, teller), *found])
    return tuple(found) if count_sides(found) > 1 else ()


def with_host(
    participants: tuple[Participant, ...], arguments: Arguments, place: Place | None, teller: Teller
) -> tuple[Participant, ...]:
    """Return who attends an event, with the state of its place if one side is told (WHO-HOST)."""
    told = participants or tuple(
        _participant(actor, "guest", teller) for actor in arguments.subject
    )
    if place is None or count_sides(told) != 1 or told[0].country in {None, place.country}:
        return participants
    host = Participant(place.country, None, None, None, "unknown", "host", is_host=True)
    return (*told, host)


def count_sides(participants: Iterable[Participant]) -> int:
    """Return how many different sides take part, a bare name counting as its candidate's."""
    return len({side_of(participant) for participant in participants})


def side_of(participant: Participant) -> str:
    """Return the side, or a bare name's own mark until the holders' table tells its side."""
    return participant.country or f"?{participant.person}"


def sides_of(participants: Iterable[Participant]) -> frozenset[str]:
    """Return the sides, a bare name being taken for its candidate's."""
    return frozenset(p.country or p.candidate or side_of(p) for p in participants)


def merge_participants(found: Sequence[Participant]) -> list[Participant]:
    """Return one participant a side and person; a side alone gives way to its named officials."""
    merged: list[Participant] = []
    for participant in found:
        place = next((i for i, other in enumerate(merged) if is_same(participant, other)), None)
        if place is None:
            merged.append(participant)
        else:
            merged[place] = _union(merged[place], participant)
    return merged


def is_same(one: Participant, other: Participant) -> bool:
    """Tell whether two participants may be one: same side or candidate, and no second person."""
    if None in {one.country, other.country} and {one.role, other.role} == {"guest", "host"}:
        return False  # "Mr Key's visit to Australia" is no Australian's
    if one.person and other.person:
        return one.person == other.person or (
            one.person.split()[-1] == other.person.split()[-1] and one.country == other.country
        )
    if one.country and other.country:
        return one.country == other.country and _ranks_agree(one, other)
    # A bare name is the publisher's own where only the publisher's side is told without a name.
    bare, told = (one, other) if one.country is None else (other, one)
    is_own = bare.candidate is not None and bare.candidate == told.country
    return is_own and told.person is None and _offices_agree(bare, told)


def _offices_agree(one: Participant, other: Participant) -> bool:
    if one.office is None or other.office is None or one.office == other.office:
        return True
    return _MINISTER in {one.office, other.office} and {one.level, other.level} <= _MINISTERS


def _ranks_agree(one: Participant, other: Participant) -> bool:
    return (
        one.level == other.level
        or {one.level, other.level} == _MINISTERS
        or "unknown" in {one.level, other.level}
        or one.level is None
        or other.level is None
    )


def _union(one: Participant, other: Participant) -> Participant:
    # "Minister Fidan" in the title is "Minister of Foreign Affairs Hakan Fidan" in the lead.
    named, rest = (one, other) if len(one.person or "") >= len(other.person or "") else (other, one)
    level = named.level if named.level not in {None, "unknown"} else rest.level or named.level
    role = named.role if named.role != "participant" else rest.role
    return replace(
        named,
        # A bare name that meets its side alone stays bare: the holders' table is to confirm it.
        country=named.country or (rest.country if rest.person else None),
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


def _roles(cue: Cue) -> tuple[str, str]:
    if cue.sense == "invite":
        return "inviter", "invitee"
    if cue.contact_type in _VISITS:
        return "guest", "host"
    if cue.contact_type in _WRITTEN:
        return "sender", "recipient"
    return cue.subject_role, cue.object_role


def _subject(
    sentence: CuedSentence, at: int, arguments: Arguments, teller: Teller
) -> tuple[Actor, ...]:
    if arguments.pronoun == "h":
        away = country_of(arguments.destination)
        here = [a for t in sentence.tokens[:at] if t.symbol == "@" for a in t.actors]
        # The subject of the sentence, or of the one before, rather than who was named last.
        for actor in (*here, *teller.recent):
            if actor.country != away or away is None:
                return (actor,)
        return ()
    return arguments.subject


def _participant(actor: Actor, role: str, teller: Teller) -> Participant:
    bare = actor.country is None
    return Participant(
        country=actor.country,
        candidate=teller.publisher if bare or actor.is_publisher else None,
        person=actor.person,
        office=actor.office,
        level=actor.level,
        role=role,
        is_host=role == "host",
    )


def _publisher(role: str, teller: Teller) -> Participant:
    # Nobody is named for it here: another sentence of the release may tell its official.
    return Participant(teller.publisher, None, None, None, "unknown", role, is_host=role == "host")


def _destination(arguments: Arguments, *, is_only: bool) -> list[Participant]:
    country = country_of(arguments.destination)
    if country is None or not is_only:
        return []
    return [Participant(country, None, None, None, "unknown", "host", is_host=True)]


def _with_context(
    found: list[Participant], sentence: CuedSentence, at: int, teller: Teller
) -> list[Participant]:
    """Give a partner named by office alone the one foreign side that the sentence names.

    "I will visit Malaysia for talks with Prime Minister Abdullah" is Malaysia's prime minister.
    """
    before = sentence.tokens[:at]
    named = {t.country for t in before if t.symbol in "PA" and t.country}
    named |= {a.country for t in before for a in t.actors if a.country}
    foreign = named - {teller.publisher}
    if found and found[0].country in foreign:
        return found  # the subject's own side, whose partner is another's
    if not foreign and teller.abroad is not None:
        return [
            replace(p, candidate=teller.abroad)
            if p.country is None and p.office and p.person and at_object(p, found)
            else p
            for p in found
        ]
    if len(foreign) != 1:
        return found
    country = foreign.pop()
    return [
        replace(p, country=country, candidate=None)
        if p.country is None and p.office and p.role not in _OWN_ROLES and at_object(p, found)
        else p
        for p in found
    ]


def at_object(participant: Participant, found: Sequence[Participant]) -> bool:
    """Tell whether a participant stands after others: the cue's partner, not its subject."""
    return found.index(participant) > 0


def _counterparts(found: list[Participant]) -> list[Participant]:
    """Give "his Russian counterpart" the office and level of whose counterpart it is."""
    first = next((p for p in found if p.level not in {None, "unknown", "counterpart"}), None)
    settled = []
    for participant in found:
        if participant.level == "counterpart":
            level = first.level if first else "unknown"
            office = first.office if first else None
            settled.append(replace(participant, office=office, level=level))
        else:
            settled.append(participant)
    return settled


def _needs_publisher(
    found: Sequence[Participant],
    cue: Cue,
    arguments: Arguments,
    subject: Sequence[Actor],
    *,
    is_each: bool,
) -> bool:
    if not found or arguments.is_between or arguments.pair:
        return False
    # "Telephone conversations with A and B" are the publisher's with each.
    if count_sides(found) > 1 and not is_each:
        return False
    # A visit's guest alone tells no host; talks or a letter with somebody are the publisher's.
    return not subject and cue.contact_type not in _VISITS
