"""Paragraphs of a release: lines that a typesetter or a mail program cut are joined again."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.text import canonical_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# How long a line is that was cut for its length; others end where their writer ended them.
_SHORTEST_CUT, _LONGEST_CUT = 45, 110
_ENDS = re.compile(
    r"[.!?:;\u2026\u3002\uff01\uff1f\uff1a\uff1b][\"')\]]*$"
)  # matches "they met."; not "they met on"
# How an entry of an agenda begins, or its heading, which go on no line before: "10.30 Meeting",
# "Tuesday 4 March", "4 March 2025"; not "30 Members".
_ENTRY = re.compile(
    r"\d{1,2}(?:[:.]\d{2}|h\d{0,2})\b|(?:[^\W\d_]+,? )?\d{1,2}\.? [^\W\d_]+,?(?: \d{4})?"
    r"(?:, [^\W\d_]+)?:?$"
)
_FEWEST_LINES = 4
_SHARE_CUT, _SHARE_LOWER = 0.5, 0.25


def split_paragraphs(texts: Iterable[str]) -> list[str]:
    """Return the paragraphs of texts, each on one line.

    A blank line ends a paragraph, and so does a line break, unless the line before it was cut.
    Where most paragraphs are lines that were cut, they are joined too.
    """
    paragraphs: list[str] = []
    for text in texts:
        for block in canonical_text(text).split("\n\n"):
            paragraphs += _join(block.split("\n"), is_typeset=True)
    return _join(paragraphs, is_typeset=_is_typeset(paragraphs))


def _join(lines: Sequence[str], *, is_typeset: bool) -> list[str]:
    joined = [line for line in lines[:1] if line]
    for line, following in pairwise(lines):
        if _is_cut(line, following, is_typeset=is_typeset):
            joined[-1] += " " + following
        elif following:
            joined.append(following)
    return joined


def _is_cut(line: str, following: str, *, is_typeset: bool) -> bool:
    if not line or not following or _ENDS.search(line) or _ENTRY.match(following):
        return False
    has_length = _SHORTEST_CUT <= len(line) <= _LONGEST_CUT and not line.isupper()
    return following[0].islower() or (is_typeset and has_length and following[0].isalnum())


def _is_typeset(lines: Sequence[str]) -> bool:
    # In running text many lines go on in lower case; in a list of names none does.
    cut = [after for line, after in pairwise(lines) if _is_cut(line, after, is_typeset=True)]
    n_lower = sum(after[0].islower() for after in cut)
    is_mostly_cut = len(lines) >= _FEWEST_LINES and len(cut) >= _SHARE_CUT * len(lines)
    return is_mostly_cut and n_lower >= _SHARE_LOWER * len(cut)
