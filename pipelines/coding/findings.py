"""Codes one sentence: each cue with its participants, status, day and place, or why it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.coding.arguments import find_arguments
from pipelines.coding.cue_reading import (
    choose_reading,
    has_needed,
    is_coming,
    is_many,
    is_open,
    is_standing,
    read_content,
    told_channel,
    told_place,
)
from pipelines.coding.event_type import TypeFinder
from pipelines.coding.linking import LinkFinder
from pipelines.coding.participants import find_participants, with_host
from pipelines.coding.setting import find_day
from pipelines.coding.status import Status, StatusFinder
from pipelines.coding.unfolding import unfold
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
# A letter to two is two letters, and each ambassador presents credentials of his own.
_ALWAYS_EACH = frozenset({"letter", "congratulation", "condolence", "credentials"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What one cue of one sentence tells of a contact; several may tell of the same.

    status: None for what is no contact, with `reason` naming the rule. order: of the sentence.
    is_each: one contact for each partner. is_same_day: dated by pointing at the event before.
    is_chained: told as one more of what was just told ("also", "then").
    is_many: a body takes part by the leaders of its members (rule WHO-MEMBERS).
    is_topic: the event is only talked about.
    is_open: a noun alone ("Visit of the King"), whose status other sentences tell.
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
    is_chained: bool = False
    is_many: bool = False
    is_topic: bool = False
    is_open: bool = False


class SentenceCoder:
    """Codes sentences of one language; compiled once a process."""

    def __init__(
        self, cues: ContactCues, statuses: StatusFinder, types: dict[str, ContactType]
    ) -> None:
        self._statuses = statuses
        self._light = cues.light - cues.auxiliaries
        self._links = LinkFinder(cues)
        self._types = TypeFinder(cues, types)
        self._same_day = cues.same_day
        self._chained = cues.chained
        self._accepted = cues.accepted
        self._extended = cues.extended
        self._separately = cues.separately
        # Matches "on the sidelines of the 5th" at the end; not with a verb after it.
        forms = "|".join(map(re.escape, cues.setting))
        self._setting = re.compile(rf"(?:{forms})(?: [\w-]+){{0,4}} $")
        # Matches "as part of his participation in the COP 26 "; only before a body's meeting.
        around = "|".join(map(re.escape, cues.around))
        self._around = re.compile(rf"\b(?:{around})(?: [\w-]+){{0,10}} $")

    def code(
        self,
        sentence: CuedSentence,
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
            last = findings[-1] if findings else None
            found, taken = self._code_cue(sentence, at, cue, (published, teller, order, last))
            findings += found
        return findings

    def _code_cue(
        self,
        sentence: CuedSentence,
        at: int,
        cue: Cue,
        setting: tuple[date | None, Teller, int, Finding | None],
    ) -> tuple[list[Finding], int]:
        published, teller, order, last = setting
        taken = at
        family = self._types.family_of(cue.contact_type)
        is_topic = not cue.is_verb and self._links.is_topic(
            sentence, at, is_visit=family == "visit"
        )
        arguments = find_arguments(sentence, at, cue, is_topic=is_topic)
        is_each = self._is_each(sentence, at, cue)
        participants = find_participants(
            sentence, at, cue, arguments, teller, order, is_each=is_each
        )
        if not has_needed(cue, arguments, participants):
            participants = ()
        event = cue
        status = self._status(sentence, at, cue, arguments, last)
        if cue.sense == "invite":
            taken, event, status = self._invited_to(sentence, at, cue)
        event = read_content(event, sentence)
        contact_type, channel = self._types.find_type(
            sentence, at, event, arguments, participants, is_each=is_each
        )
        family = self._types.family_of(contact_type)
        place = told_place(sentence, taken, event, arguments)
        if family == "ceremony":
            participants = with_host(participants, arguments, place, teller)
        day = self._day(sentence, taken, published, status) if participants else UNKNOWN_DATE
        if is_standing(
            sentence,
            at,
            participants,
            day,
            place,
            self._light,
            is_topic=is_topic,
            status=status.status,
        ):
            status = Status(None, "STATUS-UNREAL")
        elif status.status == "held" and is_coming(day, published):
            status = Status("planned")
        finding = Finding(
            contact_type=contact_type,
            family=family,
            channel=told_channel(channel, place, family, sentence, at),
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
            is_same_day=any(phrase in sentence.words for phrase in self._same_day),
            is_chained=cue.is_verb and self._is_told_with(sentence, at, self._chained),
            is_topic=is_topic,
            is_open=status.status == "held" and is_open(sentence, at, day, self._light),
        )
        return unfold(finding, sentence, at, arguments.destination, published), taken

    def _status(
        self,
        sentence: CuedSentence,
        at: int,
        cue: Cue,
        arguments: Arguments,
        last: Finding | None,
    ) -> Status:
        """Return the status of an event, none where it is only the setting of another."""
        before = sentence.words[: sentence.tokens[at].span.start - sentence.span.start]
        if self._setting.search(before) or (cue.needs == "body" and self._around.search(before)):
            return Status(None, "TYPE-THREE")
        status = self._statuses.find_status(sentence, at, cue, arguments.subject_end)
        if last is not None and last.status == "planned" and status.status == "held":
            end = last.cue_span.end - sentence.span.start
            if self._statuses.is_purpose(before[end:]):
                return Status("planned")
        return status

    @staticmethod
    def _is_told_with(sentence: CuedSentence, at: int, words: frozenset[str]) -> bool:
        near = sentence.tokens[max(0, at - 3) : at + 4]
        return any(token.word.lower() in words for token in near)

    def _is_each(self, sentence: CuedSentence, at: int, cue: Cue) -> bool:
        """Tell whether several partners are told of one contact each."""
        words = {token.word.lower() for token in sentence.tokens[at + 1 : at + 4]}
        always = self._types.family_of(cue.contact_type) in _ALWAYS_EACH
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
        tense: Tense | None = "past" if status.status == "held" else "future"
        tense = None if status.is_progressive else tense
        is_cancelled = status.status == "cancelled"
        return find_day(sentence, at, published, tense, is_cancelled=is_cancelled)
