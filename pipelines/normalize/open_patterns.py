"""Tells which patterns of actors may match at a place, by the first two parts of each."""

from __future__ import annotations

import re
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = re.compile(r"\(\?P<\w+>")  # matches "(?P<side>"; not "(?P=side)"
_QUANTIFIERS = frozenset("?*{|")
_PART = re.compile(r"\[\^?\]?[^]]*\]|.", re.DOTALL)  # matches "[(]" and "("; not "()"


class OpenPatterns:
    """The patterns of one language by how they begin, compiled once a process.

    Eighty patterns begin in some ten ways ("(?P<side>[ASG])") and go on in some thirty. All of
    them are asked at once: no pattern matches where its beginning does not, and so of seventeen
    patterns that a name or a side may begin two are left.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        """patterns: over the symbols of tokens."""
        self._patterns = patterns
        self._begins = [_begin(pattern.pattern, n_groups=2) for pattern in patterns]
        longer: dict[str, list[str]] = {}
        for begin in dict.fromkeys(self._begins):
            longer.setdefault(_begin(begin, n_groups=1), []).append(begin)
        self._each = [begin for several in longer.values() for begin in several]
        # Each beginning has a group of its own, and none is asked where its first part fails.
        told = ((first, "".join(_if(one, "()") for one in longer[first])) for first in longer)
        self._asked = re.compile("".join(_if(first, then) for first, then in told))
        self._open: dict[tuple[str | None, ...], tuple[re.Pattern[str], ...]] = {}

    def find_open(self, marks: str, place: int) -> Sequence[re.Pattern[str]]:
        """Return the patterns whose beginning matches the symbols at a place, in their order."""
        match = self._asked.match(marks, place)
        found = match.groups() if match else ()
        known = self._open.get(found)
        if known is None:
            seen = {
                begin for begin, is_open in zip(self._each, found, strict=True) if is_open == ""
            }
            known = tuple(compress(self._patterns, (begin in seen for begin in self._begins)))
            self._open[found] = known
        return known


def _if(begin: str, then: str) -> str:
    """Return a pattern that goes on with `then` where a beginning matches; it always matches."""
    return f"(?:(?={_NAME.sub('(?:', begin)}){then}|)"


def _begin(pattern: str, *, n_groups: int) -> str:
    """Return a pattern up to the end of so many groups that it cannot do without, or all it has."""
    depth = place = end = 0
    for part in _PART.finditer(pattern):
        depth += (part[0] == "(") - (part[0] == ")")
        place = part.end()
        if part[0] == ")" and depth == 0 and pattern[place : place + 1] not in _QUANTIFIERS:
            end, n_groups = place, n_groups - 1
            if n_groups == 0:
                break
    return pattern[: end or place]
