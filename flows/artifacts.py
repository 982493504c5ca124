"""What an operator sees of a run in Prefect's pages: progress, tables, a summary with links.

The rows come from `pipelines.report`; here they only get a key and a sentence.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from pipelines import jobs, report

if TYPE_CHECKING:
    from uuid import UUID

Item = TypeVar("Item")

ALL = 100.0


def begin_progress(n_documents: int) -> "UUID":
    """Put a bar of what is coded on the page of the run that calls this; return its id."""
    told = f"Coding {n_documents} documents."
    return cast("UUID", create_progress_artifact(0.0, key="communique-coding", description=told))


def track_progress(
    items: Sequence[Item], size_of: Callable[[Item], int], bar: "UUID"
) -> Iterator[Item]:
    """Yield the items; the bar shows how much of them, by size, is done."""
    total = sum(map(size_of, items)) or 1
    done = 0
    for item in items:
        yield item
        done += size_of(item)
        update_progress_artifact(bar, ALL * done / total)


def show_fetched(every: Sequence[report.FetchedCounts]) -> None:
    """Put what came of asking the sources into Prefect's pages."""
    create_table_artifact(
        key="communique-fetched",
        table=report.fetched_rows(every),
        description="Releases that the sources gave; a source that failed goes on next time.",
    )


def show_overview(overview: jobs.Overview) -> None:
    """Put the summary of a run, its tables and a link to its build into Prefect's pages."""
    for key, description, rows in overview.tables:
        create_table_artifact(key=f"communique-{key}", table=rows, description=description)
    # Browsers open no folder from a page that a server gave: there the path can be read.
    create_link_artifact(
        overview.build.as_uri(),
        key="communique-build",
        link_text=overview.build.name,
        description=f"The tables of this run, where it ran: `{overview.build}`",
    )
    create_markdown_artifact(overview.markdown, key="communique-run", description=overview.title)


def show_preview(found: jobs.Preview, reason: str, unasked: Sequence[str]) -> None:
    """Put what a dry run found into Prefect's pages; unasked: whom a run would ask first."""
    lines = [f"Would read {found.n_read} releases and code {found.n_new} of them anew."]
    lines += report.tell_unasked(unasked)
    lines += [f"Warning: {one}" for one in found.warnings]
    create_table_artifact(
        key="communique-preview",
        table=report.year_rows(found.changes),
        description=f"Dry run, nothing was written: rows by table and year. {' '.join(lines)}",
    )
    create_table_artifact(
        key="communique-preview-movements",
        table=report.movement_rows(found.changes),
        description="Dry run, nothing was written: counts of pairs that would move most.",
    )
    create_markdown_artifact(
        "\n\n".join(["# Dry run", reason, *lines]),
        key="communique-dry-run",
        description="Dry run, nothing was written.",
    )
