"""What a cue has that points back: its sentence, whom that names, and what was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.quick_record import quick_record

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.coding.subjects import Arguments
    from pipelines.coding.teller import Teller
    from pipelines.records import Participant
    from pipelines.reference.cue import Cue


@quick_record
class Pointer:
    """A cue whose sentence names at most one side, and all that its words may point back to.

    found: whom the sentence names. last: the event told last, if that was not long before.
    order: of the sentence.
    """

    sentence: CuedSentence
    at: int
    cue: Cue
    found: list[Participant]
    arguments: Arguments
    teller: Teller
    order: int
    last: Finding | None

    @property
    def is_visit(self) -> bool:
        """Tell whether the cue is "the visit"."""
        return self.cue.contact_type.endswith("visit") and not self.cue.is_verb

    @property
    def words_after(self) -> str:
        """The words after the cue, in small letters."""
        start = self.sentence.tokens[self.at].span.end - self.sentence.span.start
        return self.sentence.words[start:].lstrip()
