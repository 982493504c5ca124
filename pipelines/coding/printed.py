"""Reads a letter that a release prints whole: "To A, President of Chile. Your Excellency,"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.finding import Finding
from pipelines.coding.roles import as_told, nameless
from pipelines.coding.teller import Teller
from pipelines.quick_record import replace
from pipelines.records import UNKNOWN_DATE, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import MarkedSentence, Participant, Release
    from pipelines.reference.cues import ContactCues

_TO_OR_FROM = re.compile(r"(?P<to>[yq])[tH,]*(?P<who>@)[,$.]*")  # a title: "To H.E. Mr A"
_LONGEST = 5000  # characters of a letter
_LONGEST_MESSAGE = 3000  # characters of one that greets nobody on a line of its own
_OPENING = 700  # characters in which a letter greets whom it is to
_SIGNATURE = 220  # characters at the end with the name of who signed
_SALUTATION = 70  # characters of "Your Excellency," on a line of its own
_WRITTEN = frozenset({"letter", "congratulation", "condolence"})
_GREETINGS = frozenset({"congratulation", "condolence"})
_MINE = re.compile(r"[ij]")


def find_letter(
    marked_title: Sequence[MarkedSentence],
    sentences: Sequence[CuedSentence],
    release: Release,
    words: ContactCues,
) -> Finding | None:
    """Return the letter that a release prints, None where it prints none.

    marked_title: the first marked sentence, which is the title where it has any.
    """
    if len(release.text) > _LONGEST:
        return None
    said = [s for s in sentences if s.span.start >= release.title_end and _greets(s)]
    is_message = _is_message(release, said, words)
    if not (is_message or _is_letter(release.text, words)):
        return None
    is_ended = is_message or any(phrase in release.text.lower() for phrase in words.closings)
    kinds = [cues[0].contact_type for s in said for cues in s.cues.values()]
    kind = next((kind for kind in kinds if kind in _GREETINGS), "letter")
    people = _in_title(marked_title, release)
    people = people or (_in_greeting(said, release) if is_ended else ())
    if not people:
        return None
    span = said[0].span if said else marked_title[0].span
    return Finding(
        contact_type=kind,
        family=kind,
        channel="written",
        status="held",
        is_recalled=False,
        date=UNKNOWN_DATE,
        participants=people,
        place=None,
        host_country=None,
        span=span,
        cue_span=span,
        order=0,
    )


def signed(
    letter: Finding | None,
    text: str,
    mark: Callable[[Sequence[Span]], Sequence[MarkedSentence]],
) -> Finding | None:
    """Return a letter with the name of who signed it for the publisher; mark: reads sentences."""
    if letter is None or letter.participants[0].role != "sender":
        return letter
    own, other = letter.participants
    end = mark([Span(max(0, len(text) - _SIGNATURE), len(text))])
    named = [a for one in end for t in one.tokens for a in t.actors if a.person]
    signers = [a for a in named if a.country in {None, own.country} and a.is_publisher]
    if not signers or signers[-1].person == other.person:
        return letter
    signer = as_told(signers[-1], own.role, Teller(own.country or ""))
    return replace(letter, participants=(signer, other))


def with_letter(findings: Sequence[Finding], letter: Finding | None) -> list[Finding]:
    """Return the findings with that of the letter printed, in place of what it says of itself."""
    titled = [f for f in findings if f.order == 0 and f.status and f.participants]
    if letter is None or titled:
        return [*findings]
    return [letter, *(f for f in findings if f.family not in _WRITTEN)]


def _is_letter(text: str, words: ContactCues) -> bool:
    """Tell whether a text greets somebody on a line of its own."""
    lines = [line.strip().lower() for line in text[:_OPENING].split("\n")]
    return any(
        line.startswith(words.salutations) and line.endswith((",", "!", ":"))
        for line in lines
        if len(line) <= _SALUTATION
    )


def _is_message(release: Release, said: Sequence[CuedSentence], words: ContactCues) -> bool:
    """Tell whether a short text greets: "On behalf of the Government of Peru, I congratulate".

    Or "on behalf of it, I convey to Your Excellency"; not a speech that welcomes on its behalf.
    said: the sentences with a greeting.
    """
    if len(release.text) - release.title_end > _LONGEST_MESSAGE or not said:
        return False
    first, body = said[0].words, release.text[release.title_end :].lower().lstrip()
    is_said = any(phrase in first for phrase in words.behalf)
    titles = (one for one in words.salutations if one.partition(" ")[0] in words.yours)
    is_to = any(f" to {title}" in first for title in titles)
    return is_said and (is_to or body.startswith(words.behalf))


def _greets(sentence: CuedSentence) -> bool:
    """Tell whether a sentence has a greeting of who writes: "I congratulate you"."""
    told = {cues[0].contact_type for cues in sentence.cues.values()}
    return not told.isdisjoint(_GREETINGS) and _MINE.search(sentence.marks) is not None


def _in_title(marked: Sequence[MarkedSentence], release: Release) -> tuple[Participant, ...]:
    """Return both sides of a letter whose title is "To A, President of Chile", () of another."""
    if not marked or marked[0].span.start >= release.title_end:
        return ()
    match = _TO_OR_FROM.fullmatch(marked[0].marks)
    actors = marked[0].tokens[match.start("who")].actors if match else ()
    if match is None or len(actors) != 1 or actors[0].country in {None, release.publisher}:
        return ()
    roles = ("sender", "recipient") if match["to"] == "y" else ("recipient", "sender")
    own = nameless(release.publisher, roles[0])
    return own, as_told(actors[0], roles[1], Teller(release.publisher))


def _in_greeting(said: Sequence[CuedSentence], release: Release) -> tuple[Participant, ...]:
    """Return the publisher and the one state that it greets: "on the national day of Chile"."""
    for sentence in said[:1]:
        named = {a.country for t in sentence.tokens for a in t.actors if not a.is_organisation}
        named |= {t.country for t in sentence.tokens if t.symbol == "A"}
        foreign = [code for code in named if code not in {None, release.publisher}]
        if len(foreign) == 1 and foreign[0]:
            return nameless(release.publisher, "sender"), nameless(foreign[0], "recipient")
    return ()
