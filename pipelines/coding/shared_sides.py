"""Gives an office the side told behind others: "the President and members of the Commission"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor

# "President and senior members of the European Commission"
_SHARED = re.compile(r"(?P<who>@),?cx{0,2}(?P<members>x)ot?(?P<side>\$)(?![N$'])")


def with_shared_sides(sentence: CuedSentence) -> CuedSentence:
    """Return a sentence in which an office without a side is of the side whose members follow."""
    words = sentence.language.members
    if words.isdisjoint(sentence.small):
        return sentence
    tokens = [*enumerate(sentence.tokens)]
    for match in reversed([*_SHARED.finditer(sentence.marks)]):
        who, side = (sentence.tokens[match.start(part)].actors for part in ("who", "side"))
        is_open = len(who) == len(side) == 1 and who[0].person is None
        is_open = is_open and (who[0].is_publisher or who[0].country is None)
        if is_open and sentence.small[match.start("members")] in words:
            at = match.start()
            told = replace(sentence.tokens[at], actors=(_of_side(who[0], side[0]),))
            tokens[at : match.end()] = [(at, told)]
    return sentence.with_tokens(tokens)


def _of_side(office: Actor, side: Actor) -> Actor:
    """Return the head of an organisation, or the officer of a state."""
    told = replace(side, span=office.span, office=office.office, level=office.level)
    if not side.is_organisation:
        return told
    return replace(told, office=None, level="head_of_organisation")
