"""Reads partners in lists: after a colon or "including", or each with a "with" of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.cue_reading import is_attended, is_many
from pipelines.coding.patterns import CHAIN, GROUPS, ITEM
from pipelines.coding.subjects import actors_at
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.subjects import Arguments
    from pipelines.records import Actor, Token
    from pipelines.reference.cue import Cue

_NEAR = 4  # tokens from "also" or "bilateral" to the event
_TWO = 2
_REACH = 22  # tokens from a noun or verb to some of its partners
_ENDS = frozenset(";:.KVB@")
# A list after a colon: "ambassadors accredited to $: the @; the @ and the @", "with: @, @".
_LISTED = re.compile(
    rf"(?P<words>[^;:.@KVB]{{0,14}}):-?(?P<group>{ITEM}(?:[;,]{{1,2}}c?{ITEM}|c{ITEM})+)"
)
# "in Munich, where the International Security Conference"
_WHERE_HELD = re.compile(r"P,(?P<where>r)[^@.;:,]{0,12}?K")


def chained(sentence: CuedSentence, end: int) -> tuple[Actor, ...]:
    """Return the partners of the phrases that repeat "with" from token `end` on: ", and with B"."""
    found: tuple[Actor, ...] = ()
    while match := CHAIN.match(sentence.marks, end):
        found += actors_at(sentence, *match.span("group"))
        end = match.end()
    return found


def included(sentence: CuedSentence, at: int, after: str) -> tuple[Actor, ...]:
    """Return some of the partners, where the others are nobody in particular.

    "talks with several leaders, including A, B and C". after: what stands before the partners,
    "" nothing.
    """
    # Rare, and asked of every cue: a look for the words costs less than one at the tokens.
    if not any(map(sentence.words.__contains__, sentence.language.among)):
        return ()
    is_told = not after
    for place in range(at + 1, min(at + _REACH, len(sentence.tokens))):
        token = sentence.tokens[place]
        if token.symbol in _ENDS:
            break
        is_told = is_told or token.symbol == after
        if is_told and token.word.lower() in sentence.language.among:
            is_from = sentence.marks[place + 1 : place + 2] == "q"
            is_listed = sentence.marks[place + 1 : place + 2] == ":"
            match = GROUPS.match(sentence.marks, place + 1 + (is_from or is_listed))
            found = actors_at(sentence, *match.span()) if match else ()
            if is_from:
                return _of_office(sentence.tokens[at + 1 : place], found)
            return found if all(actor.person or actor.office for actor in found) else ()
    return ()


def _of_office(before: Sequence[Token], sides: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return the officials of "a range of ministers, including from A and B"."""
    office = next((token.office for token in reversed(before) if token.symbol == "U"), None)
    if office is None:
        return ()
    return tuple(replace(actor, office=actor.office or office) for actor in sides)


def after_colon(sentence: CuedSentence, at: int) -> tuple[Actor, ...]:
    """Return the officials whom a list after a colon names as the partners of an event.

    "held meetings with: the Ambassador of Chile, A; the Ambassador of Peru, B".
    """
    match = _LISTED.match(sentence.marks, at + 1)
    if match is None:
        return ()
    is_with = sentence.small[match.end("words") - 1].split()[-1:] == ["with"]
    if not is_with:
        return ()
    found = actors_at(sentence, *match.span("group"))
    told = tuple(actor for actor in found if actor.office and actor.country)
    return told if len({actor.country for actor in told}) > 1 else ()


def is_met(cue: Cue, arguments: Arguments) -> bool:
    """Tell whether somebody meets whom a verb tells of, calls on them or is received by them."""
    return cue.sense in {"meet", "call_on"} or (cue.sense == "receive" and arguments.is_passive)


def is_one_by_one(sentence: CuedSentence, at: int, cue: Cue, arguments: Arguments) -> bool:
    """Tell whether somebody meets several one by one.

    "On the sidelines of the summit, A met B and C", "held bilateral talks with B and C", "also met
    with B, C and D", "received B and C in separate audiences".
    """
    sides = {actor.country for actor in arguments.partners}
    is_met = cue.contact_type == "meeting" and not arguments.is_between
    if not (is_met and len(sides) > 1 and arguments.subject):
        return False
    language = sentence.language
    near = {*sentence.small[max(0, at - _NEAR) : at + 1]}
    is_one_more = len(sides) > _TWO and not near.isdisjoint(language.chained)
    is_of_two = any(word in phrase for phrase in near for word in language.two_sided)
    is_beside = any(p in sentence.words for p in language.setting) or _is_where_held(sentence)
    # "received A and B in separate meetings", "received, separately, A and B"
    is_apart = not language.separately.isdisjoint(sentence.small)
    return is_one_more or is_of_two or is_beside or is_apart


def may_be_apart(sentence: CuedSentence, at: int, cue: Cue, arguments: Arguments) -> bool:
    """Tell whether officials of several states may have been met one by one.

    "In Lima she met her counterparts from A and B": not told is whether they sat down together.
    """
    if cue.contact_type != "meeting" or arguments.is_between or not arguments.subject:
        return False
    is_with = cue.sense == "meet" or not cue.is_verb
    sides = {actor.country for actor in arguments.partners} - {None}
    hosts = {actor.country for actor in arguments.subject} - {None}
    are_officials = all(actor.office or actor.person for actor in arguments.partners)
    is_of_some = are_officials and len(sides) > 1 and len(hosts) <= 1 and not is_many(arguments)
    # "Took part in a meeting with the ministers of A and B": it was one.
    is_joint = is_at_once(sentence) or (not cue.is_verb and is_attended(sentence, at))
    return is_with and is_of_some and not is_joint


def is_at_once(sentence: CuedSentence) -> bool:
    """Tell whether a sentence tells of several who sat together ("a trilateral meeting")."""
    return any(map(sentence.words.__contains__, sentence.language.at_once))


def _is_where_held(sentence: CuedSentence) -> bool:
    """Tell whether a place is told as a gathering's: "in Munich, where the conference is held"."""
    match = _WHERE_HELD.search(sentence.marks)
    if match is None or sentence.small[match.start("where")] != "where":
        return False
    cues = sentence.cues.get(match.end() - 1, ())
    return any(cue.contact_type == "multilateral_meeting" for cue in cues[:1])
