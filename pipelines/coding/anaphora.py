"""Finds who takes part where the words only point back: "their talks", "we met", "the visit"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.coding.references import as_participant
from pipelines.coding.roles import destination, publisher
from pipelines.coding.sides import country_of, sides_of
from pipelines.coding.subjects import clause_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.arguments import Arguments
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.coding.references import Teller
    from pipelines.records import Participant
    from pipelines.reference.cues import Cue

_TWO = 2
_TALKS = frozenset({"talks", "telephone", "video"})
_DEFINITE = re.compile(
    r"(?:[lm][^,;:@$]{1,6},)?t[xXd]{0,3}(?:o[xXd]{0,2})?"
)  # "The fifth round of"
# "..., " said @
_SAYS = re.compile(r'"x{1,2}t?(?P<who>@)')
_BY_DAY = re.compile(r"[lmo]t?D$")
_NEXT = 2  # sentences from talks to "the visit" of the guest


def told_before(  # noqa: PLR0913, PLR0917 - a cue is read from its sentence and before
    sentence: CuedSentence,
    at: int,
    found: list[Participant],
    cue: Cue,
    arguments: Arguments,
    teller: Teller,
    order: int,
) -> list[Participant]:
    """Return those of the event that the words point back to, else the participants found.

    found: at most one side. order: of the sentence.
    """
    last = teller.last_event(order)
    if last is not None and not found and _is_visited_again(sentence, at, cue):
        return _visit_again(arguments, last)
    # "They received a good education": whom they met is not told.
    is_one_sided = cue.is_verb and cue.sense in {"receive", "call_on", "phone"}
    if arguments.pronoun == "e" and last is not None and not is_one_sided:
        return _their_visit(sentence, at, arguments, last) or _plain(last)
    # "We will talk about it" is said inside an event; "we received no answer" tells of none.
    is_talk = cue.is_verb and cue.sense != "meet"
    is_ours = not cue.is_verb and _is_ours(sentence, at)
    # Where several speak, "our talks" are those that they are just in.
    says_i = teller.speaker is not None or not {"i", "j"}.isdisjoint(sentence.marks)
    is_principal = says_i and teller.turn is None
    is_quoted = sentence.marks[:at].count('"') % 2 == 1
    is_we = arguments.pronoun == "j" or (is_ours and is_principal and not is_quoted)
    if not found and teller.main is not None and _is_known_by_day(sentence, at, cue):
        return _plain(teller.main) if _is_own_pair(teller.main, teller) else []
    if teller.both and arguments.pronoun == "j" and teller.main is None and cue.is_verb:
        return list(teller.both)
    others = [p for p in found if (p.country or p.candidate) != teller.publisher]
    if is_we and (others or not is_talk):
        named = _named_before(sentence, at, teller) if is_ours and not others else []
        return _with_us(others or named, found, teller)
    if is_ours and teller.main is None and (pair := _quoted_pair(sentence, teller)):
        return pair
    is_visit = cue.contact_type.endswith("visit") and not cue.is_verb
    if last is not None and not found and _is_told_again(sentence, at, last, is_visit=is_visit):
        return list(last.participants) if is_visit else _plain(last)
    if is_visit and last is not None and order - last.order <= _NEXT:
        return _of_visit(found, arguments, last, teller.publisher) or found
    return found


def _named_before(sentence: CuedSentence, at: int, teller: Teller) -> list[Participant]:
    """Return the foreign official told last before "our meeting": "to see A after our talks"."""
    officials = [t for t in sentence.tokens[:at] if t.symbol == "@"]
    named = [a for a in officials[-1].actors if a.person] if officials else []
    return [as_participant(a) for a in named if a.country != teller.publisher]


def _with_us(
    others: list[Participant], found: list[Participant], teller: Teller
) -> list[Participant]:
    """Return the publisher's side and whom "we" met: those told, else those of the main event."""
    main = teller.main
    if others:
        return [publisher("participant", teller), *others]
    return _plain(main) if main is not None and _is_own_pair(main, teller) else found


def _their_visit(
    sentence: CuedSentence, at: int, arguments: Arguments, last: Finding
) -> list[Participant]:
    """Return guests and host of "met with A and B during their visit to Chile"."""
    goal = country_of(arguments.destination)
    before = [a for token in sentence.tokens[:at] if token.symbol == "@" for a in token.actors]
    named = [a for a in before if a.country not in {None, goal} and not a.is_publisher]
    guests = [as_participant(a) for a in named] or [
        p for p in last.participants if p.country not in {None, goal}
    ]
    if goal is None or not guests:
        return []
    return [
        *(replace(one, role="guest", is_host=False) for one in guests),
        *destination(arguments, is_only=True),
    ]


