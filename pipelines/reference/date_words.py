"""The words and forms by which a language writes dates: section `dates` of its language file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.reference.files import WrongReference

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SEASONS = ("spring", "summer", "autumn", "winter")
MODIFIERS = ("last", "this", "next")
UNITS = ("day", "week", "month", "decade")
TENSES = ("past", "future")
NO_VALUE = ("",)

# What a word can be in a form, and which values it can have there.
ROLES: Mapping[str, tuple[str, ...]] = {
    "month": tuple(map(str, range(1, 13))),
    "weak_month": tuple(map(str, range(1, 13))),
    "short_month": tuple(map(str, range(1, 13))),
    "weekday": tuple(map(str, range(1, 8))),
    "short_weekday": tuple(map(str, range(1, 8))),
    "season": SEASONS,
    "day_word": tuple(map(str, range(-9, 10))),
    "day_at_pause": tuple(map(str, range(-9, 10))),
    "holiday": tuple(f"{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 32)),
    "part_of_day": NO_VALUE,
    "modifier": MODIFIERS,
    "past": NO_VALUE,
    "hedge": NO_VALUE,
    "several": ("past", "next"),
    "sooner": TENSES,
    "unit": UNITS,
    "units": (*UNITS, "year"),
    "weekend": NO_VALUE,
    "year_word": NO_VALUE,
    "year_mark": NO_VALUE,
    "this_year": NO_VALUE,
    "quarter": NO_VALUE,
    "half": NO_VALUE,
    "quarter_code": tuple(map(str, range(1, 5))),
    "half_code": ("1", "2"),
    "spelled": tuple(map(str, range(1, 32))),
    "count": tuple(map(str, range(1, 100))),
    "ago": NO_VALUE,
    "decade": tuple(map(str, range(1800, 2100, 10))),
    "part": NO_VALUE,
    "in": NO_VALUE,
    "onward": NO_VALUE,
    "since": NO_VALUE,
    "until": NO_VALUE,
    "from": NO_VALUE,
    "to": NO_VALUE,
    "between": NO_VALUE,
    "and": NO_VALUE,
    "of": NO_VALUE,
    "the": NO_VALUE,
    "vague": NO_VALUE,
    "numbered": NO_VALUE,
}
# Roles whose words are taken as written or all in capitals ("May" is no "may").
NAMES = (
    "month", "weak_month", "short_month", "weekday", "short_weekday", "holiday",
    "quarter_code", "half_code",
)  # fmt: skip
# What else a form can be made of: numbers by their shape, and groups of roles.
SHAPES = (
    "day", "day_pair", "days", "ordinal_day", "ordinal", "number", "months", "long_months",
    "full_month", "year", "years", "year_range", "year_pair", "year_first", "digits",
    "digit_days",
    "any_weekday", "of_year", ",", "-",
)  # fmt: skip
_LOOK = re.compile(r"(?:unless)?\(([^()]+)\)")  # "(in|since)", "unless(of)"; not "of?"
_KEYS = (
    "ordinal_suffixes", "decade_suffixes", "words", "forms", "not_dates", "counted", "past",
    "future",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class DateWords:
    """How one language writes dates.

    ordinal_suffixes: what follows the digits of a day ("7th"); decade_suffixes: of a decade.
    words: (role, value, word) with roles and values as in ROLES.
    forms: sequences of roles that are a date; the notation is in the language file.
    not_dates: phrases that hold a word of a date and are none.
    counted: what a number counts that could be taken for a year or a day ("2000 people").
    past, future: verbs that tell the tense of a sentence; "-ed" is an ending.
    """

    ordinal_suffixes: tuple[str, ...]
    decade_suffixes: tuple[str, ...]
    words: tuple[tuple[str, str, str], ...]
    forms: tuple[str, ...]
    not_dates: tuple[str, ...]
    counted: frozenset[str]
    past: tuple[str, ...] = ()
    future: tuple[str, ...] = ()


def read_date_words(section: object, path: Path) -> DateWords:
    """Return the words of the section `dates` of the language file at `path`.

    Raises WrongReference when a key, role or value is unknown or a word has two roles.
    """
    if not isinstance(section, dict):
        raise WrongReference(path, 1, "dates: must hold a mapping")
    if unknown := sorted(set(section) ^ set(_KEYS)):
        names = ", ".join(unknown)
        raise WrongReference(
            path, 1, f"dates: {names} unknown or missing; keys: {', '.join(_KEYS)}"
        )
    return DateWords(
        ordinal_suffixes=_texts(path, section, "ordinal_suffixes"),
        decade_suffixes=_texts(path, section, "decade_suffixes"),
        words=_words(path, section["words"]),
        forms=tuple(_checked_form(path, form) for form in _texts(path, section, "forms")),
        not_dates=_texts(path, section, "not_dates"),
        counted=frozenset(_texts(path, section, "counted")),
        past=_texts(path, section, "past"),
        future=_texts(path, section, "future"),
    )


def _checked_form(path: Path, form: str) -> str:
    for element in form.split():
        look = _LOOK.fullmatch(element)
        for name in look[1].split("|") if look else [element.removesuffix("?")]:
            if name not in ROLES and name not in SHAPES:
                problem = f"dates: '{name}' of the form '{form}' is neither role nor shape"
                raise WrongReference(path, _line_of(path, form), problem)
    return form


def _line_of(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return next((number for number, line in enumerate(lines, start=1) if text in line), 1)


def _texts(path: Path, section: Mapping[str, Any], key: str) -> tuple[str, ...]:
    texts = section[key]
    if not isinstance(texts, list) or not all(isinstance(text, str) and text for text in texts):
        raise WrongReference(path, _line_of(path, key), f"dates: {key} must be a list of texts")
    return tuple(texts)


def _words(path: Path, section: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    words: list[tuple[str, str, str]] = []
    seen: dict[str, str] = {}
    for role, values in section.items():
        if role not in ROLES:
            line = _line_of(path, f"{role}:")
            raise WrongReference(path, line, f"dates: '{role}' is none of {', '.join(ROLES)}")
        by_value = {"": values} if isinstance(values, list) else values
        for value in by_value:
            if value not in ROLES[role]:
                line = _line_of(path, f"{role}:")
                raise WrongReference(path, line, f"dates: '{value}' is no value of '{role}'")
            for word in _texts(path, by_value, value):
                if word in seen:
                    problem = f"dates: '{word}' is both {seen[word]} and {role}; keep one"
                    raise WrongReference(path, _line_of(path, f"{role}:"), problem)
                seen[word] = role
                words.append((role, value, word))
    return tuple(words)
