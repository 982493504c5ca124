"""Which months each source covers, and in which years each side's own publishers are complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pipelines.schema import COVERAGE, DOCUMENT_STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MONTHS_OF_YEAR = 12


def build_coverage(
    releases: pd.DataFrame,
    mentions: pd.DataFrame,
    quarantine: pd.DataFrame,
    looked: Mapping[str, date] | None = None,
) -> pd.DataFrame:
    """Return the table `coverage` [source_id, month]; a release without a day is in no month.

    looked: by source, the day on which its publisher was last asked for releases, where it was.
    A source's months run from its first release to its last, or, if that is later, to the last
    whole month before the day on which it was looked at: never to today.
    """
    dated = releases[releases["published_day"].notna()]
    if dated.empty:
        return COVERAGE.empty()
    month = pd.to_datetime(dated["published_day"]).dt.to_period("M")
    dated = dated.assign(month=month)[["release_id", "source_id", "month"]]
    refused = quarantine[~quarantine["stage"].isin(DOCUMENT_STAGES)]
    counts = {
        "n_releases": _count_months(dated),
        "n_contacts": _count_months(_in_releases(mentions, dated)),
        "n_refused": _count_months(_in_releases(refused, dated)),
    }
    every = _list_months(dated, looked or {})
    rows = pd.DataFrame(counts).reindex(every).fillna(0).astype("int64").reset_index()
    return COVERAGE.select(
        rows.assign(month=rows["month"].astype("str"), is_gap=rows["n_releases"] == 0)
    )


def covered_years(releases: pd.DataFrame) -> pd.DataFrame:
    """Return the years in which a side's own publishers have releases in every month.

    One row a side and year [country, year].
    """
    days = pd.to_datetime(releases["published_day"])
    months = pd.DataFrame(
        {"country": releases["publisher"], "year": days.dt.year, "month": days.dt.month}
    )
    # Without a day of publication a release is in no month.
    months = months.dropna(subset=["year"]).astype({"year": "int64"})
    n_months = months.groupby(["country", "year"])["month"].nunique()
    return n_months[n_months == MONTHS_OF_YEAR].reset_index()[["country", "year"]]


def _in_releases(rows: pd.DataFrame, dated: pd.DataFrame) -> pd.DataFrame:
    """Return source and month of each row's release; rows of no dated release drop out."""
    return rows[["release_id"]].dropna().merge(dated, on="release_id", validate="many_to_one")


def _count_months(rows: pd.DataFrame) -> pd.Series[int]:
    return rows.groupby(["source_id", "month"]).size()


def _list_months(dated: pd.DataFrame, looked: Mapping[str, date]) -> pd.MultiIndex:
    pairs = []
    for source, months in dated.groupby("source_id")["month"]:
        last = months.max()
        if source in looked:
            last = max(last, pd.Period(looked[str(source)], freq="M") - 1)
        pairs += [(source, month) for month in pd.period_range(months.min(), last, freq="M")]
    return pd.MultiIndex.from_tuples(pairs, names=["source_id", "month"])
