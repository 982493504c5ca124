"""What a build changes against another, as text for a terminal and as rows for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table as Grid

from pipelines.schema import TABLES

if TYPE_CHECKING:
    from rich.console import Console

    from pipelines.evaluate.changes import Changes, Movement

TOP_MOVEMENTS = 20
NO_CHANGES = "The tables are the same."

Row = dict[str, str | int]


def table_rows(changes: Changes) -> list[Row]:
    """Return a row a table of which rows were added, removed or changed."""
    totals = [changes.total(name) for name in TABLES]
    return [
        {"table": one.table, "added": one.added, "removed": one.removed, "changed": one.changed}
        for one in totals
        if one.added or one.removed or one.changed
    ]


def year_rows(changes: Changes) -> list[Row]:
    """Return a row a table and year of which rows were added, removed or changed."""
    return [
        {
            "table": one.table,
            "year": "" if one.year is None else one.year,
            "added": one.added,
            "removed": one.removed,
            "changed": one.changed,
        }
        for one in changes.rows
    ]


def movement_rows(changes: Changes, top: int = TOP_MOVEMENTS) -> list[Row]:
    """Return a row a pair and year of which counts moved most, largest first."""
    return [
        {
            "year": one.year,
            "pair": f"{one.country_a}-{one.country_b}",
            "moved": one.size,
            "counts": _tell_counts(one),
        }
        for one in changes.movements[:top]
    ]


def show_changes(changes: Changes, console: Console) -> None:
    """Print the changes: rows by table and year, then counts by pair and year."""
    if not changes.rows:
        console.print(NO_CHANGES)
        return
    _show(console, "Rows by table", table_rows(changes))
    _show(console, "Rows by table and year", year_rows(changes))
    _show(console, "Counts of pairs that moved", movement_rows(changes))
    n_more = len(changes.movements) - TOP_MOVEMENTS
    if n_more > 0:
        console.print(f"and {n_more} more pairs and years", highlight=False)


def _tell_counts(movement: Movement) -> str:
    """Return the counts as in "n_visits 2 to 3"; a number that nobody claimed is no number."""
    return ", ".join(
        f"{column} {'none' if before is None else before} to {'none' if after is None else after}"
        for column, (before, after) in movement.counts.items()
    )


def _show(console: Console, title: str, rows: list[Row]) -> None:
    if not rows:
        return
    grid = Grid(box=None, pad_edge=False)
    for name in rows[0]:
        is_number = name in ("year", "added", "removed", "changed", "moved")
        grid.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(str(value) for value in row.values()))
    console.print(f"\n{title}", style="bold", highlight=False)
    console.print(grid, highlight=False)
