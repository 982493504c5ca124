"""Puts together a delegation with whose it is and who leads it, and a list with its sides."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from pipelines.coding.sides import country_of
from pipelines.quick_record import replace
from pipelines.records import Actor, MarkedSentence, Span, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.reference.cues import ContactCues

_CHAIRS = frozenset({"chair", "chairperson"})
# "delegation of deputies of the French National Assembly", "members of the Group of the US Senate"
_OF_BODY = re.compile(
    r"(?P<head>[Tx])(?:[oq]t?(?P<who>[xU]))?(?:[oq]t?=?(?P<of>[xXdN]{1,4})){0,2}"
    r"[oq]t?(?P<side>[A$])'?(?P<body>X[XdN]{0,3})?(?![XdN'])"
)
# "delegation of French deputies", "delegation from the Ministry of Defence of Chile"
_OF_OFFICIALS = re.compile(r"(?P<head>T)[oq]t?(?P<side>@)")
# "New Zealand-side"
_OF_SIDE = re.compile(r"(?P<side>\$)-(?P<head>T)")
# A name behind a remark: "Speaker of the Duma (the Parliament) A".
_NAME_BEHIND = re.compile(r"(?P<who>@)\(t?[dNXxP]{1,4}\),?(?P<name>@)")
# "the Ambassador of Italy in Tirana, A"
_NAME_BEHIND_POST = re.compile(r"(?P<who>@)lP,(?P<name>@)(?=[.,;]|$)")
# A remark in brackets after a title: "Secretary (East)".
_IN_BRACKETS = re.compile(r"(?P<who>@)\([dNXxP]{1,4}\)")
# "his counterpart, A, Minister of Chile"; "Ambassador A, Director-General for Europe,"
_APPOSED = re.compile(r"(?P<of>@),(?:H?[tH]|h)?(?P<who>@)(?!'|,?c)")
# "the President of Senegal and Chairperson of the African Union A"
_DOUBLE = re.compile(r"(?P<of>@),?c[th]?(?P<who>@)")
# "the country's President"
_OF_COUNTRY = re.compile(r"t(?P<country>x)'(?P<who>@)")
# "a delegation of the US Congress, led by Senator John Miller"
# "Greece's A", told by a name alone
_OF_NAME = re.compile(r"(?P<side>\$)'(?P<who>@)")
_LED = re.compile(r"(?P<of>@),?(?P<verb>x)g[thxX]{0,3}(?P<who>@)")
# "Spain's Foreign Minister A, Germany's B and Peru's C"
_OF_LIST = re.compile(r"(?P<first>@)(?:(?:,c?|c)t?\$'@)+")
_ITEM = re.compile(r"(?P<side>\$)'(?P<who>@)")


def with_delegations(
    sentence: MarkedSentence, words: ContactCues, publisher: str
) -> MarkedSentence:
    """Return the sentence with one official for each delegation told with its side or leader."""
    of_publisher = partial(_own_chair, publisher=publisher)
    tokens, marks = list(sentence.tokens), sentence.marks
    if not {"T", "A"}.isdisjoint(marks) or "o$" in marks:
        marks = _put(tokens, marks, _OF_BODY, _of_body, words)
        marks = _put(tokens, marks, _OF_OFFICIALS, _of_officials, words)
        marks = _put(tokens, marks, _OF_SIDE, _of_side, words)
    # What a pattern cannot do without is looked for first: nearly always it is not there.
    for needed, pattern, read in (
        ("@(", _NAME_BEHIND, _name_behind),
        ("@lP,@", _NAME_BEHIND_POST, _name_behind),
        ("@(", _IN_BRACKETS, _in_brackets),
        ("@,", _APPOSED, of_publisher),
        ("@,", _APPOSED, _apposed),
        ("c", _DOUBLE, of_publisher),
        ("c", _DOUBLE, _double),
        ("xg", _LED, _led),
        ("x'@", _OF_COUNTRY, _of_country),
    ):
        if "@" in marks and needed in marks:
            marks = _put(tokens, marks, pattern, read, words)
    if "$'@" in marks:
        marks = _put_listed(tokens, marks)
        marks = _put(tokens, marks, _OF_NAME, _of_name, words)
    if len(tokens) == len(sentence.tokens):
        return sentence
    return MarkedSentence(sentence.span, tuple(tokens), marks)


def _put(
    tokens: list[Token],
    marks: str,
    pattern: re.Pattern[str],
    read: Callable[[re.Match[str], list[Token], ContactCues], tuple[Actor, ...]],
    words: ContactCues,
) -> str:
    """Put one token in place of each match that is an official; return the marks.

    From the last match to the first, so that those before stay where they are.
    """
    is_changed = False
    for match in reversed(list(pattern.finditer(marks))):
        if actors := read(match, tokens, words):
            _replace(tokens, *match.span(), actors)
            is_changed = True
    return _marks(tokens) if is_changed else marks


def _of_body(match: re.Match[str], tokens: list[Token], words: ContactCues) -> tuple[Actor, ...]:
    """Return the side of a delegation, or members, of a parliament or another body of a state."""
    head, side = tokens[match.start("head")], tokens[match.start("side")]
    who = tokens[match.start("who")] if match["who"] else None
    is_delegation = _is_delegation(head, words)
    body = tokens[match.end("body") - 1].word.lower() if match["body"] else ""
    of = tokens[match.end("of") - 1].word.lower() if match["of"] else ""
    # "members of the Committee of the Parliament of Chile"
    is_of_state = (body or of).endswith(words.chambers)
    country = country_of(side) or side.country
    if country is None or not (is_delegation or _is_delegate(head, words)):
        return ()
    if who is not None and who.symbol == "x" and not _is_delegate(who, words):
        return ()  # "a delegation of businessmen of the French Chamber"
    # "a delegation from Chile", but no members of a state, nor of any body of it.
    is_plain = is_delegation and match["body"] is None and side.symbol == "$"
    return _side(match, tokens, country) if is_of_state or is_plain else ()


def _of_officials(
    match: re.Match[str], tokens: list[Token], words: ContactCues
) -> tuple[Actor, ...]:
    """Return the side of "a delegation of French deputies"."""
    if not _is_delegation(tokens[match.start("head")], words):
        return ()
    actors = tokens[match.start("side")].actors
    sides = {actor.country for actor in actors}
    is_nameless = not any(actor.person for actor in actors)
    country = sides.pop() if len(sides) == 1 else None
    return _side(match, tokens, country) if country and is_nameless else ()


def _of_side(match: re.Match[str], tokens: list[Token], _: ContactCues) -> tuple[Actor, ...]:
    country = country_of(tokens[match.start("side")])
    is_side = country and tokens[match.start("head")].office == "side"
    return _side(match, tokens, country) if country and is_side else ()


def _name_behind(match: re.Match[str], tokens: list[Token], _: ContactCues) -> tuple[Actor, ...]:
    """Return an official with the name that stands behind a remark on his title."""
    whose, names = tokens[match.start("who")].actors, tokens[match.start("name")].actors
    if len(whose) != 1 or len(names) != 1:
        return ()
    (who,), (name,) = whose, names
    is_title = who.office is not None and who.person is None and name.office is None
    return (replace(who, person=name.person),) if is_title and name.person else ()


def _in_brackets(match: re.Match[str], tokens: list[Token], _: ContactCues) -> tuple[Actor, ...]:
    actors = tokens[match.start("who")].actors
    return actors if all(actor.office for actor in actors) else ()


def _apposed(match: re.Match[str], tokens: list[Token], _: ContactCues) -> tuple[Actor, ...]:
    """Return one official whom the text tells with two offices, the second without a name."""
    of, who = tokens[match.start("of")].actors, tokens[match.start("who")].actors
    if len(of) != 1 or len(who) != 1 or not of[0].person or who[0].person or not who[0].office:
        return ()
    is_of_other = who[0].country is not None and not who[0].is_publisher
    # "A, her Swiss counterpart", who has no office yet
    is_his = "h" in match.string[match.start("of") : match.start("who")]
    is_bare = is_his and of[0].office is None and who[0].office == "counterpart"
    if of[0].country is None and (of[0].office == "counterpart" or is_bare):
        return (replace(who[0], person=of[0].person),) if is_of_other else ()
    # "A, Minister of Foreign Affairs, OSCE Chairman-in-Office"
    is_chair = who[0].office in _CHAIRS and who[0].is_organisation and of[0].office is not None
    is_told = of[0].country is not None and of[0].office is not None
    return of if is_chair or (is_told and who[0].level == "other" and not is_of_other) else ()


def _own_chair(
    match: re.Match[str], tokens: list[Token], _: ContactCues, *, publisher: str
) -> tuple[Actor, ...]:
    """Return who chairs the body that publishes as its own: "The OSCE Chair, Irish Minister A"."""
    of, who = tokens[match.start("of")].actors, tokens[match.start("who")].actors
    if len(of) != 1 or len(who) != 1:
        return ()
    chairs = [a for a in (of[0], who[0]) if a.country == publisher and a.office in _CHAIRS]
    officials = [a for a in (of[0], who[0]) if a.person and a.office and not a.is_organisation]
    names = {a.person for a in (of[0], who[0]) if a.person}
    is_one = len(chairs) == len(officials) == len(names) == 1 and chairs[0].is_organisation
    return (replace(chairs[0], person=officials[0].person),) if is_one else ()


def _double(match: re.Match[str], tokens: list[Token], _: ContactCues) -> tuple[Actor, ...]:
    """Return who is told as an official of a state and as chair of an organisation."""
    of, who = tokens[match.start("of")].actors, tokens[match.start("who")].actors
    if len(of) != 1 or len(who) != 1 or of[0].person or not (of[0].office and who[0].person):
        return ()
    chairs = [a for a in (of[0], who[0]) if a.is_organisation and a.office in _CHAIRS]
    states = [a for a in (of[0], who[0]) if a.country and a.office and not a.is_organisation]
    return (replace(states[0], person=who[0].person),) if chairs and states else ()


def _of_country(match: re.Match[str], tokens: list[Token], words: ContactCues) -> tuple[Actor, ...]:
    """Return "the country's President A", whose country other words tell."""
    actors = tokens[match.start("who")].actors
    is_country = tokens[match.start("country")].word.lower() in words.home
    is_open = all(a.office and a.person and a.is_publisher for a in actors)
    return tuple(replace(a, is_publisher=False) for a in actors) if is_country and is_open else ()


def _led(match: re.Match[str], tokens: list[Token], words: ContactCues) -> tuple[Actor, ...]:
    """Return who leads a delegation as of its side."""
    if tokens[match.start("verb")].word.lower() not in words.heading:
        return ()
    of, who = tokens[match.start("of")].actors, tokens[match.start("who")].actors
    is_side = len(of) == 1 and of[0].office in {"side", "other"} and of[0].person is None
    if not is_side or len(who) != 1 or not (who[0].office or who[0].person):
        return ()
    if who[0].country not in {None, of[0].country} and not who[0].is_publisher:
        return ()
    return (replace(who[0], country=of[0].country, is_publisher=False),)


def _of_name(match: re.Match[str], tokens: list[Token], _: ContactCues) -> tuple[Actor, ...]:
    """Return a person told with no office as of a state: "Greece's A"."""
    side, who = country_of(tokens[match.start("side")]), tokens[match.start("who")].actors
    is_name = len(who) == 1 and who[0].person is not None
    is_open = is_name and who[0].office is None and who[0].country is None
    return (replace(who[0], country=side, is_publisher=False),) if side and is_open else ()


def _put_listed(tokens: list[Token], marks: str) -> str:
    """Give bare names of a list, each told with its state, the office of who opens it."""
    for match in reversed(list(_OF_LIST.finditer(marks))):
        first = tokens[match.start("first")].actors
        if len(first) != 1 or not (first[0].office and first[0].country):
            continue
        for item in reversed(list(_ITEM.finditer(match.string, *match.span()))):
            who = tokens[item.start("who")].actors
            country = country_of(tokens[item.start("side")])
            if country and len(who) == 1 and who[0].office is None:
                office = replace(first[0], person=who[0].person, country=country)
                _replace(tokens, *item.span(), (office,))
    return _marks(tokens) if len(tokens) < len(marks) else marks


def _is_delegation(token: Token, words: ContactCues) -> bool:
    return token.office == "side" and token.word.lower() in words.delegations


def _is_delegate(token: Token, words: ContactCues) -> bool:
    return token.word.lower() in words.delegates


def _side(match: re.Match[str], tokens: list[Token], country: str) -> tuple[Actor, ...]:
    span = Span(tokens[match.start()].span.start, tokens[match.end() - 1].span.end)
    return (Actor(span, country, None, "side", "unknown"),)


def _replace(tokens: list[Token], start: int, end: int, actors: tuple[Actor, ...]) -> None:
    span = Span(tokens[start].span.start, tokens[end - 1].span.end)
    word = " ".join(token.word for token in tokens[start:end])
    told = tuple(replace(actor, span=span) for actor in actors)
    tokens[start:end] = [Token("@", span, word, actors=told)]


def _marks(tokens: list[Token]) -> str:
    return "".join([token.symbol for token in tokens])
