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
        """kinds: the forms of each kind."""
        self._kinds: dict[str, set[str]] = {}
        for kind, forms in kinds.items():
            for form in forms:
                self._kinds.setdefault(form.lower(), set()).add(kind)
        self._forms = list(self._kinds)
        self._automaton = AhoCorasick(self._forms, implementation=Implementation.DFA)
        self.kinds_in = lru_cache(_MOST_KEPT)(self._kinds_in)

    def _kinds_in(self, words: str) -> frozenset[str]:
        """Return the kinds of which some form stands in the words, given in small letters."""
        found: set[str] = set()
        for form, start, end in self._automaton.find_matches_as_indexes(words, overlapping=True):
            if _is_edge(words, start) and _is_edge(words, end):
                found |= self._kinds[self._forms[form]]
        return frozenset(found)


def _is_edge(words: str, place: int) -> bool:
    r"""Tell whether a word begins or ends at a place, as `\b` does."""
    return _is_of_word(words[place - 1 : place]) != _is_of_word(words[place : place + 1])


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
