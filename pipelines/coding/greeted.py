"""Tells to whom foreign leaders wrote, in a release of the greetings or condolences received."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.roles import as_told
from pipelines.coding.subjects import actors_at
from pipelines.records import Actor

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.pointer import Pointer
    from pipelines.records import Participant

_WRITTEN = frozenset({"letter", "congratulation", "condolence"})
_GREETINGS = frozenset({"congratulation", "condolence"})
# "letters and telegrams from a number of foreign leaders"
_FROM_SEVERAL = re.compile(r"[^;:.@]{0,10}q[^;:.@]{0,10}U")
_OF_SENDER = re.compile(r"[oq]t?@")  # "the telegram of @"


def greeted(sentence: CuedSentence, publisher: str) -> Actor | None:
    """Return whom leaders without a name greet or condole: "continues to receive telegrams from".

    None where a sentence tells of no such letters, or of whom they are from.
    """
    at = next((n for n, cues in sentence.cues.items() if cues[0].contact_type in _GREETINGS), None)
    if at is None or "U" not in sentence.marks:
        return None
    named = [a for token in sentence.tokens if token.symbol == "@" for a in token.actors]
    own = [a for a in named if a.country == publisher or (a.country is None and a.is_publisher)]
    if len(own) < len(named):
        return None
    is_of_several = "U" in sentence.marks[:at] and not any(
        token.symbol == "@" for token in sentence.tokens[:at]
    )
    receiving = sentence.language.receiving
    is_received = any(token.word.lower().startswith(receiving) for token in sentence.tokens[:at])
    is_from = _FROM_SEVERAL.match(sentence.marks, at + 1) is not None
    if not (is_of_several or is_received) or not (is_of_several or is_from):
        return None
    nobody = Actor(sentence.tokens[at].span, publisher, None, None, "unknown")
    return own[0] if own else nobody


def wrote_to_greeted(pointer: Pointer) -> list[Participant] | None:
    """Read "President A writes" in a release of the greetings that its own leader received."""
    recipient = pointer.teller.greeted
    is_written = pointer.cue.contact_type in _WRITTEN and not pointer.arguments.partners
    if recipient is None or not is_written:
        return None
    match = _OF_SENDER.match(pointer.sentence.marks, pointer.at + 1)
    told = actors_at(pointer.sentence, *match.span()) if match else ()
    subject = told or pointer.arguments.subject
    if len({a.country for a in subject}) != 1:
        return None
    if any(a.country in {None, pointer.teller.publisher} or not a.office for a in subject):
        return None
    return [
        *(as_told(a, "sender", pointer.teller) for a in subject),
        as_told(recipient, "recipient", pointer.teller),
    ]
