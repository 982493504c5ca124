"""PDF and Word files."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from pipelines.parse import parse_document
from pipelines.records import RawDocument, Refused

LINES = [
    "Telephone conversation with the President of B",
    "8 May 2023",
    "The President of A spoke by telephone with the President of B.",
    "They discussed trade.",
]


def _pdf(pages):
    """Return a PDF with a page for each list of lines."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for n, lines in enumerate(pages):
        box = "/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}/Contents {5 + 2 * n} 0 R>>".encode())
        shown = " ".join(
            f"BT /F1 12 Tf 50 {750 - 30 * k} Td ({line}) Tj ET" for k, line in enumerate(lines)
        )
        objects.append(f"<</Length {len(shown)}>>\nstream\n{shown}\nendstream".encode())
    out, places = b"%PDF-1.4\n", []
    for n, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{n} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + head.encode() + trailer.encode()


def _docx(paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Present", "Anna Able"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _parse(content, media, source):
    return parse_document(RawDocument("aaa_mfa", "one", content, media, f"one.{media}"), source)


@pytest.mark.parametrize(
    ("media", "content"),
    [
        pytest.param("pdf", _pdf([LINES[:3], LINES[3:]]), id="pdf"),
        pytest.param("docx", _docx(LINES), id="docx"),
    ],
)
def test_file_becomes_a_release_with_title_and_paragraphs(make_source, media, content):
    """Some ministries publish nothing else."""
    release = _parse(content, media, make_source())
    assert release.title == LINES[0]
    for line in LINES:
        assert line in release.text
    assert [one.text for one in release.date_evidence] == ["8 May 2023"]


def test_cells_of_a_table_are_read_in_their_place(make_source):
    """Lists of participants are often tables."""
    assert _parse(_docx(LINES), "docx", make_source()).text.endswith("Present Anna Able")


@pytest.mark.parametrize(
    ("media", "content", "reason"),
    [
        pytest.param("pdf", b"%PDF-1.4 nothing", "not well-formed", id="broken-pdf"),
        pytest.param("pdf", _pdf([[]]), "no body", id="pdf-of-images"),
        pytest.param("pdf", _pdf([[]] * 301), "too large", id="book"),
        pytest.param("docx", b"PK\x03\x04 nothing", "not well-formed", id="broken-docx"),
    ],
)
def test_file_without_a_text_is_refused(make_source, media, content, reason):
    """One bad file gives one row of quarantine."""
    refused = _parse(content, media, make_source())
    assert isinstance(refused, Refused)
    assert refused.reason == reason


def test_docx_that_unpacks_to_too_much_is_refused(make_source):
    """It is a zip, and can be a bomb."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", bytes(110_000_000))
    assert _parse(buffer.getvalue(), "docx", make_source()).reason == "too large"


def test_charset_of_the_server_is_the_last_to_be_tried(make_source):
    """Bytes that are UTF-8 are UTF-8 whatever a header says; the source's own word goes first."""
    text = "Телефонный разговор\n\nПрезиденты говорили по телефону.\n"
    for encoding, charset, own in (
        ("windows-1251", "windows-1251", None),
        ("utf-8", "windows-1251", None),
        ("windows-1251", "koi8-r", "windows-1251"),
    ):
        source = make_source(encoding=own)
        content = text.encode(encoding)
        document = RawDocument("aaa_mfa", "1", content, "text", "1.txt", None, charset)
        assert parse_document(document, source).title == "Телефонный разговор"


def test_wrong_charset_of_the_server_refuses_the_page(make_source):
    """Replaced characters would be texts that nobody wrote."""
    document = RawDocument("aaa_mfa", "1", "Разговор".encode("koi8-r"), "text", "1", None, "utf-8")
    refused = parse_document(document, make_source())
    assert (refused.reason, refused.address) == ("wrong encoding", "1")
