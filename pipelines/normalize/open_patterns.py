"""Tells which patterns of actors may match at a place, by the first part of each."""

from __future__ import annotations

import re
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class OpenPatterns:
    """The patterns of one language by how they begin, compiled once a process.

    Eighty patterns begin in some ten ways ("(?P<side>[ASG])"). Those are asked first: no pattern
    matches where its beginning does not, and so a name is not asked for sixty kinds of titles.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        """patterns: over the symbols of tokens."""
        self._patterns = patterns
        self._heads = [_head(pattern.pattern) for pattern in patterns]
        self._each = [re.compile(head) for head in dict.fromkeys(self._heads)]
        self._open: dict[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]] = {}

    def find_open(self, marks: str, place: int) -> Sequence[re.Pattern[str]]:
        """Return the patterns whose beginning matches the symbols at a place, in their order."""
        heads = tuple([head for head in self._each if head.match(marks, place)])
        known = self._open.get(heads)
        if known is None:
            seen = {head.pattern for head in heads}
            known = tuple(compress(self._patterns, (head in seen for head in self._heads)))
            self._open[heads] = known
        return known


def _head(pattern: str) -> str:
    """Return a pattern up to the end of its first group that it cannot do without."""
    depth = 0
    for place, char in enumerate(pattern, start=1):
        depth += (char == "(") - (char == ")")
        if char == ")" and depth == 0 and pattern[place : place + 1] not in {"?", "*", "{", "|"}:
            return pattern[:place]
    return pattern
