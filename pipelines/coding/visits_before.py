"""Reads visits that point back: "the visit", "his last visit", "their visit to Chile"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.roles import destination
from pipelines.coding.sides import as_participant, country_of, sides_of
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.finding import Finding
    from pipelines.coding.pointer import Pointer
    from pipelines.coding.subjects import Arguments
    from pipelines.records import Participant

_TWO = 2
_NEXT = 2  # sentences from talks to "the visit" of the guest


def visited_again(pointer: Pointer) -> list[Participant] | None:
    """Read "he last visited in 1988", told of the guest of a visit."""
    cue, sentence = pointer.cue, pointer.sentence
    if pointer.found or cue.sense != "visit" or not cue.is_verb:
        return None
    earlier = tuple(sentence.language.status["earlier"])
    words = sentence.tokens[max(0, pointer.at - 1) : pointer.at]
    is_before = pointer.words_after.startswith(earlier) or any(t.word in earlier for t in words)
    if not (is_before or sentence.marks.startswith(("D", "lD"), pointer.at + 1)):
        return None
    near = pointer.last or pointer.teller.main
    if near is None or near.family != "visit":
        return None if near is None else []
    guests = {p.country for p in near.participants if p.role == "guest"}
    named = {actor.country for actor in pointer.arguments.subject}
    is_guest = named == guests or pointer.arguments.pronoun == "h"
    return list(near.participants) if is_guest else []


def the_visit(pointer: Pointer) -> list[Participant] | None:
    """Read "the visit", told of the guest of talks, and "his last visit"."""
    last = pointer.last
    if not pointer.is_visit or last is None or pointer.order - last.order > _NEXT:
        return None
    place = pointer.at - 2  # "discussed the visit", which tells of none
    if pointer.sentence.marks.startswith("Vt", max(0, place)):
        return [] if pointer.sentence.cues[place][0].sense == "discuss" else None
    before = {*pointer.sentence.small[max(0, pointer.at - 1) : pointer.at]}
    language = pointer.sentence.language
    if not before.isdisjoint(language.rest):
        return None  # "These visits" are several
    if not before.isdisjoint(language.coming_next) and last.status != "planned":
        last = pointer.teller.main  # "the upcoming visit" is not the one recalled before
        if last is None or last.status != "planned":
            return None
    return _of_visit(pointer.found, pointer.arguments, last, pointer.teller.publisher) or None


def their_visit(pointer: Pointer, last: Finding) -> list[Participant]:
    """Return guests and host of "met with A and B during their visit to Chile"."""
    goal = country_of(pointer.arguments.destination)
    tokens = pointer.sentence.tokens[: pointer.at]
    before = [a for token in tokens if token.symbol == "@" for a in token.actors]
    named = [a for a in before if a.country not in {None, goal} and not a.is_publisher]
    guests = [as_participant(a) for a in named] or [
        p for p in last.participants if p.country not in {None, goal}
    ]
    if goal is None or not guests:
        return []
    return [
        *(replace(one, role="guest", is_host=False) for one in guests),
        *destination(pointer.arguments, is_only=True),
    ]


def _of_visit(
    found: Sequence[Participant], arguments: Arguments, last: Finding, own: str
) -> list[Participant]:
    """Return guest and host of "the visit", told of talks at one side, or of "his last visit"."""
    # Of talks whose place is not told a foreign guest is on a visit to the publisher.
    at_home = own if found and own not in sides_of(found) else None
    host_country = last.host_country or at_home
    if last.family not in {"talks", "visit"} or host_country is None:
        return []
    sides = sides_of(last.participants)
    if len(sides) != _TWO or host_country not in sides or arguments.destination is not None:
        return []
    guests = [p for p in last.participants if (p.country or p.candidate) != host_country]
    if found and sides_of(found) != sides_of(guests):
        return []
    host = next(p for p in last.participants if p not in guests)
    nameless = replace(host, person=None, office=None, level="unknown", role="host", is_host=True)
    nameless = replace(nameless, country=host_country, candidate=None)
    return [*(replace(p, role="guest", is_host=False) for p in guests), nameless]
