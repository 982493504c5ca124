"""Spellings of a name: straight quotes and letters without accents."""

from __future__ import annotations

import unicodedata

# Letters that decomposition leaves as they are.
_PLAIN_LETTERS = str.maketrans(
    {
        "\u0131": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
        "ə": "a", "Ə": "A", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
        "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D",
    }
)  # fmt: skip
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bb": "'", "\u02bc": "'"})


def straighten(name: str) -> str:
    """Return the name composed and with straight quotes, as canonical text has them."""
    return unicodedata.normalize("NFC", name).translate(_QUOTES)


def strip_accents(name: str) -> str:
    """Return the name in letters without accents: "Recep Tayyip Erdoğan" gives "... Erdogan"."""
    parts = unicodedata.normalize("NFD", straighten(name).translate(_PLAIN_LETTERS))
    return "".join(c for c in parts if not unicodedata.combining(c))
