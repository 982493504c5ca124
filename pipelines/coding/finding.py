"""What one cue of one sentence tells of a contact, before findings are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.quick_record import quick_record

if TYPE_CHECKING:
    from pipelines.records import DateSpan, Participant, Span


@quick_record
class Finding:
    """What one cue of one sentence tells of a contact; several may tell of the same.

    status: None for what is no contact, with `reason` naming the rule. order: of the sentence.
    is_separate: told to be one each ("separate talks").
    is_each: one contact for each partner. is_same_day: dated by pointing at the event before.
    is_of_late: told of a time that is no day ("In recent weeks").
    may_be_apart: officials of several states, whom somebody may have met one by one.
    is_next_day: dated as of the day after it.
    is_chained: told as one more of what was just told ("also", "then").
    is_besides: told so by a noun ("also held talks"), whose medium is its own.
    is_many: a body takes part by the leaders of its members (rule WHO-MEMBERS).
    is_topic: the event is only talked about.
    is_current: told as under way ("is on a visit", "the visit takes place").
    is_phase: told as going on in another form ("in an expanded format").
    is_attendance: a list of who took part in the event just told.
    is_domestic: with officials of the publisher's own state only.
    is_journey: told by who arrives or travels, not by the word visit.
    is_to_attend: a journey for a gathering, and so no visit to its host.
    is_hoped_for: planned only where a coming visit is announced, else a wish.
    is_foretold: a visit that will be, of somebody whose side is not known.
    is_personal: told by the text's own "I" or "we", of whom it names nobody.
    is_retold: told once more of the event before ("The meeting was held on 4 May").
    is_met: told by a verb ("met", "called on", "was received by"), and not as talks.
    is_bare_call: "the call", of which another sentence tells whether it was by telephone.
    body: the organisation whose gathering it is ("the APEC summit").
    is_open: a noun alone ("Visit of the King"), whose status other sentences tell. is_in_present:
    a headline in the present ("King visits Chile"), whose status the lead tells.
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
    is_several: bool = False
    is_separate: bool = False
    may_be_apart: bool = False
    is_same_day: bool = False
    is_of_late: bool = False
    is_next_day: bool = False
    is_chained: bool = False
    is_besides: bool = False
    is_many: bool = False
    is_topic: bool = False
    is_attendance: bool = False
    is_current: bool = False
    is_phase: bool = False
    is_open: bool = False
    is_in_present: bool = False
    body: str | None = None
    is_hoped_for: bool = False
    is_journey: bool = False
    is_to_attend: bool = False
    is_domestic: bool = False
    is_personal: bool = False
    is_foretold: bool = False
    is_bare_call: bool = False
    is_met: bool = False
    is_retold: bool = False
