"""Every expression of the committed table is found where it stands, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from edtf import parse_edtf
from normalizer_cases import read_date_cases

from pipelines.normalize.dates import find_dates
from pipelines.reference.date_words import read_date_words
from pipelines.reference.files import read_yaml

if TYPE_CHECKING:
    from pipelines.reference.date_words import DateWords

CASES = read_date_cases()
# What the grammar does not read yet: each must fail, and its line here goes when it does not.
SHORTFALLS = {
    "The letter was handed over the day before in Riyadh.": "an event may be meant, too",
    "Летом министры встречались в Актау.": "a season alone, told by its case",
    "On 23/10/17 the Director-General received the new resident coordinator.": "two-digit year",
    "Сообщение для СМИ № 2017-11 от 3.11.17": "two-digit year",
}


def _param(case):
    reason = SHORTFALLS.get(case.text)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.fixture(scope="module")
def words(project) -> dict[str, DateWords]:
    """Return the words of every language that has a file."""
    files = (project / "pipelines/reference/languages").glob("*.yml")
    return {path.stem: read_date_words(read_yaml(path)["dates"], path) for path in files}


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_dates_are_found_as_a_careful_reader_reads_them(case, words):
    """Place, words, days and refusals all count: a date too many is as wrong as one missed."""
    found = find_dates(
        case.text, words[case.language], case.published, order=case.order, southern=case.southern
    )
    dates = [
        (one.span.start, one.quote, one.value_as(case.published, case.tense).edtf or "?")
        for one in found.dates
    ]
    refused = [(one.span.start, one.quote, "!") for one in found.refused]
    assert sorted(dates + refused) == case.dates


@pytest.mark.parametrize(
    "edtf", sorted({edtf for case in CASES for _, _, edtf in case.dates if edtf not in "?!"})
)
def test_every_expected_string_is_edtf(edtf):
    """What the table asks for must be readable by others: the parser is not ours."""
    assert str(parse_edtf(edtf)) == edtf


def test_a_third_of_the_table_was_added_after_the_grammar():
    """Only what was written later tells how the grammar does on unseen text."""
    later = sum(case.part == "later" for case in CASES)
    assert later * 3 >= len(CASES) > 400
