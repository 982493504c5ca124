"""Tells of which of the publisher's officials a title is, whose "I" and "the Minister" follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.records import Actor, MarkedSentence, Release

_SPEAKS = re.compile(
    r"\b[Ii] (?:am|have|had|will|was|met|spoke|held|paid|shall|would|look|called)\b"
)


def title_official(marked: Sequence[MarkedSentence], release: Release) -> Actor | None:
    """Return the publisher's official whom the title names first, None where it names none."""
    if not marked or marked[0].span.start >= release.title_end:
        return None
    named = [a for token in marked[0].tokens if token.symbol == "@" for a in token.actors]
    own = (a for a in named if a.office and _is_own(a, release.publisher))
    return next(own, None)


def _is_own(actor: Actor, publisher: str) -> bool:
    return actor.country == publisher or (actor.country is None and actor.is_publisher)


def speaker_of(text: str, subject: Actor | None) -> Actor | None:
    """Return the official of the title as whose "I" the text is, None where nobody says "I"."""
    return subject if subject is not None and _SPEAKS.search(text) else None
