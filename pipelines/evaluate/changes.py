"""How many rows of each table two builds do not share, and which yearly counts moved most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pipelines.schema import MEETINGS_PER_YEAR, TABLES
from pipelines.storage import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# The column that gives a row its year; other tables' rows are counted without one.
_YEARS = {
    "releases": "published_day",
    "contact_mentions": "first_day",
    "contacts": "first_day",
    "claims": "period_first_day",
    "meetings_per_year": "year",
    "bilateral_contact_types": "year",
}
_PAIR = ["year", "country_a", "country_b"]
_COUNTS = [one.name for one in MEETINGS_PER_YEAR.columns if one.name.startswith("n_")]


@dataclass(frozen=True, slots=True)
class RowChanges:
    """Rows of one table and year that were added, removed or changed; year: None for none."""

    table: str
    year: int | None
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True)
class Movement:
    """A pair and year whose counts moved: by column the number before and after, None for none."""

    year: int
    country_a: str
    country_b: str
    counts: Mapping[str, tuple[int | None, int | None]]

    @property
    def size(self) -> int:
        """How far the counts moved, all columns together."""
        return sum(abs((after or 0) - (before or 0)) for before, after in self.counts.values())


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build changes against another: rows by table and year, counts by pair and year."""

    rows: tuple[RowChanges, ...]
    movements: tuple[Movement, ...]

    def total(self, table: str) -> RowChanges:
        """Return the changes of a table, all years together."""
        rows = [one for one in self.rows if one.table == table]
        added, removed = sum(one.added for one in rows), sum(one.removed for one in rows)
        return RowChanges(table, None, added, removed, sum(one.changed for one in rows))


def compare_builds(before: Path | None, after: Path) -> Changes:
    """Return what the tables in `after` change against those in `before`, None for no build yet.

    Rows are the same by their key; in a table without one a changed row is one removed and one
    added. Movements come largest first.
    """
    rows = tuple(change for name in TABLES for change in _compare_table(name, before, after))
    return Changes(rows, tuple(_find_movements(before, after)))


def _compare_table(name: str, before: Path | None, after: Path) -> list[RowChanges]:
    old, new = _read_keyed(before, name, after), _read_keyed(after, name, before)
    both = old.merge(new, on=["key", "nth"], how="outer", suffixes=("_a", "_b"), indicator=True)
    kind = both["_merge"].map({"left_only": "removed", "right_only": "added", "both": "changed"})
    is_equal = (both["_merge"] == "both") & (both["content_a"] == both["content_b"])
    year = both["year_b"].fillna(both["year_a"]).fillna(0).astype("int64")
    counts = pd.crosstab(year[~is_equal], kind[~is_equal].astype("str"))
    counts = counts.reindex(columns=["added", "removed", "changed"], fill_value=0)
    return [
        RowChanges(name, int(str(year)) or None, int(added), int(removed), int(changed))
        for year, added, removed, changed in counts.itertuples()
    ]


def _read_keyed(build: Path | None, name: str, other: Path | None) -> pd.DataFrame:
    """Return a row a row of the table: key, how many of that key came before, content, year.

    Without the files that the other build has too: years without news cost nothing.
    """
    table = TABLES[name]
    frame = table.empty() if build is None else read_table(build, name, unlike=other)
    key = list(table.key or table.column_names)
    texts = frame.astype("str").astype("object").where(frame.notna(), None)
    year = frame[_YEARS[name]] if name in _YEARS else pd.Series(pd.NA, frame.index)
    if year.dtype.kind == "M":
        year = year.dt.year
    keyed = pd.DataFrame(
        {
            "key": pd.util.hash_pandas_object(texts[key], index=False),
            "content": pd.util.hash_pandas_object(texts, index=False),
            "year": year.astype("Int64"),
        }
    )
    return keyed.assign(nth=keyed.groupby("key").cumcount())


def _is_moved(column: str, before: int | None, after: int | None) -> bool:
    """Tell whether a count moved; a pair that is not there has none, but also claims none."""
    if column == "n_claimed_meetings":
        return before != after
    return (before or 0) != (after or 0)


def _find_movements(before: Path | None, after: Path) -> list[Movement]:
    name = MEETINGS_PER_YEAR.name
    old = MEETINGS_PER_YEAR.empty() if before is None else read_table(before, name)
    both = old.merge(
        read_table(after, name), on=_PAIR, how="outer", suffixes=("_a", "_b"), validate="1:1"
    )
    rows = both.astype("object").where(both.notna(), None).to_dict("records")
    moved = []
    for row in rows:
        counts = {column: (row[f"{column}_a"], row[f"{column}_b"]) for column in _COUNTS}
        counts = {column: pair for column, pair in counts.items() if _is_moved(column, *pair)}
        if counts:
            year, a, b = (row[column] for column in _PAIR)
            moved.append(Movement(int(year), str(a), str(b), counts))
    return sorted(moved, key=lambda one: (-one.size, -one.year, one.country_a, one.country_b))
