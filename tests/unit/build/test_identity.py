"""Mentions of the same day become one contact, or do not (rule SAME-CONTACT)."""

from __future__ import annotations

import pytest

PUTIN = ("head_of_state", "Vladimir Putin", "Q7747")
LAVROV = ("foreign_minister", "Sergey Lavrov", "Q58217")
SERDAR = ("head_of_state", "Serdar Berdimuhamedov", "Q18357826")
GURBANGULY = ("head_of_state", "Gurbanguly Berdimuhamedov", "Q316547")
MEREDOV = ("foreign_minister", "Rashid Meredov", "Q2132064")
NOBODY = ("unknown", None, None)
LEADERS = {"RUS": PUTIN, "TKM": SERDAR}
MINISTERS = {"RUS": LAVROV, "TKM": MEREDOV}
STATES = {"RUS": NOBODY, "TKM": NOBODY}
CALL, TALKS = "telephone_conversation", "meeting"


def two_tellings(story, first, second, contact_type=CALL):
    """Tell a contact of 7 May 2023 with two casts, each by another side's publisher."""
    story.tell(story.release("RUS", "2023-05-07"), contact_type, "2023-05-07", first)
    story.tell(story.release("TKM", "2023-05-08"), contact_type, "2023-05-07", second)


def test_two_sides_that_report_the_same_call_tell_of_one_contact(story):
    """SAME-CONTACT: whoever tells of them."""
    two_tellings(story, LEADERS, LEADERS)
    call = story.contact()
    assert call.reported_by == ["RUS", "TKM"]
    assert call.n_releases == 2


def test_the_same_text_at_another_address_tells_of_the_same_contact(story):
    """RELEASE: one publisher, two releases."""
    for _ in range(2):
        story.tell(story.release("RUS", "2023-05-07"), CALL, "2023-05-07")
    assert story.contact().n_releases == 2


@pytest.mark.parametrize(
    ("first", "second", "n_contacts"),
    [
        pytest.param(LEADERS, STATES, 1, id="unknown-level-fits-any"),
        pytest.param(LEADERS, MINISTERS, 2, id="leaders-and-ministers"),
        pytest.param(LEADERS, LEADERS | {"TKM": GURBANGULY}, 2, id="father-and-son"),
        pytest.param(
            LEADERS | {"TKM": (*SERDAR[:1], "Berdimuhamedov", "Q1")},
            LEADERS | {"TKM": SERDAR},
            2,
            id="two-persons-of-one-surname",
        ),
        pytest.param(LEADERS, LEADERS | {"TKM": NOBODY}, 1, id="one-side-unnamed"),
        pytest.param(LEADERS, LEADERS | {"TKM": (*SERDAR[:1], None, None)}, 1, id="office-alone"),
        pytest.param(
            LEADERS,
            {"RUS": ("head_of_state", "Putin", "x-putin"), "TKM": SERDAR},
            1,
            id="surname-alone",
        ),
        pytest.param(
            LEADERS,
            {"RUS": ("head_of_state", "Владимир Путин", "x-vladimir-putin"), "TKM": SERDAR},
            1,
            id="another-script",
        ),
        pytest.param(
            {"RUS": LAVROV, "TKM": SERDAR},
            {"RUS": LAVROV, "TKM": MEREDOV},
            2,
            id="a-minister-received-by-two",
        ),
        pytest.param(
            {"RUS": LAVROV, "TKM": [MEREDOV, ("minister", "Batyr Atdayev", None)]},
            MINISTERS,
            1,
            id="delegation-under-one-head",
        ),
        pytest.param(
            {"RUS": PUTIN, "TKM": NOBODY},
            {"RUS": PUTIN, "TKM": ("head_of_government", "Somebody Else", "Q1")},
            1,
            id="side-of-unknown-level-may-be-any",
        ),
    ],
)
def test_levels_and_principals_tell_contacts_apart(story, first, second, n_contacts):
    """SAME-CONTACT: levels equal or one unknown, no side with two different principals."""
    two_tellings(story, first, second)
    assert len(story.contacts()) == n_contacts


def test_a_head_of_organisation_ranks_with_a_head_of_government(story):
    """WHO-LEVEL: the two are spelled otherwise and compare as equals."""
    sides = {"RUS": PUTIN, "EU": ("head_of_organisation", None, None)}
    two_tellings(story, sides, sides | {"EU": ("head_of_government", None, None)})
    assert len(story.contacts()) == 1


def test_a_telling_without_persons_that_fits_two_contacts_stands_alone(story):
    """SAME-CONTACT: nothing is guessed about who called."""
    two_tellings(story, LEADERS, MINISTERS)
    for _ in range(2):
        story.tell(story.release("TKM", "2023-06-01"), CALL, "2023-05-07", STATES)
    contacts = story.contacts()
    assert sorted(one.level for one in contacts) == ["foreign_minister", "head_of_state", "unknown"]
    assert [one.is_ambiguous for one in contacts if one.level == "unknown"] == [True]


@pytest.mark.parametrize("contact_type", ["telephone_conversation", "video_conference", "meeting"])
def test_talks_of_unknown_channel_are_what_another_release_tells(story, contact_type):
    """SAME-CONTACT: channel unknown matches the talks, telephone and video families."""
    story.tell(story.release("RUS"), TALKS, "2023-05-07", channel="unknown")
    story.tell(story.release("TKM"), contact_type, "2023-05-07")
    contact = story.contact()
    assert contact.contact_type == contact_type
    assert contact.channel != "unknown"


