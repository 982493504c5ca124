"""Reads what the phrase of an event noun itself tells: partners, body, compound, destination."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.lists import chained
from pipelines.coding.ministries import talks_of_bodies
from pipelines.coding.partners_behind import partners_behind
from pipelines.coding.patterns import (
    BODY,
    BODY_AFTER,
    BODY_OF_ORGAN,
    BY,
    COMPOUND,
    DESTINATION,
    GOAL_BEFORE,
    MET,
    OF,
    OF_VISITOR,
    PRONOUN,
    SAYING_TO,
    TO,
    VISITED,
    WITH,
)
from pipelines.coding.status_words import is_chance_had
from pipelines.coding.subjects import Arguments, actors_at
from pipelines.quick_record import quick_record, replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor, Token
    from pipelines.reference.cue import Cue

_PATTERNS = {"y": (TO,), "c": (TO, BY, WITH), "o": (OF_VISITOR, BY), "w": (OF, WITH)}
_NAMED_AFTER = re.compile(r"ot?\$X")  # "of the Vietnam Memorial", after "inauguration"
_RELATIVE = re.compile(r"@,r[^,;:@]*$")
_WRITTEN = frozenset({"letter", "congratulation", "condolence"})


@quick_record
class Noun:
    """An event noun at token `at` with what its own phrase tells of who takes part.

    kind: "y" letters, "c" credentials, "o" visits, "w" talks, by the preposition of the other side.
    before, after: the marks of its sentence before and after it.
    """

    sentence: CuedSentence
    at: int
    kind: str
    partners: tuple[Actor, ...]
    is_between: bool
    pair: tuple[Actor, ...]
    body: tuple[Actor, ...]
    destination: Token | None
    pronoun: str | None
    is_topic: bool
    before: str
    after: str

    def actors(self, match: re.Match[str], group: str = "group") -> tuple[Actor, ...]:
        """Return the actors of a group of a match in what follows the noun."""
        start, end = match.span(group)
        return actors_at(self.sentence, self.at + 1 + start, self.at + 1 + end)

    def told_by(self, subject: tuple[Actor, ...], end: int) -> Arguments:
        """Return the arguments of the noun with this subject."""
        return Arguments(
            subject, self.partners, self.pair, self.body, self.destination, self.pronoun, end
        )


def read_noun(sentence: CuedSentence, at: int, cue: Cue, *, is_topic: bool) -> Noun:
    """Return the noun at token `at` with what its own phrase tells."""
    marks = sentence.marks
    kind = _kind_of(cue)
    partners, is_between = find_partners(sentence, at, kind)
    told = PRONOUN.search(marks[:at])
    return Noun(
        sentence,
        at,
        kind,
        partners,
        is_between,
        _pair(sentence, at),
        _body(sentence, at) if kind != "o" else (),  # nor is "NATO Secretary-General starts visit"
        _destination(sentence, at) if kind == "o" else None,
        told["word"] if told else None,
        is_topic,
        marks[:at],
        marks[at + 1 :],
    )


def _body(sentence: CuedSentence, at: int) -> tuple[Actor, ...]:
    """Return the organisation that a meeting is the meeting of."""
    marks = sentence.marks
    found = BODY.search(marks[:at])
    place = found.start("group") if found else None
    if found is None and (ministers := _ministers(sentence, at)):
        return ministers if all(actor.is_organisation for actor in ministers) else ()
    if found is None and (after := BODY_AFTER.match(marks, at + 1)):
        place = after.start("group")
    elif found is None and (organ := BODY_OF_ORGAN.match(marks, at + 1)):
        place = None if sentence.cues[at][0].is_each else organ.start("group")
    if place is None:
        return ()
    actors = sentence.tokens[place].actors
    return actors if len(actors) > 1 or all(actor.is_organisation for actor in actors) else ()


def _ministers(sentence: CuedSentence, at: int) -> tuple[Actor, ...]:
    """Return the foreign ministers who are part of a noun: "meeting of foreign ministers of A"."""
    own, after = sentence.tokens[at], sentence.tokens[at + 1 : at + 2]
    return next((token.actors for token in after if token.span.overlaps(own.span)), ())


def _pair(sentence: CuedSentence, at: int) -> tuple[Actor, ...]:
    """Return the sides of a compound, or of several whose ministers meet."""
    if compound := COMPOUND.search(sentence.marks[:at]):
        return actors_at(sentence, *compound.span("pair"))
    ministers = _ministers(sentence, at)
    return ministers if len(ministers) > 1 else ()


def _kind_of(cue: Cue) -> str:
    if cue.contact_type == "credentials":
        return "c"
    if cue.contact_type in _WRITTEN:
        return "y"
    return "o" if cue.contact_type.endswith("visit") else "w"


def find_partners(sentence: CuedSentence, at: int, kind: str) -> tuple[tuple[Actor, ...], bool]:
    """Return the other sides of a noun of this kind, and whether they are all of its sides."""
    after = sentence.marks[at + 1 :]
    if kind == "w" and (told := _met_or_bodies(sentence, at)):
        return told
    found: tuple[Actor, ...] = ()
    is_between = False
    for pattern in _PATTERNS[kind]:
        if pattern is not BY and _is_of_thing(sentence, at):
            continue
        if match := pattern.match(after, 0, _end_for(pattern, sentence, at)):
            start, end = (at + 1 + place for place in match.span("group"))
            found = (*found, *actors_at(sentence, start, end))
            is_between = is_between or sentence.marks[start - 1] == "b"
            if pattern is WITH and not is_between:
                found += chained(sentence, end)
            # "the meeting of the foreign ministers' mechanism between A and B"
            rest = match.end() + after.startswith("'", match.end())
            if kind == "w" and pattern is OF and (more := WITH.match(after, rest)):
                return (
                    *found,
                    *actors_at(sentence, *(at + 1 + p for p in more.span("group"))),
                ), True
            several = len({actor.country or actor.person for actor in found}) > 1
            is_between = is_between or (pattern is OF and kind == "w" and several)
            break
    if not found and kind == "y":
        return _told_to(sentence, at), False
    is_behind = not found and kind == "w" and ("@" in after or "$" in after)
    return partners_behind(sentence, at) if is_behind else (found, is_between)


def _is_of_thing(sentence: CuedSentence, at: int) -> bool:
    """Tell whether "of" leads to no guest or host: "of Chile by A", "of the Vietnam Memorial"."""
    kind = sentence.cues[at][0].contact_type
    if kind == "ceremony":
        return _NAMED_AFTER.match(sentence.marks, at + 1) is not None
    return kind.endswith("visit") and VISITED.match(sentence.marks, at + 1) is not None


def _end_for(pattern: re.Pattern[str], sentence: CuedSentence, at: int) -> int:
    """Return up to where a partner may stand: before the end of the noun's relative clause.

    "A, who is on a visit to Chile, was greeted by B" is no visit by B.
    """
    marks = sentence.marks
    comma = marks.find(",", at + 1)
    is_inside = pattern is BY and comma > 0 and _RELATIVE.search(marks, 0, at) is not None
    return (comma if is_inside else len(marks)) - at - 1


def _met_or_bodies(sentence: CuedSentence, at: int) -> tuple[tuple[Actor, ...], bool] | None:
    """Return whom somebody is "before meeting", or the ministries whose talks these are."""
    if is_verb(sentence, at) and (match := MET.match(sentence.marks, at + 1)):
        return actors_at(sentence, *match.span("group")), False
    return talks_of_bodies(sentence, at)


def is_meeting(sentence: CuedSentence, at: int) -> bool:
    """Tell whether somebody is "after meeting" right before whom he met."""
    is_ing = sentence.small[at].endswith("ing")
    return is_ing and is_verb(sentence, at) and MET.match(sentence.marks, at + 1) is not None


def is_verb(sentence: CuedSentence, at: int) -> bool:
    """Tell whether "meeting" is a verb, right before whom: "before meeting Minister A"."""
    is_ing = sentence.small[at].endswith("ing")
    # "had the pleasure of meeting A"
    is_had = sentence.marks[at - 1 : at] == "o" and is_chance_had(sentence, at)
    is_led_to = sentence.marks[at - 1 : at] in "mgr"
    return sentence.marks[at - 1 : at] == "y" or (is_ing and (is_led_to or is_had))


def _told_to(sentence: CuedSentence, at: int) -> tuple[Actor, ...]:
    """Return to whom "a message congratulating A" is, () where no such verb follows."""
    match = SAYING_TO.match(sentence.marks, at + 1)
    if match is None:
        return ()
    verb = sentence.small[match.start("verb")]
    is_said = verb in sentence.language.addressing
    return actors_at(sentence, *match.span("group")) if is_said else ()


def titled(actor: Actor, title: Actor | None) -> Actor:
    """Return who the text names as the one of a title: "a visit by a president was by A"."""
    if title is None or actor.country or actor.office:
        return actor
    return replace(actor, country=title.country, office=title.office, level=title.level)


def _destination(sentence: CuedSentence, at: int) -> Token | None:
    after = sentence.marks[at + 1 :]
    if match := VISITED.match(after) or DESTINATION.match(after):
        return sentence.tokens[at + 1 + match.start("place")]
    match = GOAL_BEFORE.search(sentence.marks[:at])
    return sentence.tokens[match.start("place")] if match else None
