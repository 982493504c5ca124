"""The table of holders, built from outside tables and hand-kept files."""

from __future__ import annotations

import csv
import json
import os

import pytest

from pipelines.reference import FOLDER
from pipelines.reference.build_offices import (
    FACT_COLUMNS,
    PERSON_COLUMNS,
    build_offices,
)
from pipelines.reference.files import WrongReference
from pipelines.reference.outside_tables import CURRENT, REIGN, REIGN_COLUMNS, YEARLY

REIGN_HEADER = "ccode,leader,syear,smonth,sdate,eyear,emonth"
YEARLY_HEADER = "country,positionLabel,officeholder,officeholderLabel,start_year,end_year"
MEXICO = "MEX,president"


@pytest.fixture
def build(tmp_path):
    """Return a function that builds offices.csv and returns (person, first, last) of each row."""

    def write(name, header, rows):
        text = "\n".join([header if isinstance(header, str) else ",".join(header), *rows])
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")

    def run(*facts, persons=(), reign=(), yearly=(), current=None):
        write("offices_facts.csv", FACT_COLUMNS, facts)
        write("offices_persons.csv", PERSON_COLUMNS, persons)
        write("offices_reign.csv", REIGN_COLUMNS, ["70,MEX,,,president"])
        write(REIGN, REIGN_HEADER, reign)
        write(YEARLY[0], YEARLY_HEADER, yearly)
        write(YEARLY[1], YEARLY_HEADER, [])
        (tmp_path / "states.csv").write_bytes((FOLDER / "states.csv").read_bytes())
        (tmp_path / CURRENT).write_text(json.dumps({"countries": current or {}}))
        text = build_offices(tmp_path, tmp_path)
        lines = (line for line in text.splitlines() if not line.startswith("#"))
        return list(csv.DictReader(lines))

    return run


def _days(rows):
    return [(row["person"], row["first_day"], row["last_day"]) for row in rows]


def test_reign_fills_only_the_time_in_which_nobody_is_known(build):
    """Days from Wikidata are believed over REIGN's, and never doubled by it."""
    rows = build(
        f"{MEXICO},Ann Ash,Q1,2000-12-01,2006-11-30,,false,github:a/b@1,",
        persons=["MEX,Birch,Bob Birch,", "MEX,Ash,Ann Ash,"],
        reign=["70,Birch,1994,12,1,2000,11", "70,Ash,2000,12,1,2006,11"],
    )
    assert _days(rows) == [
        ("Bob Birch", "1994-12-01", "2000-11-30"),
        ("Ann Ash", "2000-12-01", "2006-11-30"),
    ]


def test_days_between_two_holders_are_not_filled(build):
    """Tables differ by the days of swearing in; nobody held the office for those alone."""
    rows = build(
        f"{MEXICO},Ann Ash,Q1,2000-12-01,2006-11-30,,false,github:a/b@1,",
        persons=["MEX,Birch,Bob Birch,"],
        reign=["70,Birch,2000,11,25,2006,11"],
    )
    assert _days(rows) == [("Ann Ash", "2000-12-01", "2006-11-30")]


def test_month_of_leaving_stays_a_month_in_what_is_filled(build):
    """Only an end made by the next holder's first day is sharp."""
    (row,) = build(persons=["MEX,Birch,Bob Birch,"], reign=["70,Birch,1994,12,1,2000,11"])
    assert (row["last_day"], row["precision"]) == ("2000-11-30", "month")


def test_surname_that_nobody_spelled_out_is_left_out(build):
    """A surname alone could be anybody's; a wrong holder is worse than a missing row."""
    assert build(reign=["70,Ash,1994,12,1,2000,11"]) == []


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        pytest.param(
            f"{MEXICO},Bob Birch,,2004-01-01,2008-12-31,,false,none,",
            [("Ann Ash", "2000-12-01", "2006-11-30"), ("Bob Birch", "2006-12-01", "2008-12-31")],
            id="fills-a-gap",
        ),
        pytest.param(
            f"{MEXICO},Bob Birch,,2001-01-01,2002-12-31,,false,none,",
            [("Ann Ash", "2000-12-01", "2006-11-30")],
            id="splits-nothing",
        ),
        pytest.param(
            f"{MEXICO},Ann Ash,Q1,2006-12-01,2008-12-31,,false,none,",
            [("Ann Ash", "2000-12-01", "2006-11-30"), ("Ann Ash", "2006-12-01", "2008-12-31")],
            id="joins-nothing",
        ),
    ],
)
def test_row_without_evidence_only_fills_what_is_unknown(build, fact, expected):
    """It may propose a name; joined with an evidenced row it would look evidenced itself."""
    rows = build(f"{MEXICO},Ann Ash,Q1,2000-12-01,2006-11-30,,false,github:a/b@1,", fact)
    assert _days(rows) == expected


