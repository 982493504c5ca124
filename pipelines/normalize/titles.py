"""Reads titles: which office and rank they tell, of one person who may hold two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.normalize.memory import LEADERS
from pipelines.quick_record import quick_record
from pipelines.reference.holder import LEVELS_OF_OFFICES
from pipelines.schema import LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.normalize.raw_token import RawToken
    from pipelines.reference.actor_words import ActorWords

_ORDER = {level: order for order, level in enumerate(LEVELS)}
_TITLES = frozenset("TUK")
# Who leads a body has the body's office: "the head of the foreign ministry".
_LEADS_BODY = frozenset({"leader", "chair", "president", "speaker", "head_of_state"})
_NO_OFFICES = frozenset({"unknown", "counterpart", "private"})
_TO_SUPERIOR = re.compile(r"yt?(?:[ASG]'?X?)?d*[TK]")  # "adviser TO THE PRESIDENT of Chile"
_SERVE = frozenset({"other", "envoy"})
_ONE_EACH = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
# Ranks of which nobody holds two: "the President and Prime Minister Modi" are two persons.
_NEVER_BOTH = (
    {"head_of_state", "head_of_government"},
    {"head_of_state", "foreign_minister"},
    {"head_of_state", "speaker_of_parliament"},
    {"head_of_government", "speaker_of_parliament"},
)


@quick_record
class Title:
    """The office that a title tells; side: the only side that has it, None where many have."""

    office: str
    level: str
    side: str | None
    is_plural: bool


def read_title(
    match: re.Match[str], tokens: Sequence[RawToken], side: str, words: ActorWords
) -> Title:
    """Return the highest office of a match's titles; side: code of whose it is, "" if unknown."""
    body = _body_of(match, tokens)
    titles = [_read(token, body, side, words) for token in _titles_of(match, tokens)]
    return min(titles, key=lambda title: _ORDER.get(title.level, len(LEVELS)))


def is_title(match: re.Match[str], tokens: Sequence[RawToken], words: ActorWords) -> bool:
    """Tell whether one person can hold all the titles of a match, or be adviser to another."""
    ranks = [words.offices[t.entry.value].level for t in _titles_of(match, tokens) if t.entry]
    groups = match.groupdict()
    if groups.get("from") and "counterpart" not in ranks:
        return False  # "a letter to the President from France"
    if _TO_SUPERIOR.match(match.string, match.end("title"), match.end()):
        # "Message from the Prime Minister to the President of Chile": two officials.
        return _SERVE.issuperset(ranks)
    if not _NO_OFFICES.isdisjoint(ranks):
        if len(ranks) > 1 or groups.get("superior"):
            return False
        # "at the initiative of the French side, Vladimir Putin"
        is_alone = match.end() == match.end("title")
        can_be_named = ranks[0] != "unknown"
        are_several = groups.get("sides") or groups.get("pairs")
        if can_be_named and are_several:  # "his counterparts from France and Germany"
            return True
        return is_alone or (can_be_named if groups.get("name") else bool(groups.get("side")))
    told_twice = {one for one in ranks if ranks.count(one) > 1}
    return not (told_twice & _ONE_EACH or any(pair <= set(ranks) for pair in _NEVER_BOTH))


def rank(office: str, country: str, symbol: str, words: ActorWords) -> str:
    """Return the level of an office; symbol: of its side, "G" organisation, "P" a place."""
    known = words.offices.get(office)
    # A side's effective leader may have an office that prose does not name.
    level = known.level_of(country) if known else LEVELS_OF_OFFICES[office]
    if symbol == "G" and (level in LEADERS or (known and known.leads_organisations)):
        return "head_of_organisation"
    # A mayor or governor: rule WHO-OFFICIAL; a ministry's director general leads no organisation.
    is_below = symbol == "P" or (symbol in "SA" and level == "head_of_organisation")
    return "other" if is_below else level


def _titles_of(match: re.Match[str], tokens: Sequence[RawToken]) -> list[RawToken]:
    start, end = match.span("title")
    return [token for token in tokens[start:end] if token.symbol in _TITLES]


def _body_of(match: re.Match[str], tokens: Sequence[RawToken]) -> tuple[str, str | None] | None:
    """Return whose office the head of the body in a match has, and the body's only side."""
    groups = match.groupdict()
    if groups.get("body") and (entry := tokens[match.start("body")].entry):
        return entry.value, entry.side
    if groups.get("side") and (entry := tokens[match.start("side")].entry) and entry.body:
        return entry.body, entry.value
    return None


def _read(
    token: RawToken, body: tuple[str, str | None] | None, side: str, words: ActorWords
) -> Title:
    entry = token.entry
    office = entry.value if entry else "other"
    only = entry.side if entry else None
    if body is not None:
        office = body[0] if office in _LEADS_BODY else office
        only = only or body[1]
    level = words.offices[office].level_of(only or side)
    return Title(office, level, only, is_plural=token.symbol == "U")
