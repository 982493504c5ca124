"""The day on which a release was published, from all the evidence that the document gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_tz
from typing import TYPE_CHECKING

from pipelines.normalize.dates import find_dates
from pipelines.quick_record import replace
from pipelines.records import Refused
from pipelines.reference.date_words import DateWords

if TYPE_CHECKING:
    from pipelines.records import DateEvidence, Release

# Rule DATE-EVIDENCE: the best first.
_RANKS = ("dateline", "metadata", "header", "address")
_SWAPPED = {"DMY": "MDY", "MDY": "DMY"}
# Dates in digits need no language.
_DIGITS_ONLY = DateWords(
    ordinal_suffixes=(),
    decade_suffixes=(),
    words=(),
    forms=("year_first", "digits"),
    not_dates=(),
    counted=frozenset(),
)
# 20230508, 20230508233000; not 2023050
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6}|T\d+Z?)?(?!\d)")
# 2023-05-08, 2023-05-08T23:30:00Z; not 2023-05-08/09
_ISO = re.compile(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?:T[0-9:.]+Z?)?")
# "Mon, 08 May 2023 23:30:00 +0500", in whatever language; not "8 May 2023".
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}")
_CHINESE = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")  # matches a day; not a month
_SPACED = re.compile(r"(?<=\d) ?([./-]) ?(?=\d)")  # "7 . 05 . 2023" is 7.05.2023; "7 May" stays
# Two digits of a year, as POSIX reads them: 70-99 the last century, 00-69 this one.
_SHORT_YEAR = re.compile(r"(?<![\d./-])(\d{1,2}([./-])\d{1,2}\2)(\d{2})(?![\d./-])")
_PIVOT = 70


@dataclass(frozen=True, slots=True)
class _Read:
    """One evidence read: its day, or why it has none; swapped: its day in the other order."""

    evidence: DateEvidence
    day: date | None
    swapped: date | None
    detail: str


def date_release(
    release: Release, words: DateWords | None, order: str
) -> tuple[Release, tuple[Refused, ...]]:
    """Return the release with its publication day and basis, and what was wrong with its dates.

    words: of the release's language, None without a file for it: dates in digits are still read.
    order: of all-digit dates, as the source declares it; never swapped to make dates agree.
    """
    ranked = sorted(release.date_evidence, key=lambda evidence: _RANKS.index(evidence.basis))
    read = [_read(evidence, words, order) for evidence in ranked]
    wrong = [_refuse(release, one, "no such day", one.detail) for one in read if one.detail]
    dated = [one for one in read if one.day]
    if not dated:
        detail = "no dateline, metadata, header or address tells a day; see sources/<id>.yml"
        missing = Refused(
            release.source_id,
            release.address,
            "publication_date",
            "no publication date",
            detail,
            release_id=release.release_id,
            content_sha256=release.content_sha256,
        )
        return release, (*wrong, missing)
    best, others = dated[0], dated[1:]
    for other in others:
        if best.swapped and best.swapped == other.day != best.day:
            detail = (
                f"{_told(best)} is {best.day} when read as {order}, but {_told(other)} says "
                f"{other.day}; see date_order in sources/{release.source_id}.yml"
            )
            return release, (*wrong, _refuse(release, best, "date order refuted", detail))
    for other in others:
        if other.day != best.day:
            detail = f"{_told(best)} says {best.day} and is believed, {_told(other)} {other.day}"
            wrong.append(_refuse(release, other, "publication dates disagree", detail))
            break
    dated_release = replace(release, published_day=best.day, published_basis=best.evidence.basis)
    return dated_release, tuple(wrong)


def read_day(text: str, words: DateWords | None, order: str) -> date | None:
    """Return the day that a text such as "Signed on: 25/11/2020" tells, None where it tells none.

    words, order: as for `date_release`. What is relative ("yesterday") tells none.
    """
    return _day_of(_in_full(text), words, order)[0]


def _read(evidence: DateEvidence, words: DateWords | None, order: str) -> _Read:
    # What most archives have needs no other form and no grammar, which took a fiftieth of all time.
    if (stamp := _ISO.fullmatch(evidence.text)) and (stamped := _day_in(stamp)):
        return _Read(evidence, stamped, None, "")
    text = _in_full(evidence.text)
    day, problem = _day_of(text, words, order)
    swapped = None
    if day and order in _SWAPPED:
        swapped, _ = _day_of(text, words, _SWAPPED[order])
    return _Read(evidence, day, swapped if swapped != day else None, problem)


def _day_of(text: str, words: DateWords | None, order: str) -> tuple[date | None, str]:
    if mailed := parsedate_tz(text) if _MAIL.match(text) else None:
        return _checked_day(*mailed[:3], text)
    if (stamp := _ISO.fullmatch(text)) and (day := _day_in(stamp)):
        return day, ""
    found = find_dates(text, words or _DIGITS_ONLY, None, order=order)
    for one in found.dates:
        if one.value.precision == "day":
            return one.value.first_day, ""
    return None, found.refused[0].detail if found.refused else ""


def _day_in(stamp: re.Match[str]) -> date | None:
    try:
        return date(*map(int, stamp.groups()))
    except ValueError:
        return None


def _checked_day(year: int, month: int, day: int, text: str) -> tuple[date | None, str]:
    try:
        return date(year, month, day), ""
    except ValueError:
        return None, f"'{text}' names no real day; the next evidence is asked"


def _in_full(text: str) -> str:
    """Return the text with its date in one of the forms that every language has."""
    text = _COMPACT.sub(r"\1-\2-\3", _CHINESE.sub(r"\1-\2-\3", text))
    text = _SPACED.sub(r"\1", text)
    if short := _SHORT_YEAR.search(text):
        century = "19" if int(short[3]) >= _PIVOT else "20"
        text = f"{text[: short.start(3)]}{century}{text[short.start(3) :]}"
    return text


def _told(read: _Read) -> str:
    return f"the {read.evidence.basis} '{read.evidence.text}'"


def _refuse(release: Release, read: _Read, reason: str, detail: str) -> Refused:
    span = read.evidence.span
    return Refused(
        release.source_id,
        release.address,
        "publication_date",
        reason,
        detail,
        quote=read.evidence.text,
        span_start=span.start if span else None,
        release_id=release.release_id,
        content_sha256=release.content_sha256,
    )
