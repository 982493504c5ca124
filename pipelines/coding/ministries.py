"""Reads talks of ministries or other bodies: "between the Foreign Ministries of A and B"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.patterns import FILL
from pipelines.coding.subjects import clause_start
from pipelines.records import Actor

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence

# "the Ministries of Foreign Affairs and Trade", up to "of A"
_BODY = r"t?[xXdNTU]{1,4}(?:ot?[dXx]{1,3})?(?:,?cd{1,3})?"
_SIDES = r"t?\$(?:,t?\$)*,?ct?\$"
_OF_BOTH = [
    # between the Ministries of Foreign Affairs of A and B
    rf"{_BODY}ot?(?P<sides>{_SIDES})",
    # between the Foreign Ministry of A and the Ministry of Foreign Affairs of B
    rf"{_BODY}ot?(?P<one>\$),?c{_BODY}ot?(?P<other>\$)",
    # between the Chilean and Peruvian foreign ministries
    r"t?(?P<adjectives>[A$](?:,A)*,?ct?A)[dxXNU]{1,4}",
]
# between the Ministry of Foreign Affairs and the Foreign Ministry of B: ours and theirs
_OF_OTHER = rf"{_BODY},?c{_BODY}ot?(?P<only>\$)"
_BETWEEN = [re.compile(rf"{FILL}b{pattern}") for pattern in (*_OF_BOTH, _OF_OTHER)]
# "The Ministries of Foreign Affairs of A and B held the next round of", up to "consultations"
_SUBJECT = [re.compile(rf"{pattern}x{{1,2}}t?[xXd]{{0,3}}o?$") for pattern in _OF_BOTH]


def talks_of_bodies(sentence: CuedSentence, at: int) -> tuple[tuple[Actor, ...], bool] | None:
    """Return the sides whose bodies have talks, and whether they are all of its sides."""
    if "b" in sentence.marks[at + 1 :]:
        for pattern in _BETWEEN:
            if match := pattern.match(sentence.marks, at + 1):
                return _sides(sentence, match), "only" not in match.groupdict()
    start = clause_start(sentence.marks, at)
    for pattern in _SUBJECT if "$" in sentence.marks[start:at] else ():
        if match := pattern.match(sentence.marks[:at], start):
            return _sides(sentence, match), True
    return None


def end_of_bodies(sentence: CuedSentence, at: int) -> int:
    """Return where the phrase ends that tells whose talks a noun is, if it is of bodies."""
    if "b" in sentence.marks[at + 1 :]:
        for pattern in _BETWEEN:
            if match := pattern.match(sentence.marks, at + 1):
                return match.end()
    return at + 1


def _sides(sentence: CuedSentence, match: re.Match[str]) -> tuple[Actor, ...]:
    spans = [match.span(name) for name, found in match.groupdict().items() if found]
    tokens = [sentence.tokens[place] for span in spans for place in range(*span)]
    told = [(t, t.country or (t.actors[0].country if t.actors else None)) for t in tokens]
    return tuple(
        Actor(token.span, country, None, None, "unknown")
        for token, country in told
        if country and token.symbol in "$A"
    )
