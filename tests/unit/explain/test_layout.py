"""The marked text is the text: nothing lost, nothing twice."""

from __future__ import annotations

from pipelines.explain.layout import lay_out
from pipelines.explain.marks import keep_apart
from pipelines.explain.records import Mark
from pipelines.records import Span


def _joined(paragraphs):
    return "".join(
        ("" if paragraph.is_continued else "\n\n")
        + "".join(piece.text for one in paragraph.stretches for piece in one.pieces)
        for paragraph in paragraphs
    ).removeprefix("\n\n")


def test_pieces_joined_are_the_text(call):
    """A reader compares with the original; a lost character would shake all trust."""
    assert _joined(lay_out(call)) == call.release.text


def test_the_title_and_the_dateline_are_known(call):
    """Both are set apart on the page."""
    paragraphs = lay_out(call)
    assert [paragraph.is_title for paragraph in paragraphs][:2] == [True, False]
    (piece,) = paragraphs[1].stretches[0].pieces
    assert piece.mark.kind == "dateline"


def test_a_long_paragraph_is_parted_so_that_readings_stay_beside_their_words(raw, processed):
    """Transcripts come as one paragraph of many pages."""
    from pipelines.explain import explain_release

    sentence = "President of Turkmenistan Serdar Berdimuhamedov met with President of Russia. "
    text = f" date 2023-05-08 A day\n\n{sentence * 30}\n"
    (raw / "turkmenistan_mfa" / "long.txt").write_text(text, encoding="utf-8")
    explained = explain_release("long.txt", raw, processed)
    paragraphs = lay_out(explained)
    assert sum(paragraph.is_continued for paragraph in paragraphs) > 1
    assert _joined(paragraphs) == explained.release.text


def test_of_marks_that_overlap_the_one_given_first_is_kept():
    """The dateline is also a date."""
    first, second = Mark(Span(4, 9), "dateline", "", ""), Mark(Span(0, 5), "date", "", "")
    third = Mark(Span(0, 4), "side", "", "")
    assert keep_apart([first, second, third]) == (third, first)
