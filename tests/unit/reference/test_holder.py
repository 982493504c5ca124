"""Holders of offices."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pipelines.reference import FOLDER
from pipelines.reference.files import WrongReference
from pipelines.reference.holder import (
    OFFICE_COLUMNS,
    describe_staleness,
    holder_gaps,
    read_evidence,
    read_holders,
    staleness,
)
from pipelines.reference.side import read_states


@pytest.fixture
def read(tmp_path):
    """Return a function that writes rows of offices.csv and reads them."""

    def run(*rows):
        path = tmp_path / "offices.csv"
        path.write_text("\n".join([",".join(OFFICE_COLUMNS), *rows]) + "\n", encoding="utf-8")
        return read_holders(path, {"AAA", "BBB"})

    return run


@pytest.fixture(scope="module")
def holders():
    """Return the holders of the project."""
    codes = {state.code for state in read_states(FOLDER / "states.csv")}
    return read_holders(FOLDER / "offices.csv", codes)


def _row(name, begin, end="", **cells):
    defaults = {
        "country": "AAA",
        "office": "president",
        "level": "head_of_state",
        "person": name,
        "person_id": "",
        "first_day": begin,
        "last_day": end,
        "precision": "day",
        "is_acting": "false",
        "aliases": "",
        "evidence": "refs/a.csv",
        "remark": "",
    }
    return ",".join({**defaults, **cells}.values())


def test_tenure_is_typed(read):
    """Whoever still holds the office has no last day, not a day in the future."""
    (row,) = read(_row("Ann Ash", "2020-01-02", is_acting="true")).itertuples()
    assert (row.first_day, row.is_acting) == (pd.Timestamp("2020-01-02"), True)
    assert pd.isna(row.last_day)


def test_spellings_include_the_name_and_forms_without_accents(read):
    """Official English drops accents or keeps them, from one sentence to the next."""
    (row,) = read(_row("Zoë Łuk", "2020-01-02", aliases="Zoya Luk|Zoë Louk")).itertuples()
    assert row.aliases == ["Zoë Łuk", "Zoe Luk", "Zoya Luk", "Zoë Louk", "Zoe Louk"]


def test_person_without_wikidata_id_gets_an_own_one(read):
    """Joins need an identity; "x-" tells that no outside source gave it."""
    frame = read(
        _row("Zoë Łuk", "2020-01-02", "2020-12-31"),
        _row("Ann Ash", "2021-01-01", person_id="Q42"),
    )
    assert list(frame["person_id"]) == ["x-zoe-luk", "Q42"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        pytest.param({"country": "QQQ"}, "country QQQ is not", id="country"),
        pytest.param({"office": "boss"}, "office 'boss' has no level", id="office"),
        pytest.param({"level": "head_of_government"}, "must be head_of_state", id="level"),
        pytest.param({"precision": "week"}, "precision 'week' is none of", id="precision"),
        pytest.param({"last_day": "2019-12-31"}, "before 2020-01-01", id="ends-first"),
        pytest.param({"first_day": "2020-02-30"}, "Ann Ash: ", id="no-day"),
        pytest.param({"first_day": "2018-06-01"}, "Ann Ash as president of AAA", id="overlap"),
    ],
)
def test_wrong_row_is_refused_with_its_line(read, cells, words):
    """A wrong level or a second president is worse than a missing row."""
    first = _row("Bob Birch", "2018-01-01", "2018-12-31")
    with pytest.raises(WrongReference, match=f"offices.csv:3: .*{words}"):
        read(first, _row("Ann Ash", "2020-01-01", **cells))


def test_nobody_follows_who_still_holds_the_office(read):
    """A forgotten last day must not hide behind the next holder's first."""
    with pytest.raises(WrongReference, match="Ann Ash as president of AAA overlaps"):
        read(_row("Bob Birch", "2018-01-01"), _row("Ann Ash", "2020-01-01"))


def test_two_offices_of_one_state_may_overlap(read):
    """A state has a president and a prime minister on one day."""
    prime_minister = {"office": "prime_minister", "level": "head_of_government"}
    frame = read(_row("Bob Birch", "2018-01-01"), _row("Ann Ash", "2019-01-01", **prime_minister))
    assert list(frame["line"]) == [2, 3]


def test_gap_of_more_than_a_year_needs_a_remark(read):
    """A hole in the table reads as "nobody held it"; a remark says what is so."""
    before = _row("Bob Birch", "2018-01-01", "2018-12-31")
    with pytest.raises(WrongReference, match="Ann Ash as president of AAA follows nobody known"):
        read(before, _row("Ann Ash", "2021-01-01"))
    assert len(read(before, _row("Ann Ash", "2019-06-01"))) == len("AB")


