"""What a run did, as data and as text for a terminal, a log or a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table as Grid

from pipelines.report.fetched import tell_fetched
from pipelines.schema import STATUSES, UNLISTED_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd
    from rich.console import Console

    from pipelines.report.fetched import FetchedCounts
    from pipelines.report.overview import Row

TOP_PAIRS = 10
NOTHING_NEW = "Nothing new was coded: every release stood in a coded part already."
UNLISTED = "Names that offices.csv lacks on their day (unlisted_holders)"
SHOWN_COUNTS = {
    "n_meetings": "meetings",
    "n_leader_meetings": "leaders",
    "n_visits": "visits",
    "n_telephone_conversations": "calls",
    "n_video_conferences": "video",
    "n_written": "written",
    "n_claimed_meetings": "claimed",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run read, coded and published.

    n_read, n_coded, n_refused: documents; n_new: those coded in this run.
    refusals: number by stage and reason, most first. contacts: number by contact type and status.
    unlisted: number of names that the holders' table lacks, by kind (table `unlisted_holders`).
    top_pairs: the first rows of `meetings_per_year` by number of meetings, as column and value.
    fetched: what the sources gave that were asked first; empty where none was.
    """

    n_read: int
    n_coded: int
    n_refused: int
    n_new: int
    refusals: tuple[tuple[str, str, int], ...]
    contacts: tuple[tuple[str, str, int], ...]
    unlisted: tuple[tuple[str, int], ...]
    top_pairs: tuple[dict[str, str | int], ...]
    build: Path
    is_new_build: bool
    is_latest: bool
    warnings: tuple[str, ...]
    fetched: tuple[FetchedCounts, ...] = ()

    @property
    def is_fetched_whole(self) -> bool:
        """Whether no source that was asked failed."""
        return not any(one.failure for one in self.fetched)


@dataclass(frozen=True, slots=True)
class RunFacts:
    """How many documents a run read, coded, refused and coded anew, and what became of them.

    is_new_build: the tables are not as before. is_latest: they are the published ones.
    warnings: what may be wrong with them. fetched: what the sources gave that were asked.
    """

    n_read: int
    n_coded: int
    n_refused: int
    n_new: int
    is_new_build: bool
    is_latest: bool = True
    warnings: tuple[str, ...] = ()
    fetched: tuple[FetchedCounts, ...] = ()


def summarise(tables: Mapping[str, pd.DataFrame], facts: RunFacts, build: Path) -> Summary:
    """Return the summary of a run from its tables, its facts and the folder of its tables."""
    return Summary(
        n_read=facts.n_read,
        n_coded=facts.n_coded,
        n_refused=facts.n_refused,
        n_new=facts.n_new,
        refusals=_count(tables["quarantine"], "stage", "reason"),
        contacts=_count(tables["contacts"], "contact_type", "status"),
        unlisted=_count_unlisted(tables["unlisted_holders"]),
        top_pairs=_find_top_pairs(tables["meetings_per_year"]),
        build=build,
        is_new_build=facts.is_new_build,
        is_latest=facts.is_latest,
        warnings=facts.warnings,
        fetched=facts.fetched,
    )


def tell_lines(summary: Summary) -> list[str]:
    """Return the run in sentences, without the tables."""
    read = f"Read {summary.n_read} releases: {summary.n_coded} coded, {summary.n_refused} refused."
    new = f"Coded anew: {summary.n_new}." if summary.n_new else NOTHING_NEW
    kept = "" if summary.is_new_build else " (as before: the tables are the same)"
    if not summary.is_latest:
        kept = " (not published: another build is held, see communique builds)"
    warnings = [f"Warning: {one}" for one in summary.warnings]
    return [read, new, *tell_fetched(summary.fetched), *warnings, f"Tables: {summary.build}{kept}"]


def refusal_rows(summary: Summary) -> list[Row]:
    """Return a row a stage and reason of refusal, most frequent first."""
    return [{"stage": stage, "reason": why, "n": n} for stage, why, n in summary.refusals]


def contact_rows(summary: Summary) -> list[Row]:
    """Return a row a contact type, most frequent first, with a number a status and their sum."""
    by_type: dict[str, dict[str, int]] = {}
    for name, status, n in summary.contacts:
        by_type.setdefault(name, {})[status] = n
    ordered = sorted(by_type.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    return [
        {
            "type": name,
            **{status: counts.get(status, 0) for status in STATUSES},
            "all": sum(counts.values()),
        }
        for name, counts in ordered
    ]


def show_summary(summary: Summary, console: Console) -> None:
    """Print the summary as lines and tables that fit 80 columns and need no frames."""
    *lines, where = tell_lines(summary)
    for line in lines:
        console.print(line, highlight=False, soft_wrap=True)
    refusals = [[reason, stage, str(n)] for stage, reason, n in summary.refusals]
    _show(console, "Not coded, and why", ["reason", "stage", "n"], refusals)
    contacts = [[str(n or "") for n in row.values()] for row in contact_rows(summary)]
    _show(console, "Contacts", ["type", *STATUSES, "all"], contacts)
    header = ["pair", "year", *SHOWN_COUNTS.values()]
    pairs = [[str(row[name]) for name in header] for row in summary.top_pairs]
    _show(console, "Most meetings in a year", header, pairs)
    if summary.unlisted:
        told = ", ".join(f"{n} {kind}" for kind, n in summary.unlisted)
        console.print(f"\n{UNLISTED}: {told}", highlight=False, soft_wrap=True)
    console.print(f"\n{where}", highlight=False, soft_wrap=True)


def _count(frame: pd.DataFrame, first: str, second: str) -> tuple[tuple[str, str, int], ...]:
    sizes = frame.groupby([first, second]).size().rename("n").reset_index()
    ordered = sizes.sort_values(["n", first, second], ascending=[False, True, True])
    return tuple((str(a), str(b), int(n)) for a, b, n in ordered.itertuples(index=False))


def _count_unlisted(unlisted: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    sizes = unlisted["kind"].value_counts()
    return tuple((kind, int(sizes[kind])) for kind in UNLISTED_KINDS if kind in sizes)


def _find_top_pairs(per_year: pd.DataFrame) -> tuple[dict[str, str | int], ...]:
    """Return the pairs and years with most meetings, then most calls, newest first among equals."""
    by = ["n_meetings", "n_telephone_conversations", "year", "country_a", "country_b"]
    top = per_year.sort_values(by, ascending=[False, False, False, True, True]).head(TOP_PAIRS)
    return tuple(
        {
            "year": int(row["year"]),
            "pair": f"{row['country_a']}-{row['country_b']}",
            # A claim that nobody made is no claim of none.
            **{label: _tell_number(row[name]) for name, label in SHOWN_COUNTS.items()},
        }
        for row in top.astype("object").where(top.notna(), None).to_dict("records")
    )


def _tell_number(value: object) -> str | int:
    return "" if value is None else int(str(value))


def _show(console: Console, title: str, header: Sequence[str], rows: Sequence[list[str]]) -> None:
    if not rows:
        return
    grid = Grid(box=None, pad_edge=False)
    for name in header:
        is_text = name in ("reason", "stage", "type", "pair")
        grid.add_column(name, justify="left" if is_text else "right", overflow="fold")
    for row in rows:
        grid.add_row(*row)
    console.print(f"\n{title}", style="bold", highlight=False)
    console.print(grid, highlight=False)
