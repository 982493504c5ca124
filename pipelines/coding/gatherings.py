"""Tells whose gathering a summit or session is, and who chairs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.coding.arguments import Arguments
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor
    from pipelines.reference.cues import Cue

# "under Italy's presidency", "under the chairmanship of @"; not in another clause.
_CHAIR = re.compile(
    r"[^KVBr;:.]*?x(?:t?(?P<of>[$@])'(?P<whose>[xXN])|t?(?P<what>[xXN])ot?(?P<by>[$@]))"
)


def body_of(cue: Cue, arguments: Arguments) -> str | None:
    """Return the organisation whose gathering a noun names, None for other events."""
    bodies = [a.country for a in arguments.body if a.is_organisation]
    return bodies[0] if cue.needs == "body" and len(bodies) == len(arguments.body) == 1 else None


def chair_of(sentence: CuedSentence, at: int, cue: Cue) -> tuple[Actor, ...]:
    """Return who chairs the gathering at token `at`: "held under Italy's presidency"."""
    if cue.needs != "body" or not any(w in sentence.words for w in sentence.language.presiding):
        return ()
    match = _CHAIR.match(sentence.marks, at + 1)
    if match is None:
        return ()
    office = sentence.tokens[match.start("whose" if match["whose"] else "what")]
    chair = sentence.tokens[match.start("of" if match["of"] else "by")]
    return chair.actors if office.word.lower() in sentence.language.presiding else ()
