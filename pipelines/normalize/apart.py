"""Finds where an office ends before the name of somebody else: "the President, Mr A said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.normalize.memory import are_one_person
from pipelines.normalize.titles import read_title

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from pipelines.normalize.memory import Memory
    from pipelines.normalize.raw_token import RawToken
    from pipelines.reference.actor_words import ActorWords


def end_before_another(
    match: re.Match[str], tokens: Sequence[RawToken], memory: Memory, words: ActorWords
) -> int | None:
    """Return where the comma is before a name not the title's, whom the text named before.

    "At the meeting with the Secretary General, Mr. A stressed". None: the name is the title's.
    """
    told = match.re.groupindex
    if not ("name" in told and "side" in told and match["name"] and match["side"]):
        return None
    if _are_two(match, tokens, words):
        return match.end("name")
    side, start = tokens[match.start("side")], match.start("name")
    after = max(match.end("side"), match.end("title"))
    commas = [place for place in range(after, start) if tokens[place].symbol == ","]
    if side.entry is None or not commas:
        return None
    title = read_title(match, tokens, side.entry.value, words)
    known = memory.find_office(side.entry.value, title.office)
    name = " ".join(token.word for token in tokens[slice(*match.span("name"))])
    if known is not None and not are_one_person(name, known.person or ""):
        return commas[0]
    other = memory.find_person(name)
    if other is None or other.office is None:
        return None
    return commas[0] if other.country not in {None, side.entry.value} else None


def _are_two(match: re.Match[str], tokens: Sequence[RawToken], words: ActorWords) -> bool:
    """Tell whether a headline has a name and another official: "A, Chilean President discuss"."""
    is_first = match.start() == 0 and match.end("name") < match.start("title")
    after = tokens[match.end() : match.end() + 1]
    return is_first and any(token.word.lower() in words.of_two for token in after)
