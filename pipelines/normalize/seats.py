"""Tells a capital that stands for its state ("Kyiv and Warsaw agreed") from one that is a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.normalize.raw_token import RawToken
    from pipelines.reference.actor_words import ActorWords

# What stands before a clause's subject: nothing, a stop, "that", an article.
_BEFORE_SUBJECT = frozenset('.;:,"(xtmc')
_OF = frozenset("ofq")
_PLACED = frozenset("lyqo,")  # "in Lima Juan Rojas", "in Peru, Lima Juan Rojas"
_SIDES = frozenset("SGP")
_PAIR = 2


def settle_seats(tokens: Sequence[RawToken], words: ActorWords) -> list[RawToken]:
    """Return the tokens with each capital that acts as a side; the others stay places.

    It acts as subject of a verb of acting ("Ankara rejects"), as one of a pair that does or that
    has something between them ("the Belgrade-Pristina dialogue"), after "with" and a verb of
    addressing ("thanked Ankara"), and with what only a state has ("Ankara's position", "the
    position of Ankara").
    """
    settled = list(tokens)
    for group in find_groups(tokens):
        if _begins_name(tokens, group[-1]):
            settled[group[-1]] = replace(tokens[group[-1]], symbol="N")
        elif _acts(tokens, group, words):
            for place in group:
                if is_seat(tokens[place]):
                    settled[place] = replace(tokens[place], symbol="S")
    return settled


def find_groups(tokens: Sequence[RawToken]) -> list[list[int]]:
    """Return the capitals with what they are coordinated with: "Kyiv, Warsaw and Lithuania"."""
    groups: list[list[int]] = []
    place = 0
    while place < len(tokens):
        if tokens[place].symbol not in _SIDES:
            place += 1
            continue
        group = [place]
        while (after := _next_of_list(tokens, group[-1])) is not None:
            group.append(after)
        if any(is_seat(tokens[one]) for one in group):
            groups.append(group)
        place = group[-1] + 1
    return groups


def _next_of_list(tokens: Sequence[RawToken], place: int) -> int | None:
    after = place + 1
    while after < len(tokens) and tokens[after].symbol in ",ct-":
        after += 1
    has_link = any(token.symbol in ",c-" for token in tokens[place + 1 : after])
    is_side = after < len(tokens) and tokens[after].symbol in _SIDES
    return after if has_link and is_side else None


def _begins_name(tokens: Sequence[RawToken], place: int) -> bool:
    """Tell whether a person's name begins like a capital: "congratulated Nursultan Nazarbayev"."""
    before = tokens[place - 1].symbol if place else "."
    is_followed = place + 1 < len(tokens) and tokens[place + 1].symbol == "N"
    return is_followed and is_seat(tokens[place]) and before not in _PLACED


def is_seat(token: RawToken) -> bool:
    """Tell whether a token is a capital or residence that may stand for its state."""
    return token.symbol == "P" and token.entry is not None and token.entry.is_seat


def _acts(tokens: Sequence[RawToken], group: Sequence[int], words: ActorWords) -> bool:
    first, last = group[0], group[-1]
    while first and tokens[first - 1].symbol == "t":
        first -= 1
    before = tokens[first - 1].symbol if first else "."
    if before == "b" and len(group) == _PAIR:
        return True
    if tokens[last - 1].symbol == "-":
        return _word(tokens, last + 1) in words.own_of_states
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.symbol == "'":
        noun = _word(tokens, last + 2)
        return noun in words.own_of_states
    if before == "w" or _word(tokens, first - 1) in words.addressed:
        return True
    if before in _OF and _word(tokens, first - 2) in words.own_of_states:
        return True
    is_subject = before in _BEFORE_SUBJECT and after is not None
    return is_subject and words.acting.fullmatch(_word(tokens, last + 1)) is not None


def _word(tokens: Sequence[RawToken], place: int) -> str:
    return tokens[place].word if 0 <= place < len(tokens) else ""
