"""Finds who takes part in the event of a cue: its subject, object and compound in the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.coding.patterns import (
    AFTER_VERB,
    BODY,
    BODY_AFTER,
    BY,
    CLAUSE_AFTER,
    COMPOUND,
    DESTINATION,
    DIRECT,
    GOAL,
    GOAL_BEFORE,
    GROUPS,
    OF,
    POSSESSIVE,
    PRONOUN,
    RECIPIENT,
    TO,
    WITH,
)

if TYPE_CHECKING:
    import re

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor, Token
    from pipelines.reference.cues import Cue

_BLOCKS = frozenset(";:r")
_VERB_GROUP = 4  # tokens of a pronoun and its verb: "he will soon meet"
_NEAR = 12  # tokens between a subject and its cue, commas apart


@dataclass(frozen=True, slots=True)
class Arguments:
    """Who takes part, as far as the sentence tells.

    body: the organisation whose summit or session it is.
    subject, partners: actors with the cue's subject and object role. pair: sides of a compound.
    destination: token of the place or side that a visit goes to. needs_subject: the sentence
    names none, so it is the publisher, or whoever a pronoun stands for ("h", "i").
    subject_end: index of the token after the subject, where the cue's verb group begins.
    """

    subject: tuple[Actor, ...] = ()
    partners: tuple[Actor, ...] = ()
    pair: tuple[Actor, ...] = ()
    body: tuple[Actor, ...] = ()
    destination: Token | None = None
    pronoun: str | None = None
    subject_end: int = 0
    is_passive: bool = False
    is_between: bool = False


def find_arguments(sentence: CuedSentence, at: int, cue: Cue) -> Arguments:
    """Return who takes part in the event that the cue at token `at` tells of."""
    return _of_verb(sentence, at, cue) if cue.is_verb else _of_noun(sentence, at, cue)


def _of_noun(sentence: CuedSentence, at: int, cue: Cue) -> Arguments:  # noqa: C901 - one construction after another
    marks = sentence.marks
    before, after = marks[:at], marks[at + 1 :]
    family = _preposition_of(cue)
    partners, is_between = _partners(sentence, at, family)
    pair: tuple[Actor, ...] = ()
    if match := COMPOUND.search(before):
        pair = sentence.tokens[match.start("pair")].actors
    destination = _destination(sentence, at, after) if cue.contact_type.endswith("visit") else None
    if cue.sense == "invite":
        return _of_invitation(sentence, at)
    body = _body(sentence, at)
    owner = None if body else POSSESSIVE.search(before)
    told = PRONOUN.search(before)
    pronoun = told["word"] if told else None
    if owner:
        subject = _actors(sentence, *owner.span("group"))
        return Arguments(subject, partners, pair, (), destination, None, owner.end())
    if is_between:
        return Arguments((), partners, pair, (), destination, None, at, is_between=True)
    subject, end = _subject(sentence, at, beside=body)
    if family == "y" and not partners and (given := _given(sentence, at)):
        return given
    if not (subject or partners or pair) and (group := CLAUSE_AFTER.match(after)):
        return Arguments(
            _actors(sentence, *(at + 1 + p for p in group.span("group"))), subject_end=end
        )
    if pronoun is None and end < at:
        pronoun = _pronoun_between(marks[end:at])
    if after.startswith("rh"):
        pronoun = "h"  # "the visit which he paid to"
    if after.startswith("r@"):
        subject, end = sentence.tokens[at + 2].actors, at
    return Arguments(subject, partners, pair, body, destination, pronoun, end)


def _given(sentence: CuedSentence, at: int) -> Arguments | None:
    """Return sender and recipient of "A sent B a message", None where it is told otherwise."""
    match = RECIPIENT.search(sentence.marks[:at])
    if match is None or match.start() == 0:
        return None
    verb = sentence.tokens[match.start() - 1].word.lower()
    sender, end = _subject(sentence, match.start() - 1)
    if not verb.startswith(("sen", "wr")) or not sender:
        return None
    return Arguments(sender, _actors(sentence, *match.span("group")), subject_end=end)


def _of_invitation(sentence: CuedSentence, at: int) -> Arguments:
    """Return inviter and invitee of "accepted X's invitation", "extended an invitation to Y"."""
    owner = POSSESSIVE.search(sentence.marks[:at])
    if owner:
        invitee, end = _subject(sentence, owner.start())
        return Arguments(_actors(sentence, *owner.span("group")), invitee, subject_end=end)
    inviter, end = _subject(sentence, at)
    return Arguments(inviter, _partners(sentence, at, "y")[0], subject_end=end)


def _body(sentence: CuedSentence, at: int) -> tuple[Actor, ...]:
    """Return the organisation that a meeting is the meeting of."""
    marks = sentence.marks
    found = BODY.search(marks[:at])
    place = found.start("group") if found else None
    if found is None and (after := BODY_AFTER.match(marks[at + 1 :])):
        place = at + 1 + after.start("group")
    if place is None:
        return ()
    actors = sentence.tokens[place].actors
    return actors if len(actors) > 1 or all(actor.is_organisation for actor in actors) else ()


def _of_verb(sentence: CuedSentence, at: int, cue: Cue) -> Arguments:
    marks = sentence.marks
    after = marks[at + 1 :]
    subject, end = _subject(sentence, at)
    pronoun = _pronoun_between(marks[end:at])
    if _is_passive(sentence, at, cue):
        match = BY.match(after)
        agents = (
            _actors(sentence, at + 1 + match.start("group"), at + 1 + match.end("group"))
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


def _preposition_of(cue: Cue) -> str:
    if cue.contact_type == "credentials":
        return "c"
    if cue.contact_type in {"letter", "congratulation", "condolence"}:
        return "y"
    return "o" if cue.contact_type.endswith("visit") else "w"


def _partners(sentence: CuedSentence, at: int, family: str) -> tuple[tuple[Actor, ...], bool]:
    after = sentence.marks[at + 1 :]
    found: tuple[Actor, ...] = ()
    is_between = False
    patterns = {"y": (TO,), "c": (TO, BY, WITH), "o": (OF, BY), "w": (OF, WITH)}[family]
    for pattern in patterns:
        if match := pattern.match(after):
            start, end = (at + 1 + place for place in match.span("group"))
            found = (*found, *_actors(sentence, start, end))
            is_between = is_between or sentence.marks[start - 1] == "b"
            if family == "w" and pattern is OF and (more := WITH.match(after, match.end())):
                return (*found, *_actors(sentence, *(at + 1 + p for p in more.span("group")))), True
            several = len({actor.country or actor.person for actor in found}) > 1
            is_between = is_between or (pattern is OF and family == "w" and several)
            break
    return found, is_between


def _objects(sentence: CuedSentence, at: int, cue: Cue) -> tuple[Actor, ...]:
    after = sentence.marks[at + 1 :]
    for symbol in cue.after:
        pattern = AFTER_VERB[symbol] if symbol else DIRECT
        if match := pattern.match(after):
            return _actors(sentence, *(at + 1 + place for place in match.span("group")))
    return ()


def _destination(sentence: CuedSentence, at: int, after: str) -> Token | None:
    if match := DESTINATION.match(after):
        return sentence.tokens[at + 1 + match.start("place")]
    match = GOAL_BEFORE.search(sentence.marks[:at])
    return sentence.tokens[match.start("place")] if match else None


def _subject(
    sentence: CuedSentence, at: int, beside: tuple[Actor, ...] = ()
) -> tuple[tuple[Actor, ...], int]:
    """Return the nearest actors before the cue in its clause, and where they end.

    beside: the body whose meeting it is, which is not its own subject.
    """
    marks = sentence.marks
    for match in reversed(list(GROUPS.finditer(marks, 0, at))):
        between = marks[match.end() : at]
        is_told_of = between.startswith((",r", "r"))  # "of A and B, who is on a visit"
        if _may_govern(between) and (is_told_of or not _is_inside_phrase(marks, match)):
            actors = _actors(sentence, match.start(), match.end())
            if beside and actors == beside:
                continue
            return actors[-1:] if is_told_of else actors, match.end()
        if not set(between).isdisjoint(_BLOCKS - {"r"}):
            break
    return (), _clause_start(marks, at)


def _may_govern(between: str) -> bool:
    if between.startswith((",", "r")):  # "@, who is in Moscow, met": skip the inserted clause
        clause, comma, rest = between[1:].partition(",")
        # Without its closing comma the cue is in the clause itself: "@, who is on a visit".
        between = rest if comma else clause.removeprefix("r")
    return set(between).isdisjoint(_BLOCKS) and len(between) <= _NEAR and between.count(",") <= 1


def _is_inside_phrase(marks: str, group: re.Match[str]) -> bool:
    # "the situation in $", "the people of $": a side after a preposition governs no verb.
    # The object of one verb is not the subject of the next: "visited $ and held talks with @".
    before = marks[group.start() - 1] if group.start() else "."
    is_side = group.group().lstrip("thxXd").startswith("$")
    if marks[group.end() : group.end() + 1] == '"':
        return True  # a side in the name of an event
    is_noun = before == "B" and marks[max(0, group.start() - 2)] in "thA'"  # "during the visit I"
    return (before in "VBog" and not is_noun) or (before in "lfyw" and is_side)


def _clause_start(marks: str, at: int) -> int:
    return max((marks.rfind(symbol, 0, at) for symbol in ";:."), default=-1) + 1


def _pronoun_between(between: str) -> str | None:
    return next((symbol for symbol in reversed(between[-_VERB_GROUP:]) if symbol in "he"), None)


_PASSIVE = frozenset({"was", "were", "been", "be", "is", "are", "being"})


def _is_passive(sentence: CuedSentence, at: int, cue: Cue) -> bool:
    if "participle" not in cue.tenses:
        return False
    words = [token.word.lower() for token in sentence.tokens[max(0, at - 2) : at]]
    return bool(words) and (
        words[-1] in _PASSIVE or (words[0] in _PASSIVE and words[-1][-2:] == "ly")
    )


def _actors(sentence: CuedSentence, start: int, end: int) -> tuple[Actor, ...]:
    return tuple(actor for token in sentence.tokens[start:end] for actor in token.actors)
