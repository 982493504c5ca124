"""Reads who only stands for an office, or held it once, as nobody's official."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence

# "A, the former Minister of Chile": whose name the holders' table may know
_FORMER = re.compile(r"(?P<who>@),t?F(?!x?,?ct?@)")
# "a candidate for President of the Council"
_STANDS_FOR = re.compile(r"(?P<what>x)[fo]t?(?P<office>@)(?:\([$N]\))?")


def without_candidacies(sentence: CuedSentence) -> CuedSentence:
    """Return a sentence without the offices that it names as what somebody stands for."""
    words = sentence.language.candidacies
    if not any(map(sentence.words.__contains__, words)):
        return sentence
    tokens = list(sentence.tokens)
    for match in _STANDS_FOR.finditer(sentence.marks):
        place = match.start("office")
        is_office = not any(actor.person for actor in tokens[place].actors)
        if is_office and tokens[match.start("what")].word.lower() in words:
            for at in range(place, match.end()):
                mark = tokens[at].symbol if tokens[at].symbol in "()" else "x"
                tokens[at] = replace(tokens[at], symbol=mark, actors=())
    return sentence.with_tokens([*enumerate(tokens)])


def without_former(sentence: CuedSentence) -> CuedSentence:
    """Return a sentence without whom it names with no office but a former one, behind the name."""
    if "F" not in sentence.marks:
        return sentence
    tokens = list(sentence.tokens)
    for match in _FORMER.finditer(sentence.marks):
        place = match.start("who")
        if not any(actor.office for actor in tokens[place].actors):
            tokens[place] = replace(tokens[place], symbol="x", actors=())
    return sentence.with_tokens([*enumerate(tokens)])
