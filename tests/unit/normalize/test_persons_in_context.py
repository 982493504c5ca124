"""Persons are resolved by office, name and day, and never guessed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from pipelines.normalized import make_phrase, normalize_phrases
from pipelines.reference import load_reference


@pytest.fixture(scope="module")
def reference():
    """Return the project's own reference data."""
    return load_reference()


def _persons(reference, text, day, publisher="RUS"):
    phrase = make_phrase(text, published=day, publisher=publisher)
    (found,) = normalize_phrases([phrase], reference)
    return [(one["person"], one["country"]) for one in found["persons"]]


@pytest.mark.parametrize(
    ("text", "day", "persons"),
    [
        pytest.param("The Turkmen leader was received.", date(2021, 5, 8),
                     [("Gurbanguly Berdimuhamedov", "TKM")], id="father"),
        pytest.param("The Turkmen leader was received.", date(2023, 5, 8),
                     [("Serdar Berdimuhamedov", "TKM")], id="son"),
        pytest.param("He thanked President Bush.", date(1991, 5, 8),
                     [("George H. W. Bush", "USA")], id="surname-and-office-on-a-day"),
        pytest.param("He thanked President Bush.", date(2002, 5, 8),
                     [("George W. Bush", "USA")], id="the-same-later"),
        pytest.param("Putin called.", date(2022, 5, 8), [("Vladimir Putin", "RUS")],
                     id="surname-alone"),
        pytest.param("Putin called.", date(1995, 5, 8), [], id="surname-before-any-office"),
        pytest.param("King Abdullah spoke with Mr. Jordan.", date(2012, 5, 8),
                     [("Abdullah", None)], id="a-state-in-a-king's-name-is-no-surname"),
        pytest.param("He thanked President Ahmad al-Sharaa.", date(2025, 5, 14), [],
                     id="nobody-else-of-whose-name-a-part-is"),
        pytest.param("She met Xi Jing Jinping and Nicolás Maduro Moros.", date(2023, 5, 8),
                     [("Xi Jinping", "CHN"), ("Nicolás Maduro", "VEN")], id="longer-names"),
        pytest.param("He thanked President Paul Kagame.", date(2013, 11, 5),
                     [("Paul Kagame", "RWA")], id="an-organisation-led-in-another-year"),
        pytest.param("President of Chad Hissein Newman arrived.", date(2022, 5, 8),
                     [("Hissein Newman", "TCD")], id="the-release-beats-the-table"),
    ],
)  # fmt: skip
def test_persons_are_those_of_the_day(reference, text, day, persons):
    """The same words mean other people on other days (WHO-DATE)."""
    found = _persons(reference, text, day)
    wanted = [(name, country) for name, country in persons if country is not None]
    assert [one for one in found if one[1] != "RUS" or one in wanted] == wanted


def test_name_of_officials_of_two_states_is_left_open_with_its_candidates(reference):
    """A guess between two people would be right half of the time, and nobody would know when."""
    holders = reference.holders
    spelled = holders[holders["evidence"] != "none"].explode("aliases")
    n_states = spelled.groupby("aliases")["country"].nunique()
    name = min(alias for alias in n_states[n_states > 1].index if " " in alias)
    phrase = make_phrase(f"Talks with {name} were held.", published=date(2000, 5, 8))
    (found,) = normalize_phrases([phrase], reference)
    assert found["persons"] == []
    (left,) = found["unresolved"]
    assert left["person"] == name
    assert len(left["candidates"]) > 1


def test_counterpart_has_the_office_of_whose_counterpart_it_is(reference):
    """The word names a side and, only through the other official, an office."""
    text = "Foreign Minister Sergei Lavrov of Russia spoke with his Turkish counterpart."
    found = _persons(reference, text, date(2022, 5, 8))
    assert found == [("Sergey Lavrov", "RUS"), ("Mevlüt Çavuşoğlu", "TUR")]


def test_the_two_presidents_are_those_of_the_sides_named_before(reference):
    """Who reads on knows them; so must the table."""
    text = (
        "President of Kazakhstan Kassym-Jomart Tokayev received President of Tajikistan "
        "Emomali Rahmon. The two presidents agreed to meet again."
    )
    found = _persons(reference, text, date(2022, 5, 8), "KAZ")
    assert found[2:] == [("Kassym-Jomart Tokayev", "KAZ"), ("Emomali Rahmon", "TJK")]


def test_leader_whose_office_prose_does_not_name_is_found(reference):
    """Viet Nam is led by the general secretary of a party, an office of no words of ours."""
    found = _persons(reference, "The Vietnamese leader was received.", date(2015, 5, 8))
    assert found == [("Nguyễn Phú Trọng", "VNM")]


@pytest.mark.parametrize("tag", ["en", "ru"])
def test_patterns_of_actors_end(reference, tag):
    """Without an end each of a run of "Mr. Mr. Mr." would be sought through to the last."""
    patterns = reference.languages[tag].actors.patterns
    assert [one.pattern for one in patterns if re.search("[*+]|,}", one.pattern)] == []
