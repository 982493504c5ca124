"""What surrounds the single expression: spans, tense, order, and texts without an end."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.normalize.dates import find_dates
from pipelines.records import UNKNOWN_DATE
from pipelines.reference.date_words import read_date_words
from pipelines.reference.files import read_yaml

MONDAY = date(2023, 5, 8)


@pytest.fixture(scope="module")
def english(project):
    """Return the words of English dates."""
    path = project / "pipelines/reference/languages/en.yml"
    return read_date_words(read_yaml(path)["dates"], path)


def test_span_and_quote_point_into_the_text(english):
    """Offsets are what a reader of the tables checks first."""
    text = "After the call of 7 May 2023 they met on 9 May 2023."
    found = find_dates(text, english, MONDAY).dates
    assert [text[one.span.start : one.span.end] for one in found] == [one.quote for one in found]
    assert [one.quote for one in found] == ["7 May 2023", "9 May 2023"]


def test_month_last_year_keeps_month_precision(english):
    """The words "June last year" mean thirty days, not the first of June."""
    (found,) = find_dates("in June last year", english, MONDAY).dates
    assert (found.value.first_day, found.value.last_day) == (date(2022, 6, 1), date(2022, 6, 30))
    assert (found.value.precision, found.rule_id) == ("month", "DATE-RELATIVE")


@pytest.mark.parametrize(
    ("text", "tense", "day"),
    [
        pytest.param("on 10 May", "past", date(2022, 5, 10), id="past-is-the-latest-before"),
        pytest.param("on 10 May", "future", date(2023, 5, 10), id="coming-is-the-next"),
        pytest.param("on 10 May", None, date(2023, 5, 10), id="open-is-the-nearest"),
        pytest.param("on Monday", "past", MONDAY, id="bare-weekday-may-be-today"),
        pytest.param("last Monday", "past", date(2023, 5, 1), id="last-weekday-is-not-today"),
    ],
)
def test_tense_decides_where_the_text_leaves_the_year_open(english, text, tense, day):
    """The same words mean another day in a sentence about what is to come (DATE-NEAREST)."""
    (found,) = find_dates(text, english, MONDAY).dates
    assert found.value_as(MONDAY, tense).first_day == day


@pytest.mark.parametrize(
    ("day", "tense", "edtf"),
    [
        pytest.param(date(2023, 5, 10), "past", "2023-05-08/2023-05-10", id="held-up-to-the-day"),
        pytest.param(date(2023, 5, 10), "future", "2023-05-10/2023-05-14", id="planned-from-it"),
        pytest.param(
            date(2023, 5, 13), "future", "2023-05-15/2023-05-21", id="saturday-means-next"
        ),
        pytest.param(date(2023, 5, 8), "past", "2023-05-08", id="a-monday-leaves-one-day"),
    ],
)
def test_this_week_ends_or_begins_with_the_publication(english, day, tense, edtf):
    """A held contact cannot lie after the release that tells of it (DATE-WEEK)."""
    (found,) = find_dates("this week", english, day).dates
    assert found.value_as(day, tense).edtf == edtf


def test_without_publication_day_relative_dates_stay_unknown(english):
    """The day of the run is never a substitute (DATE-RELATIVE)."""
    found = find_dates("yesterday, last week, on 7 May, since March", english, None).dates
    assert [one.value for one in found] == [UNKNOWN_DATE] * 4


def test_refused_day_tells_value_and_order(english):
    """Whoever reads the quarantine must see which order made the day impossible."""
    (refused,) = find_dates("on 31/12/2022", english, None, order="MDY").refused
    assert (refused.quote, refused.reason) == ("31/12/2022", "no such day")
    assert "MDY" in refused.detail


def test_refused_day_does_not_hide_the_dates_beside_it(english):
    """A typing error in one date costs that date alone."""
    found = find_dates("on 30 April 2023, 31 April 2023 and 1 May 2023", english, None)
    assert [one.quote for one in found.dates] == ["30 April 2023", "1 May 2023"]
    assert [one.quote for one in found.refused] == ["31 April 2023"]


def test_winter_of_the_north_ends_in_the_next_year(english):
    """So that January is in the winter that the December before began."""
    (found,) = find_dates("winter 2020", english, None).dates
    assert (found.value.first_day, found.value.last_day) == (date(2020, 12, 1), date(2021, 2, 28))


def test_paragraphs_are_not_read_across(english):
    """A dateline above the text is not the begin of a date in it."""
    found = find_dates("Minsk, 7 May\n\n2023 people came", english, MONDAY).dates
    assert [one.quote for one in found] == ["7 May"]


def test_a_line_break_inside_a_date_is_a_space(english):
    """Old releases break their lines at a fixed width."""
    (found,) = find_dates("from 24 to 28\nMay 1995", english, MONDAY).dates
    assert found.value.edtf == "1995-05-24/1995-05-28"


def test_leap_day_without_year_finds_the_nearest_leap_year(english):
    """29 February is no day of most years, and still a day."""
    (found,) = find_dates("on 29 February", english, date(2021, 5, 1)).dates
    assert found.value.edtf == "2020-02-29"
