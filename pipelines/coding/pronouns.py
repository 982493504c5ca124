"""Tells who "she" and "her" are and are not: "In talks with A, she", "A will receive her"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.patterns import GROUP
from pipelines.coding.subjects import actors_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.teller import Teller
    from pipelines.records import Actor

_AFTER_OBJECT = frozenset([*"lyDcgf,.;", ""])  # "receive her at", not "met her colleague"

# "In talks on trade with @ in $", "During her meeting with @ on 5 May," and "With @," up to the
# subject
_TALKS_IN_FRONT = re.compile(
    rf"(?:^|[.;,c])(?:[lmfqX][thxXdD]{{0,4}}K[xX]{{0,2}})?w(?P<group>{GROUP})(?:l[P$]|l?t?D)*,?$"
)


def partners_in_front(sentence: CuedSentence, place: int) -> tuple[Actor, ...]:
    """Return with whom the subject at `place` has the talks told before: "In talks with A, she"."""
    match = _TALKS_IN_FRONT.search(sentence.marks, 0, place)
    return actors_at(sentence, *match.span("group")) if match else ()


def is_object(sentence: CuedSentence, place: int) -> bool:
    """Tell whether a word is whom somebody meets, receives or speaks with."""
    word, before = sentence.small[place], sentence.marks[place - 1 : place]
    if word == "her":
        return before in {"V", "B"} and sentence.marks[place + 1 : place + 2] in _AFTER_OBJECT
    return word == "him" and before in {*"VBwfy"}


def who_is_met(
    sentence: CuedSentence, place: int, here: Sequence[Actor], teller: Teller
) -> list[Actor]:
    """Return the one told last of another side than who meets him; here: who is named before."""
    is_ours = not {"i", "j"}.isdisjoint(sentence.marks[:place])
    of_subject = here[0].country if here else teller.publisher if is_ours else ""
    known = [*reversed(here), *teller.recent]
    others = known
    is_her = sentence.small[place] == "her"
    if is_her and here and here[0].country is None and here[0].office:
        of_subject = teller.publisher  # "President A will receive her"
        others = [actor for actor in known if actor.country]
    found = [actor for actor in others if of_subject and actor.country != of_subject]
    if here and here[0].person and (here[0].country is None or here[0].is_publisher):
        # A leader abroad who is told without his state may receive our minister.
        people = [a for a in known if a.person and a.person != here[0].person]
        ours = {None, teller.publisher}
        told = [a for a in people if a.person in teller.travellers or a.country not in ours]
        found = told or found or people
    return found[:1]
