"""WARC files."""

from __future__ import annotations

import gzip
import random
from uuid import uuid4

import pytest

from pipelines.ingest import read_folder
from pipelines.ingest.limits import MAX_DOCUMENT_BYTES
from pipelines.records import RawDocument

PAGE = b"<html><body><p>The presidents spoke.</p></body></html>"


def _write(records, *, is_packed=True):
    packed = b""
    for path, status, headers, body in records:
        told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        http = f"HTTP/1.1 {status}\r\n{told}\r\n".encode() + body
        record = (
            (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2023-05-09T06:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:{uuid4()}>\r\n"
                f"WARC-Target-URI: https://mfa.example/{path}\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n"
            ).encode()
            + http
            + b"\r\n\r\n"
        )
        packed += gzip.compress(record) if is_packed else record
    return packed


HTML = {"Content-Type": "text/html; charset=windows-1251"}


@pytest.fixture
def read(raw, make_source):
    """Return a function that reads an archive as a source's."""

    def run(content, name="one.warc.gz"):
        (raw / "aaa_mfa" / name).write_bytes(content)
        return list(read_folder(raw, make_source(connector="archive", media="html")))

    return run


@pytest.mark.parametrize("is_packed", [True, False])
def test_answered_page_becomes_a_document(read, is_packed):
    """With the address and the time that the archive has."""
    name = "one.warc.gz" if is_packed else "one.warc"
    (document,) = read(_write([("1", "200 OK", HTML, PAGE)], is_packed=is_packed), name)
    assert (document.address, document.content) == ("https://mfa.example/1", PAGE)
    assert document.fetched_at == "2023-05-09T06:00:00+00:00"
    assert (document.charset, document.file) == ("windows-1251", f"{name}#1")


def test_pictures_and_errors_are_no_documents(read):
    """An archive of a site is mostly these."""
    records = [
        ("1", "404 Not Found", HTML, PAGE),
        ("2", "301 Moved", HTML | {"Location": "/3"}, PAGE),
        ("3.png", "200 OK", {"Content-Type": "image/png"}, b"\x89PNG"),
        ("4", "200 OK", HTML, PAGE),
    ]
    assert [one.address[-1] for one in read(_write(records))] == ["4"]


def test_page_packed_inside_the_archive_is_unpacked(read):
    """Crawlers keep answers as they came."""
    headers = HTML | {"Content-Encoding": "gzip"}
    (document,) = read(_write([("1", "200 OK", headers, gzip.compress(PAGE))]))
    assert document.content == PAGE


def test_bomb_in_an_archive_costs_its_own_page_alone(read):
    """Nobody looked at it when it was archived."""
    headers = HTML | {"Content-Encoding": "gzip"}
    bomb = gzip.compress(bytes(60_000_000))
    first, second = read(_write([("1", "200 OK", headers, bomb), ("2", "200 OK", HTML, PAGE)]))
    assert (first.reason, str(MAX_DOCUMENT_BYTES) in first.detail) == ("too large", True)
    assert isinstance(second, RawDocument)


@pytest.mark.parametrize("is_packed", [True, False])
def test_archive_that_breaks_off_refuses_the_page_in_which_it_does(read, is_packed):
    """Half of a page would be another text; what stands before is read."""
    noise = random.Random(1).randbytes(9000).hex().encode()  # noqa: S311 - does not pack
    records = [(str(n), "200 OK", HTML, PAGE + noise) for n in range(3)]
    whole = _write(records, is_packed=is_packed)
    *pages, refused = read(whole[: len(whole) - 3000], "one.warc.gz" if is_packed else "one.warc")
    assert [page.content for page in pages] == [PAGE + noise] * 2
    assert (refused.address[-1], refused.reason) == ("2", "not well-formed")


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "empty"), (b"no archive", "not well-formed")]
)
def test_file_that_is_no_archive_is_refused(read, content, reason):
    """One row of quarantine, with its name."""
    (refused,) = read(content)
    assert (refused.address, refused.reason) == ("one.warc.gz", reason)
