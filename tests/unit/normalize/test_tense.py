"""The tense of a sentence decides the year of a date without one."""

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
    ("language", "text", "edtf"),
    [
        pytest.param("en", "They last met in August.", "2022-08", id="past"),
        pytest.param("en", "They will meet in August.", "2023-08", id="future"),
        pytest.param("en", "After the talks held in March, they will meet in June.", "2023-03",
                     id="verb-of-its-own-clause"),
        pytest.param("en", "Declaration of 1 November", "2023-11-01", id="no-verb-is-the-nearest"),
        pytest.param("en", "The United Nations in November", "2022-11", id="a-name-is-no-verb"),
        pytest.param("ru", "Переговоры состоялись в августе.", "2022-08", id="past-in-russian"),
        pytest.param("ru", "Переговоры состоятся в августе.", "2023-08", id="future-in-russian"),
    ],
)  # fmt: skip
def test_month_without_year_is_read_by_the_verb_beside_it(reference, language, text, edtf):
    """What is told as past lies before the release, what is announced after it (DATE-NEAREST)."""
    phrase = make_phrase(text, published=date(2023, 5, 8), language=language)
    (found,) = normalize_phrases([phrase], reference)
    assert found["dates"][0]["date_edtf"] == edtf
