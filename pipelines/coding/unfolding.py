"""Unfolds what one cue tells of several events: the stops of a journey, the last visit before."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipelines.coding.listed_days import with_its_end
from pipelines.coding.sides import country_of
from pipelines.quick_record import replace
from pipelines.records import UNKNOWN_DATE, DateSpan

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.records import Tense, Token

# "$lD,$lDct$lD": "the Philippines on 13-15 July, Japan on 15-17 July and the Republic of Korea";
# "$(D)c$(D)": "Hungary (28-29 May) and Bulgaria (30 May - 1 June)".
_STOP = re.compile(
    r"(?:\([XN]\))?(?:[lq]?t?[(]?D(?:,?c?D)*[)]?)?(?:,?c|,)[yl]?t?(?P<place>[P$])(?:[lqb]?t?[(]?(?P<day>D))?"
)
# "the first visit by @ to $ since @ in 1986", from behind the visit
_SINCE = re.compile(r"[^;:.,KVB]{0,8}(?P<since>m)t?(?P<who>@)(?:[xV]t?[P$]?)?,?[lq]?t?(?P<day>D)")
_FIRST = frozenset({"first", "last", "only"})
_COUNTED = frozenset({*_FIRST, "second", "third", "fourth", "fifth", "sixth", "tenth"})
_YEAR = timedelta(days=366)
_MONTHS = 12  # a larger number in its place is a season
_BESIDE = 4  # characters from "the last being" to its day
_NEAR = 6  # tokens between "first" and the visit
_EDTF_LENGTHS = {4: "year", 7: "month", 10: "day"}


def unfold(
    finding: Finding,
    sentence: CuedSentence,
    at: int,
    destination: Token | None,
    published: date | None,
) -> list[Finding]:
    """Return the events that a finding tells: itself, its further stops, the one it counts from."""
    if finding.status is None:
        return [finding]
    cue = sentence.cues[at][0]
    is_several = finding.is_each and finding.family == "talks" and cue.is_each and not cue.is_verb
    finding = replace(finding, is_several=is_several)
    found = [finding]
    if destination is not None:
        stops = _stops(finding, sentence, destination, published)
        if finding.is_journey and finding.status == "planned":
            # "Leaves on Sunday for A and B": when he will be in B is not told.
            stops = [replace(s, date=UNKNOWN_DATE) if s.date == finding.date else s for s in stops]
        found = _of_one_tour([finding, *stops])
    if (before := _one_before(finding, sentence, at, published)) is not None:
        found.append(before)
    if (earlier := _since_whose(finding, sentence, at, published)) is not None:
        return [_without_day(one, earlier.date) for one in found] + [earlier]
    since = _since(finding, sentence, at)
    if since is None:
        return [_without_count(one, sentence, at, published) for one in found]
    return [
        replace(one, date=UNKNOWN_DATE) if one.date == finding.date else one for one in found
    ] + [since]


def _stops(
    finding: Finding, sentence: CuedSentence, destination: Token, published: date | None
) -> list[Finding]:
    """Return a visit for each further state that a journey leads to (rule TYPE-THREE)."""
    place = sentence.tokens.index(destination) + 1
    tense: Tense | None = "future" if finding.status == "planned" else None
    told = {p.country for p in finding.participants}
    found = []
    while match := _STOP.match(sentence.marks, place):
        place = match.end() if match["day"] is None else match.start("day")
        token = sentence.tokens[match.start("place")]
        country = country_of(token)
        if country is None or country in told:
            continue
        told.add(country)
        day = sentence.tokens[match.start("day")] if match["day"] else None
        found.append(
            replace(
                finding,
                date=with_its_end(sentence, day, published, tense)
                if day and day.date
                else finding.date,
                place=token.word,
                host_country=country,
                participants=tuple(
                    replace(p, country=country, person=None, office=None, level="unknown")
                    if p.is_host
                    else p
                    for p in finding.participants
                ),
            )
        )
    return found


def _of_one_tour(stops: list[Finding]) -> list[Finding]:
    """Give all stops of "to A, B and C between 1 and 14 May" these days, not only the last."""
    *others, last = stops
    first_day, last_day = last.date.first_day, last.date.last_day
    if first_day is None or last_day is None or any(o.date != UNKNOWN_DATE for o in others):
        return stops
    is_long = (last_day - first_day).days >= len(stops)
    return [replace(stop, date=last.date) for stop in stops] if is_long else stops


def _one_before(
    finding: Finding, sentence: CuedSentence, at: int, published: date | None
) -> Finding | None:
    """Return the earlier event of "my fourth visit, the most recent being in May 2002"."""
    if finding.family not in {"visit", "talks"} or finding.is_recalled or "D" not in sentence.marks:
        return None
    told = sentence.words[sentence.tokens[at].span.end - sentence.span.start :]
    phrase = next((p for p in sentence.language.one_before if p in told), None)
    if phrase is None:
        return None
    begin = sentence.tokens[at].span.end + told.index(phrase) + len(phrase)
    days = (t for t in sentence.tokens if t.date and begin <= t.span.start <= begin + _BESIDE)
    day = next(days, None)
    if day is None or day.date is None:
        return None
    nobody = tuple(replace(p, person=None) for p in finding.participants)
    value = day.date.value_as(published, "past")
    return replace(
        finding, status="held", date=value, is_recalled=True, is_open=False, participants=nobody
    )


def _since_whose(
    finding: Finding, sentence: CuedSentence, at: int, published: date | None
) -> Finding | None:
    """Return A's earlier visit, of "the first visit by a president since A in 1986"."""
    match = _SINCE.match(sentence.marks, at + 1) if finding.family == "visit" else None
    guests = {p.country for p in finding.participants if p.role == "guest"}
    if match is None or len(guests) != 1 or not _is_first(sentence, at):
        return None
    since, day = sentence.tokens[match.start("since")], sentence.tokens[match.start("day")].date
    who = sentence.tokens[match.start("who")].actors[0]
    if since.word.lower() not in sentence.language.since or not who.person or day is None:
        return None
    if not {who.country} <= guests | {None}:
        return None
    people = [
        replace(
            one, person=who.person, office=who.office or one.office, level=who.level or one.level
        )
        if one.role == "guest"
        else replace(one, person=None, office=None, level="unknown")
        for one in finding.participants
    ]
    return replace(
        finding,
        status="held",
        date=day.value_as(published, "past"),
        is_recalled=True,
        is_current=False,
        is_open=False,
        participants=tuple(people),
    )