def test_talks_of_unknown_channel_between_a_call_and_a_meeting_are_ambiguous(story):
    """SAME-CONTACT: both happened that day, so the medium stays unknown."""
    story.tell(story.release("RUS"), TALKS, "2023-05-07", channel="unknown")
    two = story.release("TKM")
    story.tell(two, "telephone_conversation", "2023-05-07")
    story.tell(two, "meeting", "2023-05-07")
    contacts = story.contacts()
    assert {one.channel: one.is_ambiguous for one in contacts} == {
        "in_person": False,
        "telephone": False,
        "unknown": True,
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [("telephone_conversation", "meeting"), ("visit", "meeting"), ("letter", "congratulation")],
)
def test_contacts_of_two_families_stay_apart(story, first, second):
    """SAME-CONTACT: the same family; a visit and the talks in it are two contacts."""
    story.tell(story.release("RUS"), first, "2023-05-07")
    story.tell(story.release("TKM"), second, "2023-05-07")
    assert len(story.contacts()) == 2


def test_contacts_of_other_sides_stay_apart(story):
    """SAME-CONTACT: the same sides."""
    two_tellings(story, LEADERS, {"RUS": PUTIN, "KAZ": NOBODY})
    assert len(story.contacts()) == 2


@pytest.mark.parametrize(
    ("second", "told"),
    [
        pytest.param(TALKS, {}, id="alike"),
        pytest.param(TALKS, {"status": "planned"}, id="title-held-and-body-planned"),
        pytest.param(TALKS, {"channel": "unknown"}, id="medium-told-once"),
        pytest.param(TALKS, {"sides": STATES}, id="persons-told-once"),
        pytest.param("consultations", {}, id="another-word"),
    ],
)
def test_what_one_release_tells_twice_of_a_day_is_one_contact(story, second, told):
    """SAME-CONTACT: the same sides, family and day are a repetition, whoever tells of them."""
    release = story.release("RUS", "2023-05-07")
    story.tell(release, TALKS, "2023-05-07")
    story.tell(release, second, "2023-05-07", **told)
    assert story.contact().n_releases == 1


def test_talks_and_a_call_that_one_release_tells_apart_stay_apart(story):
    """MENTION: whoever tells of both, in one release, does not mean the same."""
    for _ in range(2):
        release = story.release("RUS", "2023-05-07")
        story.tell(release, TALKS, "2023-05-07", channel="unknown")
        story.tell(release, CALL, "2023-05-07")
    assert [(one.channel, one.n_releases) for one in story.contacts()] == [
        ("unknown", 2),
        ("telephone", 2),
    ]


def test_months_that_one_release_tells_apart_stay_apart(story):
    """MENTION: "in June", told beside a visit of 10 June, is another one."""
    release = story.release("RUS", "2023-05-07")
    story.tell(release, "visit", "2022-06-10")
    story.tell(release, "visit", "2022-06")
    assert len(story.contacts()) == 2


def test_a_host_tells_talks_of_unknown_channel_from_a_call(story):
    """TYPE-MEDIUM: a call has no host."""
    story.tell(story.release("RUS"), TALKS, "2023-05-07", channel="unknown", host_country="RUS")
    two = story.release("TKM")
    story.tell(two, TALKS, "2023-05-07", host_country="RUS")
    story.tell(two, CALL, "2023-05-07")
    assert [(one.channel, one.n_releases) for one in story.contacts()] == [
        ("in_person", 2),
        ("telephone", 1),
    ]


def test_a_meeting_in_the_margins_is_not_the_summit_of_the_same_named_sides(story):
    """TYPE-THREE: of the summit's many sides two are named, as at the meeting of two."""
    story.tell(story.release("RUS"), "meeting", "2023-05-07")
    summit = {"is_multilateral": True}
    story.tell(story.release("TKM"), "multilateral_meeting", "2023-05-07", **summit)
    assert [one.format for one in story.contacts()] == ["bilateral", "multilateral"]


@pytest.mark.parametrize(
    ("contact_type", "told"),
    [
        pytest.param("visit", "host_country", id="visits-to-one-another"),
        pytest.param("congratulation", "roles", id="a-message-and-its-answer"),
    ],
)
def test_contacts_in_opposite_directions_stay_apart(story, contact_type, told):
    """SAME-CONTACT, read with care: who travels to whom or writes to whom is the contact."""
    for code in ("RUS", "TKM"):
        value = code if told == "host_country" else {code: "sender"}
        story.tell(story.release(code), contact_type, "2023-05-07", **{told: value})
    assert len(story.contacts()) == 2


def test_a_planned_contact_becomes_held_on_the_day(story):
    """SAME-CONTACT and SAME-VALUES: the announcement tells of what then took place."""
    story.tell(story.release("RUS", "2023-05-01"), TALKS, "2023-05-07", status="planned")
    story.tell(story.release("RUS", "2023-05-07"), TALKS, "2023-05-07", date_basis="publication")
    assert story.contact().status == "held"


def test_the_same_day_a_year_later_is_another_contact(story):
    """SAME-CONTACT: intervals overlap; yearly calls on a holiday do not."""
    for year in (2022, 2023):
        story.tell(story.release("RUS", f"{year}-05-07"), CALL, f"{year}-05-07")
    assert len(story.contacts()) == 2


def test_no_mentions_make_empty_tables(story):
    """A first run over releases without contacts still publishes its tables."""
    story.release("RUS")
    assert [len(table) for table in (story.build().contacts, story.meetings())] == [0, 0]
