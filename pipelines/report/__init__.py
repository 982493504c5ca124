"""What is told about tables and runs: codebook, data package, run summary, CSV for spreadsheets."""

from __future__ import annotations

from pipelines.report.codebook import write_codebook
from pipelines.report.datapackage import write_datapackage
from pipelines.report.export import write_csv
from pipelines.report.summary import (
    RunFacts,
    Summary,
    show_summary,
    summarise,
    summary_rows,
    tell_lines,
)

__all__ = [
    "RunFacts",
    "Summary",
    "show_summary",
    "summarise",
    "summary_rows",
    "tell_lines",
    "write_codebook",
    "write_csv",
    "write_datapackage",
]
