"""Which months each source covers, and in which years each side's own publishers are complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pipelines.build.places import count_rows
from pipelines.schema import COVERAGE, DOCUMENT_STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

MONTHS_OF_YEAR = 12
_MONTH = ["source_id", "publisher", "month"]
_COUNTS = ["n_releases", "n_contacts", "n_refused"]


def count_months(releases: pd.DataFrame, refused: pd.DataFrame) -> pd.DataFrame:
    """Return what each source and publisher has in a month [source_id, publisher, month].

    month: as `2023-05`; a release without a day is in none. releases: with n_contacts. refused: of
    these releases. Adds n_releases, n_contacts and n_refused.
    """
    of_release = refused[~refused["stage"].isin(DOCUMENT_STAGES)]
    counted = releases[["source_id", "publisher", "published_day", "n_contacts"]].assign(
        n_releases=1, n_refused=count_rows(of_release["release_id"], releases["release_id"])
    )
    dated = counted[counted["published_day"].notna()]
    month = pd.to_datetime(dated["published_day"]).dt.strftime("%Y-%m").astype("str")
    dated = dated.assign(month=month)
    return dated.groupby(_MONTH)[_COUNTS].sum().reset_index()


def build_coverage(months: pd.DataFrame, looked: Mapping[str, date] | None = None) -> pd.DataFrame:
    """Return the table `coverage` [source_id, month] from what count_months() gives.

    looked: by source, the day on which its publisher was last asked for releases, where it was.
    A source's months run from its first release to its last, or, if that is later, to the last
    whole month before the day on which it was looked at: never to today.
    """
    if months.empty:
        return COVERAGE.empty()
    counts = months.drop(columns=["publisher"]).groupby(["source_id", "month"]).sum()
    every = _list_months(months, looked or {})
    rows = counts.reindex(every).fillna(0).astype("int64").reset_index()
    return COVERAGE.select(rows.assign(is_gap=rows["n_releases"] == 0))


def covered_years(months: pd.DataFrame) -> pd.DataFrame:
    """Return the years in which a side's own publishers have releases in every month.

    months: see count_months(). One row a side and year [country, year].
    """
    there = pd.DataFrame(
        {
            "country": months["publisher"],
            "year": months["month"].str[:4].astype("int64"),
            "month": months["month"],
        }
    )
    n_months = there.groupby(["country", "year"])["month"].nunique()
    return n_months[n_months == MONTHS_OF_YEAR].reset_index()[["country", "year"]]


def _list_months(months: pd.DataFrame, looked: Mapping[str, date]) -> pd.MultiIndex:
    pairs = []
    for source, told in months.groupby("source_id")["month"]:
        last = pd.Period(told.max(), freq="M")
        if source in looked:
            last = max(last, pd.Period(looked[str(source)], freq="M") - 1)
        pairs += [(source, str(month)) for month in pd.period_range(told.min(), last, freq="M")]
    return pd.MultiIndex.from_tuples(pairs, names=["source_id", "month"])
