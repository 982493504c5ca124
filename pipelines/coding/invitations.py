"""Reads what somebody is invited to: the event that stands behind the invitation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.cue_reading import choose_reading
from pipelines.coding.status import Status

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.reference.cue import Cue

_NEAR = 6  # tokens from "invited" over whom to what for
_GOAL = re.compile(r"y[tx]{0,3}[P$]")  # "invited to Moscow"


def invited_to(sentence: CuedSentence, at: int, cue: Cue) -> tuple[int, Cue, Status | None]:
    """Return the cue that an invitation is to, which it takes with it (TYPE-INSIDE).

    at: the token of the invitation, which is also the event's where nothing more is told. Of
    another cue than an invitation nothing is told here, None.
    """
    if cue.sense != "invite":
        return at, cue, None
    return _invited(sentence, at, cue)


def _invited(sentence: CuedSentence, at: int, cue: Cue) -> tuple[int, Cue, Status]:
    language = sentence.language
    words = {*sentence.small}
    is_accepted = not words.isdisjoint(language.accepted)
    told = Status("planned" if is_accepted else "invited")
    if not cue.is_verb and not is_accepted and words.isdisjoint(language.extended):
        return at, cue, Status(None, "TYPE-INSIDE")  # "arrived at the invitation of"
    asked = [t.word.lower() for t in sentence.tokens[at + 1 : at + _NEAR] if t.symbol == "x"]
    if cue.is_verb and any(word.startswith(language.sending) for word in asked):
        return at, cue, Status(None, "TYPE-INSIDE")  # "invited him to send a delegation"
    for place in sorted(sentence.cues):
        if place > at and sentence.cues[place][0].sense != "invite":
            return place, choose_reading(sentence, place), told
    has_goal = _GOAL.search(sentence.marks, at)
    return at, cue, told if has_goal else Status(None, "TYPE-INSIDE")
