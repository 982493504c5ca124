"""Inflects Russian names and adjectives with pymorphy3, and unknown names by their ending.

Only build_sides_ru.py needs it, with the `gazetteer` extra; nothing at run time does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_ACTOR_CASES = ("nomn", "datv", "accs", "ablt")
_FIXED, _MOVED = "=", "+"
# Superlatives, and endings that prose no longer has ("российскою").
_LEFT_OUT = frozenset({"Supr", "V-oy", "V-ey", "V-ej", "V-be"})
_LONG_ENDINGS = ("ий", "ый", "ая", "ое", "ые", "ие")
# Endings by case of names that the dictionary does not have; of several that fit the longest.
_ENDINGS = {
    "ия": ("ия", "ии", "ии", "ию", "ией", "ии"),
    "ий": ("ий", "ия", "ию", "ий", "ием", "ии"),
    "й": ("й", "я", "ю", "й", "ем", "е"),
    "я": ("я", "и", "е", "ю", "ей", "е"),
    "а": ("а", "ы", "е", "у", "ой", "е"),
    "га": ("га", "ги", "ге", "гу", "гой", "ге"),
    "ка": ("ка", "ки", "ке", "ку", "кой", "ке"),
    "ха": ("ха", "хи", "хе", "ху", "хой", "хе"),
    "ца": ("ца", "цы", "це", "цу", "цей", "це"),
    "ша": ("ша", "ши", "ше", "шу", "шей", "ше"),
    "ь": ("ь", "я", "ю", "ь", "ем", "е"),
    "ы": ("ы", "", "ам", "ы", "ами", "ах"),
    "ц": ("ц", "ца", "цу", "ц", "цем", "це"),
    "ш": ("ш", "ша", "шу", "ш", "шем", "ше"),
    "ж": ("ж", "жа", "жу", "ж", "жем", "же"),
    "ч": ("ч", "ча", "чу", "ч", "чем", "че"),
}
# Matches "ЕврАзЭС", "КНР"; not "Кот-д'Ивуар".
_ABBREVIATION = re.compile(r"[^\W\d_][А-ЯЁ]|^[А-ЯЁ]$")
_CONSONANT = re.compile(r"[бвгдзклмнпрстфх]$")  # matches "Катар"; not "Баку"
_NONE = ("", "", "", "", "", "")
_HARD = ("", "а", "у", "", "ом", "е")


@dataclass(frozen=True)
class Cases:
    """A name in each of CASES; those of CASES that have two forms have them all."""

    by_case: dict[str, tuple[str, ...]]

    @property
    def forms(self) -> tuple[str, ...]:
        """The different forms, the nominative first."""
        return tuple(dict.fromkeys(form for case in CASES for form in self.by_case[case]))

    @property
    def of_actor(self) -> tuple[str, ...]:
        """The forms that one who acts, or whom somebody acts upon, may have."""
        return tuple(dict.fromkeys(form for case in _ACTOR_CASES for form in self.by_case[case]))

    @property
    def of_owner(self) -> tuple[str, ...]:
        """The forms of whose something is, and those that only tell where something is."""
        where = tuple(form for form in self.by_case["loct"] if form not in self.of_actor)
        return tuple(dict.fromkeys((*self.by_case["gent"], *where)))


class Inflector:
    """Inflects nominatives; holds the dictionary."""

    def __init__(self) -> None:
        import pymorphy3  # noqa: PLC0415 - only in the `gazetteer` extra

        self._morph: Any = pymorphy3.MorphAnalyzer()

    def inflect_name(self, name: str) -> Cases:
        """Return a name in the notation of the supplement in every case."""
        is_open, was_moved = True, False
        moved: list[Cases | str] = []
        for word in name.split(" "):
            if word == "и":  # "Босния и Герцеговина": both are inflected
                is_open = was_moved
                moved.append(word)
                continue
            bare = word.lstrip(_MOVED)
            was_moved = word.startswith(_MOVED) or (is_open and self._is_inflected(word))
            moved.append(self._inflect_word(bare) if was_moved else bare.replace(_FIXED, ""))
            is_open = is_open and was_moved and self._is_adjective(bare)
        by_case = {}
        for case in CASES:
            forms = [""]
            for word_cases in moved:
                ends = word_cases.by_case[case] if isinstance(word_cases, Cases) else (word_cases,)
                forms = [f"{form} {end}".strip() for form in forms for end in ends]
            by_case[case] = tuple(forms)
        return Cases(by_case)

    def inflect_adjective(self, adjective: str) -> tuple[str, ...]:
        """Return an adjective in all cases, genders and numbers, the masculine nominative first."""
        parse = self._adjective(adjective)
        if parse is None:
            raise ValueError(f"'{adjective}' is no adjective in the masculine nominative")
        forms = (
            form.word
            for form in parse.lexeme
            if "ADJF" in form.tag and not _LEFT_OUT & form.tag.grammemes
        )
        return tuple(dict.fromkeys([adjective, *forms]))

    def _is_inflected(self, word: str) -> bool:
        letters = word.strip("«»")
        is_abbreviation = _ABBREVIATION.search(letters) is not None
        return letters[:1].isalpha() and not is_abbreviation

    def _is_adjective(self, word: str) -> bool:
        return self._adjective_in_name(word) is not None

    def _adjective(self, word: str) -> Any | None:  # noqa: ANN401 - the library is untyped
        parses = self._morph.parse(word)
        wanted = (p for p in parses if {"ADJF", "masc", "sing", "nomn"} in p.tag)
        return next(wanted, None)

    def _adjective_in_name(self, word: str) -> Any | None:  # noqa: ANN401 - likewise
        word = word.strip("«»")
        parses = [p for p in self._morph.parse(word) if "nomn" in p.tag]
        nouns = [p for p in parses if "NOUN" in p.tag and p.is_known]
        adjectives = [p for p in parses if p.tag.POS in {"ADJF", "PRTF"}]
        if not adjectives or (nouns and not word.endswith(_LONG_ENDINGS)):
            return None
        # "Большая" is of "большой", too, and not only of "больший".
        return max(adjectives, key=lambda parse: parse.normal_form.endswith("ой"))

    def _inflect_word(self, word: str) -> Cases:
        opening = "«" if word.startswith("«") else ""
        closing = "»" if word.endswith("»") else ""
        word = word.strip("«»")
        if "-" in word:
            cases = self._inflect_parts(word.split("-"))
        else:
            adjective = self._adjective_in_name(word)
            cases = self._decline(adjective, word) if adjective else self._inflect_noun(word)
        return Cases(
            {
                case: tuple(f"{opening}{form}{closing}" for form in forms)
                for case, forms in cases.by_case.items()
            }
        )

    def _inflect_parts(self, parts: list[str]) -> Cases:
        """Inflect the last part that is not marked as fixed, and none before it."""
        whole = "-".join(parts)
        adjective = self._adjective_in_name(whole)
        if adjective is not None and whole.endswith(_LONG_ENDINGS):
            return self._decline(adjective, whole)
        moved = max(
            (n for n, part in enumerate(parts) if not part.startswith(_FIXED)), default=None
        )
        plain = [part.lstrip(_FIXED) for part in parts]
        if moved is None:
            return Cases(dict.fromkeys(CASES, ("-".join(plain),)))
        inner = self._inflect_noun(plain[moved])
        return Cases(
            {
                case: tuple("-".join([*plain[:moved], form, *plain[moved + 1 :]]) for form in forms)
                for case, forms in inner.by_case.items()
            }
        )

    def _inflect_noun(self, word: str) -> Cases:
        nouns = [
            parse
            for parse in self._morph.parse(word)
            if {"NOUN", "nomn"} in parse.tag and parse.is_known and "Surn" not in parse.tag
        ]
        if nouns:
            best = min(nouns, key=lambda parse: "Geox" not in parse.tag)
            return self._decline(best, word)
        return _by_ending(word)

    def _decline(self, parse: Any, word: str) -> Cases:  # noqa: ANN401 - likewise
        number = "plur" if "plur" in parse.tag else "sing"
        gender = {parse.tag.gender} if number == "sing" and parse.tag.gender else set()
        voice = {g for g in (parse.tag.voice, parse.tag.tense, parse.tag.POS) if g}
        by_case = {}
        for case in CASES:
            same = [
                form.word
                for form in parse.lexeme
                if {case, number} | gender in form.tag
                and not _LEFT_OUT & form.tag.grammemes
                and not ("anim" in form.tag and parse.tag.POS != "NOUN")
                and voice <= form.tag.grammemes
            ]
            by_case[case] = tuple(dict.fromkeys(_like(form, word) for form in same)) or (word,)
        return Cases(by_case)


def _by_ending(word: str) -> Cases:
    length = next((n for n in (2, 1) if len(word) > n and word[-n:] in _ENDINGS), 0)
    other = _HARD if _CONSONANT.search(word) else _NONE
    ends = _ENDINGS[word[-length:]] if length else other
    stem = word[:-length] if length else word
    return Cases({case: (stem + end,) for case, end in zip(CASES, ends, strict=True)})


def _like(form: str, word: str) -> str:
    """Return a form with the capitals of the word that it is of."""
    if word[:1].isupper():
        form = "-".join(
            part[:1].upper() + part[1:] if whole[:1].isupper() else part
            for part, whole in zip(form.split("-"), word.split("-"), strict=False)
        )
    return form
