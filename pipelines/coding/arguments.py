"""Finds who takes part in the event of a cue: its subject, object and compound in the sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.lists import after_colon, chained, included
from pipelines.coding.noun_arguments import of_noun
from pipelines.coding.noun_phrase import read_noun
from pipelines.coding.patterns import (
    AFTER_VERB,
    BY,
    CONVEYED,
    DIRECT,
    FROM,
    GOAL,
    HANDED,
    INVITED,
    INVITED_TO,
    LEAVING,
    LED_TO,
    OF,
    POSSESSIVE,
    WITH_IN_FRONT,
)
from pipelines.coding.standing import body_that_meets
from pipelines.coding.subjects import (
    Arguments,
    actors_at,
    clause_start,
    find_subject,
    pronoun_between,
)

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor
    from pipelines.reference.cue import Cue

_BODY = re.compile(r"(?:[lX]?t?D,)?t?[xXdN]{0,4}\$+(?:[(][$XN][)])?x{0,3}")
_SESSION = re.compile(r"[lq]?t?D|l[txX]{0,2}P")  # "on 5 May", "in Brussels"
_EVENT = re.compile(r"tKx{1,3}$")
_GOAL_CASE = "a"
_CALLED = frozenset([*".,;yDcflm", ""])  # what may follow whom somebody phoned
_SPOKEN_OF = frozenset({"discuss", "speak"})
_SEVERAL = frozenset({"meet", "speak", "receive"})
_DIRECT = frozenset({"meet", "receive"})
_QUALITY = re.compile(r"[xd](?!x?[TU])")  # not "received a United States trade delegation"
_PASSIVE = frozenset({"was", "were", "been", "be", "is", "are", "being"})


def find_arguments(
    sentence: CuedSentence, at: int, cue: Cue, *, is_topic: bool = False, is_list: bool = False
) -> Arguments:
    """Return who takes part in the event that the cue at token `at` tells of.

    is_topic: the event is only talked about, so whom its sentence tells of need not have been
    there (linking.py). is_list: those who took part are listed behind it.
    """
    if is_list:
        listed = (token for token in sentence.tokens[at + 1 :] if token.symbol == "@")
        people = tuple(a for token in listed for a in token.actors)
        if cue.is_verb:
            return Arguments(people, subject_end=at)
        noun = read_noun(sentence, at, cue, is_topic=False)
        start = clause_start(sentence.marks, at)
        return Arguments(people, pair=noun.pair, body=noun.body, subject_end=start)
    if cue.is_verb:
        return _of_verb(sentence, at, cue)
    if cue.sense == "invite":
        return _of_invitation(sentence, at)
    return of_noun(sentence, at, cue, is_topic=is_topic)


def _of_verb(sentence: CuedSentence, at: int, cue: Cue) -> Arguments:
    marks = sentence.marks
    after = marks[at + 1 :]
    if (body := body_that_meets(sentence, at, cue)) is not None:
        return of_noun(sentence, body, sentence.cues[body][0], is_topic=False)
    if fronted := _fronted_goal(sentence, at, cue) or _fronted_partner(sentence, at, cue):
        return fronted
    subject, end = find_subject(sentence, at)
    pronoun = pronoun_between(marks[end:at])
    if _is_passive(sentence, at, cue):
        if cue.sense == "receive" and _EVENT.search(marks, 0, at):
            return Arguments(subject_end=at)  # "The meeting is being hosted by A"
        match = BY.match(after)
        agents = (
            actors_at(sentence, at + 1 + match.start("group"), at + 1 + match.end("group"))
            if match
            else ()
        )
        return Arguments(subject, agents, (), (), None, pronoun, end, is_passive=True)
    destination = None
    goal = {"goal": LEAVING, "delegation": LED_TO}.get(cue.needs or "", GOAL)
    match = goal.match(after) if cue.takes_place else None
    # "Leaves today for Lima, where he will meet A", who is met on another day; not "left".
    is_where = match is not None and match.groupdict().get("where") is not None
    if match is not None and not (is_where and cue.tenses != {"past"}):
        destination = sentence.tokens[at + 1 + match.start("place")]
    partners: tuple[Actor, ...] = ()
    if destination is None:
        partners = _objects(sentence, at, cue)
    if _is_session(sentence, at, cue, subject) and not partners:
        return Arguments(body=subject, subject_end=end)
    return Arguments(subject, partners, (), (), destination, pronoun, end)


def _is_session(sentence: CuedSentence, at: int, cue: Cue, subject: tuple[Actor, ...]) -> bool:
    """Tell whether a body meets: "The Foreign Affairs Council will meet in Brussels"."""
    is_body = bool(subject) and all(a.is_organisation and not a.office for a in subject)
    is_begin = _BODY.fullmatch(sentence.marks, clause_start(sentence.marks, at), at) is not None
    is_told = is_begin and _SESSION.match(sentence.marks, at + 1) is not None
    return is_body and cue.sense == "meet" and is_told


def _fronted_partner(sentence: CuedSentence, at: int, cue: Cue) -> Arguments | None:
    """Read "With A, she discussed trade"; not "together with A, she", nor "with both, she"."""
    match = WITH_IN_FRONT.search(sentence.marks, 0, at) if cue.sense in _SPOKEN_OF else None
    partners = actors_at(sentence, *match.span("group")) if match else ()
    if match is None or len(partners) > 1:
        return None
    subject = actors_at(sentence, *match.span("subject"))
    return Arguments(subject, partners, subject_end=match.end("subject"))


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
    if "@" not in after and "$" not in after:
        return ()
    for symbol in cue.after:
        pattern = AFTER_VERB[symbol] if symbol else DIRECT
        match = pattern.match(after)
        if match is None or _is_about_others(sentence, at, cue, match):
            continue
        name = "told" if match.groupdict().get("told") else "group"
        found = actors_at(sentence, *(at + 1 + place for place in match.span(name)))
        if _is_no_partner(sentence, at, cue, match, found):
            return ()
        return found + chained(sentence, at + 1 + match.end())
    if cue.sense in _SEVERAL:
        told = included(sentence, at, "" if "" in cue.after else "w")
        return told or after_colon(sentence, at)
    return ()


def _is_about_others(sentence: CuedSentence, at: int, cue: Cue, match: re.Match[str]) -> bool:
    """Tell whether what stands before officials makes them no object: "met friends of A"."""
    groups = match.groupdict()
    is_of = groups.get("of") is not None
    if is_of and not (cue.sense == "meet" and _are_members(sentence, at + match.end("of"))):
        return True
    return groups.get("led") is not None and not _is_led(sentence, at + match.end("led"))


def _is_no_partner(
    sentence: CuedSentence, at: int, cue: Cue, match: re.Match[str], found: tuple[Actor, ...]
) -> bool:
    """Tell whether whom a pattern finds is only talked about, or is called something."""
    group = sentence.tokens[at + 1 + match.start("group") : at + 1 + match.end()]
    if any(token.word.lower() in sentence.language.saying for token in group):
        return True  # "welcomed the agreement that A and B would hold consultations"
    is_side = not any(actor.person or actor.office for actor in found)
    if cue.takes_place and not any(actor.office or actor.country for actor in found):
        return True  # "will travel to Bisate Model Village"
    if "topic" in cue.after and is_side and _is_of_ties(sentence, at + match.start("group")):
        return True
    is_named = all(actor.person or actor.office for actor in found)
    follows = sentence.marks[at + 1 + match.end() : at + 2 + match.end()]
    if is_side and cue.sense in _DIRECT and _QUALITY.match(sentence.marks, at + 1 + match.end()):
        return True  # "to meet the EU membership criteria", "welcomed US support for"
    is_told = match.groupdict().get("told") is not None
    return (is_told and not is_named) or _is_other_call(cue, sentence.tokens[at].word, follows)


def _is_of_ties(sentence: CuedSentence, place: int) -> bool:
    """Tell whether "with" at a token belongs to what is discussed: "cooperation with"."""
    return sentence.small[place - 1] in sentence.language.ties


def _are_members(sentence: CuedSentence, place: int) -> bool:
    """Tell whether the word before "of" at a token is "members" or "representatives"."""
    return sentence.small[place - 1] in sentence.language.members


def _is_other_call(cue: Cue, word: str, after: str) -> bool:
    """Tell whether somebody "called A a friend" or "called on A to act"."""
    if cue.sense == "call":
        return after not in _CALLED
    return cue.sense == "call_on" and after == "y" and word.lower().startswith("call")


def _is_led(sentence: CuedSentence, place: int) -> bool:
    """Tell whether "by" at a token follows who leads: "a delegation led by"."""
    return sentence.small[place - 1] in sentence.language.heading


def _is_passive(sentence: CuedSentence, at: int, cue: Cue) -> bool:
    if "participle" not in cue.tenses:
        return False
    if cue.tenses == {"participle"}:
        return True
    words = sentence.small[max(0, at - 2) : at]
    is_apart = sentence.marks[at - 1 : at] == "x"  # by an adverb: "are best met"
    return bool(words) and (words[-1] in _PASSIVE or (words[0] in _PASSIVE and is_apart))


def _of_invitation(sentence: CuedSentence, at: int) -> Arguments:
    """Return inviter and invitee of "accepted X's invitation", "extended an invitation to Y"."""
    owner = POSSESSIVE.search(sentence.marks[:at])
    if owner:
        invitee, end = find_subject(sentence, owner.start())
        return Arguments(actors_at(sentence, *owner.span("group")), invitee, subject_end=end)
    rest = sentence.marks[at + 1 :]
    if match := CONVEYED.match(rest) or HANDED.match(rest):  # "was conveyed by A to B", "to B by A"
        inviter = actors_at(sentence, *(at + 1 + place for place in match.span("group")))
        invitee = actors_at(sentence, *(at + 1 + place for place in match.span("invitee")))
        return Arguments(inviter, invitee, subject_end=at)
    subject, end = find_subject(sentence, at)
    after = sentence.marks[at + 1 :]
    # "accepted an invitation from A", "of A", "by A"
    if match := FROM.match(after) or OF.match(after) or BY.match(after):
        inviter = actors_at(sentence, *(at + 1 + place for place in match.span("group")))
        return Arguments(inviter, subject, subject_end=end)
    match = INVITED.match(sentence.marks[at + 1 :])
    goal = INVITED_TO.match(sentence.marks[at + 1 :])
    words = {*sentence.small}
    if goal and subject and not match and not words.isdisjoint(sentence.language.accepted):
        place = sentence.tokens[at + 1 + goal.start("place")]
        return Arguments(subject, destination=place, subject_end=end, is_passive=True)
    start, end_of = match.span("group") if match else (0, 0)
    invitee = actors_at(sentence, at + 1 + start, at + 1 + end_of)
    return Arguments(subject, invitee, subject_end=end)
