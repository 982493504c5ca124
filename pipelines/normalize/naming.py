"""The sides and officials that a text names, each where it stands, whether they meet or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.quick_record import replace
from pipelines.records import Actor, Span
from pipelines.schema import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelines.normalize.raw_token import RawToken
    from pipelines.records import MarkedSentence, Token

# Offices that are nobody's in particular, or no office of a state.
_NOBODY = frozenset({"side", "private"})
_COUNTERPART = "counterpart"
_LEADERS = frozenset({"leader", "president", "head_of_state", "prime_minister", "foreign_minister"})
_PAIR = 2
# Ranks that are told of somebody beside another office.
_SECOND = frozenset({"deputy_leader", "minister", "other"})
_SECOND_AFTER = re.compile("@(?:,t?|c)@")
_ORDER = {level: order for order, level in enumerate(LEVELS)}
_FORMER = re.compile("F[xdA]{0,2}$")  # matches F, Fx ("former president Suharto"); not Fxw
_APPOSED = re.compile("@(?:,t?|c)$")  # matches @,t ("X, the Deputy Prime Minister"); not @ct


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
                yield NamedSide(token.span, code)


def find_officials(sentences: Sequence[MarkedSentence]) -> Iterator[Actor]:
    """Yield the officials that a text names by name or office, in its order.

    "His Kazakh counterpart" has the office of whom the text named last for another side, "the two
    presidents" are those of the two sides named last.
    """
    named: list[Actor] = []
    for sentence in sentences:
        for place, token in enumerate(sentence.tokens):
            if token.symbol == "N" and _stands_alone(sentence, place):
                yield Actor(token.span, None, token.word, None, None)
            if _is_another_title(sentence, place):
                continue
            actors = _pair(sentence, place, named) if token.symbol == "U" else token.actors
            settled = [_raise(_settle(actor, named), sentence, place) for actor in actors]
            named += settled
            yield from (a for a in settled if _is_told(a, named))


def _follows_a_name(named: Sequence[Actor]) -> bool:
    """Tell whether a person was named whose office only the table knows."""
    return any(actor.person and not actor.office for actor in named)


def is_lone(actor: Actor) -> bool:
    """Tell whether an actor is but a capitalised word, perhaps nobody's name."""
    return actor.office is None and actor.country is None and not actor.is_publisher


def _is_another_title(sentence: MarkedSentence, place: int) -> bool:
    """Tell whether a nameless official is the person named just before or after.

    "National Leader of the Turkmen people, Chairman of the Halk Maslahaty Berdimuhamedov",
    "Defence Minister Richard Marles, the Deputy Prime Minister, hosted".
    """
    actors = sentence.tokens[place].actors
    if len(actors) != 1 or not _is_second_office(actors[0]):
        return False
    after = sentence.tokens[place + 2 : place + 3]
    if sentence.marks[place + 1 : place + 3] == ",@" and _is_named_of(after[0], actors[0]):
        return True
    before = _APPOSED.search(sentence.marks, max(0, place - 3), place)
    if before is None or sentence.marks[place + 1 : place + 3] in {",c", ",@"}:
        return False
    return _is_named_of(sentence.tokens[before.start()], actors[0])


def _raise(actor: Actor, sentence: MarkedSentence, place: int) -> Actor:
    """Return a named official with the rank of a second office told after the name."""
    second = _SECOND_AFTER.match(sentence.marks, place)
    if actor.person is None or second is None:
        return actor
    nameless = sentence.tokens[second.end() - 1].actors
    if not _is_another_title(sentence, second.end() - 1) or not nameless:
        return actor
    level = min(actor.level, nameless[0].level, key=lambda one: _ORDER.get(one or "", len(LEVELS)))
    return replace(actor, level=level)


def _is_second_office(actor: Actor) -> bool:
    return actor.person is None and actor.office is not None and actor.level in _SECOND


def _is_named_of(token: Token, nameless: Actor) -> bool:
    return any(
        actor.person
        and (actor.country == nameless.country or (actor.is_publisher and nameless.is_publisher))
        for actor in token.actors
    )


def _stands_alone(sentence: MarkedSentence, place: int) -> bool:
    beside = sentence.marks[max(0, place - 1) : place] + sentence.marks[place + 1 : place + 2]
    is_former = _FORMER.search(sentence.marks, max(0, place - 3), place) is not None
    return not is_former and not set(beside) & set("NnXtTUd")


def _is_told(actor: Actor, named: Sequence[Actor]) -> bool:
    """Tell whether an actor is somebody by name or office: a side alone is nobody."""
    if actor.office == _COUNTERPART:
        return actor.country is not None and _follows_a_name(named)
    return actor.person is not None or _is_somebody(actor)


def _is_somebody(actor: Actor) -> bool:
    return actor.office is not None and actor.office not in {*_NOBODY, _COUNTERPART}


def _settle(actor: Actor, named: Sequence[Actor]) -> Actor:
    if actor.office != _COUNTERPART:
        return actor
    is_open = actor.country is None
    others = [
        a for a in reversed(named) if _is_somebody(a) and (is_open or a.country != actor.country)
    ]
    # "His counterpart" is the publisher's official's, who is mostly whom the text is about.
    like = next((a for a in others if a.is_publisher), others[0] if others else None)
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
