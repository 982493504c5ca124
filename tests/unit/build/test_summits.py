"""Multilateral contacts whose sides each publisher tells in part (rule SAME-MULTI)."""

from __future__ import annotations

import pytest

NOBODY = ("unknown", None, None)
SUMMIT = "multilateral_meeting"


def tell(story, sides, date="2022-06-29", publisher="RUS", contact_type=SUMMIT, **told):
    """Tell a multilateral contact of sides without persons."""
    release = told.pop("release", None) or story.release(publisher, "2022-06-30")
    cast = told.pop("cast", dict.fromkeys(sides.split(), NOBODY))
    story.tell(release, contact_type, date, cast, is_multilateral=True, **told)


def test_tellings_that_share_two_sides_are_one_contact_of_all_sides(story):
    """SAME-MULTI: its sides are the union."""
    tell(story, "RUS TKM KAZ", publisher="RUS")
    tell(story, "AZE TKM KAZ", publisher="TKM")
    assert story.contact().sides == ["AZE", "KAZ", "RUS", "TKM"]


@pytest.mark.parametrize(
    ("sides", "others"),
    [
        pytest.param("RUS ARM BLR", {}, id="one-side-shared"),
        pytest.param("RUS TKM IRN", {"date": "2022-06-28"}, id="another-day"),
        pytest.param("RUS TKM IRN", {"host_country": "ARM"}, id="another-host"),
        pytest.param("RUS TKM IRN", {"contact_type": "ceremony"}, id="another-family"),
    ],
)
def test_tellings_that_share_less_stay_apart(story, sides, others):
    """SAME-MULTI: one day, family and host, and two sides."""
    tell(story, "RUS TKM KAZ", host_country="TKM")
    tell(story, sides, publisher="TKM", **others)
    assert len(story.contacts()) == 2


def test_the_body_that_meets_names_the_event(story):
    """SAME-MULTI: one side and the named event; Russia with CSTO and Armenia with CSTO."""
    story.bodies = frozenset({"CSTO"})
    tell(story, "RUS CSTO", publisher="RUS")
    tell(story, "ARM CSTO", publisher="ARM")
    assert story.contact().sides == ["ARM", "CSTO", "RUS"]


def test_two_talks_that_one_release_tells_apart_stay_apart(story):
    """MENTION: three presidents met, and then with the European Union."""
    release = story.release("UKR", "2022-06-30")
    tell(story, "GEO MDA UKR", release=release)
    tell(story, "GEO MDA UKR EU", release=release)
    assert [len(one.sides) for one in story.contacts()] in ([3, 4], [4, 3])


def test_a_part_of_the_sides_goes_with_the_most_alike(story):
    """SAME-MULTI: of two talks of the day, those whose sides differ least."""
    release = story.release("UKR", "2022-06-30")
    tell(story, "GEO MDA UKR", release=release)
    tell(story, "GEO MDA UKR EU POL", release=release)
    tell(story, "GEO MDA UKR TUR", publisher="GEO")
    assert sorted(len(one.sides) for one in story.contacts()) == [4, 5]


def test_a_part_that_fits_two_equally_is_ambiguous(story):
    """SAME-MULTI: which of the two was told cannot be known."""
    release = story.release("UKR", "2022-06-30")
    tell(story, "GEO MDA UKR", release=release)
    tell(story, "GEO MDA POL", release=release)
    tell(story, "GEO MDA", publisher="GEO")
    assert sorted((len(one.sides), one.is_ambiguous) for one in story.contacts()) == [
        (2, True),
        (3, False),
        (3, False),
    ]


def test_leaders_and_ministers_of_the_same_states_met_apart(story):
    """SAME-CONTACT: no side has two different principals."""
    for level in ("head_of_state", "foreign_minister"):
        cast = dict.fromkeys(("RUS", "TKM", level[:3].upper()), (level, None, None))
        tell(story, "", cast=cast, publisher=level[:3].upper())
    assert len(story.contacts()) == 2


def test_talks_of_two_are_not_part_of_the_summit(story):
    """TYPE-THREE: bilateral talks on the sidelines are a contact of their own."""
    tell(story, "RUS TKM KAZ")
    story.tell(story.release("TKM"), "meeting", "2022-06-29", {"RUS": NOBODY, "TKM": NOBODY})
    assert sorted(one.format for one in story.contacts()) == ["bilateral", "multilateral"]


def test_three_sides_are_multilateral_whatever_was_told(story):
    """TYPE-THREE: format is multilateral where three or more sides take part."""
    cast = dict.fromkeys(("RUS", "TKM", "KAZ"), NOBODY)
    story.tell(story.release("RUS"), "consultations", "2022-06-29", cast, is_multilateral=False)
    assert story.contact().format == "multilateral"
