"""How the sizes of the tables moved against the build before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def compare_rows(before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    """Return one sentence for each table whose number of rows moved, in the order of `after`."""
    return [
        f"{name}: {before.get(name, 0)} to {n_rows} rows ({n_rows - before.get(name, 0):+d})"
        for name, n_rows in after.items()
        if n_rows != before.get(name, 0)
    ]
