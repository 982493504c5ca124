"""Contacts known to a month or longer, and those without a date."""

from __future__ import annotations

import pytest

CALL, VISIT, TALKS = "telephone_conversation", "visit", "meeting"
LAVROV = ("foreign_minister", "Sergey Lavrov", "Q58217")
MEREDOV = ("foreign_minister", "Rashid Meredov", "Q2132064")
MINISTERS = {"RUS": LAVROV, "TKM": MEREDOV}
TO_RUSSIA = {"host_country": "RUS"}


def test_a_month_joins_the_one_contact_inside_it(story):
    """SAME-COARSE: the recalled visit of June is the visit of 10 June."""
    story.tell(story.release("RUS", "2022-06-10"), "official_visit", "2022-06-10", **TO_RUSSIA)
    story.tell(story.release("TKM", "2023-05-08"), VISIT, "2022-06", **TO_RUSSIA)
    assert story.contact().date_edtf == "2022-06-10"


def test_a_month_with_two_contacts_inside_stands_alone(story):
    """SAME-COARSE: if there are several it is ambiguous."""
    for day in ("2022-06-10", "2022-06-29"):
        story.tell(story.release("RUS", day), TALKS, day)
    story.tell(story.release("TKM", "2023-05-08"), TALKS, "2022-06")
    flags = {one.date_edtf: one.is_ambiguous for one in story.contacts()}
    assert flags == {"2022-06-10": False, "2022-06-29": False, "2022-06": True}


def test_the_same_ambiguous_month_told_twice_is_counted_once(story):
    """SAME-CONTACT: two tellings alike in all that is known overlap one another too."""
    for day in ("2022-06-10", "2022-06-29"):
        story.tell(story.release("RUS", day), TALKS, day)
    for _ in range(2):
        story.tell(story.release("TKM", "2023-05-08"), TALKS, "2022-06")
    assert len(story.contacts()) == 3


@pytest.mark.parametrize(
    "others",
    [
        pytest.param({"sides": MINISTERS}, id="another-level"),
        pytest.param({"host_country": "TKM"}, id="another-host"),
        pytest.param({"contact_type": "working_visit"}, id="another-kind-of-visit"),
    ],
)
def test_a_month_does_not_join_a_contact_that_contradicts_it(story, others):
    """SAME-COARSE: the contact of that pair, family and level; host and kind must agree too."""
    fine = {"contact_type": "official_visit", **TO_RUSSIA} | others
    story.tell(story.release("RUS", "2022-06-20"), date="2022-06-20", **fine)
    story.tell(story.release("TKM", "2023-05-08"), "official_visit", "2022-06", **TO_RUSSIA)
    assert len(story.contacts()) == 2


def test_months_told_by_two_releases_are_one_contact(story):
    """SAME-CONTACT: their intervals overlap."""
    for publisher in ("RUS", "TKM"):
        story.tell(story.release(publisher, "2023-05-08"), VISIT, "2022-06", **TO_RUSSIA)
    assert story.contact().date_edtf == "2022-06"


def test_a_year_joins_the_one_month_inside_it(story):
    """SAME-COARSE and SAME-VALUES: the more precise date is kept."""
    story.tell(story.release("RUS", "2023-05-08"), VISIT, "2022")
    story.tell(story.release("TKM", "2023-05-08"), VISIT, "2022-06")
    assert story.contact().date_edtf == "2022-06"


def test_a_held_year_ends_with_the_release_that_tells_it(story):
    """STATUS-HELD: what March recalls of this year is not the contact of October."""
    story.tell(story.release("RUS", "2022-10-07"), TALKS, "2022-10-07")
    story.tell(story.release("TKM", "2022-03-01"), TALKS, "2022")
    assert len(story.contacts()) == 2


def test_a_planned_year_begins_with_the_release_that_tells_it(story):
    """STATUS-PLANNED: what November announces for this year is not the contact of May."""
    story.tell(story.release("RUS", "2022-05-07"), TALKS, "2022-05-07")
    plan = {"status": "planned", "told_as": "announced"}
    story.tell(story.release("TKM", "2022-11-01"), TALKS, "2022", **plan)
    assert len(story.contacts()) == 2


def test_a_long_or_open_range_is_coarse(story):
    """SAME-COARSE: "since March 2022" is no range of days that all contacts inside belong to."""
    for day in ("2022-04-01", "2022-05-01"):
        story.tell(story.release("RUS", day), TALKS, day)
    story.tell(story.release("TKM", "2022-06-01"), TALKS, "2022-03/..")
    contacts = story.contacts()
    assert len(contacts) == 3
    assert sum(one.is_ambiguous for one in contacts) == 1


@pytest.mark.parametrize("status", ["held", "cancelled", "planned", "invited"])
def test_an_unknown_date_joins_nothing_told_before(story, status):
    """SAME-UNDATED: across releases nothing tells that it is the same."""
    story.tell(story.release("RUS", "2023-05-01"), VISIT, "2023-05-01")
    story.tell(story.release("TKM", "2023-05-08"), VISIT, None, status=status)
    story.tell(story.release("TKM", "2023-05-09"), VISIT, None, status=status)
    assert len(story.contacts()) == 3


@pytest.mark.parametrize("status", ["planned", "invited"])
def test_a_plan_without_date_joins_the_one_contact_held_within_a_year(story, status):
    """SAME-UNDATED: the invitation was followed."""
    story.tell(story.release("RUS", "2023-05-08"), VISIT, None, status=status)
    story.tell(story.release("RUS", "2024-05-08"), VISIT, "2024-05-08")
    assert story.contact().status == "held"


@pytest.mark.parametrize(
    ("held", "status"),
    [
        pytest.param(["2024-05-09"], "invited", id="more-than-a-year-later"),
        pytest.param(["2023-06-01", "2023-09-01"], "invited", id="two-of-them"),
        pytest.param(["2023-05-08"], "invited", id="on-the-day-of-the-invitation"),
        pytest.param(["2023-06-01"], "cancelled", id="called-off"),
    ],
)
def test_a_plan_without_date_joins_nothing_else(story, held, status):
    """SAME-UNDATED: exactly one, later, within twelve months, and a plan."""
    story.tell(story.release("RUS", "2023-05-08"), VISIT, None, status=status)
    for day in held:
        story.tell(story.release("RUS", day), VISIT, day)
    assert len(story.contacts()) == 1 + len(held)


def test_a_plan_does_not_join_what_was_only_planned_later(story):
    """SAME-UNDATED: joins a held contact."""
    story.tell(story.release("RUS", "2023-05-08"), VISIT, None, status="invited")
    story.tell(story.release("RUS", "2023-06-01"), VISIT, "2023-07-01", status="planned")
    assert len(story.contacts()) == 2


def test_a_plan_of_a_release_without_publication_day_joins_nothing(story):
    """SAME-UNDATED: without its day nothing is later."""
    story.tell(story.release("RUS", None), VISIT, None, status="invited")
    story.tell(story.release("RUS", "2023-06-01"), VISIT, "2023-06-01")
    assert len(story.contacts()) == 2


@pytest.mark.parametrize("held", [CALL, "video_conference"])
def test_a_plan_for_talks_without_date_is_no_plan_for_a_call(story, held):
    """SAME-UNDATED: the same family, though the channel of the plan is not known."""
    plan = {"status": "planned", "channel": "unknown"}
    story.tell(story.release("RUS", "2023-05-08"), TALKS, None, **plan)
    story.tell(story.release("RUS", "2023-06-01"), held, "2023-06-01")
    assert len(story.contacts()) == 2
