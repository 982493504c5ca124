"""Tells which kinds of status words some words hold, all kinds in one pass of an automaton."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST_KEPT = 64  # phrases: a cue asks for some ten kinds in each of some six


class StatusForms:
    """The status words of one language by kind, compiled once a process.

    Each cue asks some words for sixteen kinds of up to seven hundred forms. A regular expression a
    kind took a thirtieth of all coding, nearly always to find nothing.
    """

    def __init__(self, kinds: Mapping[str, Iterable[str]]) -> None:
        """kinds: the forms of each kind, which begin and end in a letter."""
        told: dict[str, set[str]] = {}
        for kind, forms in kinds.items():
            for form in forms:
                told.setdefault(form.lower(), set()).add(kind)
        self._kinds = list(told.values())
        self._automaton = AhoCorasick(list(told), implementation=Implementation.DFA)
        self.kinds_in = lru_cache(_MOST_KEPT)(self._kinds_in)

    def _kinds_in(self, words: str) -> frozenset[str]:
        """Return the kinds of which some form stands in the words, given in small letters."""
        found: set[str] = set()
        words = f" {words} "
        for form, start, end in self._automaton.find_matches_as_indexes(words, overlapping=True):
            beside = f"{words[start - 1]}{words[end]}".replace("_", "x")
            if not (beside[0].isalnum() or beside[1].isalnum()):
                found |= self._kinds[form]
        return frozenset(found)
