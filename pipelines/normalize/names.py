"""Compares names of persons: spellings, transliterations, initials, orders of words."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from pipelines.reference.spelling import is_fathers_name

# Spellings of one name in two transliterations ("Sergei", "Sergey") reach it; "Serdar" and
# "Sergey" do not. Short words differ too easily: they must be equal.
_SAME_WORD = 80
_SHORT_WORD = 3

_LONG_NAME = 3
# Words with which a surname of several words begins, in lower case.
_PARTICLES = frozenset(
    {"abd", "abdel", "abdul", "abu", "al", "bin", "ben", "da", "das", "de", "del", "della", "den",
     "der", "di", "do", "dos", "du", "el", "haji", "ibn", "la", "le", "san", "ten", "ter", "van",
     "von"}
)  # fmt: skip
_JOINTS = str.maketrans({"-": " ", ".": " ", "'": None, "`": None})

_WORD = re.compile(r"[a-z0-9]+")  # matches "zelenskyy", "jong" and "un" in "jong-un"; not "é"


# The holders' table is spelled anew for each batch: its keys are kept.
@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """Return a name without accents, case and order, for comparing spellings."""
    return " ".join(sorted(_key_words(name)))


def shorter_keys(name: str) -> tuple[str, ...]:
    """Return the keys of what a name of three words and more may be called, else none.

    "Sergei Viktorovich Lavrov", "Nicolás Maduro Moros": the first word with the last or the second.
    """
    words = _key_words(name)
    if len(words) < _LONG_NAME:
        return ()
    return tuple(
        " ".join(sorted((words[0], word))) for word in dict.fromkeys((words[-1], words[1]))
    )


def surnames_of(name: str) -> list[str]:
    """Return by what a person may be called without given names, from the shortest on.

    "Silva" and "da Silva"; "Leyen" and "von der Leyen"; "Nieto" and "Peña Nieto".
    """
    words = name.split()
    last = len(words) - 1
    begins = [at for at in range(1, last) if words[at].casefold() in _PARTICLES]
    both = [last - 1] if last > 1 else []
    return [" ".join(words[at:]) for at in dict.fromkeys([last, *both, *begins[:1]])]


def without_last_surname(name: str) -> str | None:
    """Return a name of three words and more as prose shortens it, None where nothing is left.

    "José Manuel Albares" of "José Manuel Albares Bueno", "Hamad bin Khalifa" of one "Al Thani".
    """
    words = name.split()
    end = len(words) - 1
    while end > 1 and words[end - 1].casefold() in _PARTICLES:
        end -= 1
    return " ".join(words[:end]) if end > 1 else None


def _key_words(name: str) -> list[str]:
    return anyascii(name).casefold().translate(_JOINTS).split()


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name or text in lower-case ASCII, cut at hyphens and apostrophes."""
    return tuple(_WORD.findall(anyascii(text).lower()))


def is_same_person(name: str, other: str) -> bool:
    """Tell whether the words of the shorter name are all in the longer, in any order.

    An initial is any word that begins with it, once a whole word agrees.
    """
    shorter, longer = sorted((words_of(name), words_of(other)), key=len)
    if shorter and is_fathers_name(shorter, longer):
        return False
    left = list(longer)
    initials = [word for word in shorter if len(word) == 1]
    whole = [word for word in shorter if len(word) > 1]
    for word in whole or initials:
        partner = next((one for one in left if _is_same_word(word, one)), None)
        if partner is None:
            return False
        left.remove(partner)
    return bool(shorter) and (not whole or all(_begins_one(one, left) for one in initials))


def _begins_one(initial: str, words: list[str]) -> bool:
    return any(word.startswith(initial) for word in words)


def _is_same_word(word: str, other: str) -> bool:
    if word == other:
        return True
    if min(len(word), len(other)) <= _SHORT_WORD:
        return False
    return fuzz.ratio(word, other) >= _SAME_WORD
