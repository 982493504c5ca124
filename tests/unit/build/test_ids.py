"""Ids of mentions and contacts: what changes them and what does not (rules SAME-ID, SAME-ORDER)."""

from __future__ import annotations

import pytest

PUTIN = ("head_of_state", "Vladimir Putin", "Q7747")
LAVROV = ("foreign_minister", "Sergey Lavrov", "Q58217")
SERDAR = ("head_of_state", "Serdar Berdimuhamedov", "Q18357826")
MINISTERS = {"RUS": LAVROV, "TKM": ("foreign_minister", "Rashid Meredov", "Q2132064")}
CALL = "telephone_conversation"


def ids(story):
    """Return the ids of the contacts."""
    return [one.contact_id for one in story.contacts()]


def test_ids_are_short_hex(story):
    """SAME-ID: 16 hex digits, unlike for mention and contact."""
    story.tell(story.release("RUS"), CALL, "2023-05-07")
    built = story.build()
    found = [built.contacts["contact_id"].iloc[0], built.mentions["mention_id"].iloc[0]]
    assert [len(f"{int(one, 16):016x}") for one in found] == [16, 16]
    assert found[0] != found[1]


@pytest.mark.parametrize(
    "told",
    [
        {"rule_id": "TYPE-THREE"},
        {"quote": "other words"},
        {"span_start": 90, "span_end": 95},
        {"host_country": "CHE"},
        {"status": "planned"},
        {"contact_type": "consultations"},
    ],
)
def test_a_contact_keeps_its_id_when_better_rules_say_more_of_it(story, told):
    """SAME-ID: it hashes sides, family and first day, not wording, spans or types."""
    release = story.release("RUS")
    story.tell(release, "meeting", "2023-05-07")
    before = ids(story)
    story.mentions[0] |= told
    assert ids(story) == before


@pytest.mark.parametrize("told", [{"first_day": "2023-05-06"}, {"contact_type": CALL}])
def test_a_contact_changes_its_id_with_the_evidence(story, told):
    """SAME-ID: another day or family is another contact."""
    story.tell(story.release("RUS"), "meeting", "2023-05-07", last_day="2023-05-07")
    before = ids(story)
    story.mentions[0] |= told
    assert ids(story) != before


def test_a_second_release_leaves_the_id_of_its_contact(story):
    """SAME-ID: who else tells of it is no part of it."""
    story.tell(story.release("RUS"), CALL, "2023-05-07")
    before = ids(story)
    story.tell(story.release("TKM", "2023-05-01"), CALL, "2023-05-07")
    assert ids(story) == before


def test_equals_are_numbered_by_level(story):
    """SAME-ID: the leaders' call keeps its id when the ministers' of that day is found."""
    story.tell(story.release("RUS"), CALL, "2023-05-07")
    before = ids(story)
    story.tell(story.release("RUS", "2023-05-01"), CALL, "2023-05-07", MINISTERS)
    by_level = {one.level: one.contact_id for one in story.contacts()}
    assert [by_level["head_of_state"]] == before
    assert by_level["foreign_minister"] not in before


def test_an_undated_contact_is_known_by_the_release_that_told_it_first(story):
    """SAME-ID: without a day the release stands for it."""
    for name in ("first", "second"):
        story.tell(story.release("RUS", name=name), "visit", None, status="invited")
    both = ids(story)
    assert len(set(both)) == 2
    story.releases, story.mentions = story.releases[:1], story.mentions[:1]
    assert set(ids(story)) < set(both)


def test_mentions_alike_in_one_release_have_ids_of_their_own(story):
    """SAME-ID: an ordinal among equals, in the order of the text."""
    release = story.release("RUS")
    for contact_type in ("visit", "official_visit"):
        story.tell(release, contact_type, "2023-05-07")
    assert story.build().mentions["mention_id"].nunique() == 2
