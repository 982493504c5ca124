"""Which lines are paragraphs, and which are cut pieces of one."""

from __future__ import annotations

import pytest

from pipelines.parse.paragraphs import split_paragraphs

CUT = "I have accepted an invitation from the Prime Minister of B, the"
REST = "Right Hon Jane Doe, to visit B from 20 to 22 February with my"
LAST = "ministers for trade and defence."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One.\n\nTwo.", ["One.", "Two."], id="blank-line"),
        pytest.param("One.\nTwo.", ["One.", "Two."], id="line-break"),
        pytest.param("They met\nin Minsk.", ["They met in Minsk."], id="goes-on-in-lower-case"),
        pytest.param(f"{CUT}\n{REST}", [f"{CUT} {REST}"], id="cut-at-its-length"),
        pytest.param("Minsk\nMoscow", ["Minsk", "Moscow"], id="short-lines"),
        pytest.param("Present were:\nfirst", ["Present were:", "first"], id="list-after-a-colon"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_line_breaks_inside_a_block(text, expected):
    """A break is kept where a writer made it and dropped where a page's width did."""
    assert split_paragraphs([text]) == expected


def test_paragraphs_that_are_cut_lines_are_joined():
    """Some systems make a paragraph of each line of a scanned page."""
    assert split_paragraphs([CUT, REST, LAST, "We will discuss trade."]) == [
        f"{CUT} {REST} {LAST}", "We will discuss trade.",
    ]  # fmt: skip


def test_lists_of_names_are_not_taken_for_cut_lines():
    """Their lines have the length of cut ones and no full stop."""
    names = [
        f"Doe {letter} - Deputy Minister of Foreign Affairs of the Republic" for letter in "ABCDE"
    ]
    assert split_paragraphs(names) == names


def test_heading_is_not_joined_to_the_text_below():
    """It has no full stop either."""
    heading = "Joint statement of the prime ministers of A and B on trade"
    text = ["I am glad.", heading, "The two countries trade.", "They met.", "They will meet again."]
    assert split_paragraphs(text) == text
