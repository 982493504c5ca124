"""One preposition leads there or tells where, and the case of the place decides."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pipelines.normalize.goals_by_case import settle_goals_by_case
from pipelines.normalize.raw_token import RawToken
from pipelines.records import Span
from pipelines.reference import load_reference


@pytest.fixture(scope="module")
def words():
    """Return the words of actors in Russian."""
    return load_reference().languages["ru"].actors


@pytest.mark.parametrize(
    ("place", "symbol"),
    [
        pytest.param("Россию", "y", id="feminine"),
        pytest.param("Казахстан", "y", id="masculine"),
        pytest.param("Москву", "y", id="town"),
        pytest.param("России", "l", id="locative"),
        pytest.param("Казахстане", "l", id="locative-masculine"),
        pytest.param("Баку", "l", id="no-cases"),
        pytest.param("США", "l", id="letters"),
        pytest.param("ОАЭ", "l", id="letters-too"),
        pytest.param("КНР", "l", id="letters-with-a-consonant"),
    ],
)
def test_goal_is_told_by_its_case(place, symbol, words):
    """A visit leads to a place, an ambassador sits in one."""
    text = f"в {place}"
    tokens = [RawToken("l", Span(0, 1), "в"), RawToken("S", Span(2, len(text)), place)]
    assert [token.symbol for token in settle_goals_by_case(tokens, words)] == [symbol, "S"]


def test_a_language_without_cases_is_left_alone():
    """English has two prepositions."""
    tokens = [RawToken("l", Span(0, 2), "in"), RawToken("S", Span(3, 9), "Moskau")]
    assert settle_goals_by_case(tokens, SimpleNamespace(goals=None)) == tokens
