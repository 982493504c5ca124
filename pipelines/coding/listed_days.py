"""Tells which dates of a sentence are one: "5, 6 and 7 May", and which another clause's."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from pipelines.records import DateSpan

if TYPE_CHECKING:
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Tense, Token

_WEEK = 7
_ENTRY = re.compile(r"-?(?P<day>D),?x?[:-]")  # "3 March, 10.00 - Meeting with"
_FAR = 9  # tokens from an event to the day of its entry, as it were
# "departs on 4 May for an official visit to Chile from 5 to 8 May": the days of the visit
_OF_STAY = re.compile(
    r"[^;:.rKVB]*D[^;:.rKVB]*f[ht]?[xXN=]{1,3}(?:[yl]t?[P$](?:,?c?t?[P$])*)?,?[lq]?t?(?P<day>D)"
)
DAYS = re.compile(r"D(?:,D)*,?cD")  # "5 and 6 September", "5, 6 and 7 September"
# "and on" before a date, "he will meet" after it; after "and" the subject may be the one before
_NEXT_CLAUSE = re.compile(r"(?:[;,]|,?(?P<and>c))[lq]?t?$")
_SAME_SUBJECT = re.compile(r",?c(?:[hij]|t?@)?x{0,3}")  # "and will", "and he will"
_OWN_DAY = re.compile(r"[^;:.KVB]*D")
_OF_CLAUSE = {
    "c": re.compile(r",?(?:t?[@hij])?(?:x{0,3}[VB]|x{1,3}K)"),
    None: re.compile(r",?t?[@hij](?:x{0,3}[VB]|x{1,3}K)"),
}


def own_date(sentence: CuedSentence, at: int) -> tuple[int, Token] | None:
    """Return the date, nearest of all, of the visit that somebody leaves for on another day.

    Also that of an entry of an agenda ("3 March: Meeting with A"), if no other is near.
    """
    if match := _OF_STAY.match(sentence.marks, at + 1):
        return 0, sentence.tokens[match.start("day")]
    entry = _ENTRY.match(sentence.marks)
    return (_FAR, sentence.tokens[entry.start("day")]) if entry else None


def is_of_other_clause(sentence: CuedSentence, at: int, place: int) -> bool:
    """Tell whether a date begins the next clause: "met A, and on Tuesday he met B"."""
    if place < at:  # "will meet A on Monday, before travelling to Chile on Tuesday"
        is_before = sentence.marks[at - 1] == "m" and sentence.marks[at] in "VB"
        # "left for Chile on Monday and will leave for Peru", maybe with a day of its own
        is_next = _SAME_SUBJECT.fullmatch(sentence.marks, place + 1, at) is not None
        is_next = is_next and not {*"KVB"}.isdisjoint(sentence.marks[:place])
        has_day = _OWN_DAY.match(sentence.marks, at + 1) is not None
        words = {*sentence.small[place + 1 : at]}
        is_apart = has_day or not words.isdisjoint(sentence.language.status["modal"])
        return (is_before and "D" in sentence.marks[at:]) or (is_next and is_apart)
    clause = _NEXT_CLAUSE.search(sentence.marks, at + 1, place)
    return clause is not None and bool(_OF_CLAUSE[clause["and"]].match(sentence.marks, place + 1))


def with_its_end(
    sentence: CuedSentence, token: Token, published: date | None, tense: Tense | None
) -> DateSpan:
    """Return a date, or the range of "on 5 and 6 September" and "5, 6 and 7 September"."""
    place = sentence.tokens.index(token)
    found = (m for m in DAYS.finditer(sentence.marks) if m.start() <= place < m.end())
    listed = next(found, None)
    told = sentence.tokens[slice(*listed.span())] if listed else [token]
    days = [t.date.value_as(published, tense) for t in told if t.date]
    first = days[0]
    are_days = all(day.precision == "day" for day in days)
    if not are_days or first.first_day is None or len(days) == 1:
        return first
    end = first.first_day + timedelta(days=len(days) - 1)
    if not all(_is_day(d, first.first_day + timedelta(n), told[-1]) for n, d in enumerate(days)):
        return first
    return DateSpan(first.first_day, end, "range", f"{first.edtf}/{end.isoformat()}")


def _is_day(day: DateSpan, one: date, last: Token) -> bool:
    """Tell whether a date of a list is a day: on Thursday "Wednesday and Thursday" are to come."""
    if day.first_day is None:
        return False
    is_weekday = not any(letter.isdigit() for letter in last.word)
    return day.first_day == one or (is_weekday and (one - day.first_day).days % _WEEK == 0)
