"""What is told near nothing else is not compared, and nothing else is left out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipelines.build.days import NO_DAY
from pipelines.build.lone import find_alike, is_alone, number_near

# status, start, end, whether known to the day, day of publication.
MONDAY = ("held", 100, 100, True, 100)
TUESDAY = ("held", 101, 101, True, 101)
WEDNESDAY = ("held", 102, 102, True, 102)
MONTH = ("held", 90, 120, False, 130)
LATER_MONTH = ("held", 121, 150, False, 150)
PLAN = ("planned", NO_DAY, NO_DAY, False, 50)
LATE_PLAN = ("planned", NO_DAY, NO_DAY, False, 101)
UNDATED = ("held", NO_DAY, NO_DAY, False, 60)


def _frame(told):
    columns = ["status", "start", "end", "is_fine", "published"]
    frame = pd.DataFrame([list(one) for one in told], columns=columns)
    return frame.assign(a_year_on=frame["published"] + 365)


def _find(*told, blocks=None):
    frame = _frame(told)
    groups = number_near(frame, np.array(blocks or [0] * len(frame), dtype="int64"))
    return is_alone(groups).tolist()


@pytest.mark.parametrize(
    ("one", "other", "are_lone"),
    [
        pytest.param(MONDAY, MONDAY, False, id="the same day"),
        pytest.param(TUESDAY, MONDAY, False, id="a day apart"),
        pytest.param(MONDAY, WEDNESDAY, True, id="two days apart"),
        pytest.param(MONDAY, MONTH, False, id="a day of the month"),
        pytest.param(MONTH, LATER_MONTH, True, id="months that do not touch"),
        pytest.param(PLAN, MONDAY, False, id="a plan, and a day of the year after it"),
        pytest.param(LATE_PLAN, MONDAY, True, id="a plan told the day after"),
        pytest.param(UNDATED, MONDAY, True, id="of no day"),
        pytest.param(UNDATED, UNDATED, False, id="two of no day, which one release may tell twice"),
    ],
)
def test_what_may_be_one_is_near(one, other, are_lone):
    """Whatever rule may join two tellings, both must be compared."""
    assert _find(one, other) == [are_lone, are_lone]


def test_what_lies_between_is_near():
    """A month reaches to contacts that are far from one another."""
    assert _find(MONDAY, MONTH, ("held", 119, 119, True, 119)) == [False, False, False]


def test_other_blocks_are_never_near():
    """What is told of other sides or families is not compared."""
    assert _find(MONDAY, MONDAY, blocks=[0, 1]) == [True, True]


def test_nothing_is_told_of_nobody():
    """A part may have no tellings that are still to be compared."""
    assert _find() == []


@pytest.mark.parametrize(
    ("told", "change", "are_alike"),
    [
        pytest.param([MONDAY, MONDAY], {}, True, id="the same day"),
        pytest.param([MONDAY, TUESDAY], {}, False, id="a day apart"),
        pytest.param([MONTH, MONTH], {}, False, id="the same month"),
        pytest.param([MONDAY, MONDAY], {"family": ["talks", "video"]}, False, id="families"),
        pytest.param([MONDAY, MONDAY], {"direction": [None, "RUS"]}, True, id="host of one"),
        pytest.param([MONDAY, MONDAY], {"direction": ["TKM", "RUS"]}, False, id="two hosts"),
        pytest.param([MONDAY, MONDAY], {"cast": [1, 0]}, False, id="other people"),
    ],
)
def test_what_is_told_alike_is_one_contact(told, change, are_alike):
    """All others are compared, as what they tell may be two contacts."""
    same = {"family": ["talks"] * 2, "direction": [None] * 2, "cast": [0, 0]} | change
    frame = _frame(told).assign(**same).astype({"family": "str", "direction": "str"})
    groups = number_near(frame, np.zeros(2, dtype="int64"))
    assert find_alike(frame, groups, frame["cast"].to_numpy()).tolist() == [are_alike] * 2


def test_one_that_differs_is_against_all_of_its_group():
    """Others of the group may go with it, and those of another group do not care."""
    frame = _frame([MONDAY, MONDAY, TUESDAY, ("held", 110, 110, True, 110)])
    frame = frame.assign(family="talks", direction=pd.Series([None] * 4, dtype="str"))
    groups = number_near(frame, np.zeros(4, dtype="int64"))
    casts = np.zeros(4, dtype="int64")
    assert find_alike(frame, groups, casts).tolist() == [False, False, False, True]
