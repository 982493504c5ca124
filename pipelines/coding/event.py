"""Holds a contact as one release tells it, in one sentence or several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from pipelines.coding.finding import Finding
    from pipelines.records import Participant


@dataclass(frozen=True, slots=True)
class Event:
    """One contact as the release tells it in one or more findings, the first told first."""

    findings: tuple[Finding, ...]
    participants: tuple[Participant, ...]

    @property
    def status(self) -> str:
        """What the findings that tell a status tell."""
        if len(self.findings) == 1:
            (only,) = self.findings
            return "held" if only.is_current and not only.is_journey else only.status or "held"
        if any(f.is_current and not f.is_journey for f in self.findings):
            return "held"  # "thank you for accepting my invitation", said during the visit
        # "President attends the summit", which "is being held" and "will discuss".
        others = {f.status for f in self.findings if not f.is_in_present}
        if any(f.is_in_present for f in self.findings) and "held" in others:
            return "held"
        told = (f.status for f in self.findings if not (f.is_open or f.is_phase))
        return next(told, self.findings[0].status) or "held"

    @property
    def best(self) -> Finding:
        """The finding whose sentence tells most: names, a day, rather the lead than the title."""
        return max(self.findings, key=_weight)


def _weight(finding: Finding) -> tuple[int, int, int, int]:
    named = sum(1 for participant in finding.participants if participant.person)
    dated = int(finding.date is not UNKNOWN_DATE)
    return (named, dated, int(finding.order > 0), -finding.order)
