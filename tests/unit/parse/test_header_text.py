"""Text files, with and without a crawl's header line."""

from __future__ import annotations

import pytest

BODY = "On May 7, 2023, the presidents of A and B spoke by telephone.\n\nThey agreed to meet."


def _evidence(release):
    return [(one.basis, one.text) for one in release.date_evidence]


def test_header_gives_title_and_a_date_of_its_own_rank(parse):
    """The header is the crawl's: below the ministry's own dateline."""
    release = parse(f" date 2023-05-09 A call with B\n\n08/05/2023\n\n{BODY}")
    assert release.title == "A call with B"
    assert release.text == f"A call with B\n\n08/05/2023\n\n{BODY}"
    assert _evidence(release) == [("dateline", "08/05/2023"), ("header", "2023-05-09")]
    span = release.date_evidence[0].span
    assert release.text[span.start : span.end] == "08/05/2023"


@pytest.mark.parametrize(
    ("head", "title", "start"),
    [
        pytest.param("date 2023-05-08", "", "On May 7", id="nothing-after-the-date"),
        pytest.param("date 2023-05-08 They met today.", "", "They met today.", id="a-sentence"),
        pytest.param(
            "date 2023-05-08\n\nA call with B", "A call with B", "On May 7", id="title-below"
        ),
        pytest.param(
            "date 2023-05-08 A call with B\n\nViews: 1 204", "A call with B", "On May 7",
            id="view-counter",
        ),
        pytest.param(
            "date 2023-05-08 1204 views\n\nA call with B", "A call with B", "On May 7",
            id="view-counter-in-place-of-the-title",
        ),
        pytest.param(
            "date 2023-05-08 A call with B\n\n1204\n\nPrint", "A call with B", "On May 7",
            id="bare-number-and-word-of-the-site",
        ),
        pytest.param("A call with B", "A call with B", "On May 7", id="no-header"),
        pytest.param(
            "date 2023-05-08 A call with B\n\nA call with B", "A call with B", "On May 7",
            id="title-twice",
        ),
        pytest.param(
            "date 2023-05-08 Visit in 2022 of 12 ministers", "Visit in 2022 of 12 ministers",
            "On May 7", id="numbers-in-the-title",
        ),
    ],
)  # fmt: skip
def test_title_is_found_and_the_site_left_out(parse, head, title, start):
    """Each oddity of the header was seen on real pages."""
    release = parse(f"{head}\n\n{BODY}", chrome=("Print",))
    assert release.title == title
    assert release.text[: release.title_end] == title
    assert release.text[release.title_end :].lstrip().startswith(start)
    assert release.text.endswith("They agreed to meet.")


def test_dateline_above_the_title_stays_in_the_text(parse):
    """The title comes first in the text, wherever the page has it."""
    release = parse(f"8 May 2023\n\nA call with B\n\n{BODY}")
    assert release.text.startswith("A call with B\n\n8 May 2023\n\nOn May 7")
    assert _evidence(release) == [("dateline", "8 May 2023")]


def test_second_dateline_is_evidence_too(parse):
    """Whether the two agree is seen when they are read."""
    release = parse(f"date 2023-05-08 A call\n\n08/05/2023\n\n07/05/2023\n\n{BODY}")
    assert _evidence(release)[:2] == [("dateline", "08/05/2023"), ("dateline", "07/05/2023")]


def test_the_word_date_in_running_text_is_no_header(parse):
    """Only a line that begins with it is the crawl's."""
    release = parse(f"The date 2023-05-08 was agreed upon\n\n{BODY}")
    assert release.title == "The date 2023-05-08 was agreed upon"
    assert _evidence(release) == []


def test_sentence_alone_is_a_release_without_title(parse):
    """A pasted sentence must be codable."""
    release = parse("The presidents of A and B met in C.")
    assert (release.title, release.title_end) == ("", 0)
    assert release.text == "The presidents of A and B met in C."


def test_title_alone_is_refused(parse):
    """Nothing but a header was kept: the crawl failed."""
    refused = parse(" date 2023-05-08 \n\n \n")
    assert (refused.stage, refused.reason) == ("parse", "no body")


def test_lines_cut_by_a_mail_program_are_joined(parse):
    """A cue split over two lines would be found by no rule."""
    text = (
        "A call with B\n\nThe president of A had a telephone conversation with the president\n"
        "of B. They agreed that the foreign ministers of both countries are to\nmeet soon.\n"
    )
    release = parse(text)
    assert release.text.count("\n") == 2
    assert "with the president of B." in release.text


def test_lines_without_blank_lines_are_paragraphs(parse):
    """Some crawls write one break where others write two."""
    release = parse("A call with B\n08/05/2023\nThe presidents spoke.\nThey agreed to meet.\n")
    assert release.text.split("\n\n")[1:] == [
        "08/05/2023", "The presidents spoke.", "They agreed to meet.",
    ]  # fmt: skip


def test_bytes_that_are_not_utf_8_are_refused_not_replaced(parse):
    """Nothing in a text file says what they are."""
    refused = parse("Встреча в Минске".encode("windows-1251"))
    assert refused.reason == "wrong encoding"
    assert "encoding" in refused.detail


def test_refusal_names_release_version_and_file(parse):
    """The quarantine must lead back to the document."""
    refused = parse(b"\xff\xfe\xff", address="one.txt")
    assert refused.address == "one.txt"
    assert len(refused.release_id) == 16
    assert len(refused.content_sha256) == 64
    assert "one.txt" in refused.detail
