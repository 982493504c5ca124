"""Reads titles of bodies inside a state: "President of the Bank of Estonia" leads no state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.normalize.memory import LEADERS
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.normalize.raw_token import RawToken
    from pipelines.normalize.titles import Title
    from pipelines.reference.actor_words import ActorWords

_NEAR = 10  # tokens that "the leaders of the Republic of India," has at most
# Matches "UotS," ("leaders of the State,"); not "UoScS," with several sides.
_LEADERS_OF = re.compile(r"Uot?[xXd]*o?t?[SG],$")


def of_its_body(
    title: Title, match: re.Match[str], tokens: Sequence[RawToken], words: ActorWords
) -> Title:
    """Return the title that a match has in `text`: nobody's official's where its body is private.

    Its leader's is "other" where the body is neither the state nor the government.
    """
    body = [token.word for token in _body_of(match, tokens)]
    if not words.private_bodies.isdisjoint(body):
        return replace(title, office="private", level="private")
    is_leader = title.level in LEADERS and body and body[-1] not in words.state_words
    return _of_a_body(title) if is_leader else title


def without_side(
    title: Title, match: re.Match[str], tokens: Sequence[RawToken], words: ActorWords
) -> Title:
    """Return a title for which a match tells no side: "President of the Academy X" leads none."""
    start, end = match.span("nest") if match.groupdict().get("nest") else (0, 0)
    if title.level not in LEADERS:
        return title
    if end > start:
        is_state = tokens[end - 1].word in words.state_words
        return title if is_state else _of_a_body(title)
    is_named = bool(match.groupdict().get("name"))
    place = match.start("title")
    before = "".join(token.symbol for token in tokens[max(0, place - 3) : place])
    # "Business Union head X", "FIBA Europe President X"; not "At Tuynhuys President X"
    is_named_after = before.endswith("N") and "l" not in before
    is_body = is_named and (title.office == "leader" or is_named_after)
    return _of_a_body(title) if is_body else title


def side_inside(match: re.Match[str], tokens: Sequence[RawToken]) -> RawToken | None:
    """Return the side of "President of the RUSSIAN Academy of Sciences", None otherwise."""
    nest = match.span("nest") if match.groupdict().get("nest") else (0, 0)
    adjectives = [token for token in tokens[slice(*nest)] if token.symbol == "A"]
    return adjectives[0] if len(adjectives) == 1 else None


def _of_a_body(title: Title) -> Title:
    return replace(title, office="other", level="other")


def _body_of(match: re.Match[str], tokens: Sequence[RawToken]) -> list[RawToken]:
    """Return the words between a title and its side, and after an adjective: "Russian Bank"."""
    groups = match.groupdict()
    if groups.get("nest"):
        start, end = match.span("nest")
    elif groups.get("body") or not groups.get("side"):
        return []
    else:
        # Up to the name, too: "Prime Minister Erdogan of Turkey".
        told = [match.span(one) for one in ("title", "side", "name") if groups.get(one)]
        (_, start), (end, _) = sorted(told)[:2]
        if groups["side"] == "A" and match.start("side") >= match.end("title"):
            end = match.start("name") if groups.get("name") else match.end()
    return [token for token in tokens[start:end] if token.symbol in "XNdTU"]


def side_before(tokens: Sequence[RawToken], start: int) -> RawToken | None:
    """Return the side of "the leaders of India, President Ram Nath Kovind", None otherwise."""
    symbols = "".join(token.symbol for token in tokens[max(0, start - _NEAR) : start])
    return tokens[start - 2] if _LEADERS_OF.search(symbols) else None
