"""Outside tables of office holders."""

from __future__ import annotations

import json

import pytest

from pipelines.reference import FOLDER
from pipelines.reference.outside_tables import (
    CURRENT,
    REIGN,
    YEARLY,
    find_office,
    read_current,
    read_reign,
    read_yearly,
)
from pipelines.reference.side import read_states

RULES = """\
cow,country,first_day,last_day,office
1,AAA,,2000-06-30,president
1,AAA,2000-07-01,,prime_minister
"""
REIGN_HEADER = "ccode,leader,syear,smonth,sdate,eyear,emonth\n"
YEARLY_HEADER = "country,positionLabel,officeholder,officeholderLabel,start_year,end_year\n"


@pytest.fixture
def find_reign(tmp_path):
    """Return a function that reads rows of REIGN by rules for one state."""

    def run(*rows):
        (tmp_path / REIGN).write_text(REIGN_HEADER + "".join(f"{row}\n" for row in rows))
        (tmp_path / "rules.csv").write_text(RULES)
        tenures = read_reign(tmp_path, tmp_path / "rules.csv")
        return [
            (t.office, t.person, str(t.first), t.last and str(t.last), t.precision) for t in tenures
        ]

    return run


def test_month_of_leaving_becomes_the_day_before_the_successor(find_reign):
    """REIGN has days of entering and months of leaving."""
    found = find_reign("1,Ash,1995,3,14,1998,5", "1,Birch,1998,5,20,1999,12")
    assert found[0] == ("president", "Ash", "1995-03-14", "1998-05-19", "day")


def test_handover_in_another_month_is_no_end_that_is_told(find_reign):
    """He was killed in June and the next came in July: the day is not known."""
    found = find_reign("1,Ash,1995,3,14,1998,5", "1,Birch,1998,6,20,1999,12")
    assert found[0] == ("president", "Ash", "1995-03-14", "1998-06-19", "month")


def test_handover_on_the_first_of_the_month_of_leaving_is_told(find_reign):
    """The day of the handover belongs to both."""
    found = find_reign("1,Ash,1995,3,14,1998,5", "1,Birch,1998,5,1,1999,12")
    assert found[0] == ("president", "Ash", "1995-03-14", "1998-04-30", "day")


def test_month_of_leaving_stays_a_month_without_a_successor(find_reign):
    """Nobody took over within weeks, so that no day is known."""
    found = find_reign("1,Ash,1995,3,14,1998,5", "1,Birch,1999,5,20,1999,12")
    assert found[0] == ("president", "Ash", "1995-03-14", "1998-05-31", "month")


def test_who_has_not_left_has_no_last_day(find_reign):
    """An empty year of leaving is no end."""
    assert find_reign("1,Ash,2019,3,14,,")[0][3] is None


def test_office_of_the_leader_changes_with_the_constitution(find_reign):
    """REIGN names one leader a day and not the office; a wrong level is worse than no row."""
    found = find_reign("1,Ash,1995,3,14,2005,5")
    assert found == [
        ("president", "Ash", "1995-03-14", "2000-06-30", "day"),
        ("prime_minister", "Ash", "2000-07-01", "2005-05-31", "month"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("2,Ash,1995,3,14,2005,5", id="state-without-a-rule"),
        pytest.param("1,Ash,1975,3,14,1989,12", id="before-1990"),
    ],
)
def test_leader_is_left_out(find_reign, row):
    """Which office a leader held is never guessed."""
    assert find_reign(row) == []


@pytest.mark.parametrize(
    ("label", "office"),
    [
        ("President of Croatia", "president"),
        ("Prime Minister of Iraq", "prime_minister"),
        ("Federal Chancellor of Germany", "chancellor"),
        ("Monarchy of Spain", "monarch"),
        ("Governor-General of Belize", "governor_general"),
        ("President of the Executive Yuan", "prime_minister"),
        ("President of the European Commission", None),
        ("President of the Syrian National Coalition", None),
        ("Mayor of Vatican City", None),
    ],
)
def test_office_is_told_by_the_label(label, office):
    """Presidents of coalitions and commissions are no heads of a state."""
    assert find_office(label) == office


def test_yearly_table_keeps_years(tmp_path):
    """A year as first of January would name the predecessor's successor ten months too early."""
    rows = [
        "Croatia,President of Croatia,Q1,Ann Ash (politician),2010,2014\n",
        "Croatia,President of Croatia,Q2,Bob Birch,,2009\n",
        "Canada,Monarchy of Canada,Q9682,Elizabeth II,1952,\n",
    ]
    for table, text in zip(YEARLY, (rows, []), strict=True):
        (tmp_path / table).write_text(YEARLY_HEADER + "".join(text))
    (tenure,) = read_yearly(tmp_path, read_states(FOLDER / "states.csv"))
    assert (tenure.country, tenure.person, tenure.precision) == ("HRV", "Ann Ash", "year")
    assert (str(tenure.first), str(tenure.last)) == ("2010-01-01", "2014-12-31")


def test_current_table_gives_each_office_once(tmp_path):
    """It repeats a president as head of government; he is not his own prime minister."""
    holder = {"name_en": "Ann Ash", "since": "2024-10-01", "wikidata_id": "Q1"}
    position = {"title_en": "President", "current_holder": holder}
    positions = {"head_of_state": position, "head_of_government": position}
    table = {"countries": {"mx": {"country": {"iso_code": "MX"}, "positions": positions}}}
    (tmp_path / CURRENT).write_text(json.dumps(table))
    (tenure,) = read_current(tmp_path)
    assert (tenure.country, tenure.office, tenure.last) == ("MEX", "president", None)
