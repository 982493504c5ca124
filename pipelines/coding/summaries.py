"""Settles findings that others of the release tell better: headlines, names, invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.sides import sides_of
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding

_TWO = 2
_SPOKEN = frozenset({"talks", "telephone", "video"})
_NEXT = 300  # characters from an invitation to the sentence that accepts it


def without_sums(findings: Sequence[Finding]) -> list[Finding]:
    """Drop the headline of contacts with several that the text then tells one by one.

    "Ambassadors of A and B call on the Minister", "Calls between X and his A and B counterparts";
    not where a sentence below tells of one contact with all of them.
    """
    told = {sides_of(f.participants) for f in findings if f.status and f.order}
    return [replace(f, status=None, reason="MENTION") if _is_sum(f, told) else f for f in findings]


def _is_sum(finding: Finding, told: set[frozenset[str]]) -> bool:
    sides = sides_of(finding.participants)
    is_headline = finding.order == 0 and finding.family in _SPOKEN and bool(finding.status)
    if not is_headline or len(sides) <= _TWO or sides in told or finding.body is not None:
        return False
    return any(all(frozenset({own, other}) in told for other in sides - {own}) for own in sides)


def with_accepted(findings: Sequence[Finding], sentences: Sequence[CuedSentence]) -> list[Finding]:
    """Return visits as planned to which the next sentence tells that the invitation is accepted."""
    if not any(f.status == "invited" for f in findings):
        return list(findings)
    accepting = [s.span.start for s in sentences if _is_accepting(s)]
    return [
        replace(f, status="planned")
        if f.status == "invited" and any(0 <= at - f.span.end <= _NEXT for at in accepting)
        else f
        for f in findings
    ]


def _is_accepting(sentence: CuedSentence) -> bool:
    words = {*sentence.small}
    is_of_invitation = any(
        cue.sense == "invite" and not cue.is_verb for cues in sentence.cues.values() for cue in cues
    )
    return is_of_invitation and not words.isdisjoint(sentence.language.accepted)


def without_named(findings: Sequence[Finding]) -> list[Finding]:
    """Drop a gathering that is only named: "APEC Leaders Meeting", of which nobody tells more."""
    told = [sides_of(f.participants) for f in findings if f.status and _tells_meeting(f)]
    return [
        replace(f, status=None, reason="STATUS-UNREAL")
        if f.is_open
        and not f.is_in_present
        and f.contact_type == "multilateral_meeting"
        and _is_nobodys(f)
        and sides_of(f.participants) not in told
        else f
        for f in findings
    ]


def _tells_meeting(finding: Finding) -> bool:
    return not finding.is_open and finding.family not in {"letter", "congratulation", "condolence"}


def _is_nobodys(finding: Finding) -> bool:
    """Tell whether a headline names nobody, or a sentence no more than sides."""
    people = finding.participants
    is_bare = all(p.level in {None, "unknown"} for p in people)
    is_bare = is_bare and not any(p.is_host for p in people)
    is_told_of = finding.order == 0 or finding.is_many or is_bare
    return is_told_of and not any(p.person for p in people)
