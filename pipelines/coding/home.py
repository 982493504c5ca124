"""Puts the publisher's state for "the country", "the Kingdom", that a foreign guest is visiting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.sides import country_of
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence

# "@, who is visiting the", "@, currently on an official visit to the", "@ during his visit to the"
_GUEST = re.compile(r"(?P<who>@)(?:ft?[xXNPd$=]{1,3})?,?[rxXlmhtodf]{0,7}(?P<cue>[VKB])[yl]?tx?$")


def with_home(sentence: CuedSentence, publisher: str) -> CuedSentence:
    """Return the sentence with the state that the publisher's guest is on a visit to.

    Only the one foreign side that the sentence has named can be the guest's.
    """
    home = sentence.language.home
    if home.isdisjoint(sentence.small):
        return sentence
    places = [n for n, word in enumerate(sentence.small) if word in home]
    places = [place for place in places if _is_visited(sentence, place, publisher)]
    if not places:
        return sentence
    tokens = list(sentence.tokens)
    for place in places:
        tokens[place] = replace(tokens[place], symbol="P", country=publisher, actors=())
    marks = "".join([token.symbol for token in tokens])
    return replace(sentence, tokens=tuple(tokens), marks=marks)


def _is_visited(sentence: CuedSentence, place: int, publisher: str) -> bool:
    """Tell whether a foreign guest, told right before, is said to visit what stands there."""
    match = _GUEST.search(sentence.marks, 0, place)
    if match is None:
        return False
    cues = sentence.cues.get(match.start("cue"), ())
    if not any(cue.takes_place or cue.contact_type.endswith("visit") for cue in cues):
        return False
    before = sentence.tokens[: match.end("who")]
    actors = [actor for token in before if token.symbol in "@$" for actor in token.actors]
    if any(actor.is_organisation and actor.country == publisher for actor in actors):
        return False
    guests = {actor.country for actor in sentence.tokens[match.start("who")].actors}
    named = {actor.country for actor in actors} | {country_of(t) for t in before if t.symbol == "P"}
    return len(guests) == 1 and None not in guests and named - {publisher, None} == guests
