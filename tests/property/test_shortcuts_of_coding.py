"""Each shortcut of the rules of coding finds what the plain way finds."""

# ruff: noqa: SLF001 - shortcuts are taken inside, where nobody else looks
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import text as texts
from pipelines.coding import agreement, contacts, title
from pipelines.records import Participant


@given(text=st.lists(st.sampled_from([*'ab\n"', "\n\n"])).map("".join), place=st.integers(0, 12))
def test_a_paragraph_begins_where_a_search_for_two_breaks_finds(text, place):
    """Looking for one break after the other finds the last two."""
    assert texts.begin_of_paragraph(text, place) == text.rfind("\n\n", 0, place)


@given(
    text=st.lists(st.sampled_from(["I ", "i ", "will", "met ", "xi ", ". ", "I", " "])).map("".join)
)
def test_who_says_i_is_found_as_by_a_search(text):
    """Splitting a text at the letter finds each place where somebody says "I"."""
    assert [*title._spoken(text)] == [match.start() for match in title._SPEAKS.finditer(text)]


@given(
    text=st.lists(st.sampled_from([*"aAM9.!?) \n", ". ", ".\n", "Mr", "Hon", "Oct"])).map("".join)
)
def test_stops_behind_long_words_are_those_of_the_pattern(text):
    """No stop is counted or left out because of the letter before it."""
    found = contacts._stops.__wrapped__(text)
    assert found == [match.end() for match in contacts._STOP.finditer(text)]


@settings(deadline=None)
@given(data=st.data())
def test_strangers_share_no_contact(data):
    """Two tellings that share no side and no name never agree in sides."""
    one, other = (data.draw(st.lists(_PEOPLE, max_size=4)) for _ in range(2))
    quick = agreement.sides_agree(one, other)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agreement, "_are_strangers", lambda _one, _other: False)
        assert agreement.sides_agree(one, other) == quick


_PEOPLE = st.builds(
    Participant,
    country=st.sampled_from([None, "AAA", "BBB", "CCC", "DDD"]),
    candidate=st.sampled_from([None, "AAA"]),
    person=st.sampled_from([None, "Ann Lee", "Lee", "Bo Ito", "Cem Kaya"]),
    office=st.sampled_from([None, "president", "minister"]),
    level=st.sampled_from([None, "unknown", "head_of_state", "minister"]),
    role=st.sampled_from(["participant", "guest", "host"]),
    is_host=st.booleans(),
)
