"""Gives coming visits the days that other sentences tell of them, or of leaving and return."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

from pipelines.coding.event_day import is_coming as is_later
from pipelines.coding.sides import country_of, sides_of
from pipelines.quick_record import quick_record, replace
from pipelines.records import UNKNOWN_DATE, DateSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.records import Release, Span, Token
    from pipelines.reference.cues import ContactCues

# "in Suva, Fiji, from 14 to 16 May", "and in Apia on 17 May", after "will be"
_STAY = re.compile(r"(?:,?c?)l?[txX]{0,2}(?P<place>[P$])(?:,[P$])?,?[lq]?t?(?P<day>D)")
_FRONT = re.compile(r"[lqX]?t?(?P<day>D),")  # "From 14 to 16 May, he will be in"
_THERE = re.compile(r"l?[txX]{0,2}(?P<place>[P$])(?:,[P$])?[.;]?")
_LASTING = re.compile(r"[xX]{1,5}[lq]?t?D")  # "will take place from 5 to 7 May", after "visit"
_DEFINITE = frozenset("th")
_DAY = timedelta(days=1)
_REACH = 6  # tokens from leaving or returning to its day: "departs New Zealand for Chile on"


@quick_record
class _Stay:
    """Days on which somebody will be away; country: None if where is not told."""

    days: DateSpan
    country: str | None
    guests: frozenset[str]


def is_of_stay(sentence: CuedSentence) -> bool:
    """Tell whether a sentence may tell when somebody will be where, leave or come back."""
    language = sentence.language
    phrases = (*language.staying, *language.departing, *language.returning)
    return any(map(sentence.words.__contains__, phrases))


def find_stays(text: str, words: ContactCues) -> list[int]:
    """Return where a text may tell of a stay without any word of a contact."""
    phrases = _automaton((*words.staying, *words.departing, *words.returning))
    found = phrases.find_matches_as_indexes(text.lower(), overlapping=True)
    return [start + 1 for _, start, _ in found]


@lru_cache(maxsize=8)  # a language has one
def _automaton(phrases: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(phrases, implementation=Implementation.DFA)


def with_days_of_stay(
    findings: Sequence[Finding], sentences: Sequence[CuedSentence], release: Release
) -> list[Finding]:
    """Return the findings, coming visits with the days of the stay that the release tells.

    "A will travel to Chile this week. He will be in Santiago from 5 to 7 May", or "departs on 4
    May and returns on 8 May". Days told of the visit itself are finer than those of the journey.
    """
    told = [sentence for sentence in sentences if is_of_stay(sentence)]
    stays = [stay for one in told for stay in _stays(one, release.published_day)]
    stays += [s for one in sentences for s in _visits(one, findings, release.published_day)]
    if away := _away(told, release):
        stays.append(away)
    if not stays:
        return list(findings)
    days = [
        _days_for(f, stays) if _is_coming_visit(f, stays, release.published_day) else None
        for f in findings
    ]
    visits = [(f, day) for f, day in zip(findings, days, strict=True) if day]
    return [
        replace(f, date=day, status="planned", is_open=False) if day else _with_visit(f, visits)
        for f, day in zip(findings, days, strict=True)
    ]


def _is_coming_visit(finding: Finding, stays: Sequence[_Stay], published: date | None) -> bool:
    """Tell whether a visit is to come, or may be: "Minister departs for Chile", a headline."""
    is_bare = finding.is_in_present and finding.is_journey
    is_coming = is_bare and all(is_later(stay.days, published) for stay in stays)
    return finding.family == "visit" and (finding.status == "planned" or is_coming)


def _days_for(visit: Finding, stays: Sequence[_Stay]) -> DateSpan | None:
    guests = {p.country or p.candidate for p in visit.participants if not p.is_host}
    fitting = [s for s in stays if not s.guests or not guests.isdisjoint(s.guests)]
    there = [s.days for s in fitting if s.country and s.country == visit.host_country]
    days = dict.fromkeys(there or [s.days for s in fitting if s.country is None])
    if len(days) != 1:
        return None
    stay = next(iter(days))
    return stay if _is_finer(stay, visit.date) else None


def _is_finer(stay: DateSpan, told: DateSpan) -> bool:
    """Tell whether the days of a stay tell more than those of a visit ("this week", its begin)."""
    if told == UNKNOWN_DATE:
        return True
    if None in {stay.first_day, stay.last_day, told.first_day, told.last_day}:
        return False
    is_inside = stay.first_day <= told.first_day and told.last_day <= stay.last_day  # type: ignore[operator]
    begins = told.first_day <= stay.first_day <= told.last_day  # type: ignore[operator]
    is_begin = told.precision == "day" and told.first_day == stay.first_day
    # "Departs on Saturday for a visit", which begins on Sunday.
    is_eve = told.precision == "day" and told.first_day == stay.first_day - _DAY  # type: ignore[operator]
    return is_eve or (begins and (is_begin or not is_inside))


def _with_visit(finding: Finding, visits: Sequence[tuple[Finding, DateSpan]]) -> Finding:
    """Return talks that a visit's sentence tells to be on its days, on those of the stay."""
    is_coming = (finding.family, finding.status) == ("talks", "planned")
    days = {
        day
        for visit, day in visits
        if visit.span == finding.span and visit.date == finding.date != UNKNOWN_DATE
    }
    return replace(finding, date=days.pop()) if is_coming and len(days) == 1 else finding


