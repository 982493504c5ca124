"""Finds who takes part in "our talks" and where "we met": the sides of whoever says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.roles import publisher
from pipelines.coding.sides import as_participant, sides_of
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.coding.teller import Teller
    from pipelines.records import Participant
    from pipelines.reference.cue import Cue

_TWO = 2
# "..., " said @
_SAYS = re.compile(r'"x{1,2}t?(?P<who>@)')


def with_us(  # noqa: PLR0913, PLR0917 - a cue is read from its sentence and before
    sentence: CuedSentence,
    at: int,
    found: list[Participant],
    cue: Cue,
    pronoun: str | None,
    teller: Teller,
) -> list[Participant] | None:
    """Return the publisher's side and whom "we" met, None where nobody says "we" or "our".

    found: whom the sentence names, at most one side. Whom "we" met are those found, else those
    of the main event of the release.
    """
    if teller.both and pronoun == "j" and teller.main is None and "past" in cue.tenses:
        return list(teller.both)
    # "We will talk about it" is said inside an event; "we received no answer" tells of none.
    is_talk = cue.is_verb and cue.sense != "meet"
    is_ours = not cue.is_verb and _is_ours(sentence, at)
    others = [p for p in found if (p.country or p.candidate) != teller.publisher]
    if not _is_we(sentence, at, pronoun, teller, is_ours=is_ours) or (is_talk and not others):
        is_quoted = is_ours and teller.main is None
        return (_quoted_pair(sentence, teller) or None) if is_quoted else None
    others = others or (_named_before(sentence, at, teller) if is_ours else [])
    if others:
        return [publisher("participant", teller), *others]
    main = teller.main
    if main is None or not is_own_pair(main, teller):
        return found
    return [replace(p, role="participant", is_host=False) for p in main.participants]


def _is_we(
    sentence: CuedSentence, at: int, pronoun: str | None, teller: Teller, *, is_ours: bool
) -> bool:
    """Tell whether "we" stands there, or "our" where somebody's "I" the text is."""
    # Where several speak, "our talks" are those that they are just in.
    says_i = teller.speaker is not None or not {"i", "j"}.isdisjoint(sentence.marks)
    is_quoted = sentence.marks[:at].count('"') % 2 == 1
    return pronoun == "j" or (is_ours and says_i and teller.turn is None and not is_quoted)


def is_own_pair(event: Finding, teller: Teller) -> bool:
    """Tell whether "we" can be the two sides of an event: the publisher's and one more."""
    sides = sides_of(event.participants)
    return len(sides) == _TWO and teller.publisher in sides


def _named_before(sentence: CuedSentence, at: int, teller: Teller) -> list[Participant]:
    """Return the foreign official told last before "our meeting": "to see A after our talks"."""
    officials = [t for t in sentence.tokens[:at] if t.symbol == "@"]
    named = [a for a in officials[-1].actors if a.person] if officials else []
    return [as_participant(a) for a in named if a.country != teller.publisher]


def _is_ours(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a noun is "our recent talks"."""
    words = {*sentence.small[max(0, at - 3) : at]}
    return not words.isdisjoint(sentence.language.ours)


def _quoted_pair(sentence: CuedSentence, teller: Teller) -> list[Participant]:
    """Return the publisher's side and who is quoted with "our talks"."""
    match = _SAYS.search(sentence.marks)
    said = sentence.tokens[match.start("who")].actors if match else ()
    if len(said) != 1 or said[0].country in {None, teller.publisher}:
        return []
    return [publisher("participant", teller), as_participant(said[0])]
