"""What all media have in common: ids, the canonical text, evidence of dates, language."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.parse.parts import NotParsed, Parts
from pipelines.parse.release import build_release
from pipelines.records import RawDocument
from pipelines.text import canonical_text

BODY = "The presidents of A and B spoke by telephone. They agreed to meet."


def test_id_hashes_source_and_address_alone(parse):
    """Another wording of the same release keeps its id."""
    first, second = parse(f"A call\n\n{BODY}"), parse(f"A long call\n\n{BODY}")
    expected = hashlib.sha256(b"aaa_mfa\none.txt").hexdigest()[:16]
    assert first.release_id == second.release_id == expected
    assert first.content_sha256 != second.content_sha256


def test_content_hash_is_of_the_bytes_as_received(parse):
    """It tells versions apart that differ in markup only."""
    content = f"A call\r\n\r\n{BODY}".encode()
    assert parse(content).content_sha256 == hashlib.sha256(content).hexdigest()


def test_address_gives_the_last_evidence(parse):
    """An address is often given before the text is."""
    release = parse(f"A call\n\n8 May 2023\n\n{BODY}", address="https://mfa.example/2023/05/09/1")
    assert [(e.basis, e.text) for e in release.date_evidence] == [
        ("dateline", "8 May 2023"), ("address", "2023-05-09"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "dateline", "expected"),
    [
        pytest.param((), "", [("metadata", "2023-05-08"), ("address", "2023-05-09")], id="alone"),
        pytest.param((("metadata", "9 May 2023"),), "", ["metadata", "address"], id="page-tells"),
        pytest.param((), "9 May 2023\n\n", ["dateline", "address"], id="dateline-tells"),
    ],
)
def test_day_of_a_list_is_asked_where_the_page_tells_none(make_source, dates, dateline, expected):
    """A feed is often a day off, and each would be told of as a disagreement."""
    address = "https://mfa.example/2023/05/09/1"
    document = RawDocument("aaa_mfa", address, b"", "html", "one.html", published_day="2023-05-08")
    parts = Parts("A call", (f"{dateline}{BODY}",), dates)
    evidence = build_release(parts, document, make_source()).date_evidence
    found = [(e.basis, e.text) if not (dates or dateline) else e.basis for e in evidence]
    assert found == expected


@pytest.mark.parametrize(
    "repeated",
    [
        pytest.param(["Visit of the President of B"], id="as-it-is"),
        pytest.param(["VISIT OF THE PRESIDENT OF B"], id="in-capitals"),
        pytest.param(["VISIT OF THE", "PRESIDENT OF B"], id="over-two-lines"),
        pytest.param(["Visit of the President of B"] * 2, id="twice"),
    ],
)
def test_title_set_again_above_the_text_is_left_out(make_source, repeated):
    """It would be coded as a second telling."""
    document = RawDocument("aaa_mfa", "one.html", b"", "html", "one.html")
    parts = Parts("Visit of the President of B", (*repeated, BODY))
    release = build_release(parts, document, make_source())
    assert release.text == f"Visit of the President of B\n\n{BODY}"


def test_text_in_another_language_than_the_source_is_marked(parse):
    """Coded by the words of the wrong language it would give nothing, and look like zero."""
    text = "Президенты двух стран обсудили по телефону торговлю и договорились вскоре встретиться."
    assert parse(text).language == "ru"


def test_place_is_kept_apart_from_the_text(make_source):
    """It tells where the publisher was, and is no sentence."""
    document = RawDocument("aaa_mfa", "one.csv#1", b"{}", "record", "one.csv#1")
    release = build_release(Parts("A call", (BODY,), place=" Moscow "), document, make_source())
    assert release.place == "Moscow"
    assert "Moscow" not in release.text


@given(
    title=st.text(max_size=40),
    paragraphs=st.lists(st.text(max_size=120), max_size=6),
)
def test_text_is_canonical_and_begins_with_its_title(title, paragraphs):
    """All offsets in the project point into this text."""
    document = RawDocument("aaa_mfa", "one.txt", b"", "text", "one.txt")
    try:
        release = build_release(Parts(title, tuple(paragraphs)), document, _SOURCE)
    except NotParsed as error:
        assert error.reason == "no body"  # noqa: PT017 - either outcome is right
    else:
        assert release.text == canonical_text(release.text)
        assert release.text[: release.title_end] == release.title
        for one in release.date_evidence:
            if one.span:
                assert release.text[one.span.start : one.span.end] == one.text


class _SOURCE:
    """A source without a declared language, of whose values only these are asked."""

    publisher = "AAA"
    language = None
