"""The publication day comes from the best evidence, and every conflict is kept."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.normalize.publication import date_release
from pipelines.records import DateEvidence, Release, Span
from pipelines.reference.date_words import read_date_words
from pipelines.reference.files import read_yaml


@pytest.fixture(scope="module")
def english(project):
    """Return the words of English dates."""
    path = project / "pipelines/reference/languages/en.yml"
    return read_date_words(read_yaml(path)["dates"], path)


def _release(*evidence: tuple[str, str]) -> Release:
    return Release(
        release_id="r1",
        source_id="some_mfa",
        publisher="TKM",
        language="en",
        title="Call",
        address="call.txt",
        content_sha256="c1",
        text="Call\n\n08/05/2023\n\nThey spoke.",
        title_end=4,
        date_evidence=tuple(
            DateEvidence(basis, text, Span(6, 16) if basis == "dateline" else None)
            for basis, text in evidence
        ),
    )


@pytest.mark.parametrize(
    ("basis", "text", "day"),
    [
        pytest.param("dateline", "08/05/2023", date(2023, 5, 8), id="digits-by-the-order"),
        pytest.param("dateline", "7 May 2023", date(2023, 5, 7), id="words"),
        pytest.param("dateline", "24 MAR 2026 8:48PM", date(2026, 3, 24), id="with-a-time"),
        pytest.param("dateline", "08.05.23", date(2023, 5, 8), id="short-year"),
        pytest.param("dateline", "12.11.98", date(1998, 11, 12), id="short-year-last-century"),
        pytest.param("dateline", "8 . 05 . 2023", date(2023, 5, 8), id="spaced-digits"),
        pytest.param("dateline", "2023年5月8日", date(2023, 5, 8), id="chinese"),
        pytest.param("metadata", "2022-02-20T23:30:00Z", date(2022, 2, 20), id="day-as-written"),
        pytest.param("metadata", "2022-02-20 23:30:00", date(2022, 2, 20), id="iso-with-space"),
        pytest.param("metadata", "20230508233000", date(2023, 5, 8), id="compact"),
        pytest.param("metadata", "Mon, 08 May 2023 23:30:00 +0500", date(2023, 5, 8), id="mail"),
        pytest.param("metadata", "May 8, 2023 10:30 am", date(2023, 5, 8), id="american"),
        pytest.param("header", "2023-05-08", date(2023, 5, 8), id="header"),
        pytest.param("address", "2023-05-08", date(2023, 5, 8), id="address"),
    ],
)
def test_one_evidence_gives_day_and_basis(english, basis, text, day):
    """Publishers write the day in many ways, always by their own clock."""
    release, refused = date_release(_release((basis, text)), english, "DMY")
    assert (release.published_day, release.published_basis, refused) == (day, basis, ())


def test_dateline_beats_header_and_the_conflict_is_kept(english):
    """A crawl's header was seen two days after the release's own dateline (DATE-EVIDENCE)."""
    given = _release(("header", "2023-05-09"), ("dateline", "7 May 2023"))
    release, (refused,) = date_release(given, english, "DMY")
    assert (release.published_day, release.published_basis) == (date(2023, 5, 7), "dateline")
    assert (refused.stage, refused.reason) == ("publication_date", "publication dates disagree")
    assert "7 May 2023" in refused.detail
    assert "2023-05-09" in refused.detail


def test_evidence_that_agrees_raises_nothing(english):
    """Only a conflict is worth a reader's time."""
    given = _release(("dateline", "08/05/2023"), ("header", "2023-05-08"))
    assert date_release(given, english, "DMY")[1] == ()


def test_refuted_order_leaves_the_release_without_day(english):
    """08/05 that the header calls the eighth of May is never silently swapped (DATE-ORDER)."""
    given = _release(("dateline", "08/05/2023"), ("header", "2023-05-08"))
    release, (refused,) = date_release(given, english, "MDY")
    assert (release.published_day, release.published_basis) == (None, None)
    assert refused.reason == "date order refuted"
    assert "date_order" in refused.detail


def test_impossible_day_falls_to_the_next_evidence(english):
    """A typing error costs the evidence, not the release."""
    given = _release(("dateline", "31/02/2023"), ("address", "2023-03-01"))
    release, (refused,) = date_release(given, english, "DMY")
    assert (release.published_day, release.published_basis) == (date(2023, 3, 1), "address")
    assert (refused.reason, refused.quote, refused.span_start) == ("no such day", "31/02/2023", 6)


@pytest.mark.parametrize("evidence", [[], [("dateline", "May 2023")], [("header", "soon")]])
def test_without_a_day_nothing_is_guessed(english, evidence):
    """A month is no day, and the time of the fetch is no evidence."""
    release, (refused,) = date_release(_release(*evidence), english, "DMY")
    assert release.published_day is None
    assert refused.reason == "no publication date"
    assert (refused.release_id, refused.content_sha256) == ("r1", "c1")


def test_digits_need_no_language_file():
    """A release in a language that cannot be coded yet is dated all the same."""
    release, refused = date_release(_release(("metadata", "2023-05-08")), None, "DMY")
    assert (release.published_day, refused) == (date(2023, 5, 8), ())
