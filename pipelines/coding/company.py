"""Leaves out who only comes along: "and his spouse", "along with a delegation"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence

# "and his spouse", ", together with their two children" up to a comma, a verb or the end
_FAMILY = re.compile(
    r"(?<=[@$])(?:(?P<comma>,)(?:c|[xX]?w)|(?:c|[xX]?w))h[xXd]{0,2}?(?P<who>x)"
    r"(?=[,.V]|x|$)(?(comma),?(?=[xVB,.]|$))"
)
# ", along with a high-ranking delegation,"
_DELEGATION = re.compile(r"(?<=[@$]),?(?:c|[xX]?w)[th]?[xXd]{0,3}(?P<who>[TU]),")


def without_company(sentence: CuedSentence) -> CuedSentence:
    """Return a sentence without the family and the delegation of whom it names.

    They stand between a subject and its verb: "A and his spouse, along with a delegation, met".
    """
    language = sentence.language
    words = (*language.family, *language.delegations)
    if not any(map(sentence.words.__contains__, words)):
        return sentence
    tokens = [*enumerate(sentence.tokens)]
    for pattern, told in ((_FAMILY, language.family), (_DELEGATION, language.delegations)):
        marks = "".join([token.symbol for _, token in tokens])
        for match in reversed([*pattern.finditer(marks)]):
            if tokens[match.start("who")][1].word.lower() in told:
                del tokens[slice(*match.span())]
    return sentence.with_tokens(tokens)
