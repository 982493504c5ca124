"""Tells where somebody attends a ceremony: in the state that he visits, where no other is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.cue_reading import is_attended
from pipelines.coding.gatherings import where_held
from pipelines.coding.place_told import Place
from pipelines.coding.roles import as_told, nameless, with_host
from pipelines.coding.sides import country_of, sides_of
from pipelines.coding.status import Status
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.coding.subjects import Arguments
    from pipelines.coding.teller import Teller
    from pipelines.records import Actor, Participant
    from pipelines.reference.cue import Cue

_OF = re.compile(r"ot?[$A]")
_NEAR = 4  # tokens from "my" to the ceremony
_CLAUSE_END = re.compile(r"[;:.r]|$")


def leads_to_gathering(sentence: CuedSentence, at: int, cue: Cue) -> bool:
    """Tell whether a journey is for a gathering, and so no visit to its host (rule TYPE-THREE).

    "Arrived in Bern to take part in the summit"; not "visited Bern", which tells a visit.
    """
    if cue.sense != "arrive":
        return False
    end = _CLAUSE_END.search(sentence.marks, at)
    rest = sentence.tokens[at + 1 : end.start() if end else None]
    clause = f" {' '.join(token.word.lower() for token in rest)} "
    return any(f" {phrase} " in clause for phrase in sentence.language.to_attend)


def stay_of(found: Sequence[Finding], stay: Finding | None) -> Finding | None:
    """Return the visit on whose ceremonies the text may go on, None where several are told."""
    visits = [f for f in found if f.family == "visit" and f.status and not f.is_recalled]
    if not visits:
        return stay
    is_one = len({f.host_country for f in visits}) == 1 and visits[-1].host_country is not None
    return visits[-1] if is_one else None


def at_stay(
    sentence: CuedSentence,
    at: int,
    told: tuple[Sequence[Actor], Place | None],
    last: Finding | None,
    teller: Teller,
) -> tuple[tuple[Participant, ...], Place | None]:
    """Return who attends a ceremony where he visits, with the state visited (rule WHO-HOST).

    told: the ceremony's own subject and place. last: what the sentence told before, maybe the
    visit itself.
    """
    subject, place = told
    stay = stay_of([last] if last else [], teller.stay)
    if stay is None or stay.host_country is None or not is_attended(sentence, at):
        return (), place
    if place is not None and place.country != stay.host_country:
        return (), place
    guests = tuple(p for p in stay.participants if p.role == "guest")
    there = tuple(as_told(actor, "guest", teller) for actor in subject or _me(sentence, at, teller))
    if not there and stay is last:
        there = guests
    if not there or not sides_of(there) <= sides_of(guests) or _is_of(sentence, at, guests):
        return (), place
    host = nameless(stay.host_country, "host")
    return (*there, host), place or Place(stay.place or stay.host_country, stay.host_country)


def as_coming(status: Status, found: Finding, last: Finding | None) -> Status:
    """Return the status of what a coming visit told before it brings: "will visit and attend"."""
    is_with = last is not None and last.family == "visit" and last.status == "planned"
    is_one = last is not None and sides_of(found.participants) == sides_of(last.participants)
    is_held = found.family == "ceremony" and status.status == "held" and not status.is_recalled
    return Status("planned") if is_with and is_one and is_held else status


def _is_of(sentence: CuedSentence, at: int, guests: Sequence[Participant]) -> bool:
    """Tell whether guests celebrate by themselves: "celebrations of our national day"."""
    match = _OF.match(sentence.marks, at + 1)
    return match is not None and country_of(sentence.tokens[match.end() - 1]) in sides_of(guests)


def _me(sentence: CuedSentence, at: int, teller: Teller) -> tuple[Actor, ...]:
    """Return who speaks, for "my participation in the opening"."""
    words = {*sentence.small[max(0, at - _NEAR) : at]}
    is_mine = (
        teller.speaker and teller.turn is None and not words.isdisjoint(sentence.language.mine)
    )
    return (teller.speaker,) if is_mine and teller.speaker else ()


def with_place(
    found: Finding,
    sentence: CuedSentence,
    at: int,
    told: tuple[Arguments, Place | None],
    before: tuple[Finding | None, Teller],
) -> tuple[Finding, Place | None]:
    """Return a finding with the state of its place among the sides (WHO-HOST), and that place.

    before: the finding before it in the sentence, and what the release told before.
    """
    (arguments, place), (last, teller) = told, before
    people = where_held(sentence, at, (arguments, place), teller, found)
    people = people or with_host(found.participants, arguments, place, teller)
    if found.family == "ceremony" and not people:
        people, place = at_stay(sentence, at, (arguments.subject, place), last, teller)
    return replace(found, participants=people), place
