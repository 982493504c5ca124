"""Whether a text names a person, and which of several names is one person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.normalize.names import is_same_person, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable


def is_named(person: str, text_words: str) -> bool:
    """Tell whether the surname, the last word of `person`, stands in a text.

    text_words: the text's words (words_of), joined by spaces and with one at either end.
    """
    parts = person.split()
    surname = " ".join(words_of(parts[-1])) if parts else ""
    return bool(surname) and f" {surname} " in text_words


def find_person(person: str, names: Iterable[str]) -> str | None:
    """Return the first of `names` that is the same person's, or None."""
    return next((name for name in names if is_same_person(person, name)), None)
