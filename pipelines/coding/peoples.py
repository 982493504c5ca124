"""Puts the side for a people that is greeted: "congratulations to the people of Chile"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Token

_GREETINGS = frozenset({"congratulation", "condolence"})
_SIDE = "side"
# "the Government and the people of Chile", "the citizens of Chile", "the people and Government of"
_PEOPLE = re.compile(
    r"(?:(?:t?[TxU](?:,?c|,)){0,2}t?(?P<people>x)ot?(?P<side>\$)(?![N$])"
    r"|t?(?P<first>x),?ct?(?P<government>@))"
)


def with_peoples(sentence: CuedSentence) -> CuedSentence:
    """Return a sentence of greetings with the side that speaks for a people whom it names.

    A message to the people of a state is one to that state; they are met by nobody.
    """
    words = sentence.language.peoples
    told = {cues[0].contact_type for cues in sentence.cues.values()}
    if told.isdisjoint(_GREETINGS) or not any(map(sentence.words.__contains__, words)):
        return sentence
    tokens = [*enumerate(sentence.tokens)]
    for match in reversed([*_PEOPLE.finditer(sentence.marks)]):
        people = "people" if match["people"] else "first"
        start, side = match.start(), sentence.tokens[match.end() - 1]
        if sentence.tokens[match.start(people)].word.lower() in words and _is_side(side):
            actors = tuple(replace(actor, office=_SIDE) for actor in side.actors)
            tokens[start : match.end()] = [(start, replace(side, symbol="@", actors=actors))]
    return sentence.with_tokens(tokens)


def _is_side(token: Token) -> bool:
    """Tell whether a token is a side or who speaks for it, and no official of it."""
    return all(actor.office in {None, _SIDE} and not actor.person for actor in token.actors)
