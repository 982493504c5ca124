"""Lines that are datelines, and dates in addresses."""

from __future__ import annotations

import pytest

from pipelines.parse.dateline import find_address_dates, find_datelines, is_dateline


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("08/05/2023", "08/05/2023"),
        ("08.05.2023 | 10:00", "08.05.2023"),
        ("2023-05-08T10:00:00Z", "2023-05-08"),
        ("Minsk, December 6, 2021", "December 6, 2021"),
        ("December 6, 2021, Minsk", "December 6, 2021"),
        ("2 June 1992 14:30", "2 June 1992"),
        ("Ashgabat, 8th of May 2023", "8th of May 2023"),
        ("Washington, D.C., 8 May 2023", "8 May 2023"),
        ("Posted on: Monday, May 8, 2023 - 10:30 AM", "May 8, 2023"),
        ("Canberra. December 3, 1992.", "December 3, 1992"),
        ("8 мая 2023 года, 14:55", "8 мая 2023 года"),
        ("понедельник, 8 мая 2023 года", "8 мая 2023 года"),
        ("8 de mayo de 2023", "8 de mayo de 2023"),
        ("2022年12月24日", "2022年12月24日"),
    ],
)
def test_line_of_a_date_with_place_or_time_is_a_dateline(line, date):
    """The evidence is the date alone, so that whoever reads it needs no place names."""
    text = f"A title\n\n{line}\n\nThey met."
    (found,) = find_datelines(text, len("A title"))
    assert (found.basis, found.text) == ("dateline", date)
    assert text[found.span.start : found.span.end] == date


@pytest.mark.parametrize(
    "line",
    [
        "On May 7, 2023, they met",
        "Visit to Minsk, 7 May 1996",
        "The visit on 7 May 2023 was held",
        "10-11 June 2022",
        "Summit 10-11 June 2022, Ashgabat",
        "May 2023",
        "8 May",
        "2022",
        "Decree No. 12/2023",
    ],
)
def test_line_with_more_than_a_day_is_no_dateline(line):
    """A range, a month or a sentence says when something happened, not when it was published."""
    assert not is_dateline(line)


def test_only_the_top_and_the_end_are_looked_at():
    """A date in the middle may head a section of a chronicle."""
    middle = "\n\n".join(["They met."] * 5 + ["8 May 2023"] + ["They met."] * 5)
    assert list(find_datelines(f"A title\n\n{middle}", 7)) == []


def test_dateline_at_the_end_may_have_a_line_below():
    """Contacts for the press or the word "ends" follow it."""
    text = "\n\n".join(["A title", *["They met."] * 6, "Canberra", "8 May 2023", "[ends]"])
    assert [one.text for one in find_datelines(text, 7)] == ["8 May 2023"]


def test_short_text_gives_each_dateline_once():
    """Its top is its end."""
    text = "A title\n\n8 May 2023\n\nThey met."
    assert len(list(find_datelines(text, 7))) == 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://mfa.example/2023/05/08/call", ["2023-05-08"]),
        ("https://mfa.example/t20230508_1099.html", ["2023-05-08"]),
        ("2023-05-08_call.txt", ["2023-05-08"]),
        ("https://mfa.example/news/68097", []),
        ("https://mfa.example/202305081", []),
        ("https://mfa.example/2023/13/08", []),
        ("https://mfa.example/2023/05/08/2023/05/09", []),
    ],
)
def test_address_holds_a_date_only_in_a_clear_shape(address, expected):
    """Two dates in one address are no evidence for either."""
    assert [one.text for one in find_address_dates(address)] == expected
