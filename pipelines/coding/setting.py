"""Finds day and place of the event of a cue in its sentence."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from pipelines.coding.documents import is_of_announcement, is_of_document
from pipelines.coding.listed_days import DAYS, is_of_other_clause, own_date, with_its_end
from pipelines.coding.ministries import end_of_bodies
from pipelines.coding.patterns import FRONT, GROUP, GROUPS
from pipelines.coding.sides import country_of
from pipelines.coding.subjects import clause_start
from pipelines.quick_record import quick_record
from pipelines.records import UNKNOWN_DATE, DateSpan

if TYPE_CHECKING:
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Tense, Token

_SCENE = re.compile(
    r"(?:[lX]?D,?)?[lX]t?(?P<place>[P$])(?:,[P$])?,?(?=[hij@t])"
)  # "In Lima, Peru, he"
# "talks between the foreign ministries of A and B" up to "were held in Bern on"
_PARTIES = re.compile(
    rf"^(?:ot?[xXdN]{{1,5}})?[bw](?:t?[xXdN]{{1,4}}(?:ot?[dXx]{{1,3}})?(?:,?cd{{1,3}})?ot?)?{GROUP}"
)
_REACH = 9  # tokens between a cue and the date or place that belongs to it
_FEW = timedelta(days=14)
_FAR = 16  # the same where the sentence tells one event and one date
_OPENING = 3  # a date among the first tokens of a sentence is the date of what it tells
# Matches ", as guests of the Government," in "to Chile, as guests of the Government, from 5 May".
_OTHER_CLAUSE = re.compile(r",(?!x?[lyD@$c])")  # matches ", which"; not ", in Sochi"
_CLAUSE_VERBS = frozenset(["took", "takes", "was", "were", "is", "are", "will"])
_NEW_SUBJECT = re.compile(r",t?[@hU](?!,|c)")
_OTHER_EVENT = re.compile(r"mxx")  # "first visit since being elected on D"
# "since taking office on D", "after his election in D", up to the date
_AFTER = re.compile(r"m[th]?x(?:[ot]{0,2}[xXdN]){0,4}[lq]?t?$")
# "celebrations of the anniversary of independence, to be held", up to "in Santiago in"
_CLAUSE_OF_NOUN = re.compile(r"^(?:[xXdN=]{0,3}(?:ot?[xXdN$P=A]{1,4})*),?(?=r?(?:x|yx)x?x?[lq])")
# "of the foreign ministers of the two countries", up to "in April"
_OF_TWO = re.compile(r"^x?[bgo]t?[@xXdN]{1,6}(?:ot?[dXx]{1,3}){1,2}(?=[lq])")
_DATELINE = re.compile(r"[PXN$,]{1,6}D[-:]$")  # "WINDHOEK, 2 September -"
_INSERTED = re.compile(r",[^,;:DKVBr]*,")
# ", which was attended by @ and @," before "was held in"
_RELATIVE = re.compile(r",r[^;:DKBr]*,(?=xx[lq])")
# "Conference of the Community (CARICOM) in San Pedro, Belize, on": what adds no distance
_IN_STATE = re.compile(r"(?<=lP),[P$],?|\([$XN]\)")
# ", on the sidelines of the UN General Assembly", ", at the President's House": not farther, too
_WHERE = re.compile(r",?l(?:txo)?t?(?:[@$]')?[xXNdP$]{1,4}(?=,?[lq])")
_HOSTED = re.compile(r"KV(?:lhx)?g")  # "a luncheon hosted in his honour by"
_NUMBERED = 2  # tokens before a noun in which its number stands
_EMBARGOED = 40  # characters of "EMBARGOED UNTIL: 2.00 AM FRIDAY" before a date
# "will visit Chile for talks on 5 May", "will host A, for talks in Bern on 5 May", up to the date
_PURPOSE = re.compile(
    r"(?:(?<=[P$@])|,)[fy][txXd]{0,3}K"
    r"(?:,?l[txX]{0,2}(?:[@$]')?[xXNdP$@]{1,4}|,[P$]){0,3}(?=,?[lq]?t?$)"
)
# "the meeting of the Council in May": the body whose meeting it is
_OF_BODY = re.compile(r"^o[htxXdN=]{0,5}K")
_BREAKS = frozenset(";:")
# in Moscow; at the Bocharov Ruchei residence in Sochi: the place or state right after "in".
# Not "in Chile's interest", nor "at the Sofia Hotel", which may stand anywhere.
_PLACES = re.compile(
    r"(?:l[tdxXN]{0,3}?|[yf])(?P<place>[P$])(?=.*r)|l(?:tP(?=X)|[tdxXN]{0,3}?(?P<spot>[P$])(?!'))"
)


@quick_record
class Place:
    """Where an event was: as written, and the state of that place."""

    words: str
    country: str


def find_day(  # noqa: PLR0913 - a cue, and what is known of its day
    sentence: CuedSentence,
    at: int,
    published: date | None,
    tense: Tense | None,
    *,
    is_cancelled: bool = False,
    begin: int = 0,
) -> DateSpan:
    """Return the date that belongs to the cue at token `at`, or UNKNOWN_DATE.

    is_cancelled: the date stands in a clause of its own ("which had been planned for May 5").
    begin: token before which no date is the event's.
    """
    best: tuple[int, Token] | None = own_date(sentence, at)
    for place, token in enumerate(sentence.tokens):
        if token.symbol != "D" or token.date is None or place < begin:
            continue
        if _is_of_other(sentence, at, place):
            continue
        distance = _distance(sentence, at, place, borders="KVB" if is_cancelled else "KVBr")
        # Of two as near that behind is the event's: "on 5 May, starting a visit from 5 May".
        far = _FAR if best is None else best[0] + (place > at)
        if distance is not None and (best is None or distance < far):
            best = (distance, token)
    if best is None and (told := ceremony_of(sentence, at) or _host_after(sentence, at)):
        return find_day(sentence, told, published, tense)
    if best is None or best[1].date is None:
        return UNKNOWN_DATE
    day = with_its_end(sentence, best[1], published, tense)
    if best[0] > _REACH and not _is_short(day):
        return UNKNOWN_DATE  # "pleased to meet you, who have been our partners for 20 years"
    return UNKNOWN_DATE if _is_span_of_several(sentence, at, best[1], day) else day


def _is_short(day: DateSpan) -> bool:
    """Tell whether a date is a day, or a few: "on 16 and 17 October"."""
    if day.precision != "range" or day.first_day is None or day.last_day is None:
        return day.precision == "day"
    return day.last_day - day.first_day <= _FEW


def _is_span_of_several(sentence: CuedSentence, at: int, token: Token, day: DateSpan) -> bool:
    """Tell whether events are numbered over a span: "the fifth meeting in the past 12 months"."""
    words = token.word.lower().split()
    if day.precision != "range" or sentence.language.numbered_over.isdisjoint(words):
        return False
    near = {token.word.lower() for token in sentence.tokens[max(0, at - _NUMBERED) : at]}
    return not sentence.language.numbered.isdisjoint(near)


def _is_of_other(sentence: CuedSentence, at: int, place: int) -> bool:
    """Tell whether a date is of the release, or of what an event is preceded or followed by."""
    language = sentence.language
    start = sentence.tokens[place].span.start - sentence.span.start
    before = sentence.words[max(0, start - _EMBARGOED) : start].replace(":", " ").split()
    between = {token.word.lower() for token in sentence.tokens[at + 1 : place]}
    is_of_release = not language.embargo.isdisjoint(before)
    is_of_release = is_of_release or _DATELINE.match(sentence.marks[: place + 2]) is not None
    after = _AFTER.search(sentence.marks, at + 1, place)
    is_since = after and sentence.tokens[after.start()].word.lower() in language.since
    is_of_release = is_of_release or is_of_document(sentence, at, place)
    is_of_release = is_of_release or is_of_announcement(sentence, at, place)
    is_of_release = is_of_release or is_of_other_clause(sentence, at, place)
    return bool(is_of_release or is_since) or not between.isdisjoint(language.flanked)


def ceremony_of(sentence: CuedSentence, at: int) -> int | None:
    """Return the ceremony at which credentials are presented: "during a ceremony held in Rome"."""
    if at not in sentence.cues or sentence.cues[at][0].contact_type != "credentials":
        return None
    told = (place for place in sentence.cues if place > at)
    return next((p for p in told if sentence.cues[p][0].contact_type == "ceremony"), None)


def _host_after(sentence: CuedSentence, at: int) -> int | None:
    """Return the place of "hosted" in "a luncheon hosted in his honour by A", None without it."""
    return at + 1 if _HOSTED.match(sentence.marks, at) else None


def _distance(sentence: CuedSentence, at: int, place: int, *, borders: str) -> int | None:
    start, end = sorted((at, place))
    between = sentence.marks[start + 1 : end]
    between = _without_when(sentence, place, between) if place < at else between
    if place > at:
        # "the visit which he paid in June", "the summit, which took place on October 12"
        if _OTHER_EVENT.search(between):
            return None
        between = _RELATIVE.sub("", between).removeprefix(",").removeprefix("r")
        if _is_told_in_clause(sentence, at, place):
            between = between.replace(",r", "r", 1).replace("r", "", 1)
        between = _CLAUSE_OF_NOUN.sub("", _OF_TWO.sub("@", between))
    if place < at and _is_in_clause_before(sentence.marks, place, at):
        return None
    told = _WHERE.sub("", _IN_STATE.sub("", between)) if place > at else between
    between = _PURPOSE.sub("", _INSERTED.sub(",", told))
    between = _OF_BODY.sub("", between) if place > at else between
    between = _beyond_parties(sentence, at, end, between) if place > at else between
    if not _BREAKS.isdisjoint(between):
        return None
    if place < at and place < _OPENING:
        return _REACH  # the sentence's own date, if none is nearer
    if any(border in between for border in borders):
        return None
    is_one_date = DAYS.sub("D", sentence.marks).count("D") == 1
    is_only = len(sentence.cues) == 1 and is_one_date and "," not in between
    return len(between) if len(between) <= (_FAR if is_only else _REACH) else None


def _without_when(sentence: CuedSentence, place: int, between: str) -> str:
    """Return what is between a date and a cue of its day: "on Tuesday, when (or where) A met"."""
    after = sentence.tokens[place + 1 : place + 3]
    words = [token.word.lower() for token in after if token.symbol != ","]
    is_when = words[:1] in (["when"], ["where"])
    return between.removeprefix(",").removeprefix("r") if is_when else between


def _beyond_parties(sentence: CuedSentence, at: int, end: int, between: str) -> str:
    """Return the marks up to a date without those of whose talks it is the date."""
    after = end_of_bodies(sentence, at)  # "between the Ministries of A and B"
    is_beyond = at + 1 < after <= end
    return sentence.marks[after:end] if is_beyond else _PARTIES.sub("@", between)


def _is_in_clause_before(marks: str, place: int, at: int) -> bool:
    """Tell whether a date is a clause's: "the treaty, which they signed in May, and talks"."""
    relative = marks.rfind("r", 0, place)
    return relative >= 0 and "," not in marks[relative:place] and "," in marks[place:at]


