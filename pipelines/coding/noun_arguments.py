"""Finds who takes part in the event that a noun tells of, one construction after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.exchanges import (
    accepted,
    accepted_by,
    brought,
    conveyed,
    exchanged,
    given,
    handed,
    received,
    sent,
    thanked,
)
from pipelines.coding.gatherings import of_host, of_participation
from pipelines.coding.noun_clauses import (
    called_on,
    given_for,
    of_its_own,
    told_in,
    was_by,
    who_did_more,
    with_whom,
)
from pipelines.coding.noun_phrase import Noun, read_noun
from pipelines.coding.patterns import (
    CHAIRED,
    CLAUSE_AFTER,
    FORMER,
    FRONT,
    GOALS,
    GROUPS,
    HAD,
    ON_VISIT,
    POSSESSIVE,
    SAYING,
    SUBJECT_AFTER,
    SUBJECT_NEXT,
    TOLD_DURING,
    WHICH_WHO,
)
from pipelines.coding.subjects import (
    Arguments,
    actors_at,
    clause_start,
    find_subject,
    is_inside_phrase,
    pronoun_between,
)
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor
    from pipelines.reference.cue import Cue

_CHAIRED = frozenset({"chaired", "co-chaired", "presided", "hosted", "headed", "led"})


def of_noun(sentence: CuedSentence, at: int, cue: Cue, *, is_topic: bool) -> Arguments:
    """Return who takes part in the event of the noun at token `at`.

    is_topic: the event is only talked about (linking.py).
    """
    noun = read_noun(sentence, at, cue, is_topic=is_topic)
    for construction in _CONSTRUCTIONS[noun.kind]:
        if (arguments := construction(noun)) is not None:
            return of_its_own(noun, arguments)
    return of_its_own(noun, _plain(noun))


def _owned(noun: Noun) -> Arguments | None:
    """Read "A's visit to B"."""
    owner = None if noun.body else POSSESSIVE.search(noun.before)
    if owner is None:
        return None
    subject = actors_at(noun.sentence, *owner.span("group"))
    end = owner.end("group") + 1
    return Arguments(subject, noun.partners, noun.pair, (), noun.destination, None, end)


def _between(noun: Noun) -> Arguments | None:
    """Read "talks between A and B", held by whom the subject names of these sides."""
    if not noun.is_between:
        return None
    subject, end = find_subject(noun.sentence, noun.at)
    sides = {actor.country for actor in noun.partners}
    is_saying = SAYING.match(noun.sentence.marks, clause_start(noun.sentence.marks, noun.at))
    is_own = {actor.country for actor in subject if actor.country} <= sides and not is_saying
    # "Briefing by A following a call between B and C" has whoever speaks for A's side already.
    named = {actor.country for actor in noun.partners if actor.person}
    is_named = any(actor.country in named or not actor.country for actor in subject if named)
    own = subject if is_own and not (noun.is_topic or is_named) else ()
    return Arguments(
        own, noun.partners, noun.pair, (), noun.destination, None, end, is_between=True
    )


def _had(noun: Noun) -> Arguments | None:
    """Read "the discussions I had with A"."""
    match = HAD.match(noun.after)
    if noun.kind != "w" or noun.partners or match is None:
        return None
    return Arguments(noun.actors(match, "who"), noun.actors(match), subject_end=noun.at)


def _hosted(noun: Noun) -> Arguments | None:
    """Read "A will host B on a visit to Chile": B is the guest, of A where no goal is told."""
    match = ON_VISIT.search(noun.before) if noun.kind == "o" else None
    if match is None or noun.sentence.cues[match.start("verb")][0].sense != "receive":
        return None
    hosts, end = find_subject(noun.sentence, match.start("verb"))
    told = noun.told_by(actors_at(noun.sentence, *match.span("group")), end)
    return replace(told, partners=hosts) if noun.destination is None else told


def _of_former(noun: Noun) -> Arguments | None:
    """Read "A called on B as part of the former's visit": A is the guest, "the latter" is B."""
    match = FORMER.search(noun.before) if noun.kind == "o" else None
    if match is None:
        return None
    language, tokens = noun.sentence.language, noun.sentence.tokens
    which = tokens[match.start("which")].word.lower()
    if which not in language.former | language.latter:
        return None
    told = [token.actors for token in tokens[: noun.at] if token.symbol == "@"]
    whose = next(iter(told if which in language.former else reversed(told)), ())
    return noun.told_by(whose, noun.at)


def _talked_about(noun: Noun) -> Arguments | None:
    """Read a mere topic: of "A briefed B on the talks with C" A had the talks."""
    if not noun.is_topic:
        return None
    is_own = noun.partners and not (noun.pair or noun.body or noun.pronoun)
    subject = _reporter(noun) if is_own else ()
    return noun.told_by(subject, find_subject(noun.sentence, noun.at)[1])


def _reporter(noun: Noun) -> tuple[Actor, ...]:
    marks = noun.sentence.marks
    for match in GROUPS.finditer(marks, clause_start(marks, noun.at), noun.at):
        if not is_inside_phrase(marks, match):
            return actors_at(noun.sentence, *match.span())
    return ()


def _followed(noun: Noun) -> Arguments | None:
    """Read "During a conversation held at his initiative, A and B discussed"."""
    match = CLAUSE_AFTER.match(noun.after, _end_of_goals(noun))
    if noun.partners or noun.pair or match is None:
        return None
    if find_subject(noun.sentence, noun.at, beside=noun.body)[0]:
        return None
    return Arguments(noun.actors(match), subject_end=noun.at + 1 + match.end("group"))


def _told_during(noun: Noun) -> Arguments | None:
    """Read "During the talks, A briefed B on", who held them."""
    match = TOLD_DURING.match(noun.after) if noun.kind == "w" and not noun.partners else None
    if match is None or noun.before[-2:] not in {"mt", "lt"} or noun.pair or noun.body:
        return None
    verb = noun.sentence.small[noun.at + 1 + match.start("verb")]
    if verb not in noun.sentence.language.addressing:
        return None
    return Arguments(noun.actors(match), noun.actors(match, "who"), subject_end=noun.at)


def _fronted(noun: Noun) -> Arguments | None:
    """Read "In his message to A, B noted": B wrote it."""
    marks = noun.sentence.marks
    start = _begin_of_clause(noun)
    is_participle = noun.sentence.small[start].endswith("ing")  # "Sending greetings"
    is_front = marks[start : start + 1] in FRONT or is_participle
    if not is_front or "@" in marks[start : noun.at]:
        return None
    subject, subject_end = find_subject(noun.sentence, noun.at, beside=noun.body)
    if subject and subject_end > start:  # not who says "that"
        return None
    match = SUBJECT_AFTER.match(noun.after, _end_of_goals(noun)) or SUBJECT_NEXT.match(noun.after)
    if match is None:
        return None
    end = noun.at + 1 + match.end("group")
    return replace(noun.told_by(noun.actors(match), end), pronoun=None)


def _end_of_goals(noun: Noun) -> int:
    """Return where the places end that a visit leads to: none of "to $, $ and $, @" is subject."""
    goals = GOALS.match(noun.after) if noun.destination else None
    return goals.end() if goals else 0


def _begin_of_clause(noun: Noun) -> int:
    """Return where the clause begins, also after "that": "expects that during his visit to"."""
    start = clause_start(noun.sentence.marks, noun.at)
    words = noun.sentence.small[start : noun.at]
    return noun.at - words[::-1].index("that") if "that" in words else start


def _plain(noun: Noun) -> Arguments:
    """Read "A held talks with B"."""
    subject, end = find_subject(noun.sentence, noun.at, beside=noun.body)
    pronoun = noun.pronoun
    if pronoun is None and end < noun.at:
        pronoun = pronoun_between(noun.sentence.marks[end : noun.at])
    if noun.kind == "w" and not noun.partners and (chair := _chair(noun)):
        return replace(noun.told_by(subject, end), partners=chair)
    after = noun.after
    if after.startswith("x") and noun.sentence.small[noun.at + 1] == "that":
        after = f"r{after[1:]}"
    if after.startswith("rh"):
        pronoun = "h"  # "the visit which he paid to"
    if whose := WHICH_WHO.match(after):  # "the talks that the two presidents held"
        subject, end = noun.actors(whose), noun.at
    return Arguments(subject, noun.partners, noun.pair, noun.body, noun.destination, pronoun, end)


def _chair(noun: Noun) -> tuple[Actor, ...]:
    """Return who chairs or hosts an event: "a meeting of members chaired by A"."""
    match = CHAIRED.match(noun.after)
    if match is None:
        return ()
    verb = noun.sentence.small[noun.at + 1 + match.start("verb")]
    found = noun.actors(match) if verb in _CHAIRED else ()
    # "A conference hosted by Chile" tells of nobody who was there, and a body's summit is its own.
    is_host = match["verb"] == "V"
    is_nobody = bool(noun.body) or not all(actor.person or actor.office for actor in found)
    return () if is_host and is_nobody else found


# The first that reads the sentence is right, else it is read as plain; with the kinds of nouns
# that each is of.
_OF_KINDS: tuple[tuple[str, Callable[[Noun], Arguments | None]], ...] = (
    ("cowy", _owned),
    ("cowy", _between),
    ("w", called_on),
    ("w", given_for),
    ("w", told_in),
    ("c", handed),
    ("c", accepted),
    ("c", accepted_by),
    ("y", sent),
    ("y", brought),
    ("y", received),
    ("y", exchanged),
    ("w", _had),
    ("cowy", thanked),
    ("cowy", conveyed),
    ("o", _hosted),
    ("o", _of_former),
    ("o", was_by),
    ("cwy", of_participation),
    ("cwy", of_host),
    ("cowy", _talked_about),
    ("y", given),
    ("w", who_did_more),
    ("w", with_whom),
    ("cowy", _followed),
    ("w", _told_during),
    ("cowy", _fronted),
)
_CONSTRUCTIONS = {
    kind: tuple(construction for kinds, construction in _OF_KINDS if kind in kinds)
    for kind in "cowy"
}
