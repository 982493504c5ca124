"""Where a release says on a line of its own when it was issued; the date itself is not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.records import DateEvidence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 80
_LINES_AT_TOP, _LINES_AT_END = 4, 3
_MONTH = r"[^\W\d_]{3,12}"
_YEAR = r"(?:1[89]|20)\d\d"
# "goda", "roku" and their short forms, as Russian and Ukrainian set behind the year.
_YEAR_WORD = r"(?: ?(?:\u0433\u043e\u0434\u0430|\u0440\u043e\u043a\u0443|\u0433\.|\u0440\.))?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.|º)?"
# Months are any word here: which words are months is the language's business, later.
_DATE = (
    rf"(?:\d{{1,2}} ?[./-] ?\d{{1,2}} ?[./-] ?(?:{_YEAR}|\d\d)"
    rf"|{_YEAR} ?[./-] ?\d{{1,2}} ?[./-] ?\d{{1,2}}"
    rf"|{_YEAR} ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日"
    rf"|{_DAY}(?: of| de| -|-)? ?{_MONTH}[.,-]{{0,2}} ?(?:of |de )?{_YEAR}{_YEAR_WORD}"
    rf"|{_MONTH}\.? {_DAY},? ?{_YEAR}"
    rf"|{_YEAR},? {_MONTH} {_DAY})"
)
_TIME = r"(?:\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?:Z| [A-Z]{2,5})?)"
# A place or a label ("Posted on"): names begin with a capital, particles may not.
_NAME = r"(?:[^\W\d_a-z\u0430-\u0451][\w.'-]*|(?:de|la|al|el|of|on|the|sur)\b)"
_WEEKDAY = r"[^\W\d_]{4,13},? "
_NAMES = rf"(?:{_NAME}(?:[ ,:]+{_NAME}){{0,4}})"
_GAP = r"[ ,.:;|/()\[\]\u2013\u2014-]{1,4}"
_EDGE = r"[ ,.:;|/()\[\]\u2013\u2014-]{0,3}"
# Matches "08/05/2023", "Minsk, December 6, 2021", "2 June 1992 14:30";
# not "On May 7, 2023, they met", "Visit to Minsk, 7 May 1996", "10-11 June 2022".
_DATELINE = re.compile(
    rf"{_EDGE}(?:{_NAMES}{_GAP}|{_WEEKDAY})?(?:{_TIME}{_GAP})?(?P<date>{_DATE})"
    rf"(?:(?:{_GAP}|T){_TIME})?(?:{_GAP}{_NAMES})?(?:{_GAP}{_TIME})?{_EDGE}"
)
# Matches ".../2023/05/08/...", "release-20230508.html", "2023-05-08_call.txt"; not "202305081".
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<gap>[/_.-]?)"
    r"(?P<month>0[1-9]|1[0-2])(?P=gap)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)


def is_dateline(line: str) -> bool:
    """Tell whether a line holds nothing but a date, perhaps with a place or a time."""
    return len(line) <= _LONGEST and bool(_DATELINE.fullmatch(line))


def find_datelines(text: str, title_end: int) -> Iterator[DateEvidence]:
    """Yield the dates of the lines that are datelines, near the top and at the very end.

    text: a canonical text; the lines at the top are counted from `title_end`.
    """
    lines = [match for match in re.finditer(r"[^\n]+", text) if match.start() >= title_end]
    top = lines[:_LINES_AT_TOP]
    for line in [*top, *lines[max(len(top), len(lines) - _LINES_AT_END) :]]:
        found = _DATELINE.fullmatch(line[0]) if len(line[0]) <= _LONGEST else None
        if found:
            start, end = (line.start() + offset for offset in found.span("date"))
            yield DateEvidence("dateline", text[start:end], Span(start, end))


def find_address_dates(address: str) -> Iterator[DateEvidence]:
    """Yield the date that an address holds, as year-month-day, if it holds exactly one."""
    found = {
        "-".join(match.group("year", "month", "day")) for match in _IN_ADDRESS.finditer(address)
    }
    if len(found) == 1:
        yield DateEvidence("address", found.pop())
