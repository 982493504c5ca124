"""Tells what the form of a headline says of an event: that it is told, or only what came of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.reference.cue import Cue

ENDS = frozenset(".!?:")  # of a sentence, which a headline lacks
_VERB = 6  # tokens from "holds" to the noun
# "Outcome of the $-$ Foreign Ministers' ", "Results of the second round of "
_OUTCOME = re.compile(r"t?[xXN]{1,2}ot?[^;:.,VKB]*")
_HEAD = 3  # words of "Outcome of the" before the noun of a headline


def is_headline_present(sentence: CuedSentence, at: int, cue: Cue) -> bool:
    """Tell whether a headline tells what several do: "President and Minister meet with A"."""
    is_plural = cue.is_verb and "base" in cue.tenses and sentence.marks[at - 1 : at] == "@"
    return is_plural and sentence.marks[-1] not in ENDS


def is_in_present(sentence: CuedSentence, at: int, cue: Cue) -> bool:
    """Tell whether a headline tells in the present what is to come as well as what was held.

    "Minister visits Chile", "President attends the summit": the text below tells which.
    """
    if sentence.marks[-1] in ENDS:
        return False
    if cue.is_verb:
        return "present" in cue.tenses and "past" not in cue.tenses
    before = sentence.small[max(0, at - _VERB) : at]
    return not sentence.language.presently.isdisjoint(before)


def is_headline_of(sentence: CuedSentence, at: int, before: str) -> bool:
    """Tell whether a headline is of what came of it: "Outcome of the telephone conversation".

    Also "Outcome of the meeting of A with B", "Results of A's visit to Chile".
    """
    is_alone = not {"@", "$", "V"} & {*sentence.marks[:at]} and len(before.split()) <= _HEAD
    is_of = _OUTCOME.fullmatch(sentence.marks, 0, at) is not None
    return (is_alone or is_of) and sentence.marks[-1] not in ENDS
