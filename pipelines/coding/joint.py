"""Tells whose joint statement a text is, whose "we" it then says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.sides import as_participant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.records import MarkedSentence, Participant, Release

_PAIR = 2


def both_of(
    marked: Sequence[MarkedSentence], release: Release, jointly: Sequence[str]
) -> tuple[Participant, ...]:
    """Return the two sides of a joint statement, as its title names them; () of another text."""
    title = release.text[: release.title_end].lower()
    if not marked or not any(phrase in title for phrase in jointly):
        return ()
    named = [a for token in marked[0].tokens if token.symbol == "@" for a in token.actors]
    sides = {a.country: a for a in reversed(named) if a.country and a.office}
    is_pair = len(sides) == _PAIR and release.publisher in sides
    return tuple(as_participant(a) for a in sides.values()) if is_pair else ()