def _without_day(finding: Finding, day: DateSpan) -> Finding:
    """Return nothing held on a day that is only that of the event before."""
    return replace(finding, status=None, date=UNKNOWN_DATE) if finding.date == day else finding


def _is_first(sentence: CuedSentence, at: int) -> bool:
    """Tell whether an event is "the first" or "the only one"."""
    before = {*sentence.small[max(0, at - _NEAR) : at + 1]}
    return not _FIRST.isdisjoint(" ".join(before).split())


def _since(finding: Finding, sentence: CuedSentence, at: int) -> Finding | None:
    """Return the earlier event of "the first visit by a president since 1986"."""
    edtf = finding.date.edtf or ""
    is_meeting = finding.family in {"visit", "talks"}
    if not (is_meeting and edtf.endswith("/..") and _is_first(sentence, at)):
        return None
    begin = _begin_of(edtf.removesuffix("/.."))
    if begin is None:
        return None
    nobody = tuple(replace(p, person=None) for p in finding.participants)
    return replace(
        finding, status="held", date=begin, is_recalled=True, is_open=False, participants=nobody
    )


def _without_count(
    finding: Finding, sentence: CuedSentence, at: int, published: date | None
) -> Finding:
    """Drop the years over which an event is counted: "the second since May"."""
    day = finding.date
    is_over = day.last_day is None or (
        day.precision == "range"
        and day.last_day == published
        and day.first_day is not None
        and published is not None
        and published - day.first_day > _YEAR
    )
    before = sentence.words[: sentence.tokens[at].span.end - sentence.span.start].split()[-_NEAR:]
    is_counted = day.first_day is not None and not _COUNTED.isdisjoint(before)
    return replace(finding, date=UNKNOWN_DATE) if is_over and is_counted else finding


def _begin_of(edtf: str) -> DateSpan | None:
    """Return the year, month or day that an open interval begins with."""
    precision = _EDTF_LENGTHS.get(len(edtf))
    parts = [int(part) for part in edtf.split("-")] if edtf.replace("-", "").isdigit() else []
    if precision is None or (len(parts) > 1 and not 1 <= parts[1] <= _MONTHS):
        return None
    year, month, day = (*parts, *[0, 0][: 3 - len(parts)])
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return DateSpan(first, last, precision, edtf)
