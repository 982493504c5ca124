"""Tenures of one office, settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from pipelines.reference.tenure import (
    Tenure,
    coarser,
    find_uncovered,
    note_disagreements,
    parse_partial,
    settle,
)


def _tenure(person, first, last=None, **others):
    defaults = {
        "country": "AAA",
        "office": "president",
        "person_id": "",
        "precision": "day",
        "evidence": "refs/a.csv",
    }
    last = date.fromisoformat(last) if last else None
    return Tenure(person=person, first=date.fromisoformat(first), last=last, **defaults | others)


def _days(tenures):
    return [(t.person, str(t.first), str(t.last) if t.last else None) for t in tenures]


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        pytest.param("2004", "2004-01-01", "2004-12-31", "year", id="year"),
        pytest.param("2004-02", "2004-02-01", "2004-02-29", "month", id="leap-month"),
        pytest.param("2004-02-03", "2004-02-03", "2004-02-03", "day", id="day"),
    ],
)
def test_partial_day_is_read_as_its_limits(text, first, last, precision):
    """Never more precise than the source: a year is 366 days, not the first of January."""
    assert [*map(str, parse_partial(text))] == [first, last, precision]


@pytest.mark.parametrize("text", ["2004-2", "May 2004", "2004-02-30", "", "04"])
def test_what_is_no_day_is_refused(text):
    """A day that does not exist is a mistake of the table, to be seen and not to be guessed."""
    with pytest.raises(ValueError, match=r"."):
        parse_partial(text)


def test_coarsest_precision_wins():
    """A tenure is as sure as the less sure of its two ends."""
    assert (coarser("day", "year", "month"), coarser("day", "day")) == ("year", "day")


def test_successor_ends_the_predecessor():
    """Tables name the day of the handover for both; one holder a day is left."""
    settled = settle([_tenure("B", "2020-01-10"), _tenure("A", "2018-01-10", "2020-01-10")])
    assert _days(settled) == [("A", "2018-01-10", "2020-01-09"), ("B", "2020-01-10", None)]


def test_successor_ends_who_is_forgotten_in_office():
    """A table that was not renewed has people in office for ever."""
    settled = settle([_tenure("A", "2018-01-10"), _tenure("B", "2020-01-10")])
    assert _days(settled)[0] == ("A", "2018-01-10", "2020-01-09")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"person_id": "Q1"}, {"person_id": "Q1", "person": "A. A."}, id="same-id"),
        pytest.param({"person_id": "Q1"}, {"person_id": "Q2"}, id="same-name"),
    ],
)
def test_adjoining_terms_of_one_person_become_one(first, second):
    """Tables count terms; a reelection changes no holder."""
    terms = [
        replace(_tenure("A", "2018-01-10", "2020-01-09"), **first),
        replace(_tenure("A", "2020-01-10", "2022-01-09", evidence="refs/b.csv"), **second),
    ]
    (term,) = settle(terms)
    assert (str(term.first), str(term.last)) == ("2018-01-10", "2022-01-09")
    assert (term.person_id, term.evidence) == ("Q1", "refs/a.csv refs/b.csv")


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        pytest.param(
            "2019-03-20",
            [
                ("A", "2018-01-01", "2019-01-31"),
                ("B", "2019-02-01", "2019-03-20"),
                ("A", "2019-03-21", "2020-12-31"),
            ],
            id="weeks-split-the-tenure",
        ),
        pytest.param("2019-02-05", [("A", "2018-01-01", "2020-12-31")], id="days-do-not"),
    ],
)
def test_interlude_of_weeks_splits_the_tenure_around_it(last, expected):
    """Who stands in for a travelling president for five days is not the president."""
    tenures = [_tenure("A", "2018-01-01", "2020-12-31"), _tenure("B", "2019-02-01", last)]
    assert _days(settle(tenures)) == expected


def test_who_follows_inside_a_forgotten_tenure_ends_it():
    """Two years are no interlude: the table shows the first one in office for too long."""
    tenures = [_tenure("A", "2018-01-01", "2022-12-31"), _tenure("B", "2019-01-01", "2020-12-31")]
    assert _days(settle(tenures)) == [
        ("A", "2018-01-01", "2018-12-31"),
        ("B", "2019-01-01", "2020-12-31"),
    ]


def test_settled_tenures_never_overlap():
    """Three presidents at once, in any order, still leave one holder a day."""
    settled = settle(
        [
            _tenure("C", "2019-03-01", "2021-06-30"),
            _tenure("A", "2018-01-01", "2020-12-31"),
            _tenure("B", "2019-02-01", "2019-04-01"),
        ]
    )
    pairs = pairwise(settled)
    assert all(before.end < after.first for before, after in pairs)


def test_end_made_by_a_successor_is_as_sure_as_his_start():
    """The predecessor left in an unknown month; the successor's day tells when."""
    settled = settle(
        [_tenure("A", "2018-01-10", "2020-12-31", precision="year"), _tenure("B", "2020-05-06")]
    )
    assert [t.precision for t in settled] == ["day", "day"]


def test_start_known_by_its_year_stays_so():
    """A sharp end does not sharpen the start."""
    settled = settle([_tenure("A", "2018-01-01", precision="year"), _tenure("B", "2020-05-06")])
    assert [t.precision for t in settled] == ["year", "day"]


def test_uncovered_days_lie_between_the_holders():
    """Only these may be filled from a table that is trusted less."""
    settled = [_tenure("A", "2018-01-01", "2018-12-31"), _tenure("B", "2020-01-01", "2020-12-31")]
    gaps = find_uncovered(settled, date(2017, 7, 1), date(2021, 6, 30))
    assert [tuple(map(str, gap)) for gap in gaps] == [
        ("2017-07-01", "2017-12-31"),
        ("2019-01-01", "2019-12-31"),
        ("2021-01-01", "2021-06-30"),
    ]


def test_nothing_is_uncovered_after_who_still_holds_the_office():
    """An open end covers all days to come."""
    assert find_uncovered([_tenure("A", "2018-01-01")], date(2018, 1, 1), date(2030, 1, 1)) == []


@pytest.mark.parametrize(
    ("other", "remark"),
    [
        pytest.param(_tenure("Ash", "2018-04-01"), "refs/b.csv has 2018-04-01", id="months"),
        pytest.param(_tenure("Ash", "2018-01-15"), "", id="days"),
        pytest.param(_tenure("Birch", "2018-04-01"), "", id="another-person"),
        pytest.param(
            _tenure("Ash", "2017-01-01", precision="year"), "refs/b.csv has 2017", id="year"
        ),
        pytest.param(_tenure("Ash", "2018-01-01", precision="year"), "", id="same-year"),
    ],
)
def test_disagreement_of_tables_is_remarked(other, remark):
    """Which table was believed must be visible in the row, or nobody can doubt it."""
    other = replace(other, evidence="refs/b.csv")
    (noted,) = note_disagreements([_tenure("Ann Ash", "2018-01-10")], [other])
    assert noted.remark == remark
