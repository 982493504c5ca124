"""Reads nouns by the clause round them: "A and B signed it after talks", "with whom A held"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.noun_phrase import titled
from pipelines.coding.patterns import GROUPS, WAS_BY, WITH_WHOM
from pipelines.coding.subjects import Arguments, actors_at, clause_start
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.noun_phrase import Noun

_WAS = frozenset({"is", "was", "were"})
_TWO = 2
_AFTER = re.compile(r"(?P<after>[mx])x?[xXdhe]{0,3}$")  # "after bilateral"; not "after the"
# "in Bern on 5 May", up to the end of the sentence
_END = re.compile(r"(?:,?l[txXNPd$]{1,5}|,?l?D)*[.;]?$")
_OPENING = re.compile(r"(?:[lX]?D,?)?")


def who_did_more(noun: Noun) -> Arguments | None:
    """Return the two of the clause as those of talks after which they did what it tells."""
    match = _AFTER.search(noun.before) if noun.kind == "w" and not noun.partners else None
    if match is None or noun.pair or noun.body or not _END.fullmatch(noun.after):
        return None
    sentence = noun.sentence
    if sentence.small[match.start("after")] not in sentence.language.afterwards:
        return None
    start = _OPENING.match(sentence.marks, clause_start(sentence.marks, noun.at))
    group = GROUPS.match(sentence.marks, start.end(), match.start()) if start else None
    actors = actors_at(sentence, *group.span()) if group else ()
    are_two = len({actor.country for actor in actors}) == _TWO
    return Arguments(actors, subject_end=noun.at) if are_two else None


def with_whom(noun: Noun) -> Arguments | None:
    """Read "received by A, with whom she held talks"."""
    match = WITH_WHOM.search(noun.before) if noun.kind == "w" and not noun.partners else None
    if match is None:
        return None
    partners = actors_at(noun.sentence, *match.span("group"))
    return Arguments(
        actors_at(noun.sentence, *match.span("who")), partners, subject_end=match.end("who")
    )


def was_by(noun: Noun) -> Arguments | None:
    """Read "The last visit by a president to Chile was by A"."""
    match = WAS_BY.match(noun.after) if noun.kind == "o" else None
    if match is None:
        return None
    verb = noun.sentence.small[noun.at + match.start("group") - 1]
    if verb not in _WAS:
        return None
    title = noun.partners[0] if len(noun.partners) == 1 and not noun.partners[0].person else None
    guests = [titled(actor, title) for actor in noun.actors(match)]
    return replace(noun.told_by((), noun.at), partners=tuple(guests))
