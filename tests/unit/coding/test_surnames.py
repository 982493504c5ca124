"""A surname is the same in every case."""

from __future__ import annotations

import pytest

from pipelines.coding.sides import surname_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("В.Путин", "Владимиром Путиным", id="initials"),
        pytest.param("Владимира Зеленского", "Владимир Зеленский", id="adjective"),
        pytest.param("Эмомали Рахмон", "Эмомали Рахмоном", id="consonant"),
        pytest.param("Ван И", "Ван И.", id="taken-for-an-initial"),
    ],
)
def test_cases_of_a_surname_agree(one, other):
    """Else one man in two sentences would be two, and one meeting two."""
    assert surname_of(one) == surname_of(other)


@pytest.mark.parametrize("name", ["Nikol Pashinyan", "Xi Jinping", "Serbia"])
def test_a_latin_name_stays_whole(name):
    """Russian endings are not looked for in Latin letters."""
    assert surname_of(name) == name.split()[-1].lower()


def test_a_name_in_capitals_is_the_same():
    """A headline in capitals names whom the text names below it."""
    assert surname_of("PRESIDENT FREI") == surname_of("Eduardo Frei")
