"""Which contacts in person are one meeting (rule ENCOUNTER)."""

from __future__ import annotations

import pytest

PUTIN = ("head_of_state", "Vladimir Putin", "Q7747")
SERDAR = ("head_of_state", "Serdar Berdimuhamedov", "Q18357826")
LEADERS = {"RUS": PUTIN, "TKM": SERDAR}
MINISTER = ("foreign_minister", None, None)
MINISTERS = {"RUS": MINISTER, "TKM": MINISTER}
NOBODY = ("unknown", None, None)
TALKS, VISIT = "meeting", "visit"


def count(story, *tellings):
    """Tell contacts, each (type, date, sides) or more, in one release; count their encounters."""
    release = story.release("RUS", "2023-12-31")
    for contact_type, date, sides, *others in tellings:
        story.tell(release, contact_type, date, sides, **(others[0] if others else {}))
    ids = story.build().contacts["encounter_id"]
    assert ids.notna().all()
    return ids.nunique()


@pytest.mark.parametrize(
    ("visit", "talks", "n_encounters"),
    [
        pytest.param("2023-05-05/2023-05-07", "2023-05-06", 1, id="during-the-visit"),
        pytest.param("2023-05-05", "2023-05-06", 1, id="on-the-next-day"),
        pytest.param("2023-05-05", "2023-05-07", 2, id="two-days-later"),
        pytest.param("2023-05-06", "2023-05", 1, id="coarse-with-one-inside"),
        pytest.param("2023-05", "2023-05", 1, id="both-of-one-month"),
        pytest.param("2023-05", "2023-06", 2, id="two-months"),
        pytest.param(None, "2023-05-06", 2, id="unknown-date"),
        pytest.param(None, None, 2, id="both-unknown"),
        pytest.param("2022-12-31", "2023-01-01", 1, id="over-new-year"),
    ],
)
def test_a_visit_and_talks_of_leaders(story, visit, talks, n_encounters):
    """ENCOUNTER: overlapping or next day is one; a coarser one joins what it alone contains."""
    assert count(story, (VISIT, visit, LEADERS), (TALKS, talks, LEADERS)) == n_encounters


def test_days_without_a_break_are_one_encounter(story):
    """ENCOUNTER: each follows on the day before."""
    assert count(story, *[(TALKS, f"2023-05-0{day}", LEADERS) for day in (5, 6, 7)]) == 1


def test_a_month_with_two_encounters_stands_alone(story):
    """ENCOUNTER: joins only if exactly one lies inside."""
    days = [(TALKS, day, LEADERS) for day in ("2023-05-05", "2023-05-15")]
    assert count(story, *days, (VISIT, "2023-05", LEADERS)) == 3


def test_a_month_at_another_place_stands_alone(story):
    """ENCOUNTER, read with care: talks in Geneva are not the visit to Moscow of that month."""
    there, here = {"host_country": "CHE"}, {"host_country": "RUS"}
    visit, talks = (VISIT, "2023-05", LEADERS, here), (TALKS, "2023-05-05", LEADERS, there)
    assert count(story, visit, talks) == 2


def test_leaders_and_ministers_of_one_day_met_twice(story):
    """ENCOUNTER: of the same pair and level."""
    day = "2023-05-05"
    assert count(story, (TALKS, day, LEADERS), (TALKS, day, MINISTERS)) == 2


def test_a_minister_received_by_the_president_had_one_encounter(story):
    """WHO-LEVEL: both contacts are of the minister's level."""
    received = {"RUS": MINISTER, "TKM": SERDAR}
    day = "2023-05-05"
    assert count(story, (VISIT, day, received), (TALKS, day, MINISTERS)) == 1


@pytest.mark.parametrize(
    ("visit", "n_encounters"),
    [
        pytest.param({"RUS": PUTIN, "TKM": NOBODY}, 1, id="one-side-unknown"),
        pytest.param({"RUS": NOBODY, "TKM": NOBODY}, 1, id="both-unknown"),
        pytest.param({"RUS": MINISTER, "TKM": NOBODY}, 2, id="a-minister"),
    ],
)
def test_a_visit_of_unknown_level_is_part_of_the_talks_it_touches(story, visit, n_encounters):
    """ENCOUNTER: whoever received the guest is told by the talks, here a head of government."""
    talks = {"RUS": PUTIN, "TKM": ("head_of_government", None, None)}
    day = "2023-05-05"
    assert count(story, (VISIT, day, visit), (TALKS, day, talks)) == n_encounters


def test_a_visit_of_unknown_level_between_two_encounters_stands_alone(story):
    """ENCOUNTER: which of the two it was cannot be known."""
    day, nobody = "2023-05-05", {"RUS": NOBODY, "TKM": NOBODY}
    assert count(story, (VISIT, day, nobody), (TALKS, day, LEADERS), (TALKS, day, MINISTERS)) == 3


def test_a_multilateral_contact_is_an_encounter_of_its_own(story):
    """ENCOUNTER: talks of two on its margins are another."""
    summit = ("multilateral_meeting", "2023-05-05", LEADERS | {"KAZ": NOBODY})
    assert count(story, summit, (TALKS, "2023-05-05", LEADERS)) == 2


@pytest.mark.parametrize(
    ("contact_type", "told"),
    [
        pytest.param("telephone_conversation", {}, id="call"),
        pytest.param("video_conference", {}, id="video"),
        pytest.param("credentials", {}, id="credentials"),
        pytest.param("ceremony", {}, id="ceremony"),
        pytest.param("letter", {}, id="letter"),
        pytest.param(TALKS, {"channel": "unknown"}, id="unknown-channel"),
        pytest.param(TALKS, {"status": "planned"}, id="planned"),
        pytest.param(VISIT, {"status": "cancelled"}, id="cancelled"),
    ],
)
def test_what_is_never_a_meeting_has_no_encounter(story, contact_type, told):
    """COUNT-MEETING: in person, talks and visits, held."""
    story.tell(story.release("RUS"), contact_type, "2023-05-05", **told)
    assert story.build().contacts["encounter_id"].isna().all()


def test_encounters_of_two_pairs_are_two(story):
    """ENCOUNTER: of the same pair, even on one day at one place."""
    day = "2023-05-05"
    assert count(story, (TALKS, day, LEADERS), (TALKS, day, {"RUS": PUTIN, "KAZ": NOBODY})) == 2
