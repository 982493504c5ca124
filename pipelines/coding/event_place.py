"""Tells where the event of a cue was: by its own words, or by the journey told with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.arguments import find_arguments
from pipelines.coding.cue_reading import choose_reading
from pipelines.coding.patterns import WELCOMED_TO
from pipelines.coding.place_told import Place, find_place, scene_of
from pipelines.coding.setting import ceremony_of
from pipelines.coding.sides import country_of

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.subjects import Arguments
    from pipelines.records import Token
    from pipelines.reference.cue import Cue

_STOPS = re.compile(r"(?:\([XN]\))?(?:,t?|,?ct?)[P$]")
_GOAL = re.compile(r"y[txX]{0,3}(?P<place>P)")  # "an invitation to come to Sofia"
# "visit to London to hold", "travelled to Rome to take part in the G20 "
_PURPOSE = re.compile(r"[P$](?:l?D)?,?[yf][xXtNdl$']{0,8}$")
_SPOKEN = frozenset({"discuss", "speak"})  # with the scene set before: "In Bern, A and B discussed"
# "Moscow will host on Monday the first round of", up to "talks"
_HOSTING = re.compile(r"(?P<place>[P$])[xD]{0,3}(?P<verb>V)(?:l?D)?[txXdD]{0,4}o?[txX]{0,2}$")
# What happens at a place; letters and calls do not.
_PLACED = frozenset(
    [
        "meet",
        "summit",
        "receive",
        "await",
        "call_on",
        "visit",
        "arrive",
        "invite",
        "meeting",
        "council",
        "credentials",
        "multilateral_meeting",
        "consultations",
        "round",
        "ceremony",
        "state_visit",
        "official_visit",
        "working_visit",
        "private_visit",
    ]
)


def told_place(sentence: CuedSentence, at: int, cue: Cue, arguments: Arguments) -> Place | None:
    """Return where the event was: a visit's destination, else the place told nearest to the cue."""
    token = arguments.destination
    if token is None and cue.contact_type.endswith("visit"):
        token = find_arguments(sentence, at, cue).destination
    if token is not None:
        return _place_at(token)
    if cue.sense == "invite" and (goal := _GOAL.search(sentence.marks, at)):
        return _place_at(sentence.tokens[goal.start("place")])
    if cue.sense in _SPOKEN and scene_of(sentence) and not _is_remote(sentence):
        return find_place(sentence, at)
    if cue.sense not in _PLACED:
        return None
    if cue.sense in {"receive", "await"} and (goal := WELCOMED_TO.match(sentence.marks, at + 1)):
        return _place_at(sentence.tokens[goal.start("place")])
    return (
        _hosting_place(sentence, at)
        or _place_of_ceremony(sentence, at, cue)
        or _goal_of_journey(sentence, at)
        or find_place(sentence, at)
        or _place_of_journey(sentence, at)
    )


def _hosting_place(sentence: CuedSentence, at: int) -> Place | None:
    """Return the town or state that hosts the event: "Geneva hosted on Monday talks between"."""
    match = _HOSTING.search(sentence.marks, 0, at)
    if match is None or sentence.cues[match.start("verb")][0].sense != "receive":
        return None
    return _place_at(sentence.tokens[match.start("place")])


def _is_remote(sentence: CuedSentence) -> bool:
    return any(medium in sentence.words for medium in sentence.language.media)


def _place_at(token: Token | None) -> Place | None:
    """Return the place that a token names, None for none or one whose state nobody knows."""
    country = country_of(token)
    return Place(token.word, country) if token is not None and country else None


def _place_of_ceremony(sentence: CuedSentence, at: int, cue: Cue) -> Place | None:
    """Return where credentials were presented "during a ceremony held in Rome"."""
    ceremony = ceremony_of(sentence, at) if cue.contact_type == "credentials" else None
    return find_place(sentence, ceremony) if ceremony is not None else None


def _goal_of_journey(sentence: CuedSentence, at: int) -> Place | None:
    """Return where one travels for the event: "after talks in Bern I will visit Oslo to meet"."""
    journey = max((place for place in sentence.cues if place < at), default=None)
    purpose = _PURPOSE.search(sentence.marks, journey, at) if journey is not None else None
    if journey is None or purpose is None:
        return None
    goal = find_arguments(sentence, journey, choose_reading(sentence, journey)).destination
    place = purpose.start()
    if sentence.marks[place - 2 : place + 1] == "P,$":  # "to Panama City, Panama, to attend"
        place -= 2
    if goal is not sentence.tokens[place] and sentence.marks[place - 1] != "y":
        return None
    return _place_at(sentence.tokens[place])  # "to Oslo for a visit and to Malta for the summit"


def _place_of_journey(sentence: CuedSentence, at: int) -> Place | None:
    """Return where the visit told before leads: "during a visit to Bern, A met with B".

    Not of somebody's other talks: "after the visit to Bern, and in view of A's talks with B".
    """
    if sentence.marks[at - 1 : at] == "'":
        return None
    for place in sorted(sentence.cues, reverse=True):
        cue = sentence.cues[place][0]
        if place < at and _is_setting(sentence, place, cue):
            token = find_arguments(sentence, place, cue).destination
            is_one = token is not None and not _is_first_stop(sentence, token)
            return _place_at(token) if is_one else None
    return None


def _is_first_stop(sentence: CuedSentence, token: Token) -> bool:
    """Tell whether a journey leads on: "during the visit to Chile, Peru and Bolivia"."""
    return _STOPS.match(sentence.marks, sentence.tokens.index(token) + 1) is not None


def _is_setting(sentence: CuedSentence, at: int, cue: Cue) -> bool:
    """Tell whether a visit is when the rest happened: "during a visit to", "is on a visit to"."""
    if cue.is_verb or not cue.contact_type.endswith("visit"):
        return False
    near = sentence.small[max(0, at - 4) : at]
    return not sentence.language.journey_settings.isdisjoint(near)
