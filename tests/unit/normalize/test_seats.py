"""A capital is its state only where it acts as one."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.normalized import make_phrase, normalize_phrases
from pipelines.reference import load_reference


@pytest.fixture(scope="module")
def reference():
    """Return the project's own reference data."""
    return load_reference()


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        pytest.param("Tashkent and Moscow agreed on a road map.", ["UZB", "RUS"], id="pair"),
        pytest.param("The Kremlin rejects the claim.", ["RUS"], id="seat"),
        pytest.param("Talks between Ankara and Baku went well.", ["TUR", "AZE"], id="between"),
        pytest.param("Ankara's position is known.", ["TUR"], id="what-a-state-has"),
        pytest.param("He arrived in Vienna from Bern.", [], id="destination"),
        pytest.param("They met at the Kremlin.", [], id="venue"),
        pytest.param("Ankara's airport was closed.", [], id="what-a-city-has"),
        pytest.param("Moscow, 7 May 2023", [], id="dateline"),
    ],
)
def test_capital_that_acts_is_a_side_and_another_is_a_place(reference, text, sides):
    """Counting every capital as its state would make a party of each venue."""
    (found,) = normalize_phrases([make_phrase(text, published=date(2023, 5, 8))], reference)
    assert [side["country"] for side in found["sides"]] == sides
