"""Finds where the event of a cue was, in its sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.patterns import FRONT, GROUPS
from pipelines.coding.setting import INSERTED, RELATIVE, host_after, is_told_in_clause
from pipelines.coding.sides import country_of
from pipelines.coding.subjects import clause_start
from pipelines.quick_record import quick_record

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Token

_PURPOSE = re.compile(r"x+yx")  # "operation to defend", after "on the"
_SCENE = re.compile(
    r"(?:[lX]?D,?)?[lX]t?(?P<place>[P$])(?:,[P$])?,?(?=[hij@t])"
)  # "In Lima, Peru, he"
# Matches ", as guests of the Government," in "to Chile, as guests of the Government, from 5 May".
_OTHER_CLAUSE = re.compile(r",(?!x?[lyD@$c])")  # matches ", which"; not ", in Sochi"
_NEW_SUBJECT = re.compile(r",t?[@hU](?!,|c)")
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


def scene_of(sentence: CuedSentence) -> str | None:
    """Return the state with which a sentence sets the scene: "In Chile, he will meet"."""
    match = _SCENE.match(sentence.marks)
    return country_of(sentence.tokens[match.start("place")]) if match else None


def find_place(sentence: CuedSentence, at: int) -> Place | None:
    """Return the place told nearest to the cue at token `at`, rather not beyond another cue."""
    place = _nearest_place(sentence, at, "KVBr;:") or _nearest_place(sentence, at, "Vr;:")
    host = None if place else host_after(sentence, at)
    return _nearest_place(sentence, host, "KVBr;:") if host else place


def _nearest_place(sentence: CuedSentence, at: int, borders: str) -> Place | None:
    best: tuple[int, Token] | None = None
    marks = sentence.marks
    found = _PLACES.finditer(sentence.marks, 0, _end_of_phrase(sentence, at))
    for match in (one for one in found if one["place"] or one["spot"]):
        place = match.start("place" if match["place"] else "spot")
        between = RELATIVE.sub("", sentence.marks[min(at, place) + 1 : max(at, place)])
        if place > at and is_told_in_clause(sentence, at, place):
            between = between.replace(",r", "r", 1).replace("r", "", 1)
        is_topic = _is_topic(sentence, match.start())
        # "views on the situation in Chile, negotiations between A and B"
        is_of_list = place < at and "," in between and marks.startswith("b", at + 1)
        is_topic = is_topic or (place > at and _is_of_purpose(sentence, at, place))
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
    before = sentence.small[place - 1] if place else ""
    return sentence.small[place] == "on" or before in sentence.language.matters


def _is_of_purpose(sentence: CuedSentence, at: int, place: int) -> bool:
    """Tell whether a place is of what a topic is for: "talks on efforts to rebuild towns in Chile".

    Not of "met to discuss trade in Bern".
    """
    marks = sentence.marks
    on = next((n for n in range(at + 1, place) if sentence.small[n] == "on"), place)
    purpose = _PURPOSE.search(marks, on, place)
    return purpose is not None and "D" not in marks[on:place]


def _is_elsewhere(between: str) -> bool:
    """Tell whether a comma ends what an event was, but a list or an addition: ", in Sochi"."""
    return _OTHER_CLAUSE.search(GROUPS.sub("@", INSERTED.sub("", between))) is not None


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
