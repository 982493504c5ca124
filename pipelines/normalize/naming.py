"""The sides and officials that a text names, each where it stands, whether they meet or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.records import Actor, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelines.normalize.tokens import RawToken
    from pipelines.records import MarkedSentence, Token

# Offices that are nobody's in particular, or no office of a state.
_NOBODY = frozenset({"side", "private"})
_COUNTERPART = "counterpart"
_LEADERS = frozenset({"leader", "president", "head_of_state", "prime_minister", "foreign_minister"})
_PAIR = 2


@dataclass(frozen=True, slots=True)
class NamedSide:
    """A state, territory or organisation as a text names it."""

    span: Span
    country: str


def find_sides(tokens: Sequence[RawToken]) -> Iterator[NamedSide]:
    """Yield the sides among the tokens of a sentence; a place is none.

    A closed format such as the Normandy Four is each of its members.
    """
    for token in tokens:
        if token.entry is not None and token.symbol in "SGAZ":
            for code in token.entry.value.split():
                yield NamedSide(Span(token.start, token.end), code)


def find_officials(sentences: Sequence[MarkedSentence]) -> Iterator[Actor]:
    """Yield the officials that a text names by name or office, in its order.

    "His Kazakh counterpart" has the office of whom the text named last for another side, "the two
    presidents" are those of the two sides named last.
    """
    named: list[Actor] = []
    for sentence in sentences:
        for place, token in enumerate(sentence.tokens):
            actors = token.actors
            if token.symbol == "U":
                actors = _pair(sentence, place, named)
            elif token.symbol == "N" and _stands_alone(sentence, place):
                yield Actor(token.span, None, token.word, None, None)
            for actor in actors:
                settled = _settle(actor, named)
                named.append(settled)
                if settled.person is not None or _is_somebody(settled):
                    yield settled


def is_lone(actor: Actor) -> bool:
    """Tell whether an actor is but a capitalised word, perhaps nobody's name."""
    return actor.office is None and actor.country is None and not actor.is_publisher


def _stands_alone(sentence: MarkedSentence, place: int) -> bool:
    beside = sentence.marks[max(0, place - 1) : place] + sentence.marks[place + 1 : place + 2]
    return not set(beside) & set("NnXtTUd")


def _is_somebody(actor: Actor) -> bool:
    return actor.office is not None and actor.office not in {*_NOBODY, _COUNTERPART}


def _settle(actor: Actor, named: Sequence[Actor]) -> Actor:
    if actor.office != _COUNTERPART:
        return actor
    others = (a for a in reversed(named) if a.country != actor.country and _is_somebody(a))
    like = next(others, None)
    return replace(actor, office=like.office, level=like.level) if like else actor


def _pair(sentence: MarkedSentence, place: int, named: Sequence[Actor]) -> tuple[Actor, ...]:
    """Return both officials of "the two presidents", where the text has named just two sides."""
    token: Token = sentence.tokens[place]
    if token.office not in _LEADERS or sentence.marks[place + 1 : place + 2] == "o":
        return ()
    sides = dict.fromkeys(a.country for a in reversed(named) if a.country is not None)
    if len(sides) < _PAIR:
        return ()
    latest = list(sides)[:_PAIR]
    known = [next((a for a in reversed(named) if _holds(a, side, token)), None) for side in latest]
    return tuple(replace(actor, span=token.span) for actor in reversed(known) if actor is not None)


def _holds(actor: Actor, country: str | None, token: Token) -> bool:
    return actor.country == country and (
        actor.office == token.office
        or (token.office in {"leader", "head_of_state"} and str(actor.level).startswith("head_of_"))
    )
