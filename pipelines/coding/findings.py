"""Codes one sentence: each cue with its participants, status, day and place, or why it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.coding.arguments import find_arguments
from pipelines.coding.cue_reading import (
    choose_reading,
    has_needed,
    is_many,
    is_standing,
    read_content,
    told_channel,
    told_place,
)
from pipelines.coding.participants import count_sides, find_participants, with_host
from pipelines.coding.setting import find_day
from pipelines.coding.status import Status, StatusFinder
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from datetime import date

    from pipelines.coding.arguments import Arguments
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.references import Teller
    from pipelines.records import DateSpan, Participant, Span, Tense
    from pipelines.reference import ContactType
    from pipelines.reference.cues import ContactCues, Cue

_THREE = 3
# "is discussed in talks with": forms of to be and have alone tell of no event.
_AUXILIARIES = frozenset(
    [
        "is",
        "was",
        "were",
        "been",
        "be",
        "are",
        "being",
        "has",
        "have",
        "will",
        "would",
        "shall",
        "place",
    ]
)
# A letter to two is two letters, and each ambassador presents credentials of his own.
_ALWAYS_EACH = frozenset({"letter", "congratulation", "condolence", "credentials"})
# Matches "told them about the " at the end: talks that are only a topic; not "during the ".
_TOPIC = re.compile(r"\b(?:about|regarding|concerning) (?:the |their |his |her )?$")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one cue of one sentence tells of a contact; several may tell of the same.

    status: None for what is no contact, with `reason` naming the rule. order: of the sentence.
    is_each: one contact for each partner. is_same_day: dated by pointing at the event before.
    is_many: a body takes part by the leaders of its members (rule WHO-MEMBERS).
    """

    contact_type: str
    family: str
    channel: str
    status: str | None
    is_recalled: bool
    date: DateSpan
    participants: tuple[Participant, ...]
    place: str | None
    host_country: str | None
    span: Span
    cue_span: Span
    order: int
    reason: str = ""
    is_each: bool = False
    is_same_day: bool = False
    is_many: bool = False


