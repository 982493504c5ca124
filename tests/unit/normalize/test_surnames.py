"""By what a person may be called without given names."""

from __future__ import annotations

import pytest

from pipelines.normalize.names import surnames_of, without_last_surname


@pytest.mark.parametrize(
    ("name", "surnames"),
    [
        ("Emmanuel Macron", ["Macron"]),
        ("Alexander De Croo", ["Croo", "De Croo"]),
        ("Ursula von der Leyen", ["Leyen", "der Leyen", "von der Leyen"]),
        ("Enrique Peña Nieto", ["Nieto", "Peña Nieto"]),
        ("Jaap de Hoop Scheffer", ["Scheffer", "Hoop Scheffer", "de Hoop Scheffer"]),
    ],
)
def test_surname_begins_with_its_particles(name, surnames):
    """The last word, the last two, and all from the first particle on."""
    assert surnames_of(name) == surnames


def test_name_of_one_word_is_its_own_surname():
    """Nothing is cut off a single word."""
    assert surnames_of("Boediono") == ["Boediono"]


@pytest.mark.parametrize(
    ("name", "shorter"),
    [
        ("José Manuel Albares Bueno", "José Manuel Albares"),
        ("Luis Videgaray Caso", "Luis Videgaray"),
        ("Hamad bin Khalifa Al Thani", "Hamad bin Khalifa"),
        ("Ursula von der Leyen", None),
        ("Emmanuel Macron", None),
    ],
)
def test_last_surname_is_left_out_with_its_particles(name, shorter):
    """Two words must be left: a given name alone is nobody."""
    assert without_last_surname(name) == shorter
