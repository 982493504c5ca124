"""Finds who takes part in what a coming visit brings: "an opportunity for us to discuss"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.coding.ours import is_own_pair
from pipelines.coding.references import as_participant
from pipelines.coding.roles import publisher
from pipelines.coding.subjects import clause_start

if TYPE_CHECKING:
    from pipelines.coding.arguments import Arguments
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.references import Teller
    from pipelines.records import Participant
    from pipelines.reference.cues import Cue

_US = frozenset("ij")  # "I" and "we" or "us"


def of_coming_visit(
    sentence: CuedSentence, at: int, cue: Cue, arguments: Arguments, teller: Teller
) -> list[Participant] | None:
    """Return guest and publisher for talks without partners that "I" or "we" will have.

    None where the release announces no visit, or the words tell of other talks.
    """
    visit = teller.main
    is_talk = cue.is_verb and cue.sense in {"discuss", "speak"}
    is_other = any(actor.country != teller.publisher for actor in arguments.subject)
    if visit is None or teller.turn or not is_talk or is_other or arguments.partners:
        return None
    is_coming = visit.family == "visit" and (visit.status == "planned" or visit.is_current)
    before = sentence.marks[clause_start(sentence.marks, at) : at]
    if not is_coming or not is_own_pair(visit, teller) or _US.isdisjoint(before):
        return None
    others = [p for p in visit.participants if (p.country or p.candidate) != teller.publisher]
    own = as_participant(teller.speaker) if teller.speaker else publisher("participant", teller)
    return [own, *(replace(p, role="participant", is_host=False) for p in others)]