class SentenceCoder:
    """Codes sentences of one language; compiled once a process."""

    def __init__(
        self, cues: ContactCues, statuses: StatusFinder, types: dict[str, ContactType]
    ) -> None:
        self._statuses = statuses
        self._light = cues.light - _AUXILIARIES
        self._types = types
        self._same_day = cues.same_day
        self._accepted = cues.accepted
        self._extended = cues.extended
        self._separately = cues.separately
        # Matches "on the sidelines of the 5th" at the end; not with a verb after it.
        forms = "|".join(map(re.escape, cues.setting))
        self._setting = re.compile(rf"(?:{forms})(?: [\w-]+){{0,4}} $")
        self._media = dict(cues.media)
        longest_first = sorted(self._media, key=len, reverse=True)
        self._medium = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")

    def code(
        self,
        sentence: CuedSentence,
        text: str,
        published: date | None,
        teller: Teller,
        order: int,
    ) -> list[Finding]:
        """Return a finding for each cue of the sentence, in order."""
        findings: list[Finding] = []
        taken = -1
        for at in sentence.cues:
            if at <= taken:
                continue
            cue = choose_reading(sentence, at)
            found, taken = self._code_cue(sentence, at, cue, (text, published, teller, order))
            findings.append(found)
        return findings

    def _code_cue(
        self,
        sentence: CuedSentence,
        at: int,
        cue: Cue,
        setting: tuple[str, date | None, Teller, int],
    ) -> tuple[Finding, int]:
        text, published, teller, order = setting
        taken = at
        arguments = find_arguments(sentence, at, cue)
        is_each = self._is_each(sentence, at, cue)
        participants = find_participants(
            sentence, at, cue, arguments, teller, order, is_each=is_each
        )
        if not has_needed(cue, arguments, participants):
            participants = ()
        status = self._statuses.find_status(sentence, at, cue, arguments.subject_end)
        event = cue
        if cue.sense == "invite":
            taken, event, status = self._invited_to(sentence, at, cue)
        before = text[sentence.span.start : sentence.tokens[at].span.start].lower()
        if self._setting.search(before):
            status = Status(None, "TYPE-THREE")
        if not cue.is_verb and _TOPIC.search(before):
            status = Status(None, "STATUS-UNREAL")
        event = read_content(event, sentence)
        words = text[sentence.span.start : sentence.span.end].lower()
        contact_type, channel = self._type_of(
            event, arguments, participants, words, is_each=is_each
        )
        place = told_place(sentence, taken, event, arguments)
        if self._types[contact_type].family == "ceremony":
            participants = with_host(participants, arguments, place, teller)
        day = self._day(sentence, taken, published, status) if participants else UNKNOWN_DATE
        if is_standing(sentence, at, participants, day, place, self._light):
            status = Status(None, "STATUS-UNREAL")
        return (
            Finding(
                contact_type=contact_type,
                family=self._types[contact_type].family,
                channel=told_channel(
                    channel, place, self._types[contact_type].family, sentence, at
                ),
                status=status.status if participants else None,
                is_recalled=status.is_recalled,
                date=day,
                participants=participants,
                place=place.words if place else None,
                host_country=place.country if place else None,
                span=sentence.span,
                cue_span=sentence.tokens[at].span,
                order=order,
                reason=status.reason if participants else "WHO-NONE",
                is_each=is_each,
                is_many=is_many(arguments),
                is_same_day=any(phrase in words for phrase in self._same_day),
            ),
            taken,
        )

    def _is_each(self, sentence: CuedSentence, at: int, cue: Cue) -> bool:
        """Tell whether several partners are told of one contact each."""
        words = {token.word.lower() for token in sentence.tokens[at + 1 : at + 4]}
        always = self._types[cue.contact_type].family in _ALWAYS_EACH
        return cue.is_each or always or not words.isdisjoint(self._separately)

    def _invited_to(self, sentence: CuedSentence, at: int, cue: Cue) -> tuple[int, Cue, Status]:
        """Return the cue that an invitation is to, which it takes with it (TYPE-INSIDE)."""
        words = {token.word.lower() for token in sentence.tokens}
        is_accepted = not words.isdisjoint(self._accepted)
        told = Status("planned" if is_accepted else "invited")
        if not cue.is_verb and not is_accepted and words.isdisjoint(self._extended):
            return at, cue, Status(None, "TYPE-INSIDE")  # "arrived at the invitation of"
        for place in sorted(sentence.cues):
            if place > at and sentence.cues[place][0].sense != "invite":
                return place, choose_reading(sentence, place), told
        has_goal = re.search(r"y[tx]{0,3}[P$]", sentence.marks[at:])
        return at, cue, told if has_goal else Status(None, "TYPE-INSIDE")

    @staticmethod
    def _day(sentence: CuedSentence, at: int, published: date | None, status: Status) -> DateSpan:
        if status.is_moved:
            last = next((t.date for t in reversed(sentence.tokens) if t.date), None)
            return last.value_as(published, "future") if last else UNKNOWN_DATE
        tense: Tense = "past" if status.status == "held" else "future"
        is_cancelled = status.status == "cancelled"
        return find_day(sentence, at, published, tense, is_cancelled=is_cancelled)

    def _type_of(
        self,
        cue: Cue,
        arguments: Arguments,
        participants: tuple[Participant, ...],
        words: str,
        *,
        is_each: bool,
    ) -> tuple[str, str]:
        contact_type = cue.contact_type
        family = self._types[contact_type].family
        if family in {"talks", "ceremony"}:
            medium = self._medium.search(words)
            if medium and cue.channel != "in_person":
                contact_type = self._media[medium.group()]
                return contact_type, self._types[contact_type].channel
            sides = count_sides(participants)
            if (
                contact_type == "meeting"
                and not is_each
                and (sides >= _THREE or is_many(arguments))
            ):
                contact_type = "multilateral_meeting"
            if cue.needs == "body" and sides < _THREE and arguments.pair:
                contact_type = "meeting"  # the Ukraine-EU summit has two partners: TYPE-THREE
            elif cue.contact_type == "meeting" and arguments.body and arguments.subject:
                contact_type = "multilateral_meeting"  # the body itself beside a state: TYPE-THREE
        return contact_type, cue.channel or self._types[contact_type].channel
