"""Finds who led a side's delegation or was in it, told apart from the event itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.coding.side_told import is_side
from pipelines.coding.sides import as_participant, country_of, merge_participants, sides_of
from pipelines.coding.staying import is_of_stay
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor, ContactMention, Participant, Token

# "the Indian side was led by", "the Thai one by", before the head
_LED = re.compile(r"(?P<of>[@AUT])x{0,3}?gt?$")
# "The delegation" or "The Indian delegation" at the begin of a sentence
_DELEGATION = re.compile(r"t?[xXd]{0,2}(?P<of>[@TU])")
_REPRESENTED = re.compile(
    r"(?P<side>\$)x{0,2}(?P<said>x)gt?@$"
)  # "Finland will be represented by @"
_REPRESENTS = re.compile(r"@x?(?P<said>x)(?P<side>[$P])")  # "@ will represent Finland"
_WRITTEN = frozenset({"letter", "congratulation", "condolence", "ceremony"})


@dataclass(frozen=True, slots=True)
class Head:
    """An official who leads a side; is_coming: told as coming ("will be led by")."""

    official: Actor
    is_coming: bool


def heads_of(sentence: CuedSentence) -> list[Head]:
    """Return the officials who head a side ("the Indian side was led by A") or were there."""
    found: list[Head] = []
    place = sentence.marks.find("@")
    while place >= 0:
        if any(a.person and a.office for a in sentence.tokens[place].actors):
            found += _heads_at(sentence, place)
        place = sentence.marks.find("@", place + 1)
    return found


def _heads_at(sentence: CuedSentence, place: int) -> list[Head]:
    """Return the officials of one token where they head a side or were there."""
    language, token = sentence.language, sentence.tokens[place]
    is_apart = sentence.marks[place + 1 : place + 2] == ","  # "A, Secretary, led the"
    verb = place + 1 + is_apart
    is_active = not language.heading.isdisjoint(sentence.small[verb : verb + 1])
    is_head = _is_led(sentence, place) or (is_active and _is_side_next(sentence, verb + 1))
    if country := _represents(sentence, place):
        told = [replace(actor, country=actor.country or country) for actor in token.actors]
    elif is_head or _is_present(sentence, token):
        told = [actor for actor in token.actors if actor.country]
    else:
        return []
    is_coming = any(f" {word} " in sentence.words for word in language.status["modal"])
    return [Head(actor, is_coming) for actor in told]


def is_beside(sentence: CuedSentence) -> bool:
    """Tell whether a sentence tells no contact, only who heads a side or how long one stays."""
    if sentence.cues:
        return False
    language = sentence.language
    told = language.heading | language.representing | set(language.membership)
    return is_of_stay(sentence) or any(f" {word} " in sentence.words for word in told)


def _is_led(sentence: CuedSentence, place: int) -> bool:
    """Tell whether a clause says that a side "was led by" whoever stands there.

    Not of "the delegation led by A arrived", which tells of A's arrival.
    """
    match = _LED.search(sentence.marks, 0, place)
    of = sentence.tokens[match.start("of")] if match else None
    if of is None or not (of.symbol == "A" or of.office == "side" or is_side(of)):
        return False
    words = sentence.small[:place]
    told = [n for n, word in enumerate(words) if word in sentence.language.heading]
    led = told[-1] if told else 0  # "A led the one delegation while the other was led by B"
    return led > 0 and words[led - 1] in sentence.language.auxiliaries


def _represents(sentence: CuedSentence, place: int) -> str | None:
    """Return the state that "will be represented by A", or that "A will represent"."""
    match = _REPRESENTED.search(sentence.marks, 0, place + 1)
    match = match or _REPRESENTS.match(sentence.marks, place)
    said = sentence.small[match.start("said")] if match else ""
    is_told = match is not None and said in sentence.language.representing
    return country_of(sentence.tokens[match.start("side")]) if is_told and match else None


def _is_present(sentence: CuedSentence, token: Token) -> bool:
    """Tell whether a list of those present has an official: "On the Thai side, A was present".

    Without a side told apart they are those of an event of their own (phrases.py).
    """
    before = sentence.words[: token.span.start - sentence.span.start]
    is_list = any(map(before.__contains__, sentence.language.attended))
    return is_list and any(map(is_side, sentence.tokens))


def _is_side_next(sentence: CuedSentence, place: int) -> bool:
    """Tell whether "the Indian delegation" stands there."""
    return any(map(is_side, sentence.tokens[place : place + 2]))


def with_heads(mentions: Sequence[ContactMention], heads: Sequence[Head]) -> list[ContactMention]:
    """Give the heads of delegations to the event told last before them, in which their side is."""
    told = list(mentions)
    for head in heads:
        places = [
            place
            for place, mention in enumerate(told)
            if mention.span.start <= head.official.span.start
            and (mention.status == "planned") == head.is_coming
            and mention.contact_type not in _WRITTEN
            and head.official.country in sides_of(mention.participants)
        ]
        if places:
            # Of the event reported, not of an earlier one told in between.
            place = max(places, key=lambda n: (told[n].told_as != "recalled", told[n].span.start))
            told[place] = _with_head(told[place], head.official)
    return told


def _with_head(mention: ContactMention, head: Actor) -> ContactMention:
    own = [p for p in mention.participants if (p.country or p.candidate) == head.country]
    role = own[0].role
    added = replace(as_participant(head), role=role, is_host=own[0].is_host)
    return replace(mention, participants=tuple(merge_participants([*mention.participants, added])))


def with_members(
    mentions: Sequence[ContactMention], sentences: Sequence[CuedSentence], publisher: str
) -> list[ContactMention]:
    """Put in place of a side's delegation those who were in it: "The delegation included A, B"."""
    told = list(mentions)
    for sentence in sentences:
        if members := _members_of(sentence, publisher):
            told = [_with_delegation(mention, members) for mention in told]
    return told


def _members_of(sentence: CuedSentence, publisher: str) -> list[Participant]:
    """Return who was in the delegation of which a sentence gives the members."""
    if sentence.cues:
        return []
    match = _DELEGATION.match(sentence.marks)
    is_told = match and any(f" {word}" in sentence.words for word in sentence.language.membership)
    if not match or not is_told:
        return []
    of = sentence.tokens[match.start("of")]
    if of.office != "side" and not is_side(of):
        return []
    side = of.actors[0].country if of.actors else publisher
    named = [a for t in sentence.tokens[match.end() :] if t.symbol == "@" for a in t.actors]
    return [
        as_participant(replace(a, country=side))
        for a in named
        if a.person and a.office and (a.country or publisher) == side
    ]


def _with_delegation(mention: ContactMention, members: Sequence[Participant]) -> ContactMention:
    """Return a mention with the members of a delegation that it does not name."""
    country = members[0].country
    own = [p for p in mention.participants if (p.country or p.candidate) == country]
    is_nameless = bool(own) and all(p.person is None and p.office in {None, "side"} for p in own)
    if not is_nameless or mention.contact_type in _WRITTEN:
        return mention
    told = [replace(m, role=own[0].role, is_host=own[0].is_host) for m in members]
    rest = [p for p in mention.participants if p not in own]
    is_first = mention.participants[0] in own
    return replace(mention, participants=tuple([*told, *rest] if is_first else [*rest, *told]))
