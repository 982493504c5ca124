"""Reads what two sides have set up and which then meets: commissions, councils, dialogues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.patterns import COMPOUND
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.reference.cue import Cue

# "Joint Commission", "Commission on Trade of $ and $ will soon", up to "meet"
_BEFORE = re.compile(
    r"K(?:lt?[xXNd]{1,4}(?:,?c[xXNd]{1,3})?)?(?:[ob]t?\$,?ct?\$)?(?:\([XN]\))?x{0,3}$"
)


def is_standing(cue: Cue) -> bool:
    """Tell whether a noun names such a body."""
    return cue.contact_type == "consultations" or cue.sense == "council"


def has_own_sides(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a body is named by its sides: "the Chile-Peru Council", "of Chile and Peru"."""
    before, after = sentence.marks[:at], sentence.marks[at + 1 : at + 2]
    return COMPOUND.search(before) is not None or after in {"b", "o"}


def body_that_meets(sentence: CuedSentence, at: int, cue: Cue) -> int | None:
    """Return the token of the body before a verb: "the Joint Commission met in Bern"."""
    match = _BEFORE.search(sentence.marks, 0, at) if cue.sense == "meet" else None
    if match is None or not is_standing(sentence.cues[match.start()][0]):
        return None
    is_to_meet = sentence.small[at - 1] in sentence.language.status["modal"]
    return match.start() if is_to_meet or not {"past", "present"}.isdisjoint(cue.tenses) else None


def as_of_body(sentence: CuedSentence, at: int, cue: Cue) -> Cue:
    """Return a verb with the type of the body that meets."""
    body = body_that_meets(sentence, at, cue)
    return cue if body is None else replace(cue, contact_type=sentence.cues[body][0].contact_type)
