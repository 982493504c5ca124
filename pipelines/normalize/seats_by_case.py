"""Tells a capital that stands for its state from a place, in a language with cases.

The preposition before it decides ("между Москвой и Киевом", "из Москвы"); without one, its case
and the word before it ("позиция Москвы", "столица Казахстана Астана", "посетил Минск").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.normalize.seats import find_groups, is_seat
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.normalize.raw_token import RawToken
    from pipelines.reference.actor_words import ActorWords
    from pipelines.reference.seat_words import SeatWords

# What follows a place that stands by itself at the start: "Москва, 7 мая 2023 года".
_AFTER_PLACE_LINE = frozenset(",-.(D")
_BEFORE_CLAUSE = frozenset(".;:")


def settle_seats_by_case(
    tokens: Sequence[RawToken], words: ActorWords, seats: SeatWords
) -> list[RawToken]:
    """Return the tokens with each capital that acts as a side; the others stay places."""
    settled = list(tokens)
    for group in find_groups(tokens):
        if _acts(_Surroundings(tokens, group), words, seats):
            for place in group:
                if is_seat(tokens[place]):
                    settled[place] = replace(tokens[place], symbol="S")
    return settled


class _Surroundings:
    """A group of coordinated capitals and states with the words round it."""

    def __init__(self, tokens: Sequence[RawToken], group: Sequence[int]) -> None:
        self._tokens = tokens
        self.first, self.last = group[0], group[-1]
        entry = next(tokens[place].entry for place in group if is_seat(tokens[place]))
        self.cases = entry.cases if entry else ""
        self.has_state = any(tokens[place].symbol in "SG" for place in group)

    def word(self, offset: int) -> str:
        """Return the word so many tokens before (-1) or after (1) the group, in small letters."""
        place = self.first + offset if offset < 0 else self.last + offset
        if not 0 <= place < len(self._tokens):
            return ""
        return self._tokens[place].word.lower()

    def symbol(self, offset: int) -> str:
        """Return the symbol of the token there; a full stop beyond the sentence."""
        place = self.first + offset if offset < 0 else self.last + offset
        return self._tokens[place].symbol if 0 <= place < len(self._tokens) else "."


def _acts(near: _Surroundings, words: ActorWords, seats: SeatWords) -> bool:
    before = near.word(-1)
    if seats.official.fullmatch(before):
        return True
    if before in seats.places:
        is_pressed = seats.pressed.fullmatch(near.word(-2)) is not None
        return is_pressed or near.word(1) in seats.thinking or near.word(-2) in seats.thinking
    if before in seats.sides:
        return near.word(1) not in seats.places  # "от Москвы до Минска"
    if near.has_state or seats.of_states.fullmatch(before):
        return True
    if _is_place(near, seats):
        return False
    has_verb = words.acting.fullmatch(near.word(1)) is not None
    return near.cases == "a" or ("a" in near.cases and has_verb)


def _is_place(near: _Surroundings, seats: SeatWords) -> bool:
    before = near.word(-1)
    if seats.visited.fullmatch(before) or seats.towns.fullmatch(before):
        return True
    return near.symbol(-1) in "TU" or _is_place_line(near)


def _is_place_line(near: _Surroundings) -> bool:
    if near.symbol(-1) == "D" or near.word(-1)[:1].isdigit():
        return True
    starts = near.symbol(-1) in _BEFORE_CLAUSE and near.symbol(1) in _AFTER_PLACE_LINE
    return starts or near.symbol(-1) == "(" or (near.symbol(-1) == "," and near.symbol(1) in ",.")
