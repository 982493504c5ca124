"""Which months a source covers, and which years of a side are complete."""

from __future__ import annotations

from datetime import date

import pandas as pd

from pipelines.build.coverage import build_coverage, count_months, covered_years
from pipelines.schema import COVERAGE


def _releases(days, source="aaa_mfa", publisher="AAA"):
    return pd.DataFrame(
        {
            "release_id": [f"{source}{n}" for n in range(len(days))],
            "source_id": source,
            "publisher": publisher,
            "published_day": pd.to_datetime(pd.Series(days, dtype="object")),
        }
    )


def _rows(release_ids, stage="contact"):
    return pd.DataFrame({"release_id": pd.Series(release_ids, dtype="str"), "stage": stage})


def _months(releases):
    return count_months(releases.assign(n_contacts=0), _rows([]))


def _cover(releases, mentions=(), refused=(), stage="contact"):
    n_contacts = releases["release_id"].map(pd.Series(mentions, dtype="str").value_counts())
    releases = releases.assign(n_contacts=n_contacts.fillna(0).astype("int64"))
    months = count_months(releases, _rows(list(refused), stage))
    return build_coverage(months)


def test_a_month_without_a_release_between_others_is_a_gap():
    """It tells "none reported" from "not collected"."""
    table = _cover(_releases(["2022-11-30", "2023-01-01", "2023-01-31"]))
    assert table["month"].to_list() == ["2022-11", "2022-12", "2023-01"]
    assert table["n_releases"].to_list() == [1, 0, 2]
    assert table["is_gap"].to_list() == [False, True, False]


def test_months_run_from_first_to_last_release_of_each_source():
    """Against today every archive would end in a gap."""
    releases = pd.concat([_releases(["1995-05-01"]), _releases(["2023-01-01"], "bbb_mfa")])
    assert _cover(releases)[["source_id", "month"]].to_numpy().tolist() == [
        ["aaa_mfa", "1995-05"],
        ["bbb_mfa", "2023-01"],
    ]


def test_months_run_to_the_last_whole_one_before_the_source_was_looked_at():
    """A source that has gone silent is a gap; one that nobody looks at is not."""
    releases = pd.concat([_releases(["2023-01-05"]), _releases(["2023-01-01"], "bbb_mfa")])
    table = build_coverage(_months(releases), {"aaa_mfa": date(2023, 4, 2)})
    rows = table[["source_id", "month", "is_gap"]].to_numpy().tolist()
    assert rows == [
        ["aaa_mfa", "2023-01", False],
        ["aaa_mfa", "2023-02", True],
        ["aaa_mfa", "2023-03", True],
        ["bbb_mfa", "2023-01", False],
    ]


def test_mentions_and_refusals_are_counted_in_the_month_of_their_release():
    """They have no day of publication of their own."""
    releases = _releases(["2022-11-30", "2022-12-01"])
    table = _cover(releases, ["aaa_mfa0", "aaa_mfa0", "aaa_mfa1"], ["aaa_mfa1", None])
    assert table["n_contacts"].to_list() == [2, 1]
    assert table["n_refused"].to_list() == [0, 1]


def test_refused_documents_are_in_no_month():
    """Of a document that could not be read nobody knows the month."""
    releases = _releases(["2022-11-30"])
    assert _cover(releases, refused=["aaa_mfa0"], stage="parse")["n_refused"].to_list() == [0]


def test_a_release_without_a_day_is_in_no_month():
    """No day is guessed for it."""
    table = _cover(_releases(["2022-11-30", None]), mentions=["aaa_mfa1"])
    assert table["n_releases"].to_list() == [1]
    assert table["n_contacts"].to_list() == [0]


def test_no_dated_release_gives_a_table_without_rows():
    """A first run has nothing to cover."""
    for releases in (_releases([]), _releases([None])):
        table = _cover(releases)
        COVERAGE.check(table)
        assert table.empty


def test_a_year_is_covered_when_every_month_has_a_release_of_any_own_publisher():
    """Only then does zero contacts mean none reported."""
    president = _releases([f"2022-{month:02d}-01" for month in range(1, 7)], "aaa_president")
    ministry = _releases([f"2022-{month:02d}-28" for month in range(6, 13)])
    other = _releases([f"2022-{month:02d}-01" for month in range(1, 12)], "bbb_mfa", "BBB")
    covered = covered_years(_months(pd.concat([president, ministry, other])))
    assert covered.to_dict("records") == [{"country": "AAA", "year": 2022}]


def test_no_release_covers_no_year():
    """The columns must be there all the same."""
    for releases in (_releases([]), _releases([None])):
        covered = covered_years(_months(releases))
        assert covered.empty
        assert covered.columns.to_list() == ["country", "year"]
