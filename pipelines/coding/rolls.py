"""Reads whom the next sentence lists: "I spoke with several leaders. President A, Chancellor B"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.patterns import ITEM
from pipelines.quick_record import replace
from pipelines.records import Span, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelines.coding.cue_hits import CuedSentence, CueHit
    from pipelines.reference.cue import Cue

_TALKS = frozenset({"meeting", "telephone_conversation", "video_conference"})
_TOLD = frozenset({"speak", "meet"})
_REACH = 110  # characters from a word for talks to the end of its sentence
_NEXT = 2  # sentences after it, one of which may be the list
_ROLL_LENGTH = 400  # characters of a list
_BETWEEN = 90  # characters between the two
_FEW = 3
_STOP = re.compile(r"\.\s+(?=[A-Z])")
# A sentence that is a list of officials: "@, @ and @.", "These included @, @ and @."
_ROLL = re.compile(
    rf"(?P<front>[eXx]{{1,3}}|cx{{0,2}})?(?P<items>{ITEM}(?:[,;]{{1,2}}c?{ITEM}|c{ITEM})+)[.]?"
)


def places_of_rolls(text: str, hits: Sequence[CueHit]) -> list[int]:
    """Return where sentences begin that may list with whom the talks were that a text tells of."""
    places: list[int] = []
    for hit in hits:
        if hit.cues and _may_be_with_several(hit.cues[0]):
            places += _next_lists(text, hit.span.end)
    return places


def _next_lists(text: str, end: int) -> Iterator[int]:
    stop = _STOP.search(text, end, end + _REACH)
    for _ in range(_NEXT):
        if stop is None:
            return
        begin = stop.end()
        stop = _STOP.search(text, begin, begin + _ROLL_LENGTH)
        roll = text[begin : stop.start() if stop else begin + _ROLL_LENGTH]
        if ", " in roll:
            yield begin


def _may_be_with_several(cue: Cue) -> bool:
    is_told = cue.sense in _TOLD and "past" in cue.tenses
    return cue.contact_type in _TALKS and (is_told or (cue.is_each and not cue.is_verb))


def with_rolls(sentences: Sequence[CuedSentence], text: str) -> list[CuedSentence]:
    """Return the sentences, one that tells of talks with nobody in particular with its list."""
    told: list[CuedSentence] = []
    for sentence in sentences:
        joined = _joined(told[-1], sentence, text) if told and not sentence.cues else None
        if joined is None:
            told.append(sentence)
        else:
            told[-1] = joined
    return told


def _joined(told: CuedSentence, roll: CuedSentence, text: str) -> CuedSentence | None:
    """Return the two as one sentence, "I spoke with President A, Chancellor B", if they are one."""
    match = _ROLL.fullmatch(roll.marks)
    at = max(told.cues, default=-1)
    is_near = roll.span.start - told.span.end <= _BETWEEN
    if match is None or at < 0 or not is_near or not _may_be_with_several(told.cues[at][0]):
        return None
    listed = [t for t in roll.tokens[slice(*match.span("items"))] if t.actors]
    are_official = all(a.country and a.office for t in listed for a in t.actors)
    n_sides = len({a.country for t in listed for a in t.actors})
    is_each = told.cues[at][0].is_each
    if not are_official or n_sides < (2 if is_each else _FEW) or not _is_list(roll, match):
        return None
    if any(token.actors for token in told.tokens[at + 1 :]):
        return None  # whom the talks were with is told
    span = Span(told.span.start, roll.span.end)
    place = Span(roll.span.start, roll.span.start)
    days = [token for token in told.tokens[at + 1 :] if token.symbol == "D"]
    tokens = [*told.tokens[: at + 1], *days, Token("w", place, "")]
    # Without an "and" a list is of one contact with each.
    for token in listed:
        tokens += [token, Token(",", Span(token.span.end, token.span.end), "")]
    tokens[-1] = replace(tokens[-1], symbol=".")
    small = text[span.start : span.end].lower()
    return replace(
        told,
        span=span,
        tokens=tuple(tokens),
        marks="".join([token.symbol for token in tokens]),
        cues={place: cues for place, cues in told.cues.items() if place <= at},
        words=small if len(small) == span.end - span.start else told.words,
    )


def _is_list(roll: CuedSentence, match: re.Match[str]) -> bool:
    """Tell whether nothing but "These included" stands before the officials of a list."""
    front = match.span("front")
    if front[0] < 0 or match["front"].startswith("c"):
        return True
    words = [token.word.lower() for token in roll.tokens[slice(*front)]]
    return " ".join(words[:-1]) in roll.language.rest and words[-1] in roll.language.listing
