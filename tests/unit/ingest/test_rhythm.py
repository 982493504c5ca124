"""When a source is silent for too long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pipelines.ingest.rhythm import find_silence

START = date(2023, 1, 1)


def _days(*offsets):
    return [START + timedelta(days=n) for n in offsets]


@pytest.mark.parametrize(
    ("days", "today", "own", "expected"),
    [
        pytest.param(_days(0, 1, 2, 3, 4), 8, None, True, id="daily-and-four-days-silent"),
        pytest.param(_days(0, 1, 2, 3, 4), 6, None, False, id="daily-and-a-weekend"),
        pytest.param(_days(0, 30, 60, 90, 120), 150, None, False, id="monthly-as-usual"),
        pytest.param(_days(0, 30, 60, 90, 120), 170, None, True, id="monthly-and-silent"),
        pytest.param(_days(0, 1), 300, None, False, id="no-rhythm-yet"),
        pytest.param(_days(0), 31, 30, True, id="own-bound"),
        pytest.param(_days(0), 30, 30, False, id="own-bound-kept"),
        pytest.param([], 300, 30, False, id="nothing-ever"),
    ],
)
def test_silence_is_longer_than_the_longest_pause_and_half_of_it(days, today, own, expected):
    """A weekly bulletin is not silent on a Wednesday."""
    found = find_silence(days, START + timedelta(days=today), own)
    assert (found is not None) is expected
