"""A text file: perhaps a crawl's header line, then the title, then paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.parse.charset import decode
from pipelines.parse.dateline import is_dateline
from pipelines.parse.paragraphs import split_paragraphs
from pipelines.parse.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Collection

    from pipelines.reference.source import Source

# Matches "date 2023-05-08 Telephone conversation ..."; not "The date 2023-05-08".
_HEADER = re.compile(r"\s*date[ :]+(?P<date>\d{4}-\d\d-\d\d)(?!\d)(?P<rest>[^\n]*)")
# Matches "Views: 1 204", "1,204 views", "1204"; not "Views of the parties", "Talks in 2022".
_COUNTER = re.compile(
    r"\W*(?:(?:views?|viewed|hits|reads?|visits|просмотр\w*)[ :]*\d[\d ,.]*(?: times)?"
    r"|\d[\d ,.]* (?:views?|hits|reads|visits|times|просмотр\w*)|\d[\d ,.]*)\W*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。][\"')]*$")  # matches "They met today."; not "Visit to Minsk"
_LONGEST_TITLE, _LONGEST_COUNTER = 300, 60
_LINES_AT_TOP = 6


def parse_text(content: bytes, source: Source) -> Parts:
    """Return the parts of a text file; without text there are no paragraphs.

    The title is what follows the header's date, else the first line that is no dateline; a
    sentence is no title, and then the release has none.
    """
    text = decode(content, source.encoding)
    dates: tuple[tuple[str, str], ...] = ()
    first = ""
    if header := _HEADER.match(text):
        dates = (("header", header["date"]),)
        first = header["rest"].strip(" \t\r|:-")
        text = text[header.end() :]
    paragraphs = [*([first] if first else []), *split_paragraphs([text])]
    title, body = take_title(without_chrome(paragraphs, source))
    return Parts(title, tuple(body), dates)


def without_chrome(paragraphs: list[str], source: Source) -> list[str]:
    """Return the paragraphs without the site's own words and counters of views at the top."""
    top = [p for p in paragraphs[:_LINES_AT_TOP] if not _is_chrome(p, source.chrome)]
    return [*top, *paragraphs[_LINES_AT_TOP:]]


def take_title(paragraphs: list[str]) -> tuple[str, list[str]]:
    """Return the title and the other paragraphs: the first line that is no dateline, or "".

    A sentence is no title, and neither is the only paragraph.
    """
    for n, paragraph in enumerate(paragraphs):
        if is_dateline(paragraph):
            continue
        is_title = len(paragraph) <= _LONGEST_TITLE and not _SENTENCE_END.search(paragraph)
        if is_title and len(paragraphs) > 1:
            return paragraph, [*paragraphs[:n], *paragraphs[n + 1 :]]
        break
    return "", paragraphs


def _is_chrome(paragraph: str, chrome: Collection[str]) -> bool:
    words = {word.casefold() for word in chrome}
    is_counter = len(paragraph) <= _LONGEST_COUNTER and bool(_COUNTER.fullmatch(paragraph))
    return paragraph.casefold() in words or (is_counter and not is_dateline(paragraph))