def test_row_without_evidence_ends_who_is_shown_as_still_there(build):
    """The table was not renewed; the state has a new president all the same."""
    rows = build(
        f"{MEXICO},Ann Ash,Q1,2018-12-01,,,false,github:a/b@1,",
        f"{MEXICO},Bob Birch,,2024-10-01,,,false,none,",
    )
    assert _days(rows) == [("Ann Ash", "2018-12-01", "2024-09-30"), ("Bob Birch", "2024-10-01", "")]


def test_end_made_by_another_source_is_known_by_its_month(build):
    """When the president left is not told: only when the next one came."""
    rows = build(
        f"{MEXICO},Ann Ash,Q1,2018-12-01,,,false,github:a/b@1,",
        f"{MEXICO},Bob Birch,Q2,2024-10-01,,,false,github:c/d@1,",
    )
    assert [row["precision"] for row in rows] == ["month", "day"]


def test_end_that_its_source_tells_stays_a_day(build):
    """The day of the handover is in both sources."""
    rows = build(
        f"{MEXICO},Ann Ash,Q1,2018-12-01,2024-10-01,,false,github:a/b@1,",
        f"{MEXICO},Bob Birch,Q2,2024-10-01,,,false,github:c/d@1,",
    )
    assert [row["precision"] for row in rows] == ["day", "day"]


def test_reign_extends_nobody_beyond_its_last_day(build):
    """Who was in office when REIGN ended may have fallen since, as another table tells."""
    (row,) = build(
        f"{MEXICO},Ann Ash,Q1,2018-12-01,2024-12,,false,github:a/b@1,",
        persons=["MEX,Ash,Ann Ash,"],
        reign=["70,Ash,2018,12,1,,"],
    )
    assert (row["last_day"], row["precision"]) == ("2024-12-31", "month")


def test_reign_still_has_in_office_who_was_there_on_its_last_day(build):
    """Where no other table tells more, its word is the last."""
    (row,) = build(persons=["MEX,Ash,Ann Ash,"], reign=["70,Ash,2018,12,1,,"])
    assert row["last_day"] == ""


def test_current_table_adds_who_holds_the_office_now(build):
    """The newest table knows the successor of whom the older one has as still in office."""
    holder = {"name_en": "Bob Birch", "since": "2024-10-01", "wikidata_id": "Q2"}
    positions = {"head_of_state": {"title_en": "President", "current_holder": holder}}
    rows = build(
        f"{MEXICO},Ann Ash,Q1,2018-12-01,,,false,github:a/b@1,",
        current={"mx": {"country": {"iso_code": "MX"}, "positions": positions}},
    )
    assert _days(rows) == [("Ann Ash", "2018-12-01", "2024-09-30"), ("Bob Birch", "2024-10-01", "")]


def test_years_are_taken_where_no_days_are_known(build):
    """A holder by years is better than none, and says how sure it is."""
    row = "Mexico,President of Mexico,Q3,Cy Cedar,1988,1994"
    (found,) = build(yearly=[row])
    assert (found["person"], found["precision"]) == ("Cy Cedar", "year")


def test_years_are_not_mixed_with_days(build):
    """Days are believed over years."""
    row = "Mexico,President of Mexico,Q3,Cy Cedar,1999,2003"
    rows = build(f"{MEXICO},Ann Ash,Q1,2000-12-01,2006-11-30,,false,github:a/b@1,", yearly=[row])
    assert [found["person"] for found in rows] == ["Ann Ash"]


def test_spelling_of_a_table_becomes_an_alias(build):
    """Who is renamed to the usual English form must still be found under the other one."""
    (row,) = build(
        f"{MEXICO},Anna Esche,Q1,2000-12-01,2006-11-30,,false,github:a/b@1,",
        persons=["MEX,Anna Esche,Ann Ash,Annie Ash"],
    )
    assert (row["person"], row["aliases"]) == ("Ann Ash", "Anna Esche|Annie Ash")


def test_spelling_that_no_table_has_is_refused(build):
    """A misspelled spelling would do nothing, without a word."""
    with pytest.raises(WrongReference, match=r"offices_persons.csv:2: no table has 'Asch' of MEX"):
        build(persons=["MEX,Asch,Ann Ash,"])


def test_fact_with_a_day_that_does_not_exist_is_refused(build):
    """Facts are copied by hand or by script; both make such mistakes."""
    with pytest.raises(WrongReference, match=r"offices_facts.csv:2: Ann Ash"):
        build(f"{MEXICO},Ann Ash,Q1,2000-02-30,,,false,none,")


def test_committed_table_is_what_its_inputs_give(project):
    """Whoever edits the generated file instead of its inputs loses the edit at the next build."""
    refs = project / os.environ.get("HOLDER_TABLES", "../shared/refs")
    if not refs.is_dir():
        pytest.skip("no outside tables: set HOLDER_TABLES to a folder of them")
    built = build_offices(FOLDER, refs)
    assert built == (FOLDER / "offices.csv").read_text(encoding="utf-8")
