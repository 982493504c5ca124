"""Reads nouns by the clause round them: "A and B signed it after talks", "with whom A held"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.noun_phrase import titled
from pipelines.coding.patterns import CALL_PAID, GIVEN_FOR, GROUPS, TOLD_IN, WAS_BY, WITH_WHOM
from pipelines.coding.subjects import Arguments, actors_at, clause_start, find_subject
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


def called_on(noun: Noun) -> Arguments | None:
    """Read "Courtesy call by A on B", "on B by A", and of one of them alone."""
    cue = noun.sentence.cues[noun.at][0]
    if cue.needs != "object" or cue.channel != "in_person" or noun.kind != "w":
        return None
    match = CALL_PAID.match(noun.after)
    guest = noun.actors(match, "guest") if match else ()
    host = noun.actors(match, "on" if match["on"] else "host") if match else ()
    if not (guest or host):
        return None
    subject, end = find_subject(noun.sentence, noun.at)
    if subject:  # "paid a courtesy call in Bern on A", "was paid a courtesy call by A"
        both = (guest, subject) if guest and not host else (subject, host)
        return Arguments(*both, subject_end=end) if not (guest and host) else None
    people = (*guest, *host)
    is_official = all(actor.person or actor.office for actor in people)
    is_both = bool(guest and host)
    told = Arguments(guest if is_both else (), host if is_both else people, subject_end=noun.at)
    return told if is_official else None


def of_its_own(noun: Noun, arguments: Arguments) -> Arguments:
    """Return "the leaders agreed that the meetings of the G20" as the body's, and not theirs."""
    is_of_body = noun.after.startswith("o") and all(a.is_organisation for a in noun.partners)
    if not (is_of_body and noun.partners and arguments.subject):
        return arguments
    words = noun.sentence.small[clause_start(noun.sentence.marks, noun.at) : noun.at][::-1]
    near = next((n for n, word in enumerate(words) if word in noun.sentence.language.saying), 0)
    # Who is named after "that" did what is told there.
    is_alone = near > 0 and {*noun.before[-near:]}.isdisjoint("@$hij")
    return replace(arguments, subject=()) if is_alone else arguments


def told_in(noun: Noun) -> Arguments | None:
    """Read "A told B during their talks"."""
    match = TOLD_IN.search(noun.before) if noun.kind == "w" and not noun.partners else None
    if match is None or noun.pair or noun.body:
        return None
    whom = actors_at(noun.sentence, *match.span("whom"))
    who = actors_at(noun.sentence, *match.span("who"))
    is_official = all(actor.person or actor.office for actor in (*who, *whom))
    return Arguments(who, whom, subject_end=match.end("who")) if is_official else None


def given_for(noun: Noun) -> Arguments | None:
    """Read "A dinner was given by A in honour of B"."""
    is_meal = noun.kind == "w" and noun.sentence.cues[noun.at][0].channel == "in_person"
    match = GIVEN_FOR.match(noun.after) if is_meal else None
    if match is None or noun.pair or noun.body:
        return None
    return Arguments(noun.actors(match, "host"), noun.actors(match, "guest"), subject_end=noun.at)


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
