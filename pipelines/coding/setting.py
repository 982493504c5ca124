"""Finds the day of the event of a cue in its sentence."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from pipelines.coding.documents import is_of_announcement, is_of_document
from pipelines.coding.listed_days import DAYS, is_of_other_clause, own_date, with_its_end
from pipelines.coding.ministries import end_of_bodies
from pipelines.coding.patterns import GROUP
from pipelines.records import UNKNOWN_DATE, DateSpan

if TYPE_CHECKING:
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Tense, Token

# "talks between the foreign ministries of A and B" up to "were held in Bern on"
_PARTIES = re.compile(
    rf"^(?:ot?[xXdN]{{1,5}})?[bw](?:t?[xXdN]{{1,4}}(?:ot?[dXx]{{1,3}})?(?:,?cd{{1,3}})?ot?)?{GROUP}"
)
_REACH = 9  # tokens between a cue and the date or place that belongs to it
_FEW = timedelta(days=14)
_FAR = 16  # the same where the sentence tells one event and one date
_OPENING_WORDS = 4  # of a sentence: "on the eve of"
_OPENING = 3  # a date among the first tokens of a sentence is the date of what it tells
# "where he will be from", "which he will attend in Riga on", up to the date
_STAY = re.compile(r"r[@h]x{1,2}(?:l[txX]{0,2}[P$])?[lq]?t?$")
_OTHER_EVENT = re.compile(r"mxx")  # "first visit since being elected on D"
# "since he took office on D", "after his election in D", "after the new government of President A
# assumed office on D", up to the date
_AFTER = re.compile(r"[mX](?:[th@]?|t?[xXd]{0,2}[T@](?:ot?[@$])?)x(?:[ot]{0,2}[xXdN]){0,4}[lq]?t?$")
# "celebrations of the anniversary of independence, to be held", up to "in Santiago in"
_CLAUSE_OF_NOUN = re.compile(r"^(?:[xXdN=]{0,3}(?:ot?[xXdN$P=A]{1,4})*),?(?=r?(?:x|yx)x?x?[lq])")
# "of the foreign ministers of the two countries", up to "in April"
_OF_TWO = re.compile(r"^x?[bgo]t?[@xXdN]{1,6}(?:ot?[dXx]{1,3}){1,2}(?=[lq])")
_DATELINE = re.compile(r"[PXN$,]{1,6}D[-:]$")  # "WINDHOEK, 2 September -"
# "prior to today's meeting": the day of that noun alone
_OWNED = re.compile(r"D'[xXd]{0,2}(?P<cue>[KB])")
# ", and its relevant meetings" behind an event, up to the day of both
_JOINED = re.compile(r",?c(?P<own>[txXhed]{0,3})K(?P<rest>[lqb]?t?)$")
INSERTED = re.compile(r",[^,;:DKVBr]*,")
# ", which was attended by @ and @," before "was held in"
RELATIVE = re.compile(r",r[^;:DKBr]*,(?=xx[lq])")
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
# "the visit of the King to Chile", up to ", which was to begin on"
_OF_VISITOR = re.compile(r"^o[tH]{0,3}@(?:y[txX]{0,2}[P$])?")
# "the meeting of the Council in May": the body whose meeting it is
_OF_BODY = re.compile(r"^o[htxXdN=]{0,5}K")
_BREAKS = frozenset(";:")
_PLACED = frozenset("ltxXNPd,")  # "at the State House, Abuja" after a date


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
    if best is None and (told := ceremony_of(sentence, at) or host_after(sentence, at)):
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
    near = {*sentence.small[max(0, at - _NUMBERED) : at]}
    return not sentence.language.numbered.isdisjoint(near)


def _is_of_other(sentence: CuedSentence, at: int, place: int) -> bool:
    """Tell whether a date is of the release, or of what an event is preceded or followed by."""
    language = sentence.language
    start = sentence.tokens[place].span.start - sentence.span.start
    before = sentence.words[max(0, start - _EMBARGOED) : start].replace(":", " ").split()
    between = {*sentence.small[at + 1 : place]}
    is_of_release = not language.embargo.isdisjoint(before)
    is_of_release = is_of_release or _DATELINE.match(sentence.marks[: place + 2]) is not None
    after = _AFTER.search(sentence.marks, at + 1, place)
    is_since = after and sentence.small[after.start()] in language.since
    owned = _OWNED.match(sentence.marks, place)
    is_of_release = is_of_release or (owned is not None and owned.start("cue") != at)
    is_of_release = is_of_release or is_of_document(sentence, at, place)
    is_of_release = is_of_release or is_of_announcement(sentence, at, place)
    is_of_release = is_of_release or is_of_other_clause(sentence, at, place)
    is_of_release = is_of_release or _is_of_coming(sentence, at, place)
    return bool(is_of_release or is_since) or not between.isdisjoint(language.flanked)


def _is_of_coming(sentence: CuedSentence, at: int, place: int) -> bool:
    """Tell whether a date in front is of what is to follow: "ahead of A's visit on 5 May, B"."""
    comma = sentence.marks.find(",", place, at)
    if comma < 0 or not any(n < place for n in sentence.cues):
        return False
    front = " ".join(sentence.small[:_OPENING_WORDS])
    return front.startswith(tuple(sentence.language.status["ahead"]))


def ceremony_of(sentence: CuedSentence, at: int) -> int | None:
    """Return the ceremony at which credentials are presented: "during a ceremony held in Rome"."""
    if at not in sentence.cues or sentence.cues[at][0].contact_type != "credentials":
        return None
    told = (place for place in sentence.cues if place > at)
    return next((p for p in told if sentence.cues[p][0].contact_type == "ceremony"), None)


def host_after(sentence: CuedSentence, at: int) -> int | None:
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
        between = RELATIVE.sub("", between).removeprefix(",").removeprefix("r")
        if is_told_in_clause(sentence, at, place):
            between = between.replace(",r", "r", 1).replace("r", "", 1)
        between = _CLAUSE_OF_NOUN.sub("", _OF_TWO.sub("@", between))
    if place < at and _is_in_clause_before(sentence.marks, place, at):
        return None
    told = _WHERE.sub("", _IN_STATE.sub("", between)) if place > at else between
    between = _PURPOSE.sub("", INSERTED.sub(",", told))
    between = _OF_VISITOR.sub("", _OF_BODY.sub("", between)) if place > at else between
    between = _beyond_parties(sentence, at, end, between) if place > at else between
    between = _beyond_joined(sentence, at, place, between)
    if not _BREAKS.isdisjoint(between):
        return None
    if place < at and place < _OPENING:
        return _REACH  # the sentence's own date, if none is nearer
    if any(border in between for border in borders):
        return None
    is_one_date = DAYS.sub("D", sentence.marks).count("D") == 1
    is_only = len(sentence.cues) == 1 and is_one_date and "," not in between
    return len(between) if len(between) <= (_FAR if is_only else _REACH) else None


def _beyond_joined(sentence: CuedSentence, at: int, place: int, between: str) -> str:
    """Return what is between a noun and its day without one beside it of the same day.

    "The summit and its related meetings from 27 to 30 September", "talks and a dinner on 5 May".
    """
    joined = _JOINED.search(between) if sentence.marks[at] == "K" and place > at else None
    if joined is None:
        return between
    words = sentence.small[place - (len(between) - joined.start("own")) : place]
    is_verb = not sentence.language.light.isdisjoint(words[: len(joined["own"])])
    return between if is_verb else between[: joined.start()] + joined["rest"]


def _without_when(sentence: CuedSentence, place: int, between: str) -> str:
    """Return what is between a date and a cue of its day: "on Tuesday, when (or where) A met".

    Also "spoke on Tuesday at the Palace, when he met".
    """
    after = sentence.tokens[place + 1 : place + 3]
    words = [token.word.lower() for token in after if token.symbol != ","]
    if words[:1] in (["when"], ["where"]):
        return between.removeprefix(",").removeprefix("r")
    clause = between.rfind(",r")
    is_when = clause >= 0 and sentence.small[place + 2 + clause] == "when"
    return between[clause + 2 :] if is_when and {*between[:clause]} <= _PLACED else between


def _beyond_parties(sentence: CuedSentence, at: int, end: int, between: str) -> str:
    """Return the marks up to a date without those of whose talks it is the date."""
    after = end_of_bodies(sentence, at)  # "between the Ministries of A and B"
    is_beyond = at + 1 < after <= end
    return sentence.marks[after:end] if is_beyond else _PARTIES.sub("@", between)


def _is_in_clause_before(marks: str, place: int, at: int) -> bool:
    """Tell whether a date is a clause's: "the treaty, which they signed in May, and talks"."""
    relative = marks.rfind("r", 0, place)
    return relative >= 0 and "," not in marks[relative:place] and "," in marks[place:at]


def is_told_in_clause(sentence: CuedSentence, at: int, place: int) -> bool:
    """Tell whether a relative clause says where or when: "the summit, which took place in Kiev".

    Also "to Chile, where he will be from 5 to 8 May".
    """
    relative = sentence.marks.find("r", at, place)
    words = sentence.small[relative + 1 : relative + 2]
    is_stay = relative > 0 and _STAY.fullmatch(sentence.marks, relative, place) is not None
    return is_stay or (relative > 0 and not sentence.language.taking_place.isdisjoint(words))
