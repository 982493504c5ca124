"""Spellings: straight quotes, letters without accents, forms that a pattern stands for."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Letters that decomposition leaves as they are.
_PLAIN_LETTERS = str.maketrans(
    {
        "\u0131": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
        "ə": "a", "Ə": "A", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
        "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D",
    }
)  # fmt: skip
_ALTERNATIVES = re.compile(r"\(([^()]*\|[^()]*)\)")  # matches "(|s)"; not "(s)"
_SON_OF = frozenset({"bin", "ibn", "ben", "bint"})
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bb": "'", "\u02bc": "'"})


def straighten(name: str) -> str:
    """Return the name composed and with straight quotes, as canonical text has them."""
    return unicodedata.normalize("NFC", name).translate(_QUOTES)


def strip_accents(name: str) -> str:
    """Return the name in letters without accents: "Recep Tayyip Erdoğan" gives "... Erdogan"."""
    parts = unicodedata.normalize("NFD", straighten(name).translate(_PLAIN_LETTERS))
    return "".join(c for c in parts if not unicodedata.combining(c))


def write_out(forms: Iterable[str]) -> tuple[str, ...]:
    """Return the forms with each "(a|b)" in them as forms of their own."""
    return tuple(dict.fromkeys(one for form in forms for one in _alternatives(form)))


def _alternatives(form: str) -> Iterator[str]:
    found = _ALTERNATIVES.search(form)
    if found is None:
        yield form
        return
    for one in found[1].split("|"):
        yield from _alternatives(form[: found.start()] + one + form[found.end() :])


def is_fathers_name(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether a name is but the father's in another: "Salman" in "Mohammed bin Salman".

    Both as words in small letters.
    """
    places = [place for place, word in enumerate(long) if word == short[0]]
    return bool(places) and all(place and long[place - 1] in _SON_OF for place in places)
