"""Finds who takes part where the words only point back: "their talks", "we met", "the visit"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.coding.sides import sides_of
from pipelines.records import Participant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.arguments import Arguments
    from pipelines.coding.finding import Finding
    from pipelines.coding.references import Teller
    from pipelines.reference.cues import Cue

_TWO = 2
_NEXT = 2  # sentences from talks to "the visit" of the guest


def told_before(
    found: list[Participant], cue: Cue, arguments: Arguments, teller: Teller, order: int
) -> list[Participant]:
    """Return those of the event that the words point back to, else the participants found.

    found: at most one side. order: of the sentence.
    """
    last = teller.last_event(order)
    # "They received a good education": whom they met is not told.
    is_one_sided = cue.is_verb and cue.sense in {"receive", "call_on", "phone"}
    if arguments.pronoun == "e" and last is not None and not is_one_sided:
        return _plain(last)
    # "We will talk about it" is said inside an event; "we received no answer" tells of none.
    is_talk = cue.is_verb and cue.sense != "meet"
    if arguments.pronoun in {"j", "u"} and found:
        return [
            Participant(
                teller.publisher, None, None, None, "unknown", "participant", is_host=False
            ),
            *found,
        ]
    if arguments.pronoun in {"j", "u"} and not is_talk:
        main = teller.main
        return _plain(main) if main is not None and _is_own_pair(main, teller) else found
    is_visit = cue.contact_type.endswith("visit") and not cue.is_verb
    if is_visit and last is not None and order - last.order <= _NEXT:
        return _of_visit(found, arguments, last, teller.publisher) or found
    return found


def _publisher(teller: Teller) -> Participant:
    return Participant(teller.publisher, None, None, None, "unknown", "participant", is_host=False)


def _plain(event: Finding) -> list[Participant]:
    return [replace(p, role="participant", is_host=False) for p in event.participants]


def _is_own_pair(event: Finding, teller: Teller) -> bool:
    """Tell whether "we" can be the two sides of an event: the publisher's and one more."""
    sides = sides_of(event.participants)
    return len(sides) == _TWO and teller.publisher in sides


def _of_visit(
    found: Sequence[Participant], arguments: Arguments, last: Finding, publisher: str
) -> list[Participant]:
    """Return guest and host of "the visit", told of talks at one side, or of "his last visit"."""
    # Of talks whose place is not told a foreign guest is on a visit to the publisher.
    at_home = publisher if found and publisher not in sides_of(found) else None
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
