"""Tells who "him" and "her" are behind a verb: "President A will receive her in Riga"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.teller import Teller
    from pipelines.records import Actor

_AFTER_OBJECT = frozenset([*"lyDcgf,.;", ""])  # "receive her at", not "met her colleague"


def is_object(sentence: CuedSentence, place: int) -> bool:
    """Tell whether a word is whom somebody meets, receives or speaks with."""
    word, before = sentence.tokens[place].word.lower(), sentence.marks[place - 1 : place]
    if word == "her":
        return before in {"V", "B"} and sentence.marks[place + 1 : place + 2] in _AFTER_OBJECT
    return word == "him" and before in {*"VBwfy"}


def who_is_met(
    sentence: CuedSentence, place: int, here: Sequence[Actor], teller: Teller
) -> list[Actor]:
    """Return the one told last of another side than who meets him; here: who is named before."""
    is_ours = not {"i", "j"}.isdisjoint(sentence.marks[:place])
    of_subject = here[0].country if here else teller.publisher if is_ours else ""
    others = [*reversed(here), *teller.recent]
    is_her = sentence.tokens[place].word.lower() == "her"
    if is_her and here and here[0].country is None and here[0].office:
        of_subject = teller.publisher  # "President A will receive her"
        others = [actor for actor in others if actor.country]
    return [actor for actor in others if of_subject and actor.country != of_subject][:1]
