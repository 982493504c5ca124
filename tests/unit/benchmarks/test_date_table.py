"""The comparison with other finders of dates counts as its README says, for all of them alike."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.date_table import score_dates
from benchmarks.peers import Answer, Finder, read_duckling
from tests.normalizer_cases import DateCase


def _case(text, *dates):
    return DateCase(
        name="en-first-1",
        part="first",
        language="en",
        published=date(2023, 5, 8),
        order="DMY",
        southern=False,
        tense=None,
        text=text,
        dates=list(dates),
    )


def _finder(*answers, knows_intervals=False):
    return Finder("other", lambda _: list(answers), knows_intervals=knows_intervals)


JUNE = _case("They met in June 2022.", (12, "June 2022", "2022-06"))
A_DAY_OF_JUNE = Answer(12, 21, date(2022, 6, 8), date(2022, 6, 8))
ALL_JUNE = Answer(12, 21, date(2022, 6, 1), date(2022, 6, 30))
ALL_MAY = Answer(12, 21, date(2022, 5, 1), date(2022, 5, 31))


@pytest.mark.parametrize(
    ("finder", "verdict"),
    [
        pytest.param(_finder(ALL_JUNE, knows_intervals=True), "right", id="the-month"),
        pytest.param(_finder(ALL_MAY, knows_intervals=True), "wrong", id="another-month"),
        pytest.param(_finder(A_DAY_OF_JUNE, knows_intervals=True), "wrong", id="too-sharp"),
        pytest.param(_finder(A_DAY_OF_JUNE), "right", id="a-day-where-only-days-are-known"),
        pytest.param(_finder(), "missed", id="nothing"),
    ],
)
def test_every_expression_is_right_wrong_or_missed(finder, verdict):
    """A day inside a month is only passed to those that can give nothing else."""
    n = score_dates([JUNE], finder)
    assert (n["expressions"], n[verdict], n["false"]) == (1, 1, 0)
    assert n["right"] + n["wrong"] + n["missed"] == 1


def test_a_date_where_none_is_marked_is_false():
    """A number read as a year costs as much as a year that is missed."""
    n = score_dates([_case("Room 2022 is closed.")], _finder(Answer(5, 9, *2 * [date(2022, 1, 1)])))
    assert (n["expressions"], n["false"]) == (0, 1)


def test_an_impossible_day_that_is_read_is_false():
    """31 February is refused, never read as the month or the year that is left of it."""
    case = _case("Of 31 February 2022.", (3, "31 February 2022", "!"))
    n = score_dates([case], _finder(Answer(6, 19, date(2022, 2, 1), date(2022, 2, 1))))
    assert (n["expressions"], n["false"]) == (0, 1)


def test_what_is_unknown_without_a_day_of_publication_is_not_counted():
    """Other finders are given some day, so that their answer is no mistake of theirs."""
    case = _case("They met yesterday.", (9, "yesterday", "?"))
    n = score_dates([case], _finder(Answer(9, 18, date(2023, 5, 7), date(2023, 5, 7))))
    assert (n["expressions"], n["false"]) == (0, 0)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        pytest.param(
            {"type": "value", "value": "2022-06-01T00:00:00.000+00:00", "grain": "month"},
            date(2022, 6, 1),
            date(2022, 6, 30),
            id="month",
        ),
        pytest.param(
            {"type": "value", "value": "2022-06-10T14:00:00.000+00:00", "grain": "hour"},
            date(2022, 6, 10),
            date(2022, 6, 10),
            id="hour",
        ),
        pytest.param(
            {
                "type": "interval",
                "from": {"value": "2022-06-10T00:00:00.000+00:00", "grain": "day"},
                "to": {"value": "2022-06-12T00:00:00.000+00:00", "grain": "day"},
            },
            date(2022, 6, 10),
            date(2022, 6, 11),
            id="days",
        ),
        pytest.param(
            {
                "type": "interval",
                "from": {"value": "2022-06-10T12:00:00.000+00:00", "grain": "hour"},
                "to": {"value": "2022-06-10T19:00:00.000+00:00", "grain": "hour"},
            },
            date(2022, 6, 10),
            date(2022, 6, 10),
            id="an-afternoon-is-its-day",
        ),
        pytest.param(
            {"type": "interval", "from": {"value": "2022-06-10T00:00:00.000+00:00"}},
            date(2022, 6, 10),
            date.max,
            id="open",
        ),
    ],
)
def test_days_of_duckling_are_read_as_it_means_them(value, first, last):
    """Its intervals end before their `to`; read otherwise, half its afternoons would be wrong."""
    (answer,) = read_duckling({"start": 0, "end": 4, "value": value})
    assert (answer.first_day, answer.last_day) == (first, last)
