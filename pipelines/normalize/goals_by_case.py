"""Tells "to" from "in" where one preposition is both and the case of what follows decides.

"визит в Россию" leads there, "визит в России" does not; "посол в Москве" is posted there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.normalize.raw_token import RawToken
    from pipelines.reference.actor_words import ActorWords

_IN, _TO = "l", "y"
_PLACES = frozenset("SP")


def settle_goals_by_case(tokens: Sequence[RawToken], words: ActorWords) -> list[RawToken]:
    """Return the tokens with each preposition before a place that is gone to as "to"."""
    if words.goals is None:
        return list(tokens)
    settled = list(tokens)
    for place in range(1, len(tokens)):
        name = tokens[place].word
        is_place = tokens[place].symbol in _PLACES and tokens[place - 1].symbol == _IN
        if is_place and not name.isupper() and words.goals.search(name):
            settled[place - 1] = replace(tokens[place - 1], symbol=_TO)
    return settled
