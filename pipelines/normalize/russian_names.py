"""Reduces names written in Russian to what they share in every case and in other alphabets."""

from __future__ import annotations

import re
from functools import cache

from anyascii import anyascii

# Endings of names and adjectives in all cases, both genders; "Путин-ым", "Зеленск-ого", "Маке-ю".
_ENDING = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ым|им|ом|ем|ём|ой|ей|ою|ею|ую|юю|ая|яя|ый|ий|ых|их|[аяуюеёыиоэйь])$"
)
# What the nominative may end in where another case has one of these endings.
_NOMINATIVES = (
    ("а", frozenset({"ы", "и", "е", "у", "ой", "ей", "ою"})),
    ("й", frozenset({"я", "ю", "ем", "ём", "е"})),
    ("ий", frozenset({"ого", "ому", "ым", "им", "ой", "ую", "ая"})),
)
_SHORTEST_STEM = 3
# A word with its hyphens. Matches "Касым-Жомарт" and "К" in "К.Токаев"; not "-".
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NUMERAL = re.compile(r"[IVX]+")  # matches "II"; not "Хасан", which is Cyrillic
_MARKS = re.compile(r"['-]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")  # matches "Путин"; not "Putin"
# Letters by how they sound, in classes that transcriptions mix: hissing sounds, front vowels.
_SOUNDS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "i", "ё": "o", "ж": "s", "з": "s",
        "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "s", "ч": "s", "ш": "s", "щ": "s",
        "ъ": "", "ы": "i", "ь": "", "э": "i", "ю": "u", "я": "a",
    }
)  # fmt: skip
_LATIN_SOUNDS = (
    (re.compile(r"tsch|sch|tch|tsh|dzh|dsh|sh|ch|zh|cz|sz|ts|tz|dj|ж|dz"), "s"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"q(?=i(?!u))"), "s"),  # Keqiang, not Enrique
    (re.compile(r"ck|q|c"), "k"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"w"), "v"),
    (re.compile(r"[jz]"), "s"),
    (re.compile(r"(?<=[^aeiou])h|h(?=[^aeiou]|$)"), ""),
    (re.compile(r"[ey]"), "i"),
)
_TWICE = re.compile(r"(.)\1+")


def is_russian(name: str) -> bool:
    """Tell whether a name is written in Cyrillic letters."""
    return _CYRILLIC.search(name) is not None


@cache
def stem(word: str) -> str:
    """Return a word without the endings of its cases, in small letters; Latin words stay whole.

    "Путиным" and "Путин" give the same, and so do "Рахимом" and "Рахим".
    """
    left = word.casefold().replace("ё", "е")
    if not is_russian(left):
        return left
    while (cut := _ENDING.sub("", left)) != left and len(cut) >= _SHORTEST_STEM:
        left = cut
    return left


def words_of_name(name: str) -> list[str]:
    """Return the words of a name as they are written, without the numeral of a monarch."""
    return [word for word in _WORD.findall(name) if not _NUMERAL.fullmatch(word)]


@cache
def sound_forms(word: str) -> tuple[str, ...]:
    """Return how a word may sound in any alphabet: as it is, in the nominative, and as a stem."""
    small = word.casefold()
    if not is_russian(small):
        return (_sound_of_latin(anyascii(small).casefold()),)
    cut = _ENDING.sub("", small)
    ending = small[len(cut) :]
    nominatives = (cut + other for other, endings in _NOMINATIVES if ending in endings)
    forms = (small, *nominatives, cut)
    return tuple(dict.fromkeys(_sound_of_russian(form) for form in forms))


def _sound_of_russian(word: str) -> str:
    return _strip(word.replace("дж", "ж").translate(_SOUNDS))


def _sound_of_latin(word: str) -> str:
    for pattern, sound in _LATIN_SOUNDS:
        word = pattern.sub(sound, word)
    return _strip(word)


def _strip(sounds: str) -> str:
    return _TWICE.sub(r"\1", _MARKS.sub("", sounds))
