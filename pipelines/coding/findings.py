"""Codes one sentence: each cue with its participants, status, day and place, or why it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.anaphora import is_retold
from pipelines.coding.arguments import find_arguments
from pipelines.coding.attendance import as_coming, leads_to_gathering, with_place
from pipelines.coding.cue_reading import (
    are_apart,
    choose_reading,
    is_bare,
    is_before_coming,
    is_held_somewhere,
    is_joint,
    is_many,
    is_said_bare,
    is_said_to_come,
    is_same_event,
    is_told,
    read_content,
)
from pipelines.coding.event_day import (
    as_visit,
    by_day,
    day_told,
    is_beside_day,
    is_done_there,
    is_over,
    of_journey,
    of_told_visit,
    own_day,
)
from pipelines.coding.event_place import told_place
from pipelines.coding.event_type import TypeFinder, told_channel
from pipelines.coding.finding import Finding
from pipelines.coding.foretelling import as_foretold, day_begun, is_simple_present, led_to
from pipelines.coding.gatherings import SUMMITS, at_host, body_chaired, body_of, hosted_by
from pipelines.coding.headlines import is_in_present
from pipelines.coding.invitations import invited_to
from pipelines.coding.journeys import foretold, may_be_foretold
from pipelines.coding.linking import LinkFinder, is_conveyed
from pipelines.coding.lists import is_met, is_one_by_one, may_be_apart
from pipelines.coding.needs import has_needed
from pipelines.coding.neighbours import settle_neighbours
from pipelines.coding.participants import find_participants
from pipelines.coding.partners_behind import at_level
from pipelines.coding.phrases import PhraseFinder
from pipelines.coding.roles import is_domestic, without_name
from pipelines.coding.status import Status, StatusFinder
from pipelines.coding.title import is_personal
from pipelines.coding.turns import is_present
from pipelines.coding.unfolding import unfold
from pipelines.quick_record import replace
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.place_told import Place
    from pipelines.coding.subjects import Arguments
    from pipelines.coding.teller import Teller
    from pipelines.records import Participant
    from pipelines.reference import ContactType
    from pipelines.reference.cue import Cue
    from pipelines.reference.cues import ContactCues

    # Day of the release, teller, number of the sentence, finding before.
    Setting = tuple[date | None, Teller, int, Finding | None]


class SentenceCoder:
    """Codes sentences of one language; compiled once a process."""

    def __init__(
        self, cues: ContactCues, statuses: StatusFinder, types: dict[str, ContactType]
    ) -> None:
        self._statuses = statuses
        self._light = cues.light - cues.auxiliaries
        self._links = LinkFinder(cues)
        self._types = TypeFinder(cues, types)
        self._phrases = PhraseFinder(cues)

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
            last, cue = (findings[-1] if findings else None), choose_reading(sentence, at)
            if is_same_event(sentence, at, cue):
                continue
            found, taken = self._code_cue(sentence, at, cue, (published, teller, order, last))
            findings += found
        return settle_neighbours(findings, sentence) if findings else findings

    def _code_cue(
        self, sentence: CuedSentence, at: int, cue: Cue, setting: Setting
    ) -> tuple[list[Finding], int]:
        published, teller, order, last = setting
        family = self._types.family_of(cue.contact_type)
        is_done = cue.is_verb or is_conveyed(sentence, at)
        is_topic = not is_done and self._links.is_topic(sentence, at, is_visit=family == "visit")
        arguments = find_arguments(
            sentence,
            at,
            cue,
            is_topic=is_topic,
            is_list=self._phrases.is_attendance(sentence, at),
        )
        is_each = not is_joint(cue, arguments) and (
            self._phrases.is_each(sentence, at, cue, family)
            or is_one_by_one(sentence, at, cue, arguments)
        )
        people = find_participants(sentence, at, cue, arguments, teller, order, is_each=is_each)
        people = self._checked(sentence, at, cue, arguments, people, is_each=is_each)
        taken, event, invited = invited_to(sentence, at, cue)
        event = read_content(event, sentence)
        contact_type, channel = self._types.find_type(
            sentence, at, event, arguments, people, is_each=is_each
        )
        family = self._types.family_of(contact_type)
        found = Finding(
            contact_type=contact_type,
            family=family,
            channel=channel,
            status=None,
            is_recalled=False,
            date=UNKNOWN_DATE,
            participants=people,
            place=None,
            host_country=None,
            span=sentence.span,
            cue_span=sentence.tokens[at].span,
            order=order,
            reason="WHO-NONE",
            is_each=is_each and are_apart(cue, arguments),
            may_be_apart=may_be_apart(sentence, at, cue, arguments),
            is_separate=is_each and self._phrases.is_separate(sentence, at),
            is_many=is_many(arguments),
            is_chained=cue.sense == "reply" or self._phrases.is_chained(sentence, at, cue),
            is_besides=bool(arguments.partners) and self._phrases.is_besides(sentence, at, cue),
            is_topic=is_topic,
            is_journey=cue.sense == "arrive",
            is_to_attend=leads_to_gathering(sentence, at, cue),
            is_domestic=is_domestic(arguments, teller),
            body=body_of(cue, arguments) or body_chaired(sentence, at, teller.last),
            is_personal=is_personal(sentence, at, people, teller),
            is_met=is_met(cue, arguments),
            is_bare_call=cue.needs == "object" and not arguments.partners,
        )
        is_placed = family == "ceremony" or is_held_somewhere(sentence, at, contact_type)
        is_summit = found.body is not None and contact_type in SUMMITS
        is_placed = is_placed or is_summit or (found.is_met and found.is_many)
        if not (people or is_placed or found.is_chained):
            # Three cues of four: nobody asks for the status, day and place of what nobody does.
            if cue.is_verb and may_be_foretold(found, arguments):
                status = self._status(sentence, at, cue, arguments, last, is_topic=is_topic)
                found = foretold(found, sentence, at, arguments, (status, published))
            return [found], taken
        hosting = hosted_by(sentence, at) if found.body else None
        taken = hosting or taken
        place = told_place(sentence, taken, event, arguments) or at_host(arguments, hosting)
        if is_placed:
            found, place = with_place(found, sentence, at, (arguments, place), (last, teller))
        event = sentence.cues[hosting][0] if hosting else event
        teller_of = (hosting, event) if hosting else (at, cue)
        is_topic = is_topic and hosting is None
        status = invited or as_coming(
            self._status(sentence, *teller_of, arguments, last, is_topic=is_topic), found, last
        )
        found = self._told(found, sentence, (at, taken), (cue, event), (status, place, setting))
        return unfold(found, sentence, at, arguments.destination, published), taken

    def _told(
        self,
        found: Finding,
        sentence: CuedSentence,
        at_both: tuple[int, int],
        cues: tuple[Cue, Cue],
        told: tuple[Status, Place | None, Setting],
    ) -> Finding:
        """Return a finding with its status, day and place.

        at_both, cues: the cue itself, and the one that an invitation is to.
        """
        (at, taken), (cue, event), (status, place, setting) = at_both, cues, told
        published, teller, _, last = setting
        participants, family = found.participants, found.family
        is_nouns = is_bare(sentence, taken, event, self._light)
        if is_simple_present(sentence, taken, event):
            # "He travels to Chile on 9 May" is of the nearest such day.
            status, is_nouns = as_foretold(sentence, taken, status, setting)
        status = of_journey(sentence, at, cue, status, (last, published))
        day = day_told(sentence, taken, published, status, is_bare=is_nouns)
        day = day_begun(sentence, taken, (day, status), last) if participants else UNKNOWN_DATE
        is_named = is_told(sentence, at, participants, self._light, is_topic=found.is_topic)
        is_named = is_named or (status.is_hoped_for and found.is_personal)
        is_to_come = found.is_topic and status.status == "planned" and not status.is_hoped_for
        is_mere_topic = is_to_come and not is_said_to_come(sentence, at)
        if day == UNKNOWN_DATE and place is None and (is_mere_topic or not is_named):
            status = Status(None, "STATUS-UNREAL")
        if day == UNKNOWN_DATE and is_said_bare(sentence, at, cue, self._light, teller):
            status = Status(None, "STATUS-UNREAL")
        if status.status == "planned" and is_over(day, published) and is_beside_day(sentence, at):
            status = Status("held", is_recalled=True)
        visit = None if is_over(day, published) else of_told_visit(sentence, at, found, teller)
        status = as_visit(status, visit) if visit else status
        day = own_day(day, status, published, family)
        status = by_day(status, day, published, family)
        if family == "visit" and is_present(sentence, at, teller):
            status, day = Status("held", is_current=True), UNKNOWN_DATE
        is_loose = is_bare(sentence, at, cue, self._light) or is_before_coming(sentence, at)
        is_now = found.order == 0 and not is_loose and is_in_present(sentence, at, cue)
        is_undated = status.status == "held" and day == UNKNOWN_DATE
        return replace(
            found,
            channel=told_channel(found.channel, place, family, sentence, at),
            status=status.status if participants else None,
            reason=status.reason if participants else "WHO-NONE",
            is_recalled=status.is_recalled,
            date=day,
            place=place.words if place else None,
            host_country=place.country if place else None,
            is_same_day=self._phrases.is_same_day(sentence, at),
            is_of_late=self._statuses.is_of_late(sentence),
            is_next_day=self._phrases.is_next_day(sentence),
            is_current=status.is_current,
            is_phase=self._phrases.is_phase(sentence),
            is_attendance=self._phrases.is_attendance(sentence, at),
            is_hoped_for=status.is_hoped_for,
            is_open=is_undated and (is_loose or is_now),
            is_retold=is_retold(sentence, at),
            is_in_present=is_undated and is_now,
        )

    def _checked(  # noqa: PLR0913 - all that is known of who takes part
        self,
        sentence: CuedSentence,
        at: int,
        cue: Cue,
        arguments: Arguments,
        participants: tuple[Participant, ...],
        *,
        is_each: bool,
    ) -> tuple[Participant, ...]:
        """Return the participants, nobody where no one event is told, nameless at another level."""
        is_need = cue.sense == "meet" and arguments.is_passive  # "concerns are best met by"
        is_none = is_need or (is_each and self._phrases.is_vague(sentence, at))
        if (is_none and not arguments.partners) or not has_needed(cue, arguments, participants, at):
            return ()
        if self._phrases.is_at_level(sentence, at) and not at_level(sentence, at):
            return tuple(map(without_name, participants))
        return participants

    def _status(  # noqa: PLR0913 - as _code_cue
        self, sentence: CuedSentence, at: int, cue: Cue, arguments: Arguments,
        last: Finding | None, *, is_topic: bool,
    ) -> Status:  # fmt: skip
        """Return the status of an event, none where it is only the setting of another."""
        if self._phrases.is_setting(sentence, at, cue):
            return Status(None, "TYPE-THREE")
        end = arguments.subject_end
        status = self._statuses.find_status(sentence, at, cue, end, is_topic=is_topic)
        coming = led_to(sentence, at, cue, last, self._statuses)
        if status.status == "held" and coming is not None:
            return coming
        if last is not None and is_done_there(sentence, last, status, cue):
            return Status("held", is_recalled=last.is_recalled)
        return status
