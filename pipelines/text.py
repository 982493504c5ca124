"""Canonical text and its sentences; every offset in the project points into this text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sentencex import segment

from pipelines.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_ODD = tuple(map(chr, _ONE_FORM))  # none of them is in another's form
_ODD_ASCII = tuple(odd for odd in _ODD if odd.isascii())
# The same where every character keeps its place; a carriage return only ends a line with its feed.
_SAME_LENGTH = {
    char: one for char, one in _ONE_FORM.items() if isinstance(one, str) and len(one) == 1
} | {ord("\r"): " "}
_SPACES_ROUND_BREAK = re.compile(r" *\n *")  # matches " \n  "; not " "
_SPACES = re.compile(r"  +")  # matches two spaces; not one
_BREAKS = re.compile(r"\n{3,}")  # matches three breaks; not a blank line

# What ends in a full stop and ends no sentence, beyond what the splitter knows: titles and
# initials before a name. Matches "Sen.", "K.", "Th." and "\u041a.-\u0416." at the end; not "them.".
_PROTECTED = re.compile(
    r"(?:^|[\s(\"'])(?:Sen|Rep|Gov|Gen|Lt|Col|Maj|Adm|Amb|Hon|Rev|Pres|Prof|Dr|Mr|Mrs|Ms|Messrs|St|"
    r"Eng|Engr|Ing|Lic|Dra|Sra|Capt|Brig|Smt|Adv|Msgr|"
    r"H\.(?:E|R\.H|M|H)|\u0414\u0436|vs|No|Nos|Art|approx|[A-Z\u0410-\u042f]|[CKSTZ]h|D[jz]|Ts|Y[aeou])\.$"
    r"|[\u0410-\u042f]\.-?[\u0410-\u042f]\.$"
)
_LONGEST_PROTECTED = 8  # characters, with the space before and the full stop: " Messrs."
# "the U.S. Under Secretary" goes on, "in the U.S. The" does not.
_STATE = re.compile(r"\bU\.[KNS]\.$")
_BEGINS = re.compile(
    r"(?:A|After|An|And|As|At|Both|But|During|For|He|Her|His|I|In|It|On|Our|She|That|The|Their|These|"
    r"They|This|To|We|With)\b"
)
# The splitter takes this month for an abbreviation: "until 28 May. President A will travel".
_END_IN_MAY = re.compile(r" May\. (?=[^\W\d_])")
# Days whose numbers end in a full stop: "26." before "11. 2025", "26. 11." before "2025", "26."
# before "November 2025"; not "3." before "The".
_DAY_IN_POINTS = re.compile(r"(?<![\w.])\d{1,2}\.(?: ?\d{1,2}\.)?$")
_REST_OF_DAY = re.compile(r"(?:\d{1,2}\. ?)?\d{4}\b|[^\W\d_]{3,10}\.? \d{4}\b")
_HAS_LETTER = re.compile(r"[^\W\d_]")


def canonical_text(raw: str) -> str:
    """Return `raw` in NFC with one kind of quote, dash, space and line break; idempotent.

    Paragraphs are kept apart by one blank line; single line breaks inside them are kept.
    """
    text = raw.replace("\r\n", "\n")
    text = unicodedata.normalize("NFC", text)
    # Few characters are odd: translate() would look up each one. To ask for each kind of them is
    # ten times as fast as to search for all.
    for odd in _ODD_ASCII if text.isascii() else _ODD:
        if odd in text:
            text = text.replace(odd, odd.translate(_ONE_FORM))
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if "\n" in text:
        text = _BREAKS.sub("\n\n", _SPACES_ROUND_BREAK.sub("\n", text))
    return text.strip()


def begin_of_paragraph(text: str, place: int) -> int:
    r"""Return where the last "\n\n" before a place of a text is, -1 without one.

    As `text.rfind("\n\n", 0, place)`, which takes ten times as long in a long paragraph.
    """
    end = text.rfind("\n", 0, place)
    while end > 0 and text[end - 1] != "\n":
        end = text.rfind("\n", 0, end)
    return end - 1 if end > 0 else -1


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
        for start, end in _bounds(paragraph, tag):
            spans += _trimmed(text, position + start, position + end)
        position += len(paragraph) + 2
    return spans


def find_sentences_with(
    places: Sequence[int], text: str, tag: str = "en", pointing: tuple[str, ...] = ()
) -> list[Span]:
    """Return the spans of those sentences of a canonical text that hold one of the places.

    places: in order, none of them a space. Paragraphs without any are not split. pointing: how
    sentences begin whose subject the one before names ("They "), which is returned, too.
    """
    spans: list[Span] = []
    before: tuple[int, int] | None = None  # the sentence before, if it was not returned
    skipped = ""  # the paragraph before, if it was not split
    position = 0
    waiting = iter((*places, len(text)))
    place = next(waiting)
    for paragraph in text.split("\n\n"):
        end = position + len(paragraph)
        if skipped and place < end and text.startswith(pointing, position):
            begin = position - 2 - len(skipped)
            bounds = [(begin + start, begin + stop) for start, stop in _bounds(skipped, tag)]
            before = bounds[-1] if bounds else None
        skipped = "" if place < end else paragraph
        for start, stop in _bounds(paragraph, tag) if place < end else ():
            if place >= position + stop:
                before = position + start, position + stop
                continue
            if before is not None and text.startswith(pointing, position + start):
                spans += _trimmed(text, *before)
            before = None
            spans += _trimmed(text, position + start, position + stop)
            place = next(one for one in waiting if one >= position + stop)
            if place >= end:
                break
        before = before if place < end else None
        position = end + 2
    return spans


def _bounds(paragraph: str, tag: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a paragraph starts and ends, with the spaces after it."""
    start = position = 0
    for piece in _pieces(paragraph, tag):
        begin = paragraph.find(piece, position)
        start = begin if start == position else start
        position = begin + len(piece)
        if position < len(paragraph) and _is_protected(piece, paragraph, position):
            continue
        yield start, position
        start = position
    if start < position:
        yield start, position


def _pieces(paragraph: str, tag: str) -> Iterator[str]:
    """Yield the pieces that the splitter makes, and two of "until 28 May. I will meet"."""
    if " May. " not in paragraph:
        yield from segment(tag, paragraph)
        return
    for piece in segment(tag, paragraph):
        begin = 0
        for match in _END_IN_MAY.finditer(piece):
            yield piece[begin : match.end() - 1]
            begin = match.end() - 1
        yield piece[begin:]


def _is_protected(piece: str, paragraph: str, end: int) -> bool:
    """Tell whether a piece, which ends there, ends in a full stop that ends no sentence."""
    words = piece.rstrip()
    if not words.endswith("."):
        return False
    if words == piece and piece[-2:-1].isupper() and not paragraph[end].isspace():
        return True  # "the Korea-U." before "S. summit"
    if len(words) > _LONGEST_PROTECTED and words[-_LONGEST_PROTECTED:-1].isalpha():
        return False  # a long word
    # Only the last letters are looked at: a search from the first took half of all the splitting.
    start = max(0, len(words) - _LONGEST_PROTECTED)
    if _STATE.search(words, start):
        return _BEGINS.match(paragraph[end:].lstrip()) is None
    if words[-2:-1].isdigit():
        is_day = _DAY_IN_POINTS.search(words, start) is not None
        return is_day and _REST_OF_DAY.match(paragraph[end:].lstrip()) is not None
    return _PROTECTED.search(words, start) is not None


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    if not _HAS_LETTER.search(piece):
        return []
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return [Span(start + left, start + right)]
