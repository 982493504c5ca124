"""Table stages: mentions become contacts, contacts become encounters and yearly counts."""

from __future__ import annotations

from pipelines.build.contacts import Contacts, build_contacts
from pipelines.build.counts import (
    PairCounts,
    build_bilateral_contact_types,
    build_meetings_per_year,
    count_pairs,
)
from pipelines.build.coverage import build_coverage, count_months, covered_years
from pipelines.build.verdicts import find_stale_verdicts

__all__ = [
    "Contacts",
    "PairCounts",
    "build_bilateral_contact_types",
    "build_contacts",
    "build_coverage",
    "build_meetings_per_year",
    "count_months",
    "count_pairs",
    "covered_years",
    "find_stale_verdicts",
]
