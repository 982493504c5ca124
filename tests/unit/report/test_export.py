"""CSV for spreadsheets: readable, and no cell acts as a formula."""

from __future__ import annotations

import csv

import pytest

from pipelines.report import write_csv


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_could_be_a_formula_is_text(tmp_path, sound_tables, start):
    """Titles come from web pages, and a spreadsheet runs what begins so."""
    releases = sound_tables["releases"].assign(title=f"{start}cmd|' /C calc'!A0")
    (path,) = write_csv({"releases": releases}, tmp_path)
    assert {row["title"] for row in _rows(path)} == {
        f"'{start}cmd|' /C calc'!A0".replace("\r", "\n")
    }


def test_a_list_whose_first_item_could_be_a_formula_is_text(tmp_path, sound_tables):
    """A name can begin with a sign too."""
    mentions = sound_tables["contact_mentions"].assign(persons=[["=A1", "B"]])
    (path,) = write_csv({"contact_mentions": mentions}, tmp_path)
    assert _rows(path)[0]["persons"] == "'=A1; B"


def test_numbers_below_zero_stay_numbers(tmp_path, sound_tables):
    """A gap may be negative, and is to be summed."""
    per_year = sound_tables["meetings_per_year"].assign(gap=-3)
    (path,) = write_csv({"meetings_per_year": per_year}, tmp_path)
    assert [row["gap"] for row in _rows(path)] == ["-3", "-3"]


def test_lists_days_and_nulls_are_plain(tmp_path, sound_tables):
    """A spreadsheet knows no lists and no nulls."""
    (path,) = write_csv({"contacts": sound_tables["contacts"]}, tmp_path / "new")
    (row,) = _rows(path)
    assert (row["sides"], row["first_day"], row["place"]) == ("AAA; BBB", "2023-05-07", "")
    assert row["year"] == "2023"


def test_every_table_gets_a_file_with_its_columns(tmp_path, empty_tables):
    """Also one without rows, else a table seems forgotten."""
    paths = write_csv(empty_tables, tmp_path)
    for path in paths:
        header = path.read_text(encoding="utf-8").splitlines()
        assert header == [",".join(empty_tables[path.stem].columns)]
    assert {path.stem for path in paths} == set(empty_tables)
