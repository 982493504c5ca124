"""Tells two contacts apart that one verb tells of: "A and B wrote to C and D respectively"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.records import Participant

_TWO = 2


def in_pairs(findings: Sequence[Finding], sentence: CuedSentence) -> list[Finding]:
    """Return the findings of a sentence, one for each pair where it says "respectively"."""
    if not any(map(sentence.words.__contains__, sentence.language.pairwise)):
        return [*findings]
    return [one for finding in findings for one in _pairs(finding)]


def _pairs(finding: Finding) -> list[Finding]:
    """Return one finding for the first of both sides, one for the second, and so on."""
    sides: dict[str | None, list[Participant]] = {}
    for one in finding.participants:
        sides.setdefault(one.country or one.candidate, []).append(one)
    lengths = {len(people) for people in sides.values()}
    are_named = all(p.person or p.office for p in finding.participants)
    if len(sides) != _TWO or len(lengths) != 1 or lengths == {1} or not are_named:
        return [finding]
    return [replace(finding, participants=pair) for pair in zip(*sides.values(), strict=True)]
