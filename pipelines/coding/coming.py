"""Finds who takes part in what a coming visit brings: "an opportunity for us to discuss"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.ours import is_own_pair
from pipelines.coding.roles import publisher
from pipelines.coding.sides import as_participant, is_one
from pipelines.coding.subjects import clause_start
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.subjects import Arguments
    from pipelines.coding.teller import Teller
    from pipelines.records import Participant
    from pipelines.reference.cue import Cue

_US = frozenset("ij")  # "I" and "we" or "us"


def of_coming_visit(
    sentence: CuedSentence, at: int, cue: Cue, arguments: Arguments, teller: Teller
) -> list[Participant] | None:
    """Return guest and publisher for talks without partners that "I" or "we" will have.

    None where the release announces no visit, or the words tell of other talks.
    """
    # A bare headline tells not yet whether the visit is to come.
    visit = teller.last if teller.main and teller.main.is_open else teller.main
    is_talk = cue.is_verb and cue.sense in {"discuss", "speak"}
    if visit is None or teller.turn or not is_talk or arguments.partners:
        return None
    is_awaited = any(phrase in sentence.words for phrase in sentence.language.awaited)
    is_other = not is_awaited and any(a.country != teller.publisher for a in arguments.subject)
    if is_other:
        return None
    is_coming = visit.family == "visit" and (visit.status == "planned" or visit.is_current)
    before = sentence.marks[clause_start(sentence.marks, at) : at]
    is_ours = not _US.isdisjoint(before) or (is_awaited and _is_of_own(sentence, at, teller))
    if not is_coming or not is_own_pair(visit, teller) or not is_ours:
        return None
    others = [p for p in visit.participants if (p.country or p.candidate) != teller.publisher]
    own = as_participant(teller.speaker) if teller.speaker else publisher("participant", teller)
    return [own, *(replace(p, role="participant", is_host=False) for p in others)]


def _is_of_own(sentence: CuedSentence, at: int, teller: Teller) -> bool:
    """Tell whether the publisher's official looks forward: "to welcoming A to Chile to discuss"."""
    start = clause_start(sentence.marks, at)
    named = [t.actors[0] for t in sentence.tokens[start:at] if t.symbol == "@"]
    first = named[0] if named else None
    if first is None:
        return False
    is_own = first.country == teller.publisher or (first.country is None and first.is_publisher)
    # Nobody welcomes himself: "The Prime Minister" is not the guest of that office.
    return is_own or any(is_one(first, other) for other in named[1:])
