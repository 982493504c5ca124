"""Look over: everything that an operator wants to know of a run, as rows and as a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines import report, storage
from pipelines.evaluate.changes import compare_builds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipelines.jobs.building import Checked
    from pipelines.jobs.settings import Settings
    from pipelines.storage import Published

ABOUT = {
    "sources": "Releases, contacts and refused documents by source, and how many more than before.",
    "refusals": "What was not coded, by stage and reason.",
    "contacts": "Contacts by type and status.",
    "changes": "Rows that differ from the build before, by table and year.",
    "movements": "Pairs and years whose counts moved most against the build before.",
    "gaps": "Months without a release, from the first of a source to its last.",
    "unlisted-holders": "Names that releases give with an office and offices.csv lacks that day.",
}

Rows = list[dict[str, str | int]]


@dataclass(frozen=True, slots=True)
class Overview:
    """A run as its operator sees it.

    title: one sentence. markdown: a page. tables: key, what it tells, and rows.
    """

    title: str
    markdown: str
    tables: tuple[tuple[str, str, Rows], ...]
    build: Path


def look_over(
    summary: report.Summary, checked: Checked, published: Published, settings: Settings
) -> Overview:
    """Return the overview of a run that has published."""
    build, before = published.folder, published.before
    # A run that changed nothing is compared with itself.
    changes = compare_builds(before, build)
    coverage = storage.read_table(build, "coverage")
    rows = {
        "sources": report.source_rows(_tally(before), checked.sources),
        "refusals": report.refusal_rows(summary),
        "contacts": report.contact_rows(summary),
        "changes": report.year_rows(changes),
        "movements": report.movement_rows(changes),
        "gaps": report.gap_rows(coverage),
        "unlisted-holders": report.unlisted_rows(storage.read_table(build, "unlisted_holders")),
    }
    tables = tuple((key, ABOUT[key], told) for key, told in rows.items())
    lines = report.tell_lines(summary)
    page = report.write_page(summary, tables, settings.reason)
    return Overview(lines[0], page, tables, build.resolve())


def _tally(build: Path | None) -> Mapping[str, Mapping[str, int]]:
    if build is None:
        return {}
    tally: Mapping[str, Mapping[str, int]] = storage.read_manifest(build).get("sources", {})
    return tally
