"""Who publishes a release, and whom its words can point at by what was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.sides import sides_of
from pipelines.quick_record import quick_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.finding import Finding
    from pipelines.records import Actor, Participant

_NEAR = 4  # sentences over which a reference reaches back


@quick_record
class Teller:
    """Who publishes the release, and whom its words can point at.

    speaker: whose "I" the text is, None where it is nobody's in particular. first_person: the same
    if "I" stands not only in quotations, so that nobody calls him "he". turn: who speaks, in a
    release of several speakers (turns.py). here: state of the release's place line.
    recent: actors of the sentences before, the latest sentence first. main: the event that the
    title or lead tells. last: the event told last. scene: the state of "In Chile, ..." before.
    stay: the visit told last, if it leads to one state.
    subject: the publisher's official whom the title names, who is "the Minister" below.
    both: the two sides whose joint statement the text is, who are its "we".
    envoy: the ambassador of another side whom the title tells of without a name.
    greeted: who received the greetings or condolences that a release is of.
    is_quoted: the sentence begins inside of what somebody is quoted with.
    """

    publisher: str
    speaker: Actor | None = None
    first_person: Actor | None = None
    recent: Sequence[Actor] = ()
    main: Finding | None = None
    last: Finding | None = None
    turn: Actor | None = None
    here: str | None = None
    scene: str | None = None
    stay: Finding | None = None
    subject: Actor | None = None
    both: Sequence[Participant] = ()
    envoy: Actor | None = None
    greeted: Actor | None = None
    is_quoted: bool = False

    @property
    def abroad(self) -> str | None:
        """The state in which the event told last was, if the publisher's side was a guest there."""
        if self.scene not in {None, self.publisher}:
            return self.scene
        last = self.last
        if last is not None and last.host_country is None and self._is_of_stay(last):
            last = self.stay
        if last is None or last.is_recalled or last.host_country in {None, self.publisher}:
            return None
        guests = {p.country or p.candidate for p in last.participants if not p.is_host}
        return last.host_country if self.publisher in guests else None

    @property
    def travellers(self) -> frozenset[str]:
        """The names of the publisher's officials who are told to be on a journey."""
        journeys = [one for one in (self.last, self.main, self.stay) if one and one.status]
        return frozenset(
            p.person
            for journey in journeys
            for p in journey.participants
            if p.role == "guest" and p.person and self.publisher in {p.country, p.candidate}
        )

    def _is_of_stay(self, event: Finding) -> bool:
        """Tell whether an event without a place is of the sides of the visit told before."""
        sides = sides_of(event.participants)
        return self.stay is not None and sides == sides_of(self.stay.participants)

    def last_event(self, order: int) -> Finding | None:
        """Return the event told last, if that was not long before sentence `order`."""
        if self.last is None or order - self.last.order > _NEAR:
            return None
        return self.last
