"""What is told about tables and runs: codebook, data package, run summary, CSV for spreadsheets."""

from __future__ import annotations

from pipelines.report.changes import (
    NO_CHANGES,
    movement_rows,
    show_changes,
    table_rows,
    year_rows,
)
from pipelines.report.codebook import write_codebook
from pipelines.report.datapackage import write_datapackage
from pipelines.report.export import write_csv
from pipelines.report.fetched import FetchedCounts, fetched_rows, tell_fetched, tell_unasked
from pipelines.report.overview import (
    gap_rows,
    source_rows,
    unlisted_rows,
)
from pipelines.report.page import write_page
from pipelines.report.summary import (
    RunFacts,
    Summary,
    contact_rows,
    refusal_rows,
    show_summary,
    summarise,
    tell_lines,
)

__all__ = [
    "NO_CHANGES",
    "FetchedCounts",
    "RunFacts",
    "Summary",
    "contact_rows",
    "fetched_rows",
    "gap_rows",
    "movement_rows",
    "refusal_rows",
    "show_changes",
    "show_summary",
    "source_rows",
    "summarise",
    "table_rows",
    "tell_fetched",
    "tell_lines",
    "tell_unasked",
    "unlisted_rows",
    "write_codebook",
    "write_csv",
    "write_datapackage",
    "write_page",
    "year_rows",
]
