"""Gives leaders named by office alone their side, and their visits and talks what that tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.completion import complete_visits, named_hosts
from pipelines.coding.stays import place_talks
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor, ContactMention, Participant, Release

    FindSide = Callable[[str, str, date], str | None]


_LEADERS = frozenset({"president", "prime_minister", "chancellor", "foreign_minister", "monarch"})


def put_leaders_sides(
    sentences: Sequence[CuedSentence], release: Release, find_side: FindSide
) -> list[CuedSentence]:
    """Return the sentences in which a leader of another state has the side that the table tells.

    "President A spoke to President B": B of the table's only B who is president on that day.
    """
    day = release.published_day
    if day is None:
        return list(sentences)
    return [_with_leaders(s, day, release.publisher, find_side) for s in sentences]


def _with_leaders(
    sentence: CuedSentence, day: date, publisher: str, find_side: FindSide
) -> CuedSentence:
    if "@" not in sentence.marks:
        return sentence
    tokens = list(sentence.tokens)
    for place, token in enumerate(tokens):
        if token.symbol == "@" and any(map(_is_leader, token.actors)):
            actors = tuple(_of_table(a, day, publisher, find_side) for a in token.actors)
            tokens[place] = replace(token, actors=actors)
    same = tokens == [*sentence.tokens]
    return sentence if same else replace(sentence, tokens=tuple(tokens))


def _of_table(actor: Actor, day: date, publisher: str, find_side: FindSide) -> Actor:
    country = find_side(actor.person or "", actor.office or "", day) if _is_leader(actor) else None
    if country in {None, publisher}:
        return actor
    return replace(actor, country=country, is_publisher=False)


def _is_leader(actor: Actor) -> bool:
    return actor.country is None and actor.person is not None and actor.office in _LEADERS


def with_leaders_sides(
    mentions: Sequence[ContactMention],
    sentences: Sequence[CuedSentence],
    release: Release,
    find_side: FindSide,
) -> Sequence[ContactMention]:
    """Return the mentions in which a name with an office has the one side of such a leader.

    "I will visit Germany and Greece and meet Chancellor Schroeder": he is host of the one.
    find_side: the state in which somebody of a name has an office on a day.
    """
    told = [_with_sides(mention, release, find_side) for mention in mentions]
    if told == [*mentions]:
        return mentions
    return complete_visits(place_talks(told), named_hosts(sentences))


def _with_sides(mention: ContactMention, release: Release, find_side: FindSide) -> ContactMention:
    day = mention.date.first_day or release.published_day
    if day is None or not any(map(_is_open, mention.participants)):
        return mention
    people = (_with_side(one, day, find_side) for one in mention.participants)
    return replace(mention, participants=tuple(people))


def _with_side(one: Participant, day: date, find_side: FindSide) -> Participant:
    country = find_side(one.person or "", one.office or "", day) if _is_open(one) else None
    return replace(one, country=country) if country else one


def _is_open(one: Participant) -> bool:
    return one.country is None and one.person is not None and one.office is not None
