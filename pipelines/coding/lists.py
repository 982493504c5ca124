"""Reads partners who are listed after a colon: "met with the ambassadors: the Ambassador of A"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.patterns import ITEM
from pipelines.coding.subjects import actors_at

if TYPE_CHECKING:
    from pipelines.coding.arguments import Arguments
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor
    from pipelines.reference.cue import Cue

_NEAR = 4  # tokens from "also" or "bilateral" to the event
_TWO = 2
# A list after a colon: "ambassadors accredited to $: the @; the @ and the @", "with: @, @".
_LISTED = re.compile(
    rf"(?P<words>[^;:.@KVB]{{0,14}}):-?(?P<group>{ITEM}(?:[;,]{{1,2}}c?{ITEM}|c{ITEM})+)"
)
# "in Munich, where the International Security Conference"
_WHERE_HELD = re.compile(r"P,(?P<where>r)[^@.;:,]{0,12}?K")


def after_colon(sentence: CuedSentence, at: int) -> tuple[Actor, ...]:
    """Return the officials whom a list after a colon names as the partners of an event.

    "held meetings with: the Ambassador of Chile, A; the Ambassador of Peru, B".
    """
    match = _LISTED.match(sentence.marks, at + 1)
    if match is None:
        return ()
    is_with = sentence.tokens[match.end("words") - 1].word.lower().split()[-1:] == ["with"]
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
    with B, C and D".
    """
    sides = {actor.country for actor in arguments.partners}
    is_met = cue.contact_type == "meeting" and not arguments.is_between
    if not (is_met and len(sides) > 1 and arguments.subject):
        return False
    language = sentence.language
    near = {token.word.lower() for token in sentence.tokens[max(0, at - _NEAR) : at + 1]}
    is_one_more = len(sides) > _TWO and not near.isdisjoint(language.chained)
    is_of_two = any(word in phrase for phrase in near for word in language.two_sided)
    is_beside = any(p in sentence.words for p in language.setting) or _is_where_held(sentence)
    return is_one_more or is_of_two or is_beside


def _is_where_held(sentence: CuedSentence) -> bool:
    """Tell whether a place is told as a gathering's: "in Munich, where the conference is held"."""
    match = _WHERE_HELD.search(sentence.marks)
    if match is None or sentence.tokens[match.start("where")].word.lower() != "where":
        return False
    cues = sentence.cues.get(match.end() - 1, ())
    return any(cue.contact_type == "multilateral_meeting" for cue in cues[:1])
