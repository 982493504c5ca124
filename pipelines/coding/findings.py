"""Codes one sentence: each cue with its participants, status, day and place, or why it is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.arguments import Arguments, find_arguments
from pipelines.coding.cue_reading import (
    choose_reading,
    has_begun,
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
from pipelines.coding.finding import Finding
from pipelines.coding.linking import LinkFinder
from pipelines.coding.participants import find_participants, with_host
from pipelines.coding.setting import find_day
from pipelines.coding.status import Status, StatusFinder
from pipelines.coding.unfolding import unfold
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.references import Teller
    from pipelines.records import DateSpan, Tense
    from pipelines.reference import ContactType
    from pipelines.reference.cues import ContactCues, Cue

_THREE = 3
# A letter to two is two letters, and each ambassador presents credentials of his own.
_ALWAYS_EACH = frozenset({"letter", "congratulation", "condolence", "credentials"})

_OF_EVENT = re.compile(r"Kot?[xXdN$=D(]{0,6}$")


class SentenceCoder:
    """Codes sentences of one language; compiled once a process."""

    def __init__(
        self, cues: ContactCues, statuses: StatusFinder, types: dict[str, ContactType]
    ) -> None:
        self._statuses = statuses
        self._light = cues.light - cues.auxiliaries
        self._links = LinkFinder(cues)
        self._types = TypeFinder(cues, types)
        self._vague = cues.vague
        self._same_day = cues.same_day
        self._chained = cues.chained
        self._accepted = cues.accepted
        self._extended = cues.extended
        self._separately = cues.separately
        # Matches "on the sidelines of the 5th" at the end; not with a verb after it.
        forms = "|".join(map(re.escape, cues.setting))
        self._setting = re.compile(rf"(?:{forms})(?: [\w-]+){{0,4}} $")
        # Matches "also taking part in the" at the end, and " was also attended by" at the begin.
        attending = "|".join(map(re.escape, cues.attending))
        attended = "|".join(map(re.escape, cues.attended))
        self._attending = re.compile(rf"\b(?:{attending})(?: [\w-]+){{0,3}} $")
        self._attended = re.compile(rf"(?: [\w-]+){{0,4}} (?:{attended})\b")
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
            if _is_of_another(sentence, at):
                continue
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
        is_attendance = not cue.is_verb and self._is_attendance(sentence, at)
        arguments = (
            _attending(sentence, at)
            if is_attendance
            else find_arguments(sentence, at, cue, is_topic=is_topic)
        )
        is_each = self._is_each(sentence, at, cue)
        participants = find_participants(
            sentence, at, cue, arguments, teller, order, is_each=is_each
        )
        is_vague = (
            is_each and not arguments.partners and self._is_told_with(sentence, at, self._vague)
        )
        if is_vague or not has_needed(cue, arguments, participants):
            participants = ()
        event = cue
        status = self._status(sentence, at, cue, arguments, last, is_topic=is_topic)
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
        elif status.status == "planned" and family == "visit" and has_begun(day, published):
            status = Status("held")
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
            is_attendance=is_attendance,
            is_open=status.status == "held" and is_open(sentence, at, day, self._light),
        )
        return unfold(finding, sentence, at, arguments.destination, published), taken

    def _status(  # noqa: PLR0913 - as _code_cue
        self,
        sentence: CuedSentence,
        at: int,
        cue: Cue,
        arguments: Arguments,
        last: Finding | None,
        *,
        is_topic: bool,
    ) -> Status:
        """Return the status of an event, none where it is only the setting of another."""
        before = sentence.words[: sentence.tokens[at].span.start - sentence.span.start]
        if self._setting.search(before) or (cue.needs == "body" and self._around.search(before)):
            return Status(None, "TYPE-THREE")
        status = self._statuses.find_status(
            sentence, at, cue, arguments.subject_end, is_topic=is_topic
        )
        if last is not None and last.status == "planned" and status.status == "held":
            end = last.cue_span.end - sentence.span.start
            if self._statuses.is_purpose(before[end:]):
                return Status("planned")
        return status

    @staticmethod
    def _is_told_with(sentence: CuedSentence, at: int, words: frozenset[str]) -> bool:
        near = sentence.tokens[max(0, at - 3) : at + 4]
        return any(token.word.lower() in words for token in near)

    def _is_attendance(self, sentence: CuedSentence, at: int) -> bool:
        """Tell whether a list of those present follows: "Taking part in the meeting were"."""
        start, end = sentence.tokens[at].span.start, sentence.tokens[at].span.end
        before = sentence.words[: start - sentence.span.start]
        after = sentence.words[end - sentence.span.start :]
        return bool(self._attending.search(before) or self._attended.match(after))

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


def _is_of_another(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a noun only names what another is of: "opening ceremony of the summit"."""
    before = sentence.marks[:at]
    return sentence.marks[at] == "K" and _OF_EVENT.search(before) is not None


def _attending(sentence: CuedSentence, at: int) -> Arguments:
    """Return the officials listed after an event."""
    listed = (token for token in sentence.tokens[at + 1 :] if token.symbol == "@")
    return Arguments(tuple(actor for token in listed for actor in token.actors), subject_end=at)
