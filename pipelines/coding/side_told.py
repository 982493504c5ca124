"""Finds the side of officials from the words round them: "officials of Chile, including A"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.sides import country_of
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor, Token

# "@, including @ and " before an official
_SOME_OF = re.compile(r"(?P<of>[@$]),?(?P<words>[xXl]{1,2})(?:t?@,?c?)*t?$")
# "Minister @ and other @", of whom the last are told with their side
_AND_OTHERS = re.compile(r"(?:,t?@)*,?c(?P<other>x)[xX]?(?P<of>@)")
# "the Serbian side was headed by", "the Serbian one by" before an official
_LED = re.compile(r"(?P<of>[@A$])x{0,3}?gt?$")
# "On the Serbian side, the talks were attended by @ and " before an official, "on the Serbian side"
# after one
_ON_SIDE = re.compile(r".*(?:^|[,;])[Xlqf]t?(?P<of>@),[^;]*$")
_FROM_SIDE = re.compile(r"[lqf]t?(?P<of>@)")
# "his counterpart, His Excellency President A", whom the words themselves tell
_APPOSED = re.compile(r",?(?:H,?)?t?(?P<who>@)(?!')")
# "A and representatives of $", "A and the delegates from $", from behind who speaks for it
_OF_SIDE = re.compile(r"[oq]t?(?P<side>\$)(?!'|-|,?c?t?[$@])")
_JOINED = re.compile(r"[@$],?ct?[xX]?$")
# "his Tanzanian counterpart, President", before a name
_COUNTERPART = re.compile(r"h(?P<of>@),t?$")
_NAMED = re.compile(r",t?@(?![,'c]*[@$])")  # ", President", a name and no list
_LEADS = re.compile(r"xt?(?P<of>@)")  # "led the Serbian delegation", after an official


def of_side_told(sentence: CuedSentence, place: int) -> tuple[Actor, ...]:
    """Return officials with the side that the sentence tells apart from them."""
    of = _side_beside(sentence, place)
    if of is None:
        return ()
    return tuple(
        replace(actor, country=of, is_publisher=False) if actor.country is None else actor
        for actor in sentence.tokens[place].actors
    )


def counterpart_named(sentence: CuedSentence, place: int) -> tuple[Actor, ...]:
    """Return who "his Tanzanian counterpart, President A" is, () where that is told otherwise."""
    actors = sentence.tokens[place].actors
    if len(actors) != 1 or actors[0].level != "counterpart" or actors[0].person:
        return ()
    match = _NAMED.match(sentence.marks, place + 1)
    named = sentence.tokens[match.end() - 1].actors if match else ()
    is_one = len(named) == 1 and named[0].person and named[0].country is None
    return (replace(named[0], country=actors[0].country, is_publisher=False),) if is_one else ()


def _side_beside(sentence: CuedSentence, place: int) -> str | None:
    """Return the side of "officials of Chile, including A", "the Chilean side was led by A"."""
    tokens, marks = sentence.tokens, sentence.marks
    if match := _SOME_OF.search(marks, 0, place):
        start, end = match.span("words")
        words = " ".join(sentence.small[start:end])
        if words in sentence.language.among:
            return tokens[match.start("of")].actors[-1].country
    if match := _AND_OTHERS.match(marks, place + 1):
        is_rest = sentence.small[match.start("other")] in sentence.language.others
        return country_of(tokens[match.start("of")]) if is_rest else None
    if match := _COUNTERPART.search(marks, 0, place):
        (of, *others) = tokens[match.start("of")].actors
        return of.country if of.level == "counterpart" and not (others or of.person) else None
    heading = sentence.language.heading
    is_led = not heading.isdisjoint(sentence.small[:place])
    if is_led and (match := _LED.search(marks, 0, place)):
        return country_of(tokens[match.start("of")])
    verb = place + 1 + marks.startswith(",", place + 1)  # "Minister A, Secretary, led the"
    leads = not heading.isdisjoint(sentence.small[verb : verb + 1])
    after = _LEADS.match(marks, verb) if leads else _FROM_SIDE.match(marks, place + 1)
    on_side = _ON_SIDE.match(marks, 0, place) if "@," in marks else None
    for match in (on_side, after):
        if match and is_side(tokens[match.start("of")]):
            return country_of(tokens[match.start("of")])
    return None


def side_of_first(officials: Sequence[Token]) -> str:
    """Return the side of the first of several officials, "" where another has another or none has.

    Of "met in Rome with President of Chile A and Foreign Minister B" both are Chile's.
    """
    told = [actor.country or "" for token in officials for actor in token.actors]
    return told[0] if {*told} <= {told[0], ""} else ""


def is_side(token: Token) -> bool:
    """Tell whether a token is "the Indian side" or "the delegation of India"."""
    return any(actor.office == "side" and actor.country for actor in token.actors)


def is_told_behind(sentence: CuedSentence, place: int) -> bool:
    """Tell whether "his counterpart" stands before who it is, with a name and a side."""
    match = _APPOSED.match(sentence.marks, place + 1)
    (who, *others) = sentence.tokens[match.start("who")].actors if match else (None,)
    return who is not None and not others and bool(who.person and who.country)


def joined_side(sentence: CuedSentence, place: int) -> tuple[Actor, ...]:
    """Return the side of "the Indian delegation and representatives of Chile", () of others."""
    token = sentence.tokens[place]
    match = _OF_SIDE.match(sentence.marks, place + 1) if token.symbol == "U" else None
    if match is None or token.office != "side" or not _JOINED.search(sentence.marks, 0, place):
        return ()
    of = sentence.tokens[match.start("side")].actors
    return tuple(replace(actor, span=token.span, office="side") for actor in of)
