"""Tells of which contact type an event is, by its cue, the medium told beside it, and its sides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

from pipelines.coding.cue_reading import is_many
from pipelines.coding.noun_phrase import is_meeting
from pipelines.coding.patterns import WITH
from pipelines.coding.sides import known_sides, side_of, sides_of

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.place_told import Place
    from pipelines.coding.subjects import Arguments
    from pipelines.records import Participant
    from pipelines.reference import ContactType
    from pipelines.reference.cue import Cue
    from pipelines.reference.cues import ContactCues

_PAIR = 2
_THREE = 3
# Ranks from minister up: who holds consultations stands below (table of contact types).
_MINISTERS = frozenset(
    {"head_of_state", "head_of_government", "deputy_leader", "foreign_minister", "minister"}
)
_BELOW = frozenset({"deputy_minister", "envoy", "other"})
_SPOKEN = frozenset({"speak", "discuss"})


class TypeFinder:
    """The contact types and the media words of one language."""

    def __init__(self, cues: ContactCues, types: dict[str, ContactType]) -> None:
        self._types = types
        self._media = dict(cues.media)
        longest_first = sorted(self._media, key=len, reverse=True)
        # Matches "by phone"; not "by phones".
        self._medium = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
        # Tells five times as fast that a sentence has none, as nearly all.
        self._seen = AhoCorasick(longest_first, implementation=Implementation.DFA)

    def family_of(self, contact_type: str) -> str:
        """Return the family of a contact type."""
        return self._types[contact_type].family

    def find_type(  # noqa: PLR0913 - all that the sentence tells
        self,
        sentence: CuedSentence,
        at: int,
        cue: Cue,
        arguments: Arguments,
        participants: tuple[Participant, ...],
        *,
        is_each: bool,
    ) -> tuple[str, str]:
        """Return contact type and channel of the event that the cue at token `at` tells of."""
        if self.family_of(cue.contact_type) not in {"talks", "ceremony"}:
            return cue.contact_type, self._channel(cue, cue.contact_type)
        medium = self._find_medium(sentence, at, cue)
        if medium is not None:
            return medium, self._types[medium].channel
        is_with = WITH.match(sentence.marks[at + 1 :]) is not None
        if cue.sense == "summit" and is_with and _is_of_two(arguments, participants):
            return "meeting", self._channel(cue, "meeting")
        contact_type = _by_sides(cue, arguments, participants, is_each=is_each)
        return contact_type, self._channel(cue, contact_type)

    def _channel(self, cue: Cue, contact_type: str) -> str:
        return cue.channel or self._types[contact_type].channel

    def _is_open(self, cue: Cue) -> bool:
        """Tell whether a cue leaves the medium open, as a telephone conversation does not."""
        return self.family_of(cue.contact_type) in {"talks", "ceremony"}

    def _find_medium(self, sentence: CuedSentence, at: int, cue: Cue) -> str | None:
        """Return the type that a medium decides (TYPE-MEDIUM), carried over to verbs of speaking.

        A medium belongs to the cue that stands nearest: in "after the session (via video link) they
        spoke by phone" each event has its own.
        """
        carried = None
        has_medium = self._seen.find_matches_as_indexes(sentence.words)
        for match in self._medium.finditer(sentence.words) if has_medium else ():
            start = sentence.span.start + match.start()
            open_cues = [p for p in sentence.cues if self._is_open(sentence.cues[p][0])]
            owner = min(open_cues, key=lambda place: _gap(sentence, place, start))
            if owner == at:
                return self._media[match.group()]
            carried = self._media[match.group()]
        if cue.sense not in _SPOKEN:
            return None
        told = (c.contact_type for several in sentence.cues.values() for c in several)
        nouns = (kind for kind in told if self.family_of(kind) in {"telephone", "video"})
        return next(nouns, carried)


def _gap(sentence: CuedSentence, place: int, start: int) -> int:
    span = sentence.tokens[place].span
    return start - span.end if span.end <= start else span.start - start


def _by_sides(
    cue: Cue, arguments: Arguments, participants: tuple[Participant, ...], *, is_each: bool
) -> str:
    """Return the type by how many sides take part (rule TYPE-THREE)."""
    contact_type = cue.contact_type
    # A bare name beside "Russian-Greek talks" is one of the two sides, though not yet known which.
    is_pair = len(arguments.pair) == _PAIR and not arguments.body
    # Bare names of three sides make it a multilateral one where the table tells them apart.
    sides = _PAIR if is_pair else len(known_sides(participants))
    is_several = sides >= _THREE or is_many(arguments)
    if contact_type == "meeting" and not is_each and is_several:
        is_below = sides >= _THREE and are_advisers(participants)
        contact_type = "consultations" if is_below else "multilateral_meeting"
    if cue.needs == "body" and sides < _THREE and arguments.pair:
        return "meeting"  # the Ukraine-EU summit has two partners
    if contact_type == "consultations" and are_ministers(participants):
        return "multilateral_meeting" if is_several else "meeting"
    is_of_body = bool(arguments.body) and all(actor.is_organisation for actor in arguments.body)
    is_alone = arguments.subject or not arguments.partners  # "the APEC meeting in Osaka"
    if cue.contact_type == "meeting" and is_of_body and is_alone:
        return "multilateral_meeting"  # the body itself beside a state
    return contact_type


def _is_of_two(arguments: Arguments, participants: tuple[Participant, ...]) -> bool:
    """Tell whether a summit is talks of two leaders: "held a summit with President A"."""
    is_named = bool(arguments.partners) and all(a.office for a in arguments.partners)
    is_body = bool(arguments.body) or any(a.is_organisation for a in arguments.partners)
    return is_named and not is_body and len(sides_of(participants)) == _PAIR


def are_advisers(participants: tuple[Participant, ...]) -> bool:
    """Tell whether every side is told with officials below minister."""
    ranked = {side_of(p) for p in participants if p.level in _BELOW}
    others = {p.level for p in participants} - _BELOW - {"unknown"}
    return ranked == {side_of(p) for p in participants} and not others


def are_ministers(participants: tuple[Participant, ...]) -> bool:
    """Tell whether every side is led by a minister or higher."""
    ranked = {side_of(p) for p in participants if p.level in _MINISTERS}
    return bool(ranked) and ranked == {side_of(p) for p in participants}


def told_channel(
    channel: str, place: Place | None, family: str, sentence: CuedSentence, at: int
) -> str:
    """Return in_person for talks told with their place, as hosted or by "after meeting A"."""
    if channel != "unknown" or family != "talks":
        return channel
    is_hosted = any(
        cue.sense == "receive"
        for n in range(max(0, at - 3), at)
        for cue in sentence.cues.get(n, ())
    )
    is_met = sentence.marks[at] == "K" and is_meeting(sentence, at)
    return "in_person" if place or is_hosted or is_met else channel
