"""Reads "the Austrian capital" and "Austria's capital" as a place of that state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.sides import country_of
from pipelines.quick_record import replace
from pipelines.records import Span

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence

# Not "the Austrian capital city's mayor"; "the Austrian capital, Vienna" has its own name.
_CAPITAL = re.compile(r"(?<=t)(?P<side>A)(?P<what>x)(?![Kx'])|(?P<owner>\$)'(?P<its>x)(?![Kx'])")


def with_capitals(sentence: CuedSentence) -> CuedSentence:
    """Return a sentence with a place for "the Austrian capital"."""
    words = sentence.language.capitals
    if not any(map(sentence.words.__contains__, words)):
        return sentence
    tokens = [*enumerate(sentence.tokens)]
    for match in reversed([*_CAPITAL.finditer(sentence.marks)]):
        side = sentence.tokens[match.start()]
        country = side.country or country_of(side)
        if country and sentence.tokens[match.end() - 1].word.lower() in words:
            phrase = Span(side.span.start, sentence.tokens[match.end() - 1].span.end)
            word = " ".join(t.word for t in sentence.tokens[match.start() : match.end()])
            place = replace(side, symbol="P", span=phrase, word=word, country=country, actors=())
            tokens[match.start() : match.end()] = [(match.start(), place)]
    return sentence.with_tokens(tokens)
