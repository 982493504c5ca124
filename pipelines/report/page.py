"""A run as a page in Markdown: what was read and published, and the head of each table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.report.summary import tell_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipelines.report.summary import Summary

SHOWN_ROWS = 10


def write_page(
    summary: Summary,
    tables: Iterable[tuple[str, str, Sequence[Mapping[str, str | int]]]],
    reason: str,
) -> str:
    """Return the page of a run; tables: key, what it tells, and rows, of which the first are shown.

    reason: why the run was made.
    """
    parts = [f"# {_escape(reason)}", *(f"- {_escape(line)}" for line in tell_lines(summary))]
    for key, about, rows in tables:
        parts += ["", f"## {key}", "", about, "", *_write_table(rows)]
    return "\n".join(parts) + "\n"


def _write_table(rows: Sequence[Mapping[str, str | int]]) -> list[str]:
    if not rows:
        return ["None."]
    header = list(rows[0])
    lines = [" | ".join(header), " | ".join("---" for _ in header)]
    lines += [" | ".join(_escape(str(v)) for v in row.values()) for row in rows[:SHOWN_ROWS]]
    table = [f"| {line} |" for line in lines]
    left_out = len(rows) - SHOWN_ROWS
    return [*table, "", f"and {left_out} more."] if left_out > 0 else table


def _escape(text: str) -> str:
    """Return the text so that Markdown shows it as it is: names and reasons come from outside."""
    return "".join(f"\\{one}" if one in "\\`*_[]<>|#" else one for one in " ".join(text.split()))