def scene_of(sentence: CuedSentence) -> str | None:
    """Return the state with which a sentence sets the scene: "In Chile, he will meet"."""
    match = _SCENE.match(sentence.marks)
    return country_of(sentence.tokens[match.start("place")]) if match else None


def find_place(sentence: CuedSentence, at: int) -> Place | None:
    """Return the place told nearest to the cue at token `at`, rather not beyond another cue."""
    place = _nearest_place(sentence, at, "KVBr;:") or _nearest_place(sentence, at, "Vr;:")
    host = None if place else _host_after(sentence, at)
    return _nearest_place(sentence, host, "KVBr;:") if host else place


def _nearest_place(sentence: CuedSentence, at: int, borders: str) -> Place | None:
    best: tuple[int, Token] | None = None
    marks = sentence.marks
    found = _PLACES.finditer(sentence.marks, 0, _end_of_phrase(sentence, at))
    for match in (one for one in found if one["place"] or one["spot"]):
        place = match.start("place" if match["place"] else "spot")
        between = _RELATIVE.sub("", sentence.marks[min(at, place) + 1 : max(at, place)])
        if place > at and _is_told_in_clause(sentence, at, place):
            between = between.replace(",r", "r", 1).replace("r", "", 1)
        is_topic = _is_topic(sentence, match.start())
        # "views on the situation in Chile, negotiations between A and B"
        is_of_list = place < at and "," in between and marks.startswith("b", at + 1)
        if is_topic or is_of_list or (place > at and _is_elsewhere(between)):
            continue
        if any(mark in between for mark in borders) and not _leads_there(sentence, at, place):
            continue
        token = sentence.tokens[place]
        if country_of(token) is None or len(token.actors) > 1:  # "in the Normandy format"
            continue
        distance = abs(place - at)
        if best is None or distance < best[0]:
            best = (distance, token)
    if best is None:
        return None
    country = country_of(best[1])
    return Place(best[1].word, country) if country else None


