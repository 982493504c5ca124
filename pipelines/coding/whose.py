"""Finds whose event a cue tells of: the subject of its sentence, who "he" is, whose "my visit"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.references import is_one
from pipelines.coding.sides import country_of
from pipelines.coding.turns import of_mine

if TYPE_CHECKING:
    from pipelines.coding.arguments import Arguments
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.references import Teller
    from pipelines.records import Actor
    from pipelines.reference.cues import Cue

_OF_VISITS = frozenset({"meet", "speak"})  # "my visit is an opportunity to meet A"
_GOVERNED = re.compile(r"[wbofqyg]t?[xXd]{0,2}$")  # a preposition before an official
_JOINT = re.compile(r"'cx[xXd]{0,2}$")  # "A's and my", up to "visit"


def subject_of(
    sentence: CuedSentence, at: int, cue: Cue, arguments: Arguments, teller: Teller
) -> tuple[Actor, ...]:
    """Return who did what a cue tells, by name, by "he" or by "my"."""
    if arguments.pronoun == "h":
        return _he(sentence, at, arguments, teller)
    if cue.is_verb and not arguments.subject and arguments.partners and teller.turn:
        return (teller.turn,) if sentence.marks[at - 1 : at] == "y" else ()
    if not arguments.subject and cue.sense in _OF_VISITS and "base" in cue.tenses:
        return _of_my_visit(sentence, at, arguments, teller)
    if cue.is_verb or (arguments.subject and cue.sense == "invite"):
        return arguments.subject
    mine = of_mine(sentence, at, teller)  # also in "talks with A during my visit"
    if mine and _JOINT.search(sentence.marks[:at]):
        mine = (*arguments.subject, *mine)
    return mine or arguments.subject or _of_my_visit(sentence, at, arguments, teller)


def _he(sentence: CuedSentence, at: int, arguments: Arguments, teller: Teller) -> tuple[Actor, ...]:
    away = country_of(arguments.destination)
    places = [n for n, token in enumerate(sentence.tokens[:at]) if token.symbol == "@"]
    # The subject of the sentence, or of the one before, rather than who was named last; not
    # A of "after a meeting with A, B".
    places.sort(key=lambda n: _GOVERNED.search(sentence.marks, 0, n) is not None)
    here = [actor for n in places for actor in sentence.tokens[n].actors]
    for actor in (*here, *teller.recent):
        if is_one(actor, teller.speaker):
            continue  # "he" is not who says "I"
        if actor.country != away or away is None:
            return (actor,)
    return ()


def _of_my_visit(
    sentence: CuedSentence, at: int, arguments: Arguments, teller: Teller
) -> tuple[Actor, ...]:
    """Return who speaks, for "my visit is an opportunity for discussions with A"."""
    words = {token.word.lower() for token in sentence.tokens[:at]}
    is_mine = bool(arguments.partners) and not words.isdisjoint(sentence.language.mine)
    return (teller.speaker,) if is_mine and teller.speaker and teller.turn is None else ()
