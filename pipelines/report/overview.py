"""What an operator looks at after a run: sources, gaps, names that the holders' table lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping


Row = dict[str, str | int]

TOP_NAMES = 50
TOP_GAPS = 100


def source_rows(
    before: Mapping[str, Mapping[str, int]], after: Mapping[str, Mapping[str, int]]
) -> list[Row]:
    """Return a row a source: its releases, contacts and refused documents, and what is more.

    before, after: the numbers of each source in the last build and in this one.
    """
    rows: list[Row] = []
    for source_id in sorted({*before, *after}):
        was, now = before.get(source_id, {}), after.get(source_id, {})
        numbers = {name: now.get(name, 0) for name in ("n_releases", "n_contacts", "n_refused")}
        more = {f"{name} more": n - was.get(name, 0) for name, n in numbers.items()}
        told = numbers | more
        labelled = {name.removeprefix("n_"): n for name, n in told.items()}
        rows.append({"source": source_id, **labelled})
    return rows


def gap_rows(coverage: pd.DataFrame) -> list[Row]:
    """Return a row a source and run of months without a release, latest first."""
    gaps = coverage[coverage["is_gap"]].sort_values(["source_id", "month"])
    if gaps.empty:
        return []
    months = pd.PeriodIndex(gaps["month"], freq="M")
    number = pd.Series([month.ordinal for month in months], gaps.index)
    # Months that follow one another have the same distance to their place in the list.
    run = number - pd.RangeIndex(len(gaps)).to_series(gaps.index)
    runs = gaps.groupby([gaps["source_id"], run.rename("run")])["month"]
    told = runs.agg(first="min", last="max", months="size").reset_index()
    told = told.sort_values(["last", "source_id"], ascending=[False, True]).head(TOP_GAPS)
    return [
        {"source": str(s), "from": str(first), "to": str(last), "months": int(n)}
        for s, first, last, n in told[["source_id", "first", "last", "months"]].itertuples(
            index=False
        )
    ]


def unlisted_rows(unlisted: pd.DataFrame) -> list[Row]:
    """Return a row a name that offices.csv lacks on its day, in most releases first.

    unlisted: the table `unlisted_holders`. Either offices.csv lacks a holder or a spelling, or a
    release is wrong, or it was misread.
    """
    told = unlisted.sort_values("n_releases", ascending=False, kind="stable").head(TOP_NAMES)
    texts = told.assign(
        first_day=told["first_day"].dt.strftime("%Y-%m-%d"),
        last_day=told["last_day"].dt.strftime("%Y-%m-%d"),
        n_releases=told["n_releases"].astype("str"),
    )
    return [
        {str(name): str(value) for name, value in row.items()}
        for row in texts.astype("object").where(texts.notna(), "").to_dict("records")
    ]
