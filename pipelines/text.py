"""Canonical text and its sentences; every offset in the project points into this text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING

from sentencex import get_sentence_boundaries

from pipelines.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# One form for each character that publishers' systems write in several ways.
_ONE_FORM = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u00b4": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u2015": "\u2014",
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u3000": " ",
        "\t": " ", "\v": "\n", "\f": "\n", "\r": "\n", "\u0085": "\n", "\u2028": "\n",
        "\u2029": "\n\n",
        "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
        "\u00ad": None,
    }
)  # fmt: skip
_ODD = re.compile(f"[{''.join(re.escape(chr(char)) for char in _ONE_FORM)}]+")
# The same where every character keeps its place; a carriage return only ends a line with its feed.
_SAME_LENGTH = {
    char: one for char, one in _ONE_FORM.items() if isinstance(one, str) and len(one) == 1
} | {ord("\r"): " "}
_SPACES_ROUND_BREAK = re.compile(r" *\n *")  # matches " \n  "; not " "
_SPACES = re.compile(r"  +")  # matches two spaces; not one
_BREAKS = re.compile(r"\n{3,}")  # matches three breaks; not a blank line

# What ends in a full stop and ends no sentence, beyond what the splitter knows: titles and
# initials before a name. Matches "Sen.", "K." and "\u041a.-\u0416." at the end; not "them.".
_PROTECTED = re.compile(
    r"(?:^|[\s(\"'])(?:Sen|Rep|Gov|Gen|Lt|Col|Maj|Adm|Amb|Hon|Rev|Pres|Prof|Dr|Mr|Mrs|Ms|Messrs|St|"
    r"H\.(?:E|R\.H|M|H)|\u0414\u0436|vs|No|Nos|Art|approx|[A-Z\u0410-\u042f])\.\s*$"
    r"|[\u0410-\u042f]\.-?[\u0410-\u042f]\.\s*$"
)
_HAS_LETTER = re.compile(r"[^\W\d_]")


def canonical_text(raw: str) -> str:
    """Return `raw` in NFC with one kind of quote, dash, space and line break; idempotent.

    Paragraphs are kept apart by one blank line; single line breaks inside them are kept.
    """
    text = raw.replace("\r\n", "\n")
    text = unicodedata.normalize("NFC", text)
    # Few characters are odd: translate() would look up each one, a search does not.
    text = _ODD.sub(_in_one_form, text)
    text = _SPACES.sub(" ", text)
    text = _SPACES_ROUND_BREAK.sub("\n", text)
    return _BREAKS.sub("\n\n", text).strip()


def _in_one_form(found: re.Match[str]) -> str:
    return found[0].translate(_ONE_FORM)


def level_text(text: str) -> str:
    """Return `text` with one kind of quote, dash and space, every character at its place.

    What `canonical_text` leaves out stays, so that offsets into `text` hold.
    """
    return text.translate(_SAME_LENGTH)


def find_sentences(text: str, tag: str = "en") -> list[Span]:
    """Return the spans of the sentences of a canonical text, without the spaces round them.

    tag: language of the text (BCP 47). A paragraph break always ends a sentence.
    """
    spans: list[Span] = []
    position = 0
    for paragraph in text.split("\n\n"):
        spans.extend(_sentences_of(paragraph, position, tag))
        position += len(paragraph) + 2
    return spans


def find_sentences_with(places: Sequence[int], text: str, tag: str = "en") -> list[Span]:
    """Return the spans of those sentences of a canonical text that hold one of the places.

    places: in order. Paragraphs without any are not split.
    """
    spans: list[Span] = []
    position = 0
    for paragraph in text.split("\n\n"):
        end = position + len(paragraph)
        if _is_between(places, position, end):
            spans.extend(_sentences_of(paragraph, position, tag))
        position = end + 2
    return [span for span in spans if _is_between(places, span.start, span.end)]


def _is_between(places: Sequence[int], start: int, end: int) -> bool:
    first = bisect_left(places, start)
    return first < len(places) and places[first] < end


def _sentences_of(paragraph: str, offset: int, tag: str) -> list[Span]:
    spans: list[Span] = []
    start: int | None = None
    position = 0
    for boundary in get_sentence_boundaries(tag, paragraph):
        piece = boundary["text"]
        begin = paragraph.find(piece, position)
        position = begin + len(piece)
        start = begin if start is None else start
        if _PROTECTED.search(piece) and position < len(paragraph):
            continue
        if span := _trimmed(paragraph, start, position, offset):
            spans.append(span)
        start = None
    if start is not None and (span := _trimmed(paragraph, start, position, offset)):
        spans.append(span)
    return spans


def _trimmed(paragraph: str, start: int, end: int, offset: int) -> Span | None:
    piece = paragraph[start:end]
    if not _HAS_LETTER.search(piece):
        return None
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(offset + start + left, offset + start + right)
