"""Finds who takes part in the event of a cue: its subject, object and compound in the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.noun_arguments import of_noun
from pipelines.coding.noun_phrase import included
from pipelines.coding.patterns import AFTER_VERB, BY, CHAIN, DIRECT, GOAL
from pipelines.coding.subjects import Arguments, actors_at, find_subject, pronoun_between

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor
    from pipelines.reference.cues import Cue

__all__ = ["Arguments", "find_arguments"]

_GOAL_CASE = "a"
_SEVERAL = frozenset({"meet", "speak", "receive"})
_PASSIVE = frozenset({"was", "were", "been", "be", "is", "are", "being"})


def find_arguments(
    sentence: CuedSentence, at: int, cue: Cue, *, is_topic: bool = False
) -> Arguments:
    """Return who takes part in the event that the cue at token `at` tells of.

    is_topic: the event is only talked about, so whom its sentence tells of need not have been
    there (linking.py).
    """
    if cue.is_verb:
        return _of_verb(sentence, at, cue)
    return of_noun(sentence, at, cue, is_topic=is_topic)


def _of_verb(sentence: CuedSentence, at: int, cue: Cue) -> Arguments:
    marks = sentence.marks
    after = marks[at + 1 :]
    if fronted := _fronted_goal(sentence, at, cue):
        return fronted
    subject, end = find_subject(sentence, at)
    pronoun = pronoun_between(marks[end:at])
    if _is_passive(sentence, at, cue):
        match = BY.match(after)
        agents = (
            actors_at(sentence, at + 1 + match.start("group"), at + 1 + match.end("group"))
            if match
            else ()
        )
        return Arguments(subject, agents, (), (), None, pronoun, end, is_passive=True)
    destination = None
    if cue.takes_place and (match := GOAL.match(after)):
        destination = sentence.tokens[at + 1 + match.start("place")]
    partners: tuple[Actor, ...] = ()
    if destination is None:
        partners = _objects(sentence, at, cue)
    return Arguments(subject, partners, (), (), destination, pronoun, end)


def _fronted_goal(sentence: CuedSentence, at: int, cue: Cue) -> Arguments | None:
    """Read "Россию посетил A": the place that is visited stands before, in its case."""
    endings = sentence.language.cases.get(_GOAL_CASE, ())
    if not cue.takes_place or sentence.marks[at - 1 : at] not in {"P", "$"}:
        return None
    goal = sentence.tokens[at - 1]
    if not goal.word.endswith(endings or ("\0",)):
        return None
    match = DIRECT.match(sentence.marks[at + 1 :])
    after = actors_at(sentence, *(at + 1 + p for p in match.span("group"))) if match else ()
    guests = tuple(actor for actor in after if actor.person or actor.office)
    return Arguments(guests, destination=goal, subject_end=at)


def _objects(sentence: CuedSentence, at: int, cue: Cue) -> tuple[Actor, ...]:
    after = sentence.marks[at + 1 :]
    for symbol in cue.after:
        pattern = AFTER_VERB[symbol] if symbol else DIRECT
        if match := pattern.match(after):
            groups = match.groupdict()
            is_of = groups.get("of") is not None
            if is_of and not (cue.sense == "meet" and _are_members(sentence, at + match.end("of"))):
                continue
            name = "told" if groups.get("told") else "group"
            found = actors_at(sentence, *(at + 1 + place for place in match.span(name)))
            is_side = not any(actor.person or actor.office for actor in found)
            if symbol == "topic" and is_side and _is_of_ties(sentence, at + match.start("group")):
                return ()
            if name == "told" and not all(actor.person or actor.office for actor in found):
                return ()
            while match := CHAIN.match(after, match.end()):
                found += actors_at(sentence, *(at + 1 + place for place in match.span("group")))
            return found
    if cue.sense in _SEVERAL:
        return included(sentence, at, "" if "" in cue.after else "w")
    return ()


def _is_of_ties(sentence: CuedSentence, place: int) -> bool:
    """Tell whether "with" at a token belongs to what is discussed: "cooperation with"."""
    return sentence.tokens[place - 1].word.lower() in sentence.language.ties


def _are_members(sentence: CuedSentence, place: int) -> bool:
    """Tell whether the word before "of" at a token is "members" or "representatives"."""
    return sentence.tokens[place - 1].word.lower() in sentence.language.members


def _is_passive(sentence: CuedSentence, at: int, cue: Cue) -> bool:
    if "participle" not in cue.tenses:
        return False
    if cue.tenses == {"participle"}:
        return True
    words = [token.word.lower() for token in sentence.tokens[max(0, at - 2) : at]]
    return bool(words) and (
        words[-1] in _PASSIVE or (words[0] in _PASSIVE and words[-1][-2:] == "ly")
    )
