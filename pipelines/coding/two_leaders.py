"""Finds whom "the leaders", "the two presidents" and "the two sides" point at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.sides import LEADERS, as_actor, sides_of
from pipelines.quick_record import replace
from pipelines.records import Actor
from pipelines.reference.holder import LEVELS_OF_OFFICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.finding import Finding
    from pipelines.coding.teller import Teller
    from pipelines.records import Token

# Offices whose plural without a side means the two principals just named.
_BOTH = frozenset({"leader", "president", "head_of_state", "side"})
_OF_STATES = frozenset({"leader", "president", "head_of_state"})
_RANKED = frozenset({*LEVELS_OF_OFFICES.values(), "minister", "deputy_minister"})
_OTHER_RANKS = frozenset({"head_of_state", "ambassador", "envoy"})  # are no ministers
_MINISTERS = frozenset({"prime_minister", "foreign_minister", "minister"})
_PAIR = 2


def both_told(
    token: Token, here: Sequence[Actor], teller: Teller, order: int, *, is_both: bool
) -> tuple[Actor, ...]:
    """Return the two of "the leaders": named here before, of the event told last, or just named."""
    if token.office not in _BOTH and not (is_both and token.office in _MINISTERS):
        return ()
    last = _of_rank(teller.last_event(order), token, teller)
    if token.office == "side" and (both := _with_other(token, here, last, teller)):
        return both
    if is_both and len({a.country for a in here}) == _PAIR:
        return tuple(replace(actor, span=token.span) for actor in here)
    if last and last.is_each and len({p.country for p in last.participants}) > _PAIR:
        return ()  # after calls with several, "the parties" are of one of these
    named = [as_actor(p, token.span) for p in last.participants] if last else list(teller.recent)
    named = _of_leaders(named, token, teller)
    one_each: dict[str | None, Actor] = {}
    if last and token.office in _MINISTERS:
        named = [a for a in named if a.level not in _OTHER_RANKS] or named
    for nameless in named:
        side = nameless.country
        known = (a for a in teller.recent if a.person and _side_of(a, teller) == side)
        actor = nameless if nameless.person else next(known, nameless)
        one_each.setdefault(actor.country or actor.person, replace(actor, span=token.span))
    # "The parties" after calls with several are of the one that the sentence tells of.
    are_two = len(one_each) == _PAIR or not is_both or token.office != "side"
    return tuple(one_each.values()) if are_two and (last or len(one_each) == _PAIR) else ()


def _of_leaders(named: Sequence[Actor], token: Token, teller: Teller) -> list[Actor]:
    """Return the leaders of two sides for "the two heads of state", without ministers beside."""
    leaders = [actor for actor in named if actor.level in LEADERS]
    are_two = len({_side_of(actor, teller) for actor in leaders}) == _PAIR
    return leaders if are_two and token.office in _OF_STATES else [*named]


def _with_other(
    token: Token, here: Sequence[Actor], last: Finding | None, teller: Teller
) -> tuple[Actor, ...]:
    """Return the publisher's and the one side of "In a similar call with A, the two sides"."""
    told = {actor.country for actor in here} - {None, teller.publisher}
    if len(told) != 1 or last is None or told <= sides_of(last.participants):
        return ()
    sides = (teller.publisher, told.pop())
    return tuple(Actor(token.span, side, None, "side", "unknown") for side in sides)


def _of_rank(last: Finding | None, token: Token, teller: Teller) -> Finding | None:
    """Return the main event for "the two presidents", where the last was of ministers."""
    rank = LEVELS_OF_OFFICES.get(token.office or "")
    if last is None or rank is None or teller.main is None:
        return last
    has_rank = any(p.level == rank for p in last.participants)
    is_of_others = not has_rank and all(p.level in _RANKED for p in last.participants)
    is_main = any(p.level == rank for p in teller.main.participants)
    return teller.main if is_of_others and is_main else last


def _side_of(actor: Actor, teller: Teller) -> str | None:
    return actor.country or (teller.publisher if actor.is_publisher else None)
