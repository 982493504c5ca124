"""The example at the end of the coding rules, from its coded mentions on."""

from __future__ import annotations

import pytest

PUTIN = ("head_of_state", "Vladimir Putin", "Q7747")
SERDAR = ("head_of_state", "Serdar Berdimuhamedov", "Q18357826")
NOBODY = ("unknown", None, None)


@pytest.fixture
def example(story):
    """Return the release of 8 May 2023: a call, a recalled visit, an invitation, a claim."""
    told = story.release("TKM", "2023-05-08")
    story.tell(told, "telephone_conversation", "2023-05-07", {"RUS": PUTIN, "TKM": SERDAR})
    visit = {"RUS": NOBODY, "TKM": SERDAR}
    story.tell(told, "official_visit", "2022-06", visit, host_country="RUS", told_as="recalled")
    invited = {"status": "invited", "told_as": "announced", "host_country": "RUS"}
    story.tell(told, "ceremony", None, {"RUS": PUTIN, "TKM": SERDAR}, **invited)
    story.claim(told, 6, "2022", level="leaders")
    return story


def test_the_visit_is_counted_against_six_claimed_meetings(example):
    """COUNT-CLAIM: 1 counted, 6 claimed, gap 5; the call of 2023 is no meeting."""
    rows = example.meetings()
    assert list(rows.index) == [(2022, "RUS", "TKM"), (2023, "RUS", "TKM")]
    assert rows["n_meetings"].tolist() == [1, 0]
    assert rows["n_leader_meetings"].tolist() == [1, 0]
    assert rows["n_visits"].tolist() == [1, 0]
    assert rows["n_telephone_conversations"].tolist() == [0, 1]
    assert rows["n_claimed_meetings"].tolist()[0] == 6
    assert rows["gap"].tolist()[0] == 5
    assert rows["gap"].isna().tolist() == [False, True]


def test_the_invitation_is_in_contacts_and_in_no_count(example):
    """COUNT-HELD: only what was held is counted."""
    ceremony = next(one for one in example.contacts() if one.contact_type == "ceremony")
    assert ceremony.status == "invited"
    assert ceremony.encounter_id is None or ceremony.encounter_id != ceremony.encounter_id
    assert example.types()["contact_type"].tolist() == ["official_visit", "telephone_conversation"]
