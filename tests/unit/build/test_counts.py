"""What the two yearly tables count, and what not (rules COUNT-HELD to COUNT-CLAIM)."""

from __future__ import annotations

import pytest

PUTIN = ("head_of_state", "Vladimir Putin", "Q7747")
SERDAR = ("head_of_state", "Serdar Berdimuhamedov", "Q18357826")
MINISTER = ("foreign_minister", None, None)
NOBODY = ("unknown", None, None)
LEADERS = {"RUS": PUTIN, "TKM": SERDAR}
PAIR = ("RUS", "TKM")


def row(story, year=2022, pair=PAIR):
    """Return a row of meetings_per_year."""
    return story.meetings().loc[(year, *pair)]


def nonzero(story):
    """Return the counts of RUS and TKM in 2022 that are not zero, without n_releases."""
    counts = row(story).filter(like="n_").drop(["n_claimed_meetings", "n_releases"])
    return {name: value for name, value in counts.items() if value}


MEETING = {"n_meetings": 1, "n_bilateral_meetings": 1, "n_leader_meetings": 1}


@pytest.mark.parametrize(
    ("contact_type", "told", "counted"),
    [
        pytest.param("meeting", {}, MEETING, id="meeting"),
        pytest.param("official_visit", {}, MEETING | {"n_visits": 1}, id="visit"),
        pytest.param("meeting", {"channel": "unknown"}, {"n_unknown_channel": 1}, id="unknown"),
        pytest.param("telephone_conversation", {}, {"n_telephone_conversations": 1}, id="call"),
        pytest.param("video_conference", {}, {"n_video_conferences": 1}, id="video"),
        pytest.param("letter", {}, {"n_written": 1}, id="letter"),
        pytest.param("congratulation", {}, {"n_written": 1}, id="congratulation"),
        pytest.param("condolence", {}, {"n_written": 1}, id="condolence"),
        pytest.param("credentials", {}, {}, id="credentials"),
        pytest.param("ceremony", {}, {}, id="ceremony"),
    ],
)
def test_each_type_is_counted_in_its_column(story, contact_type, told, counted):
    """COUNT-MEETING and COUNT-OTHERS."""
    story.tell(story.release("RUS"), contact_type, "2022-05-07", **told)
    assert nonzero(story) == counted


@pytest.mark.parametrize(
    ("date", "status"),
    [
        ("2022-05-07", "planned"),
        ("2022-05-07", "invited"),
        ("2022-05-07", "cancelled"),
        ("2021/2022", "held"),
        (None, "held"),
    ],
)
def test_only_held_contacts_with_a_year_are_counted(story, date, status):
    """COUNT-HELD: all others are in `contacts` and in no count."""
    story.tell(story.release("RUS", "2023-01-01"), "meeting", date, status=status)
    assert story.meetings().empty
    assert story.types().empty
    assert len(story.contacts()) == 1


def test_a_visit_and_its_talks_are_one_meeting_and_one_visit(story):
    """ENCOUNTER: two contacts, one meeting."""
    release = story.release("RUS")
    story.tell(release, "visit", "2022-05-05/2022-05-07")
    story.tell(release, "meeting", "2022-05-06")
    assert (row(story)["n_meetings"], row(story)["n_visits"]) == (1, 1)
    assert row(story)["n_releases"] == 1


def test_a_multilateral_meeting_counts_once_for_each_pair(story):
    """COUNT-HELD: three sides make three pairs, each in order of code."""
    sides = LEADERS | {"KAZ": MINISTER}
    story.tell(story.release("RUS"), "multilateral_meeting", "2022-05-07", sides)
    rows = story.meetings()
    assert list(rows.index) == [(2022, "KAZ", "RUS"), (2022, "KAZ", "TKM"), (2022, *PAIR)]
    assert rows["n_multilateral_meetings"].tolist() == [1, 1, 1]
    assert rows["n_bilateral_meetings"].tolist() == [0, 0, 0]
    assert rows["n_leader_meetings"].tolist() == [0, 0, 1]
    assert story.types().empty


def test_an_encounter_over_new_year_is_one_meeting_of_the_old_year(story):
    """DATE-YEAR: an encounter is counted once, where it began."""
    release = story.release("RUS", "2023-01-05")
    story.tell(release, "meeting", "2022-12-31")
    story.tell(release, "visit", "2023-01-01")
    assert [row(story, year)["n_meetings"] for year in (2022, 2023)] == [1, 0]
    assert row(story, 2023)["n_visits"] == 1


@pytest.mark.parametrize(
    ("other", "n_leader_meetings"),
    [
        pytest.param(SERDAR, 1, id="leaders"),
        pytest.param(("head_of_government", None, None), 1, id="head-of-government"),
        pytest.param(NOBODY, 1, id="unknown-takes-the-others-level"),
        pytest.param(("head_of_organisation", None, None), 0, id="head-of-organisation"),
        pytest.param(MINISTER, 0, id="minister"),
    ],
)
def test_leaders_are_heads_of_state_or_government_on_both_sides(story, other, n_leader_meetings):
    """WHO-LEVEL and COUNT-MEETING."""
    story.tell(story.release("RUS"), "meeting", "2022-05-07", {"RUS": PUTIN, "TKM": other})
    assert row(story)["n_leader_meetings"] == n_leader_meetings


