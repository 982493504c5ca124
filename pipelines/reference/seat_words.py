"""The words by which a language with cases tells a capital that acts from one that is a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.reference.files import WrongReference

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_KEYS = frozenset(
    {"places", "sides", "pressed", "visited", "towns", "of_states", "thinking", "official"}
)


@dataclass(frozen=True, slots=True)
class SeatWords:
    """The section `seats:` of a language file; the patterns match whole words.

    places: prepositions before a place ("из"). sides: prepositions before somebody ("к"). pressed:
    words after which a preposition of places leads to somebody ("давление на"). visited: verbs
    whose object is a place. towns: nouns that a place's name follows ("столица"). of_states: what
    states have ("позиция"). thinking: what is said of a government by its place ("в Москве
    считают"). official: words that make a capital its government ("официальный").
    """

    places: frozenset[str]
    sides: frozenset[str]
    pressed: re.Pattern[str]
    visited: re.Pattern[str]
    towns: re.Pattern[str]
    of_states: re.Pattern[str]
    thinking: frozenset[str]
    official: re.Pattern[str]


def read_seat_words(section: dict[str, Any] | None, path: Path) -> SeatWords | None:
    """Return the typed section `seats:`, None where the language has none.

    Raises WrongReference when a key is unknown or missing.
    """
    if section is None:
        return None
    if set(section) != _KEYS:
        odd = ", ".join(sorted(set(section) ^ _KEYS))
        raise WrongReference(path, 1, f"actors: seats: has unknown or lacks needed keys: {odd}")
    return SeatWords(
        places=frozenset(section["places"]),
        sides=frozenset(section["sides"]),
        pressed=_any_of(section["pressed"]),
        visited=_any_of(section["visited"]),
        towns=_any_of(section["towns"]),
        of_states=_any_of(section["of_states"]),
        thinking=frozenset(section["thinking"]),
        official=_any_of(section["official"]),
    )


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    # "посет-" is a beginning: matches "посетил"; not "не посетил".
    written = (
        rf"{re.escape(form[:-1])}[^\W\d_]{{0,12}}" if form[-1] == "-" else re.escape(form)
        for form in forms
    )
    return re.compile("|".join(written), re.IGNORECASE)
