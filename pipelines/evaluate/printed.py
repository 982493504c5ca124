"""Scores and differences for reading: tables on a terminal, plain text elsewhere, or JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from pipelines.evaluate.builds import Change, Difference
    from pipelines.evaluate.figures import Figure
    from pipelines.evaluate.scoring import Group, Score, ScoredError


def as_json(result: Score | Difference) -> str:
    """Return a score or difference as one JSON object."""
    return json.dumps(asdict(result), ensure_ascii=False, indent=1, sort_keys=True)


def print_score(result: Score, console: Console) -> None:
    """Write a score as coloured tables on a terminal, else as plain text."""
    if not console.is_terminal:
        console.print(format_score(result), markup=False, highlight=False, soft_wrap=True)
        return
    for group in result.groups:
        console.print(_figure_table(group))
    for error in result.errors:
        console.print(Text(f"{error.kind}  ", style="bold red").append(error.address, style="cyan"))
        console.print(Text("\n".join(_error_lines(error))))


def _figure_table(group: Group) -> Table:
    table = Table(title=_title_of(group), title_justify="left")
    for name in ("figure", "value", "95 % interval", "of"):
        table.add_column(name, justify="left" if name == "figure" else "right")
    for figure in group.figures:
        table.add_row(figure.name, *_cells(figure))
    return table


def _title_of(group: Group) -> str:
    missing = f", {group.n_missing} missing" if group.n_missing else ""
    return f"{group.part}, {group.source_id}: {group.n_releases} releases{missing}"


def _cells(figure: Figure) -> tuple[str, str, str]:
    if figure.value is None or figure.low is None or figure.high is None:
        return "-", "-", "0"
    interval = f"{figure.low:.2f} to {figure.high:.2f}"
    return f"{figure.value:.3f}", interval, f"{figure.right}/{figure.of}"


def format_score(result: Score) -> str:
    """Return a score as plain text, one figure or fact a line."""
    lines: list[str] = []
    for group in result.groups:
        lines.append(_title_of(group))
        for figure in group.figures:
            value, interval, of = _cells(figure)
            lines.append(f"  {figure.name:<20}{value:>7}{interval:>16}{of:>12}")
        lines.append("")
    for error in result.errors:
        lines.append(f"{error.kind}  {error.source_id}  {error.address}")
        lines.extend(_error_lines(error))
    return "\n".join(lines)


def _error_lines(error: ScoredError) -> Iterator[str]:
    if error.labelled:
        yield f"    labelled: {error.labelled}"
    if error.coded:
        yield f"    coded:    {error.coded}"
    if error.quote:
        yield f'    "{error.quote}"'


def print_difference(result: Difference, console: Console) -> None:
    """Write a difference with colours on a terminal, else as plain text."""
    if not console.is_terminal:
        console.print(format_difference(result), markup=False, highlight=False, soft_wrap=True)
        return
    table = Table(title="rows", title_justify="left")
    for name in ("table", "equal", "added", "removed", "changed"):
        table.add_column(name, justify="left" if name == "table" else "right")
    for name, kinds in result.counts.items():
        table.add_row(name, *(str(n) for n in kinds.values()))
    console.print(table)
    style = {"added": "green", "removed": "red", "changed": "yellow"}
    for change in result.changes:
        first, *others = _change_lines(change)
        console.print(Text(first, style=style[change.kind]))
        console.print(Text("\n".join(others)))


def format_difference(result: Difference) -> str:
    """Return a difference as plain text: counts by table, then each change."""
    lines = [
        f"{name}: " + ", ".join(f"{n} {kind}" for kind, n in kinds.items())
        for name, kinds in result.counts.items()
    ]
    for change in result.changes:
        lines.extend(_change_lines(change))
    return "\n".join(lines)


def _change_lines(change: Change) -> Iterator[str]:
    sign = {"added": "+", "removed": "-", "changed": "~"}[change.kind]
    yield f"{sign} {change.table} {change.row_id}  {change.what}"
    for name, value in change.before.items():
        yield f"    {name}: {value} -> {change.after[name]}"
    yield f"    {change.address}"
    if change.quote:
        yield f'    "{change.quote}"'
