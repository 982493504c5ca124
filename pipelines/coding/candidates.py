"""Reads an office that somebody only stands for as nobody's: "a candidate for President of it"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence

_STANDS_FOR = re.compile(r"(?P<what>x)[fo]t?(?P<office>@)(?:\([$N]\))?")


def without_candidacies(sentence: CuedSentence) -> CuedSentence:
    """Return a sentence without the offices that it names as what somebody stands for."""
    words = sentence.language.candidacies
    if not any(word in sentence.words for word in words):
        return sentence
    tokens = list(sentence.tokens)
    for match in _STANDS_FOR.finditer(sentence.marks):
        place = match.start("office")
        is_office = not any(actor.person for actor in tokens[place].actors)
        if is_office and tokens[match.start("what")].word.lower() in words:
            for at in range(place, match.end()):
                mark = tokens[at].symbol if tokens[at].symbol in "()" else "x"
                tokens[at] = replace(tokens[at], symbol=mark, actors=())
    marks = "".join([token.symbol for token in tokens])
    return replace(sentence, tokens=tuple(tokens), marks=marks)
