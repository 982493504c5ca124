"""Whatever the text, dates are ordered, quotable and readable by others, in linear time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalize.date_compile import compile_grammar
from pipelines.normalize.dates import find_dates
from pipelines.reference.date_words import read_date_words
from pipelines.reference.files import read_yaml

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

LANGUAGES = Path(__file__).resolve().parents[2] / "pipelines/reference/languages"
WORDS = {
    path.stem: read_date_words(read_yaml(path)["dates"], path) for path in LANGUAGES.glob("*.yml")
}
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
_GLUE = [" ", ", ", " - ", "-", "\u2013", ". ", "\n", "\n\n", "(", "'s "]
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
    text = f"{day.day} {day:%B}" if day.day < 29 else "1 May"
    (found,) = find_dates(text, WORDS["en"], published).dates
    assert found.value_as(published, "past").first_day <= published
    assert found.value_as(published, "future").first_day >= published


class _Counting:
    """A pattern that counts the characters it was made to look at."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.n_read = 0

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Yield the matches, counting up to each."""
        for found in self.pattern.finditer(text, start):
            self.n_read += found.end() - start
            start = found.end()
            yield found
        self.n_read += len(text) - start

    def search(self, text: str, start: int) -> re.Match[str] | None:
        """Return the first match from `start` on, counting up to its end."""
        found = self.pattern.search(text, start)
        self.n_read += (found.end() if found else len(text)) - start
        return found

    def match(self, text: str, place: int) -> re.Match[str] | None:
        """Return a match at `place`, counting its length."""
        found = self.pattern.match(text, place)
        self.n_read += 1 + (found.end() - place if found else 0)
        return found


def _n_read(text: str) -> int:
    grammar = compile_grammar(WORDS["en"])
    anchors, tokens = _Counting(grammar.anchors), _Counting(grammar.tokens)
    forms = tuple(_Counting(form) for form in grammar.forms)
    counting = replace(grammar, anchors=anchors, tokens=tokens, forms=forms, known={})
    for run in counting.find_runs(text):
        counting.find_forms(run.symbols)
    return sum(pattern.n_read for pattern in (anchors, tokens, *forms))


@pytest.mark.parametrize(
    "unit",
    ["1", "((", ",", "1,", "1234567 xx ", "1, ", "May ", "1-", "5 and ", "since ", "7 May 2023 "],
)
def test_twice_the_hostile_text_is_twice_the_work(unit):
    """No run of digits, commas or words of dates makes the grammar read a text again and again."""
    assert _n_read(unit * 2_000) <= 2.1 * _n_read(unit * 1_000) + 1_000