def test_what_two_contacts_of_an_encounter_tell_of_leaders_is_taken_together(story):
    """WHO-LEVEL: each tells the level of one side; together they are a meeting of leaders."""
    release = story.release("RUS")
    story.tell(release, "visit", "2022-05-07", {"RUS": PUTIN, "TKM": NOBODY})
    story.tell(release, "meeting", "2022-05-07", {"RUS": NOBODY, "TKM": SERDAR})
    assert (row(story)["n_meetings"], row(story)["n_leader_meetings"]) == (1, 1)


def test_a_visit_whose_talks_were_with_a_minister_is_no_meeting_of_leaders(story):
    """WHO-LEVEL: the side that the visit leaves unknown is told by the talks."""
    release = story.release("RUS")
    story.tell(release, "visit", "2022-05-07", {"RUS": PUTIN, "TKM": NOBODY})
    story.tell(release, "meeting", "2022-05-07", {"RUS": PUTIN, "TKM": MINISTER})
    assert (row(story)["n_meetings"], row(story)["n_leader_meetings"]) == (1, 0)


def test_unknown_levels_on_both_sides_are_no_leaders(story):
    """COUNT-MEETING: nothing tells that they were."""
    story.tell(story.release("RUS"), "visit", "2022-05-07", {"RUS": NOBODY, "TKM": NOBODY})
    assert row(story)["n_leader_meetings"] == 0


@pytest.mark.parametrize(
    ("publishers", "n_two_sided"),
    [(["RUS", "TKM"], 1), (["RUS", "RUS"], 0), (["RUS", "KAZ"], 0), (["KAZ", "UZB"], 0)],
)
def test_two_sided_is_what_publishers_of_two_sides_report(story, publishers, n_two_sided):
    """Publishers of a state that took no part do not confirm a contact."""
    for publisher in publishers:
        story.tell(story.release(publisher), "meeting", "2022-05-07")
    assert row(story)["n_two_sided"] == n_two_sided
    assert story.types()["n_two_sided"].tolist() == [n_two_sided]
    assert story.types()["n_releases"].tolist() == [2]


@pytest.mark.parametrize(
    ("claims", "claimed", "gap"),
    [
        pytest.param([(6, {})], 6, 4, id="of-all-meetings"),
        pytest.param([(6, {"level": "leaders"})], 6, 5, id="of-leaders"),
        pytest.param([(4, {}), (6, {})], 6, 4, id="largest-exact"),
        pytest.param([(4, {}), (9, {"qualifier": "at_least"})], 4, 2, id="exact-before-larger"),
        pytest.param(
            [(4, {"qualifier": "about"}), (9, {"qualifier": "more_than"})], 9, 7, id="else-largest"
        ),
        pytest.param([(6, {"level": "leaders"}), (6, {})], 6, 4, id="all-meetings-before-leaders"),
        pytest.param([(1, {})], 1, -1, id="negative"),
        pytest.param([(6, {"what": "visits"})], None, None, id="of-visits"),
        pytest.param([(6, {"what": "contacts"})], None, None, id="of-contacts"),
        pytest.param([(6, {"period_last_day": "2022-06-30"})], None, None, id="half-a-year"),
        pytest.param([(6, {"period_last_day": "2023-12-31"})], None, None, id="two-years"),
        pytest.param([(6, {"period_first_day": None})], None, None, id="open-period"),
    ],
)
def test_the_claim_that_counts_and_its_gap(story, claims, claimed, gap):
    """COUNT-CLAIM: one meeting of leaders and one of ministers are counted."""
    release = story.release("RUS")
    story.tell(release, "meeting", "2022-05-07")
    story.tell(release, "meeting", "2022-07-07", {"RUS": MINISTER, "TKM": MINISTER})
    for n_claimed, others in claims:
        story.claim(release, n_claimed, **others)
    told = row(story)[["n_claimed_meetings", "gap"]]
    assert told.where(told.notna(), None).tolist() == [claimed, gap]


def test_a_year_with_a_claim_only_has_a_row(story):
    """COUNT-CLAIM: a claim is evidence about coverage."""
    story.claim(story.release("RUS"), 6)
    only = row(story)
    assert (only["n_meetings"], only["n_claimed_meetings"], only["gap"]) == (0, 6, 6)
    assert only["n_releases"] == 0


def test_coverage_tells_zero_from_not_covered(story):
    """Years in which a side's own publishers have releases in every month."""
    story.tell(story.release("RUS"), "meeting", "2022-05-07")
    rows = story.meetings(covered=[("RUS", 2022), ("TKM", 2021)])
    assert rows[["is_covered_a", "is_covered_b"]].to_numpy().tolist() == [[True, False]]


def test_types_are_counted_by_level_and_host(story):
    """COUNT-OTHERS: a host that is not told is null in the key."""
    story.tell(story.release("RUS"), "meeting", "2022-05-07", host_country="TKM")
    story.tell(story.release("RUS"), "meeting", "2022-06-07", host_country="TKM")
    story.tell(story.release("RUS"), "meeting", "2022-07-07")
    types = story.types()
    assert types["n_contacts"].tolist() == [2, 1]
    assert types["host_country"].isna().tolist() == [False, True]
    assert types["n_releases"].tolist() == [2, 1]
    spans = types[["first_day", "last_day"]].astype("str").to_numpy().tolist()
    assert spans == [["2022-05-07", "2022-06-07"], ["2022-07-07", "2022-07-07"]]
