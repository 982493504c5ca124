"""Finds whose event it is where the words only imply that: "he", "my visit", "the programme"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.programme import guests_of_programme
from pipelines.coding.sides import country_of, is_one
from pipelines.coding.turns import of_mine
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.subjects import Arguments
    from pipelines.coding.teller import Teller
    from pipelines.records import Actor
    from pipelines.reference.cue import Cue

_OF_VISITS = frozenset({"meet", "speak"})  # "my visit is an opportunity to meet A"
_JOINT = re.compile(r"'cx[xXd]{0,2}$")  # "A's and my", up to "visit"
_RELATIVE = re.compile(r"@,?rx[^,;:@]*$")  # "A, who was in Riga for his", up to "visit"
_GOVERNED = re.compile(r"[wbofqyg]t?[xXd]{0,2}$")  # a preposition before an official


def find_implied(
    sentence: CuedSentence, at: int, cue: Cue, arguments: Arguments, teller: Teller
) -> tuple[Actor, ...]:
    """Return the subject of a cue: whom the sentence names, else whom its words imply."""
    if arguments.pronoun == "h":
        subject = _of_he(sentence, at, arguments, teller)
    elif cue.is_verb:
        subject = _of_verb(sentence, at, cue, arguments, teller)
    elif arguments.subject and cue.sense == "invite":
        subject = arguments.subject
    else:
        subject = _of_noun(sentence, at, arguments, teller)
    if cue.contact_type == "credentials" and teller.envoy:
        return tuple(_as_envoy(actor, teller.envoy) for actor in subject)
    return tuple(subject)


def _of_he(
    sentence: CuedSentence, at: int, arguments: Arguments, teller: Teller
) -> tuple[Actor, ...]:
    if told_of := _RELATIVE.search(sentence.marks, 0, at):
        return sentence.tokens[told_of.start()].actors[-1:]
    away = country_of(arguments.destination)
    places = [n for n, token in enumerate(sentence.tokens[:at]) if token.symbol == "@"]
    # The subject of the sentence, or of the one before, rather than who was named last; not
    # A of "after a meeting with A, B".
    places.sort(key=lambda n: _GOVERNED.search(sentence.marks, 0, n) is not None)
    here = [actor for n in places for actor in sentence.tokens[n].actors]
    if away == teller.publisher:  # "A received B during his visit to our country": not its own
        here.sort(key=lambda actor: actor.country is None)
    for actor in (*here, *teller.recent):
        if is_one(actor, teller.first_person) or is_one(actor, teller.turn):
            continue  # "he" is not who says "I"
        if actor.country != away or away is None:
            return (actor,)
    return ()


def _of_noun(
    sentence: CuedSentence, at: int, arguments: Arguments, teller: Teller
) -> tuple[Actor, ...]:
    mine = of_mine(sentence, at, teller)  # also in "talks with A during my visit"
    if mine and _JOINT.search(sentence.marks[:at]):
        return (*arguments.subject, *mine)
    return tuple(
        mine
        or arguments.subject
        or guests_of_programme(sentence, at, teller)
        or _of_my_visit(sentence, at, arguments, teller)
    )


def _of_verb(
    sentence: CuedSentence, at: int, cue: Cue, arguments: Arguments, teller: Teller
) -> tuple[Actor, ...]:
    if not arguments.subject and arguments.partners and teller.turn:
        return (teller.turn,) if sentence.marks[at - 1 : at] == "y" else ()
    if not arguments.subject and cue.sense in _OF_VISITS and "base" in cue.tenses:
        return _of_my_visit(sentence, at, arguments, teller)
    return arguments.subject


def _as_envoy(actor: Actor, envoy: Actor) -> Actor:
    """Return who presents credentials as the ambassador of the title, if the text tells no more."""
    is_open = actor.country is None and actor.office in {None, envoy.office}
    told = replace(envoy, span=actor.span, person=actor.person)
    return told if is_open and actor.person else actor


def _of_my_visit(
    sentence: CuedSentence, at: int, arguments: Arguments, teller: Teller
) -> tuple[Actor, ...]:
    """Return who speaks, for "my visit is an opportunity for discussions with A"."""
    words = {*sentence.small[:at]}
    is_mine = bool(arguments.partners) and not words.isdisjoint(sentence.language.mine)
    return (teller.speaker,) if is_mine and teller.speaker and teller.turn is None else ()
