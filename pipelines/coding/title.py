"""Tells of which of the publisher's officials a title is, whose "I" and "the Minister" follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.sides import as_actor
from pipelines.quick_record import replace
from pipelines.records import Actor, Span
from pipelines.text import begin_of_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.teller import Teller
    from pipelines.records import MarkedSentence, Participant, Release

_SOVEREIGNS = frozenset({"monarch", "queen", "prince", "crown_prince"})
_MINISTERS = frozenset({"prime_minister", "foreign_minister", "minister"})
_BEGIN = 400  # characters that hold the title and what the first sentence begins with
_SPEAKS = re.compile(
    r"\b[Ii] (?:am|have|had|will|was|met|spoke|held|paid|shall|would|look|called|just|sat"
    r"|welcomed|received|hosted|discussed|thank|thanked|travelled|caught|engaged|want)\b"
)


def title_official(marked: Sequence[MarkedSentence], release: Release) -> Actor | None:
    """Return the publisher's official whom the title names first, None where it names none."""
    if not marked or marked[0].span.start >= release.title_end:
        return None
    named = [a for token in marked[0].tokens if token.symbol == "@" for a in token.actors]
    own = (a for a in named if a.office and _is_own(a, release.publisher))
    return next(own, None)


def title_envoy(marked: Sequence[MarkedSentence], release: Release) -> Actor | None:
    """Return the ambassador of another side in the title: "New Finnish ambassador accredited"."""
    if not marked or marked[0].span.start >= release.title_end:
        return None
    named = [a for token in marked[0].tokens if token.symbol == "@" for a in token.actors]
    return next((a for a in named if a.level == "ambassador" and a.country and not a.person), None)


def _is_own(actor: Actor, publisher: str) -> bool:
    return actor.country == publisher or (actor.country is None and actor.is_publisher)


def speaker_of(text: str, subject: Actor | None, publisher: str) -> Actor | None:
    """Return whose "I" the text is, None where nobody says "I".

    The official of the title; where it names none, somebody of the publisher's who begins so.
    """
    said = next(_spoken(text), None)
    if said is None or subject is not None:
        return None if said is None else subject
    before = text[:said]
    is_begin = said < _BEGIN and ": " not in before and before.count('"') % 2 == 0
    nobody = Actor(Span(0, 0), publisher, None, None, "unknown", is_publisher=True)
    return nobody if is_begin else None


def says_i(text: str) -> bool:
    """Tell whether somebody says "I" outside of quotation marks."""
    return any(
        text.count('"', begin_of_paragraph(text, at) + 1, at) % 2 == 0 for at in _spoken(text)
    )


def _spoken(text: str) -> Iterator[int]:
    """Yield where somebody says "I".

    Split at the letter first, as a search of the whole text took a hundredth of all coding.
    """
    at = -1
    for before in text.replace("i ", "I ").split("I ")[:-1]:
        at += len(before) + (2 if at >= 0 else 1)
        if _SPEAKS.match(text, at):
            yield at


def is_personal(
    sentence: CuedSentence, at: int, participants: Sequence[Participant], teller: Teller
) -> bool:
    """Tell whether an event is told by the text's own "I" or "we": "Today I spoke with A"."""
    own = [p for p in participants if (p.country or p.candidate) == teller.publisher]
    is_quoted = teller.is_quoted or '"' in sentence.marks[:at]
    if not own or is_quoted or teller.turn is not None:
        return False
    is_ours = teller.speaker is not None or not {"i", "j"}.isdisjoint(sentence.marks[:at])
    # "Our delegation spoke with" tells of others than the speaker.
    speaker = teller.speaker.person if teller.speaker else None
    is_own = all(p.person in {None, speaker} and p.office != "side" for p in own)
    if not (is_ours and is_own) or speaker is None:
        return is_ours and is_own
    surname = speaker.rsplit(maxsplit=1)[-1]
    return not any(surname in token.word for token in sentence.tokens[:at])


def of_title(sentence: CuedSentence, place: int, subject: Actor | None) -> tuple[Actor, ...]:
    """Return the publisher's official whom the title names, for "the Minister" below it."""
    token = sentence.tokens[place]
    if subject is None or token.symbol != "T" or sentence.marks[place - 1 : place] != "t":
        return ()
    is_minister = token.office == "minister" and str(subject.level).endswith("minister")
    is_alone = sentence.marks[place + 1 : place + 2] not in {"o", "f", "'", "N", "@"}
    is_meant = token.office == subject.office or is_minister
    return (replace(subject, span=token.span),) if is_meant and is_alone else ()


def own_minister(sentence: CuedSentence, place: int, teller: Teller) -> tuple[Actor, ...]:
    """Return the publisher's minister for "The Minister met A", who is named nowhere before.

    Not where a minister was told before: he is meant, or it is not known who is; nor of a body,
    in whose session a minister may speak.
    """
    token = sentence.tokens[place]
    is_subject = place == 1 and sentence.marks.startswith("tT") and token.office == "minister"
    is_alone = sentence.marks[place + 1 : place + 2] not in {"o", "f", "'", "N", "@", ","}
    is_told = any(actor.level in _MINISTERS for actor in teller.recent)
    here = (actor for one in sentence.tokens for actor in one.actors)
    is_of_body = any(actor.is_organisation and not actor.office for actor in here)
    if not (is_subject and is_alone) or is_told or is_of_body:
        return ()
    return (Actor(token.span, teller.publisher, None, token.office, "minister"),)


def minister_told(teller: Teller) -> Actor | None:
    """Return the guest of the main visit, else the publisher's own minister, for "the Minister".

    "The Minister of Chile will visit us. The Minister will meet": our guest.
    """
    people = [p for p in teller.main.participants if p.person] if teller.main else []
    is_visit = teller.main is not None and teller.main.family == "visit"
    guests = [p for p in people if p.role == "guest"] if is_visit else []
    own = [p for p in people if (p.country or p.candidate) == teller.publisher]
    meant = guests or own
    if not meant and teller.main is None:
        recent = (a for a in teller.recent if a.person and _is_own(a, teller.publisher))
        told = {actor.person: actor for actor in recent if actor.level in _MINISTERS}
        return next(iter(told.values())) if len(told) == 1 else None
    is_one = len(meant) == 1 and meant[0].level in _MINISTERS
    return as_actor(meant[0], Span(0, 0)) if is_one else None


def of_sovereign(sentence: CuedSentence, place: int, named: Sequence[Actor]) -> tuple[Actor, ...]:
    """Return the sovereign named before, for "His Majesty" alone: "His Majesty held talks".

    named: the officials named before, the likeliest first.
    """
    if sentence.marks[place + 1 : place + 2] not in {"x", "V", "B", "'"}:
        return ()
    found = next(
        (a for a in named if a.office in _SOVEREIGNS and (a.person or not a.is_publisher)), None
    )
    return (replace(found, span=sentence.tokens[place].span),) if found else ()
