"""Two names are one person's or two persons', and a text names a person or does not."""

import pytest

from pipelines.evaluate.persons import is_named
from pipelines.normalize.names import is_same_person


@pytest.mark.parametrize(
    ("name", "other", "is_same"),
    [
        pytest.param("Sauli Niinistö", "NIINISTO Sauli", True, id="accents, case and order"),
        pytest.param("Bo Lindqvist", "Lindqvist", True, id="surname alone"),
        pytest.param("Sergei Ivanov", "Sergey Ivanov", True, id="transliteration"),
        pytest.param("Abdullah Ahmad Badawi", "Abdullah Badawi", True, id="fewer names"),
        pytest.param("Serdar Garayev", "Sergey Garayev", False, id="another given name"),
        pytest.param("Ana Ruiz", "", False, id="no name"),
    ],
)
def test_names_of_one_person_are_told_from_two_persons(name, other, is_same) -> None:
    """Spelling and order vary in releases; a father is not his son."""
    assert is_same_person(name, other) is is_same


def test_hyphenated_surname_is_no_word_of_its_last_part() -> None:
    """The surname "Jong-un" is not named by a text about the UN."""
    assert not is_named("Kim Jong-un", " a resolution of the un ")
