"""Whatever the text, dates are ordered, quotable and readable by others, in linear time."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalize.date_compile import compile_grammar
from pipelines.normalize.dates import find_dates
from pipelines.reference.date_words import read_date_words
from pipelines.reference.files import read_yaml

LANGUAGES = Path(__file__).resolve().parents[2] / "pipelines/reference/languages"
WORDS = {
    path.stem: read_date_words(read_yaml(path)["dates"], path) for path in LANGUAGES.glob("*.yml")
}
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
_GLUE = [" ", ", ", " - ", "-", "–", ". ", "\n", "\n\n", "(", "'s "]
_NUMBERS = ["7", "31", "45", "2022", "2023", "1998-99", "31/02/2022", "2023-05-07", "7th", "90s"]


def _texts(tag: str) -> st.SearchStrategy[str]:
    pieces = sorted({word for _, _, word in WORDS[tag].words}) + _NUMBERS
    glued = st.tuples(st.sampled_from(pieces), st.sampled_from(_GLUE)).map("".join)
    return st.lists(glued | st.text(max_size=5), max_size=14).map("".join)


@pytest.mark.parametrize("tag", sorted(WORDS))
@settings(deadline=None, max_examples=300)
@given(data=st.data(), published=st.none() | DAYS, southern=st.booleans())
def test_found_dates_are_ordered_quoted_and_valid(tag, data, published, southern):
    """Words of dates thrown together at random find every path through the grammar."""
    text = data.draw(_texts(tag))
    found = find_dates(text, WORDS[tag], published, southern=southern).dates
    end = 0
    for one in found:
        assert end <= one.span.start < one.span.end <= len(text)
        assert text[one.span.start : one.span.end] == one.quote
        end = one.span.end
        for tense in (None, "past", "future"):
            value = one.value_as(published, tense)
            assert (value.edtf is None) == (value.precision == "unknown")
            if value.first_day and value.last_day:
                assert value.first_day <= value.last_day
            if value.edtf:
                assert str(parse_edtf(value.edtf)) == value.edtf


@given(day=DAYS)
def test_every_day_is_read_back_as_written(day):
    """The long forms of a day mean that day, in every order."""
    month = WORDS["en"].words
    name = next(w for role, value, w in month if role.endswith("month") and value == str(day.month))
    for text in (
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        day.isoformat(),
    ):
        (found,) = find_dates(text, WORDS["en"], None).dates
        assert (found.quote, found.value.first_day, found.value.last_day) == (text, day, day)


@given(published=DAYS, days=st.integers(0, 400))
def test_past_is_never_after_and_coming_never_before_the_publication(published, days):
    """A day without year stays on its side of the release (DATE-NEAREST)."""
    day = published + timedelta(days=days)
    text = f"{day.day} {day:%B}" if day.day < 29 else "1 May"  # noqa: PLR2004 - days of all years
    (found,) = find_dates(text, WORDS["en"], published).dates
    assert found.value_as(published, "past").first_day <= published
    assert found.value_as(published, "future").first_day >= published


class _Counted(str):
    """A text that counts nothing itself; the patterns' own work is counted by their matches."""


@pytest.mark.parametrize(
    "unit", ["1", "(", ",", "1,", "1234567 xx ", "1, ", "May ", "1-", "5 and ", "since ", "7 May "]
)
def test_twice_the_hostile_text_is_twice_the_tokens(unit):
    """No run of digits, commas or words of dates makes the grammar read a text again and again."""
    grammar = compile_grammar(WORDS["en"])

    def work(n: int) -> int:
        text = unit * n
        runs = list(grammar.find_runs(text))
        tried = sum(len(run.symbols) for run in runs)
        covered = sum(match.end - match.start for r in runs for match in grammar.find_forms(r.symbols))
        return tried + covered

    assert work(2_000) <= 2 * work(1_000) + 10