def _is_known_by_day(sentence: CuedSentence, at: int, cue: Cue) -> bool:
    """Tell whether a call or video conference is told by its day alone, so of the main sides.

    "the agreement reached during the December 7 videoconference", "in the call on 5 May"
    """
    is_remote = cue.contact_type in {"telephone_conversation", "video_conference"}
    is_dated = _BY_DAY.search(sentence.marks, 0, at) or sentence.marks.startswith("lD", at + 1)
    return not cue.is_verb and is_remote and bool(is_dated) and "K" in sentence.marks[at]


def _visit_again(arguments: Arguments, last: Finding) -> list[Participant]:
    """Return guest and host of "he last visited in 1988", told of the guest of a visit."""
    guests = [p for p in last.participants if p.role == "guest"]
    named = {actor.country for actor in arguments.subject}
    is_guest = named == {p.country for p in guests} or arguments.pronoun == "h"
    return list(last.participants) if last.family == "visit" and is_guest else []


def _is_visited_again(sentence: CuedSentence, at: int, cue: Cue) -> bool:
    """Tell whether a visit's goal is left out: "He last visited in 1988", "visited previously"."""
    if cue.sense != "visit" or not cue.is_verb:
        return False
    after = sentence.words[sentence.tokens[at].span.end - sentence.span.start :].lstrip()
    is_before = after.startswith(tuple(sentence.language.status["earlier"]))
    return is_before or sentence.marks.startswith(("D", "lD"), at + 1)


def _is_told_again(sentence: CuedSentence, at: int, last: Finding, *, is_visit: bool) -> bool:
    """Tell whether a sentence says of an event told before that, when or where it was.

    "The fifth round of consultations was held in Bern", "The meeting will take place on 5 May".
    """
    before = sentence.marks[clause_start(sentence.marks, at) : at]
    after = sentence.words[sentence.tokens[at].span.end - sentence.span.start :].lstrip()
    is_told = any(after.startswith(phrase) for phrase in sentence.language.status["took_place"])
    is_same = last.family == "visit" if is_visit else last.family in _TALKS
    return is_told and is_same and _DEFINITE.fullmatch(before) is not None


def _is_ours(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a noun is "our recent talks"."""
    words = {token.word.lower() for token in sentence.tokens[max(0, at - 3) : at]}
    return not words.isdisjoint(sentence.language.ours)


def _quoted_pair(sentence: CuedSentence, teller: Teller) -> list[Participant]:
    """Return the publisher's side and who is quoted with "our talks"."""
    match = _SAYS.search(sentence.marks)
    said = sentence.tokens[match.start("who")].actors if match else ()
    if len(said) != 1 or said[0].country in {None, teller.publisher}:
        return []
    return [publisher("participant", teller), as_participant(said[0])]


def _plain(event: Finding) -> list[Participant]:
    return [replace(p, role="participant", is_host=False) for p in event.participants]


def _is_own_pair(event: Finding, teller: Teller) -> bool:
    """Tell whether "we" can be the two sides of an event: the publisher's and one more."""
    sides = sides_of(event.participants)
    return len(sides) == _TWO and teller.publisher in sides


def _of_visit(
    found: Sequence[Participant], arguments: Arguments, last: Finding, own: str
) -> list[Participant]:
    """Return guest and host of "the visit", told of talks at one side, or of "his last visit"."""
    # Of talks whose place is not told a foreign guest is on a visit to the publisher.
    at_home = own if found and own not in sides_of(found) else None
    host_country = last.host_country or at_home
    if last.family not in {"talks", "visit"} or host_country is None:
        return []
    sides = sides_of(last.participants)
    if len(sides) != _TWO or host_country not in sides or arguments.destination is not None:
        return []
    guests = [p for p in last.participants if (p.country or p.candidate) != host_country]
    if found and sides_of(found) != sides_of(guests):
        return []
    host = next(p for p in last.participants if p not in guests)
    nameless = replace(host, person=None, office=None, level="unknown", role="host", is_host=True)
    nameless = replace(nameless, country=host_country, candidate=None)
    return [*(replace(p, role="guest", is_host=False) for p in guests), nameless]
