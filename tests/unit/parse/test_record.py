"""Rows of tables."""

from __future__ import annotations

import pytest

from pipelines.reference.source import Fields

FIELDS = Fields(
    title="headline", date="day", address="link", place="location", summary="lead", body=("text",)
)
ROW = {
    "link": "u/1", "headline": "A call with B", "day": "2023-05-08T23:30:00Z",
    "location": "The Kremlin, Moscow", "lead": "The presidents spoke.",
    "text": "They agreed to meet.",
}  # fmt: skip


@pytest.fixture
def parse_row(parse):
    """Return a function that parses a row of a source with the columns above."""

    def run(row, **others):
        values = {"connector": "table", "media": "record", "fields": FIELDS} | others
        return parse(row, address="u/1", **values)

    return run


def test_columns_become_the_parts(parse_row):
    """The time stamp stays as written: whether its suffix is true, the source says."""
    release = parse_row(ROW)
    assert release.text == "A call with B\n\nThe presidents spoke.\n\nThey agreed to meet."
    assert release.place == "The Kremlin, Moscow"
    assert [(e.basis, e.text) for e in release.date_evidence] == [
        ("metadata", "2023-05-08T23:30:00Z")
    ]


def test_values_that_mean_missing_are_missing(parse_row):
    """NA is how some programs write nothing; it is also Namibia, so the source must say so."""
    assert parse_row(ROW | {"location": "NA"}, missing_values=("NA",)).place is None
    assert parse_row(ROW | {"location": "NA"}).place == "NA"


@pytest.mark.parametrize("column", ["headline", "day", "location", "lead"])
def test_row_without_one_of_its_fields_is_a_release(parse_row, column):
    """Only the text itself is needed."""
    release = parse_row({key: value for key, value in ROW.items() if key != column})
    assert "They agreed to meet." in release.text


def test_row_without_text_is_refused(parse_row):
    """A headline alone shows that the scraper failed."""
    row = {key: value for key, value in ROW.items() if key not in {"lead", "text"}}
    assert parse_row(row).reason == "no body"


def test_summary_repeated_by_the_text_is_told_once(parse_row):
    """It would be coded twice."""
    release = parse_row(ROW | {"text": "The presidents spoke. They agreed to meet."})
    assert release.text == "A call with B\n\nThe presidents spoke. They agreed to meet."


def test_numbered_columns_are_joined_in_the_order_of_their_numbers(parse_row):
    """They cut a long text anywhere, also inside a word; 10 comes after 9."""
    parts = {f"text_{n}": f"part{n} " for n in range(1, 10)} | {"text_10": "They ag"}
    row = ROW | parts | {"text_11": "reed."}
    fields = Fields(title="headline", body=("text_*",))
    release = parse_row(row, fields=fields)
    assert release.text.endswith("part8 part9 They agreed.")


def test_participants_stand_behind_the_text(parse_row):
    """A list of those present belongs to the release; without a text it is none."""
    fields = Fields(title="headline", body=("text",), participants=("Name_*",))
    names = {"Name_2": "Doe, minister", "Name_1": "Roe, president"}
    release = parse_row(ROW | names, fields=fields)
    assert release.text.endswith("They agreed to meet.\n\nRoe, president\n\nDoe, minister")
    assert parse_row({"headline": "A call"} | names, fields=fields).reason == "no body"


def test_head_of_a_page_is_taken_off_its_text(parse_row):
    """A scraper that keeps the whole page repeats title, lead, place and time in the text."""
    head = "Events A call with B The presidents spoke. 14:55 The Kremlin, Moscow A call with B "
    release = parse_row(ROW | {"text": head + "They agreed to meet."}, chrome=("Events",))
    assert release.text == "A call with B\n\nThe presidents spoke.\n\nThey agreed to meet."


def test_text_in_several_columns_is_not_taken_for_a_repetition(parse_row):
    """Its first column is how it begins, and no head of a page."""
    fields = Fields(title="headline", body=("text_*",))
    row = {"headline": "A call", "text_1": "Events A call They ag", "text_2": "reed to meet."}
    release = parse_row(row, fields=fields, chrome=("Events",))
    assert release.text == "A call\n\nThey agreed to meet."


def test_foot_of_a_page_is_cut_only_where_no_sentence_follows(parse_row):
    """The markers are ordinary words too."""
    text = "They agreed on all Topics. They will meet. Topics Trade Persons Doe Jane"
    release = parse_row(ROW | {"text": text}, cut_from=("Persons", "Topics"))
    assert release.text.endswith("They agreed on all Topics. They will meet.")


def test_html_in_a_column_is_read_where_the_source_says_so(parse_row):
    """Exports of web systems hold markup."""
    release = parse_row(ROW | {"text": "<p>They agreed.</p><p>Then met.</p>"}, body_format="html")
    assert release.text.endswith("They agreed.\n\nThen met.")


def test_list_of_paragraphs_is_read(parse_row):
    """JSON lines can hold one."""
    release = parse_row(ROW | {"text": ["They agreed.", "Then met."]})
    assert release.text.endswith("They agreed.\n\nThen met.")
