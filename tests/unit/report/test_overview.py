"""What an operator sees of a run: sources, gaps, names that the holders' table lacks, a page."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipelines.evaluate.changes import Changes, Movement, RowChanges
from pipelines.report import (
    RunFacts,
    contact_rows,
    gap_rows,
    movement_rows,
    refusal_rows,
    source_rows,
    summarise,
    table_rows,
    unlisted_rows,
    write_page,
    year_rows,
)

BUILD = Path("data/processed/builds/0123456789ab")
CHANGES = Changes(
    (RowChanges("contacts", None, 1, 0, 0), RowChanges("contacts", 2023, 2, 1, 3)),
    (
        Movement(2023, "RUS", "TKM", {"n_visits": (1, 3), "n_claimed_meetings": (None, 6)}),
        Movement(2022, "CHN", "TKM", {"n_visits": (1, 0)}),
    ),
)


def _summary(tables):
    return summarise(tables, RunFacts(4, 3, 1, 3, is_new_build=True), BUILD)


def test_sources_are_told_with_what_is_more():
    """A source that stopped shows as nothing more."""
    before = {"a": {"n_releases": 5, "n_contacts": 7, "n_refused": 0}}
    after = {"a": {"n_releases": 6, "n_contacts": 7, "n_refused": 1}, "b": {"n_releases": 2}}
    first, second = source_rows(before, after)
    assert first == {
        "source": "a",
        "releases": 6,
        "contacts": 7,
        "refused": 1,
        "releases more": 1,
        "contacts more": 0,
        "refused more": 1,
    }
    assert (second["source"], second["releases more"]) == ("b", 2)
    assert source_rows(before, {})[0]["releases more"] == -5


def test_refusals_and_contacts_are_rows(sound_tables):
    """They are the two tables that are looked at first."""
    assert refusal_rows(_summary(sound_tables)) == [{"stage": "parse", "reason": "empty", "n": 1}]
    (row,) = contact_rows(_summary(sound_tables))
    assert row["type"] == "telephone_conversation"
    assert (row["held"], row["planned"], row["all"]) == (1, 0, 1)


def test_months_of_a_gap_that_follow_one_another_are_one_row():
    """A source that was silent for ten years is one line, over New Year too."""
    months = ["2021-11", "2021-12", "2022-01", "2022-02", "2022-03", "2022-04"]
    coverage = pd.DataFrame(
        {
            "source_id": ["b", *["a"] * 6],
            "month": ["2020-01", *months],
            "is_gap": [True, False, True, True, False, True, False],
        }
    )
    assert gap_rows(coverage) == [
        {"source": "a", "from": "2022-03", "to": "2022-03", "months": 1},
        {"source": "a", "from": "2021-12", "to": "2022-01", "months": 2},
        {"source": "b", "from": "2020-01", "to": "2020-01", "months": 1},
    ]
    assert gap_rows(coverage.assign(is_gap=False)) == []


def test_names_that_the_table_of_holders_lacks_are_rows():
    """A holder who is missing there is missing in every release without a name."""
    day = pd.Timestamp("2023-05-07")
    unlisted = pd.DataFrame(
        {
            "country": ["AAA", "BBB"],
            "name": ["Anna Able", "B. Baker"],
            "holder": [None, "Boris Baker"],
            "first_day": [day, day],
            "last_day": [day, pd.NaT],
            "n_releases": [1, 12],
        }
    )
    first, second = unlisted_rows(unlisted)
    assert (first["name"], first["last_day"], first["n_releases"]) == ("B. Baker", "", "12")
    assert (second["holder"], second["first_day"]) == ("", "2023-05-07")


def test_changes_are_told_by_table_by_year_and_by_pair():
    """An operator asks what moved, and where."""
    assert table_rows(CHANGES) == [{"table": "contacts", "added": 3, "removed": 1, "changed": 3}]
    assert [row["year"] for row in year_rows(CHANGES)] == ["", 2023]
    assert movement_rows(CHANGES)[0] == {
        "year": 2023,
        "pair": "RUS-TKM",
        "moved": 8,
        "counts": "n_visits 1 to 3, n_claimed_meetings none to 6",
    }
    assert len(movement_rows(CHANGES, top=1)) == 1


def test_the_page_shows_the_head_of_each_table_and_no_markup_from_outside(sound_tables):
    """Reasons and names come from outside, and may hold anything."""
    rows = [{"n": number, "name": "a|b <c> [d](e)"} for number in range(12)]
    page = write_page(_summary(sound_tables), [("t", "About.", rows), ("u", "Empty.", [])], "# x")
    assert page.startswith("# \\# x\n- Read 4 releases")
    assert "| 0 | a\\|b \\<c\\> \\[d\\](e) |" in page
    assert "| 10 |" not in page
    assert "and 2 more." in page
    assert page.endswith("Empty.\n\nNone.\n")
