"""Whether two names are one person's, and whether a text names a person at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anyascii import anyascii
from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterable

# Spellings of one name in two transliterations ("Sergei", "Sergey") reach it; "Serdar" and
# "Sergey" do not. Short words differ too easily: they must be equal.
_SAME_WORD = 80
_SHORT_WORD = 3

_WORD = re.compile(r"[a-z0-9]+")  # matches "zelenskyy", "jong" and "un" in "jong-un"; not "é"


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name or text in lower-case ASCII, cut at hyphens and apostrophes."""
    return tuple(_WORD.findall(anyascii(text).lower()))


def is_named(person: str, text_words: str) -> bool:
    """Tell whether the surname, the last word of `person`, stands in a text.

    text_words: the text's words (words_of), joined by spaces and with one at either end.
    """
    parts = person.split()
    surname = " ".join(words_of(parts[-1])) if parts else ""
    return bool(surname) and f" {surname} " in text_words


def is_same_person(name: str, other: str) -> bool:
    """Tell whether the words of the shorter name are all in the longer, in any order."""
    shorter, longer = sorted((words_of(name), words_of(other)), key=len)
    left = list(longer)
    for word in shorter:
        partner = next((one for one in left if _is_same_word(word, one)), None)
        if partner is None:
            return False
        left.remove(partner)
    return bool(shorter)


def _is_same_word(word: str, other: str) -> bool:
    if word == other:
        return True
    if min(len(word), len(other)) <= _SHORT_WORD:
        return False
    return fuzz.ratio(word, other) >= _SAME_WORD


def find_person(person: str, names: Iterable[str]) -> str | None:
    """Return the first of `names` that is the same person's, or None."""
    return next((name for name in names if is_same_person(person, name)), None)
