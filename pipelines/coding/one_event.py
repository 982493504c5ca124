"""Joins the words of one event: "visits Chile on an official visit", "met A during the summit"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.gatherings import SUMMITS
from pipelines.coding.roles import VISITS
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.reference.cue import Cue

# "will visit $, $ and $ on a", up to the visit, from the verb
_ON_VISIT = re.compile(r"(?P<verb>[VB])[^;:.KVBr\"]*[lf]t?[xXN=c]{0,4}$")
# "met with @ during the $ " and "on the margins of the $ ", from the talks up to the summit
_DURING = re.compile(
    r"(?P<talks>[KVB])[^;:.KVBr\"]*@[^;:.@KVBr\"]*(?P<when>m|lt?xo)t?[$@=xXNd']{1,6}$"
)
_JOURNEYS = frozenset({"visit", "arrive"})


def as_one_event(sentence: CuedSentence) -> CuedSentence:
    """Return the sentence without nouns that only say how or when another cue's event was."""
    cues = dict(sentence.cues)
    joined: list[int] = []
    for at, (noun, *_) in sentence.cues.items():
        if sentence.marks[at] != "K":
            continue
        verb = _verb_of(sentence, at, noun)
        if verb is not None:
            cues[verb] = tuple(_of_type(cue, noun) for cue in cues[verb])
        if verb is not None or _is_during(sentence, at, noun):
            joined.append(at)
    if not joined:
        return sentence
    tokens = list(sentence.tokens)
    marks = list(sentence.marks)
    for at in joined:
        del cues[at]
        tokens[at] = replace(tokens[at], symbol="x")
        marks[at] = "x"
    return replace(sentence, tokens=tuple(tokens), marks="".join(marks), cues=cues)


def _verb_of(sentence: CuedSentence, at: int, noun: Cue) -> int | None:
    """Return the verb of the journey that a visit tells more of: "travels to Chile on a visit"."""
    match = _ON_VISIT.search(sentence.marks, 0, at) if noun.contact_type in VISITS else None
    if match is None or noun.sense == "invite":
        return None
    verb = match.start("verb")
    is_journey = any(cue.is_verb and cue.sense in _JOURNEYS for cue in sentence.cues[verb])
    has_goal = any(mark in sentence.marks[verb:at] for mark in "P$")
    return verb if is_journey and has_goal else None


def _of_type(cue: Cue, noun: Cue) -> Cue:
    """Return a verb of a journey as one of a visit, of the type that the noun tells."""
    if not cue.is_verb or cue.contact_type != "visit":
        return cue
    return replace(cue, contact_type=noun.contact_type, sense="visit")


def _is_during(sentence: CuedSentence, at: int, noun: Cue) -> bool:
    """Tell whether a gathering is only when the talks told before were (rule TYPE-THREE)."""
    match = _DURING.search(sentence.marks, 0, at) if noun.contact_type in SUMMITS else None
    if match is None:
        return False
    language = sentence.language
    when = " ".join(sentence.small[slice(*match.span("when"))])
    return when in language.journey_settings or when in language.setting
