"""Finds partners of an event noun that stand behind other words: a guest, officials at a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.lists import after_colon, included
from pipelines.coding.patterns import (
    AT_LEVEL,
    CALLED,
    FOR_GUEST,
    OF_JOINT,
    TAKING_PART,
    WITH_APART,
    WITH_BEHIND,
)
from pipelines.coding.subjects import actors_at

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor


def partners_behind(sentence: CuedSentence, at: int) -> tuple[tuple[Actor, ...], bool]:
    """Return partners told behind other words: a guest, officials at a level, some of many."""
    cue = sentence.cues[at][0]
    if cue.contact_type == "telephone_conversation" and (
        match := CALLED.match(sentence.marks, at + 1)
    ):
        return actors_at(sentence, *match.span("group")), False
    if cue.channel == "in_person":
        guest = FOR_GUEST.match(sentence.marks, at + 1)
        if guest is not None:
            return actors_at(sentence, *guest.span("group")), False
    if several := at_level(sentence, at) or _of_joint(sentence, at):
        return several, True
    behind = WITH_BEHIND.match(sentence.marks, at + 1)
    found = actors_at(sentence, *behind.span("group")) if behind else ()
    if found and all(actor.person or actor.office for actor in found):
        return found, False
    told = included(sentence, at, "w") or _taking_part(sentence, at) or _apart(sentence, at)
    return told or after_colon(sentence, at), False


def _of_joint(sentence: CuedSentence, at: int) -> tuple[Actor, ...]:
    """Return the two sides of "the Joint Commission on Trade of A and B"."""
    if sentence.cues[at][0].contact_type != "consultations":
        return ()
    match = OF_JOINT.match(sentence.marks, at + 1)
    return actors_at(sentence, *match.span("group")) if match else ()


def _apart(sentence: CuedSentence, at: int) -> tuple[Actor, ...]:
    """Return partners told after the setting: "a meeting, on the margins of the summit, with A"."""
    if not any(phrase in sentence.words for phrase in sentence.language.setting):
        return ()
    match = WITH_APART.match(sentence.marks, at + 1)
    found = actors_at(sentence, *match.span("group")) if match else ()
    return found if all(actor.person or actor.office for actor in found) else ()


def _taking_part(sentence: CuedSentence, at: int) -> tuple[Actor, ...]:
    """Return who is at an event "with the participation of A", () where nobody is."""
    if not any(phrase in sentence.words for phrase in sentence.language.taking_part):
        return ()
    match = TAKING_PART.match(sentence.marks, at + 1)
    found = actors_at(sentence, *match.span("group")) if match else ()
    return found if all(actor.person or actor.office for actor in found) else ()


def at_level(sentence: CuedSentence, at: int) -> tuple[Actor, ...]:
    """Return the officials of several sides at whose level talks are, () where none are told."""
    match = AT_LEVEL.match(sentence.marks, at + 1)
    if match is None or not any(phrase in sentence.words for phrase in sentence.language.levels):
        return ()
    found = actors_at(sentence, *match.span("group"))
    return found if len({actor.country for actor in found}) > 1 else ()
