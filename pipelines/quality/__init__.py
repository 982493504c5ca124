"""Checks on finished tables, what they cover, and how they moved against the build before."""

from __future__ import annotations

from pipelines.build.coverage import build_coverage, covered_years
from pipelines.quality.checks import (
    UnsoundTables,
    check_tables,
    count_documents,
    find_faults,
    find_misquotes,
    find_row_faults,
    list_columns,
)
from pipelines.quality.drift import Drift, compare_rows, find_drift, tally_sources

__all__ = [
    "Drift",
    "UnsoundTables",
    "build_coverage",
    "check_tables",
    "compare_rows",
    "count_documents",
    "covered_years",
    "find_drift",
    "find_faults",
    "find_misquotes",
    "find_row_faults",
    "list_columns",
    "tally_sources",
]