@pytest.mark.parametrize(
    ("remark", "warned"),
    [
        pytest.param("x has 2020; nobody known in the 731 days before", True, id="hole"),
        pytest.param("office suspended", False, id="meant"),
    ],
)
def test_gap_that_no_table_fills_is_warned_of(read, remark, warned):
    """What is missing is told until somebody adds it."""
    frame = read(
        _row("Bob Birch", "2018-01-01", "2018-12-31"), _row("Ann Ash", "2021-01-01", remark=remark)
    )
    told = ["line 3: AAA president: nobody known in the 731 days" in g for g in holder_gaps(frame)]
    assert told == [True] * warned


def test_staleness_is_the_last_day_that_a_table_tells_of(read):
    """Who "still" holds an office does so up to the day of the evidence, and nobody knows later."""
    frame = read(
        _row("Ann Ash", "2020-01-01", evidence="refs/a.csv refs/b.csv"),
        _row("Bob Birch", "2018-01-01", "2019-05-06", country="BBB"),
        _row("Cy Cedar", "2019-05-07", country="BBB", evidence="none"),
    )
    known = {"refs/a.csv": date(2021, 3, 1), "refs/b.csv": date(2022, 10, 1)}
    stale = staleness(frame, known)
    assert dict(zip(stale["country"], stale["known_until"], strict=True)) == {
        "AAA": date(2022, 10, 1),
        "BBB": date(2019, 5, 6),
    }
    assert list(stale["country"]) == ["BBB", "AAA"]


def test_every_evidence_of_the_project_is_described(holders):
    """An evidence without a licence and a day could not be checked or renewed."""
    named = {part for cell in holders["evidence"].unique() for part in cell.split(" ")}
    assert named - {"none"} <= set(read_evidence(FOLDER / "offices_evidence.csv"))


@pytest.mark.parametrize(
    ("country", "office", "day", "person"),
    [
        pytest.param("RUS", "president", "2022-02-01", "Vladimir Putin", id="one-of-long"),
        pytest.param("RUS", "president", "2010-05-01", "Dmitry Medvedev", id="returned-later"),
        pytest.param("TKM", "president", "2022-03-18", "Gurbanguly Berdimuhamedov", id="father"),
        pytest.param("TKM", "president", "2022-03-19", "Serdar Berdimuhamedov", id="son"),
        pytest.param("DEU", "chancellor", "2021-12-07", "Angela Merkel", id="eve"),
        pytest.param("DEU", "chancellor", "2021-12-08", "Olaf Scholz", id="first-day"),
        pytest.param("AUS", "prime_minister", "1995-06-01", "Paul Keating", id="nineties"),
        pytest.param("USA", "president", "2025-02-28", "Donald Trump", id="second-term"),
        pytest.param("UN", "secretary_general", "2000-01-01", "Kofi Annan", id="organisation"),
    ],
)
def test_known_holder_is_found(holders, country, office, day, person):
    """A successor on the day before, or a predecessor on the first day, would be a wrong name."""
    rows = holders[(holders["country"] == country) & (holders["office"] == office)]
    last = rows["last_day"].fillna(pd.Timestamp("2200-01-01"))
    on_day = rows[(rows["first_day"] <= day) & (last >= pd.Timestamp(day))]
    assert list(on_day["person"]) == [person]


def test_almost_every_state_has_a_leader_on_every_day_checked(holders):
    """The table is built from tables of all states, not from the states of one corpus."""
    states = read_states(FOLDER / "states.csv")
    leaders = holders[holders["level"].isin(["head_of_state", "head_of_government"])]
    last = leaders["last_day"].fillna(pd.Timestamp("2200-01-01"))
    for day in (date(2010, 1, 1), date(2022, 2, 1), date(2025, 1, 15)):
        there = (leaders["first_day"] <= pd.Timestamp(day)) & (last >= pd.Timestamp(day))
        known = set(leaders.loc[there, "country"])
        states_then = {s.code for s in states if s.kind == "state" and s.is_valid_on(day)}
        assert len(states_then - known) <= 8, sorted(states_then - known)


def test_staleness_is_told_by_day_with_the_stalest_first():
    """Who renews the table starts with the sides that nobody has looked at for longest."""
    days = [date(2025, 1, 25), date(2022, 10, 28), date(2025, 1, 25)]
    stale = pd.DataFrame({"country": ["AAA", "CCC", "BBB"], "known_until": days})
    assert describe_staleness(stale) == [
        "known until 2022-10-28: CCC",
        "known until 2025-01-25: AAA, BBB",
    ]
