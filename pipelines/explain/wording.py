"""The sentences in which both printers tell what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.explain.records import (
        Explanation,
        Publication,
        Reading,
        ToldContact,
        ToldParticipant,
    )
    from pipelines.records import Claim, DateSpan, Refused

_BASES = {
    "stated": "told in the text",
    "publication": "the publication day, as it is news",
    "visit": "the days of the visit",
    "unknown": "not told",
}


def count(number: int, thing: str) -> str:
    """Return "1 contact", "2 contacts", "no contact"."""
    return f"{number or 'no'} {thing}{'s' if number > 1 else ''}"


def tell_summary(explanation: Explanation) -> str:
    """Return how much was found, and how many words of contacts gave nothing."""
    if explanation.release is None:
        return "not read: nothing of it is in the tables"
    if not explanation.is_coded:
        return "read and kept, but not coded"
    readings = [one for sentence in explanation.sentences for one in sentence.readings]
    n_none = sum(1 for one in readings if not one.contacts)
    kept = sum(1 for one in explanation.contacts if one.left_out is None)
    left_out = len(explanation.contacts) - kept
    more = f" ({left_out} more left out)" if left_out else ""
    parts = [f"{count(kept, 'contact')}{more}", count(len(explanation.claims), "claim")]
    if n_none:
        parts.append(f"{count(n_none, 'cue')} gave no contact")
    return ", ".join(parts)


def tell_date(contact: ToldContact) -> str:
    """Return the date of a contact with its precision and what it rests on."""
    edtf = contact.mention.date.edtf
    return f"{edtf} ({tell_basis(contact)})" if edtf else "date not told"


def tell_basis(contact: ToldContact) -> str:
    """Return what the date of a contact rests on, and how precise it is."""
    mention = contact.mention
    basis, precision = _BASES[mention.date_basis], mention.date.precision
    if precision in {"day", "unknown"}:
        return basis
    return f"{basis}, as a range" if precision == "range" else f"{basis}, known to the {precision}"


def tell_who(participant: ToldParticipant) -> str:
    """Return person, office and role of a participant, without its side."""
    office = participant.office or (participant.level if participant.level != "unknown" else None)
    office = "another official" if office == "other" else office
    level = participant.level if office and participant.level not in {office, "other"} else None
    rank = f"{office} ({level})" if level else office
    who = ", ".join(part for part in (participant.person, rank) if part) or "nobody named"
    return who if participant.role == "participant" else f"{who}; {participant.role}"


def tell_reading(reading: Reading, claims: Sequence[int]) -> str:
    """Return what a cue gave; claims: numbers of the claims of its sentence."""
    if reading.contacts:
        told = f"contact {_join(reading.contacts)} as {reading.contact_type}"
        return f"{told}, {reading.detail}" if reading.detail else told
    if reading.rule_id == "CLAIM" and claims:
        return f"claim {_join(claims)}: {reading.detail}"
    return f"no contact: {reading.detail}" if reading.detail else "no contact"


def tell_claim(claim: Claim) -> str:
    """Return what a claim counts, of whom and in which time."""
    level = f" of {claim.level}" if claim.level else ""
    formats = f"{claim.format} " if claim.format else ""
    qualifier = "" if claim.qualifier == "exact" else f"{claim.qualifier.replace('_', ' ')} "
    period = _tell_period(claim.period)
    pair = f"{claim.country_a} and {claim.country_b}"
    return f"{qualifier}{claim.n_claimed} {formats}{claim.what}{level}, {pair}, {period}"


def tell_publication(publication: Publication) -> str:
    """Return the publication day and the evidence that told it."""
    if publication.day is None:
        return "publication day not known"
    told = f": '{publication.used.text}'" if publication.used else ""
    return f"published {publication.day}, by its {publication.basis}{told}"


def tell_other_evidence(publication: Publication) -> list[str]:
    """Return the evidence of the publication day that ranks lower or was not believed."""
    others = [one for one in publication.evidence if one is not publication.used]
    return [f"{one.basis} '{one.text}'" for one in others]


def tell_refusal(refused: Refused) -> str:
    """Return the stage and reason of a refusal, with the value and the remedy."""
    detail = f": {refused.detail}" if refused.detail else ""
    return f"{refused.stage.replace('_', ' ')}, {refused.reason}{detail}"


def _tell_period(period: DateSpan) -> str:
    return f"in {period.edtf}" if period.edtf else "no period told"


def _join(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)
