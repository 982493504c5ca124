"""Tells whether a date is of a document, a body or an occasion, and of no event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence

# "the agreement signed in May", "the treaty concluded in Oslo in May", up to the date
_DATED_APART = re.compile(r"(?<=[xXdN$=A)])(?P<verb>x)(?:l[txX]{0,2}P)?[lq]$")
# Behind the recipient: "on his re-election on", "over the earthquake of", "to be celebrated on"
_OCCASION = re.compile(
    r"[@$](?:\([^()]*\))?,?(?:[lmfq][th]?[xXd]|x[th][xXd]|lhK)[^@;:]*(?:n[th]?@[^@;:]*)?$"
)
_GREETINGS = frozenset({"congratulation", "condolence"})


def is_of_document(sentence: CuedSentence, at: int, place: int) -> bool:
    """Tell whether a date is of a document or body: "under the agreement signed in May 2016".

    Or of what somebody is congratulated on: "congratulated A on his re-election on 24 June".
    """
    cues = sentence.cues.get(at, ())
    if place > at and cues and cues[0].contact_type in _GREETINGS:
        return _OCCASION.search(sentence.marks, at, place) is not None
    match = _DATED_APART.search(sentence.marks, 0, place)
    verb = match.start("verb") if match else -1
    if verb < 0 or sentence.small[verb] not in sentence.language.dated_apart:
        return False
    if sentence.small[verb - 1] in sentence.language.auxiliaries:
        return False  # "At the meeting, agreements were signed on 5 May"
    # Of "signed on 5 May during the visit", or "at the meeting", the event was on that day, too.
    between = sentence.marks[place + 1 : at]
    return not ("m" in between or "lt" in between)


def is_of_announcement(sentence: CuedSentence, at: int, place: int) -> bool:
    """Tell whether a date is that of saying: "announced today that the trip will take place"."""
    language = sentence.language
    words = sentence.small[:at]
    said = next((n for n in range(place + 1, at) if words[n] in language.saying), None)
    return said is not None and not language.announcing.isdisjoint(words[:said])
