"""Names that releases give with an office and the table of holders lacks are listed, each once."""

from __future__ import annotations

import pandas as pd
import pytest

from pipelines.normalize.unlisted import find_unlisted

HOLDERS = [
    # office, level, person, spellings, first day, last day (None: still), precision, evidence
    ("president", "head_of_state", "Ana Alta", ["A. Alta"], "2010-01-01", "2019-12-31", "day", "e"),
    ("president", "head_of_state", "Bruno Berg", [], "2020-01-01", None, "day", "e"),
    ("prime_minister", "head_of_government", "Carl Cole", [], "2015-01-01", "2020-06-30", "year",
     "e"),
    ("prime_minister", "head_of_government", "Dora Dahl", [], "2021-01-01", None, "day", "none"),
]  # fmt: skip


@pytest.fixture
def holders():
    """Return the holders of one side."""
    columns = ["office", "level", "person", "others", "first_day", "last_day", "precision"]
    frame = pd.DataFrame(HOLDERS, columns=[*columns, "evidence"])
    aliases = [[person, *others] for person, others in zip(frame.person, frame.others, strict=True)]
    days = {name: frame[name].astype("datetime64[s]") for name in ("first_day", "last_day")}
    return frame.assign(country="AAA", aliases=aliases, **days)


def _naming(person, day, office="president", level="head_of_state", **others):
    return {
        "country": "AAA",
        "office": office,
        "level": level,
        "person": person,
        "from_day": day,
        "to_day": day,
        "release_id": "r1",
        "address": "u/1",
    } | others


def _find(holders, *namings):
    frame = pd.DataFrame(namings)
    days = {name: frame[name].astype("datetime64[s]") for name in ("from_day", "to_day")}
    return find_unlisted(frame.assign(**days), holders)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        pytest.param("Ana Alta", "2015-05-07", id="name"),
        pytest.param("A. Alta", "2015-05-07", id="other-spelling-of-the-table"),
        pytest.param("Alta", "2015-05-07", id="surname"),
        pytest.param("Bruno Berg", "2024-05-07", id="still-in-office"),
    ],
)
def test_who_is_in_the_table_on_that_day_is_not_listed(holders, name, day):
    """A list of what is known is no help."""
    assert _find(holders, _naming(name, day)).empty


@pytest.mark.parametrize(
    ("name", "day", "kind", "holder"),
    [
        pytest.param("Una Nova", "2024-05-07", "other person", "Bruno Berg", id="new-president"),
        pytest.param("Ana Alta", "2024-05-07", "other person", "Bruno Berg", id="out-of-office"),
        pytest.param("Bruna Bergh", "2024-05-07", "spelling", "Bruno Berg", id="misspelled"),
        pytest.param("Bruno Emil Berg", "2024-05-07", "spelling", "Bruno Berg", id="longer"),
        pytest.param("Una Nova", "2001-05-07", "nobody known", None, id="before-the-table"),
    ],
)
def test_a_new_person_is_told_from_a_spelling(holders, name, day, kind, holder):
    """The one needs a row of the table, the other an alias; both need the holder to compare."""
    (row,) = _find(holders, _naming(name, day)).to_dict("records")
    assert row["kind"] == kind
    assert row["holder"] == holder or (holder is None and pd.isna(row["holder"]))


def test_a_name_is_one_row_with_the_days_and_releases_that_give_it(holders):
    """Somebody who mends the table wants since when, how often, and one place to look."""
    found = _find(
        holders,
        _naming("Una Nova", "2024-05-07", release_id="r1", address="u/1"),
        _naming("Una Nova", "2024-06-01", release_id="r2", address="u/2"),
        _naming("Una Nova", "2024-06-01", release_id="r2", address="u/2"),
    )
    (row,) = found.to_dict("records")
    days = [str(row[name].date()) for name in ("first_day", "last_day")]
    assert days == ["2024-05-07", "2024-06-01"]
    assert (row["n_releases"], row["address"]) == (2, "u/2")


def test_one_name_before_and_after_a_change_is_two_rows(holders):
    """The holder beside a name is the holder of its days."""
    found = _find(holders, _naming("Una Nova", "2019-12-31"), _naming("Una Nova", "2020-01-01"))
    assert sorted(found["holder"]) == ["Ana Alta", "Bruno Berg"]


def test_a_boundary_known_by_its_year_makes_no_new_person(holders):
    """Half a year after an end known by its year the holder may still be in office."""
    named = _naming("Carl Cole", "2020-12-01", "prime_minister", "head_of_government")
    assert _find(holders, named).empty


def test_rows_without_evidence_are_not_known(holders):
    """They propose; a release that names the same person is the evidence that they lack."""
    named = _naming("Dora Dahl", "2024-05-07", "prime_minister", "head_of_government")
    assert list(_find(holders, named)["kind"]) == ["nobody known"]


@pytest.mark.parametrize(
    "others",
    [
        pytest.param({"level": "minister", "office": "minister"}, id="no-office-of-one-holder"),
        pytest.param({"office": None}, id="no-office"),
        pytest.param({"country": None}, id="no-side"),
        pytest.param({"person": None}, id="no-name"),
        pytest.param({"from_day": None, "to_day": None}, id="no-day"),
    ],
)
def test_what_the_table_cannot_have_is_not_listed(holders, others):
    """A deputy minister is not missing in a table of leaders."""
    rows = [_naming("Una Nova", "2024-05-07"), _naming("Una Nova", "2024-05-07") | others]
    assert list(_find(holders, *rows)["n_releases"]) == [1]
    assert _find(holders, rows[1]).empty


def test_a_coarse_day_finds_whoever_held_the_office_in_it(holders):
    """A contact of some day of 2019 or 2020 may have been with either."""
    days = {"from_day": "2019-01-01", "to_day": "2020-12-31"}
    assert _find(holders, _naming("Ana Alta", None, **days)).empty
    assert _find(holders, _naming("Bruno Berg", None, **days)).empty