def _is_topic(sentence: CuedSentence, place: int) -> bool:
    """Tell whether a place is talked about: "a meeting on Chile", "on the situation in Chile"."""
    before = sentence.tokens[place - 1].word.lower() if place else ""
    return sentence.tokens[place].word.lower() == "on" or before in sentence.language.matters


def _is_elsewhere(between: str) -> bool:
    """Tell whether a comma ends what an event was, but a list or an addition: ", in Sochi"."""
    return _OTHER_CLAUSE.search(GROUPS.sub("@", _INSERTED.sub("", between))) is not None


def _is_told_in_clause(sentence: CuedSentence, at: int, place: int) -> bool:
    """Tell whether a relative clause says where: "the summit, which took place in Kiev"."""
    relative = sentence.marks.find("r", at, place)
    words = [token.word.lower() for token in sentence.tokens[relative + 1 : relative + 2]]
    return relative > 0 and not _CLAUSE_VERBS.isdisjoint(words)


def _end_of_phrase(sentence: CuedSentence, at: int) -> int:
    """Return where a phrase in front ends: "During talks with A, B praised schools in Chile"."""
    start = clause_start(sentence.marks, at)
    if sentence.marks[start : start + 1] not in FRONT or "@" in sentence.marks[start:at]:
        return len(sentence.marks)
    match = _NEW_SUBJECT.search(sentence.marks, at)
    return match.start() if match else len(sentence.marks)


def _leads_there(sentence: CuedSentence, at: int, place: int) -> bool:
    """Tell whether the cue is told of the place before it: "travelled to Dili, where I met"."""
    return at > place and any(t.word.lower() == "where" for t in sentence.tokens[place + 1 : at])
