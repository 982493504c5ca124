"""EDTF strings of labels stand for the same days as in the coding rules."""

from datetime import date

import pytest

from pipelines.evaluate.dates import parse_edtf


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("2023-05-07", date(2023, 5, 7), date(2023, 5, 7), id="day"),
        pytest.param("2022-06-10/2022-06-11", date(2022, 6, 10), date(2022, 6, 11), id="range"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), id="month"),
        pytest.param("2023-35", date(2023, 7, 1), date(2023, 9, 30), id="quarter"),
        pytest.param("2023-40", date(2023, 1, 1), date(2023, 6, 30), id="half"),
        pytest.param("2022-21", date(2022, 3, 1), date(2022, 5, 31), id="northern spring"),
        pytest.param("2022-24", date(2022, 12, 1), date(2023, 2, 28), id="northern winter"),
        pytest.param("2022-29", date(2022, 9, 1), date(2022, 11, 30), id="southern spring"),
        pytest.param("2022", date(2022, 1, 1), date(2022, 12, 31), id="year"),
        pytest.param("1990/1999", date(1990, 1, 1), date(1999, 12, 31), id="decade"),
        pytest.param("2023-03/..", date(2023, 3, 1), date.max, id="open end"),
        pytest.param("../2013-05-11", date.min, date(2013, 5, 11), id="open start"),
    ],
)
def test_each_form_of_the_rules_is_an_interval_of_days(text, first, last) -> None:
    """One row of rule DATE-NEVER-SHARPER each."""
    assert parse_edtf(text) == (first, last)


@pytest.mark.parametrize("text", ["2023-5-7", "2023-13", "2023-02-30", "May 2023", "2023/2022", ""])
def test_what_is_no_form_of_the_rules_is_refused(text) -> None:
    """A wrong label must stop the score, not shift it."""
    with pytest.raises(ValueError, match=r"'|day|month"):
        parse_edtf(text)