def _stays(sentence: CuedSentence, published: date | None) -> Iterator[_Stay]:
    """Yield where and when somebody "will be in Fiji from 14 to 16 May"."""
    for phrase in sentence.language.staying:
        at = sentence.words.find(phrase)
        if at < 0:
            continue
        place = _token_from(sentence, at + len(phrase))
        front = _FRONT.match(sentence.marks)
        there = _THERE.match(sentence.marks, place) if front else None
        if front and there:
            yield _stay(sentence, there, sentence.tokens[front.start("day")], at, published)
        while match := _STAY.match(sentence.marks, place):
            yield _stay(sentence, match, sentence.tokens[match.start("day")], at, published)
            place = match.end()


def _visits(
    sentence: CuedSentence, findings: Sequence[Finding], published: date | None
) -> Iterator[_Stay]:
    """Yield the days of a visit told of elsewhere: "The trip will take place from 5 to 7 May"."""
    for at, (cue, *_) in sentence.cues.items():
        is_visit = cue.contact_type.endswith("visit") and not cue.is_verb and cue.sense != "invite"
        if not is_visit or sentence.marks[max(0, at - 1)] not in _DEFINITE:
            continue
        match = _LASTING.match(sentence.marks, at + 1)
        if match is None:
            continue
        words = {*sentence.small[at + 1 : match.end()]}
        day = sentence.tokens[match.end() - 1].date
        days = day.value_as(published, "future") if day else UNKNOWN_DATE
        is_verb = not words.isdisjoint(sentence.language.light)
        if is_verb and days.precision == "range" and is_later(days, published):
            yield _Stay(days, None, _guests_of(sentence.tokens[at].span, findings))


def _guests_of(cue: Span, findings: Sequence[Finding]) -> frozenset[str]:
    """Return the sides of whose visit a cue tells, or else of the visits that are to come."""
    coming = [f for f in findings if (f.family, f.status) == ("visit", "planned")]
    visits = [f for f in coming if f.cue_span == cue] or coming
    sides = {sides_of(p for p in f.participants if not p.is_host) for f in visits}
    return sides.pop() if len(sides) == 1 else frozenset({""})


def _stay(
    sentence: CuedSentence, match: re.Match[str], day: Token, at: int, published: date | None
) -> _Stay:
    value = day.date.value_as(published, "future") if day.date else UNKNOWN_DATE
    country = country_of(sentence.tokens[match.start("place")])
    return _Stay(value, country or "", _guests(sentence, at))


def _guests(sentence: CuedSentence, at: int) -> frozenset[str]:
    """Return the sides of whoever stands before a verb, none where only a pronoun does."""
    before = [t for t in sentence.tokens if t.span.start - sentence.span.start < at]
    who = next((t for t in reversed(before) if t.symbol in "@hij"), None)
    return frozenset(a.country for a in who.actors if a.country) if who else frozenset()


def _away(told: Sequence[CuedSentence], release: Release) -> _Stay | None:
    """Return the days of "departs New Zealand on 4 May and returns on 8 May"."""
    leaving = {day for one in told for day in _days_after(one, one.language.departing, release)}
    back = {day for one in told for day in _days_after(one, one.language.returning, release)}
    if len(leaving) != 1 or len(back) != 1:
        return None
    first, last = leaving.pop(), back.pop()
    if first >= last:
        return None
    days = DateSpan(first, last, "range", f"{first.isoformat()}/{last.isoformat()}")
    return _Stay(days, None, frozenset({release.publisher}))


def _days_after(sentence: CuedSentence, phrases: Sequence[str], release: Release) -> Iterator[date]:
    for phrase in phrases:
        at = sentence.words.find(phrase)
        if at < 0:
            continue
        place = _token_from(sentence, at + len(phrase))
        near = sentence.tokens[place : place + _REACH]
        found = next((t.date for t in near if t.date), None)
        day = found.value_as(release.published_day, "future") if found else UNKNOWN_DATE
        if day.precision == "day" and day.first_day:
            yield day.first_day


def _token_from(sentence: CuedSentence, at: int) -> int:
    """Return the number of the first token that begins at or after a place of the words."""
    start = sentence.span.start + at
    places = (n for n, token in enumerate(sentence.tokens) if token.span.start >= start)
    return next(places, len(sentence.tokens))
