"""Files packed as .gz and .zip, JSON, and files of the store with their sidecars."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile

import pytest

from pipelines.ingest import packed
from pipelines.ingest.folder import read_files
from pipelines.ingest.limits import MAX_DOCUMENT_BYTES
from pipelines.records import RawDocument
from pipelines.reference.source import Fields


def _read(raw, source):
    return list(read_files(raw / source.source_id, source))


def _zip(path, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)


def test_gz_is_read_as_the_file_in_it(raw, make_source):
    """Packing a file must not make another release of it."""
    (raw / "aaa_mfa" / "one.txt.gz").write_bytes(gzip.compress(b"A call"))
    (document,) = _read(raw, make_source())
    assert (document.address, document.content) == ("one.txt", b"A call")
    assert document.file == "one.txt.gz"


def test_zip_gives_a_document_a_file(raw, make_source):
    """Two deliveries may each have a 1.txt."""
    for name in ("a.zip", "b.zip"):
        _zip(raw / "aaa_mfa" / name, {"1.txt": "A call", "sub/2.txt": "A visit"})
    documents = _read(raw, make_source())
    assert [one.address for one in documents] == [
        "a.zip/1.txt",
        "a.zip/sub/2.txt",
        "b.zip/1.txt",
        "b.zip/sub/2.txt",
    ]
    assert documents[1].file == "a.zip#sub/2.txt"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("bomb.txt.gz", gzip.compress(bytes(60_000_000)), "too large", id="gzip-bomb"),
        pytest.param("cut.txt.gz", gzip.compress(b"A call")[:-9], "not well-formed", id="cut-gz"),
        pytest.param("no.txt.gz", b"A call", "not well-formed", id="no-gz"),
        pytest.param("no.zip", b"A call", "not well-formed", id="no-zip"),
        pytest.param("no.txt.gz", gzip.compress(b""), "empty", id="empty-gz"),
    ],
)
def test_broken_packed_file_is_refused_and_the_next_is_read(
    raw, make_source, name, content, reason
):
    """Its size on disk says nothing of what is in it."""
    (raw / "aaa_mfa" / name).write_bytes(content)
    (raw / "aaa_mfa" / "z.txt").write_text("A call")
    bad, good = _read(raw, make_source())
    assert (bad.stage, bad.reason) == ("ingest", reason)
    assert good.address == "z.txt"


def test_bomb_in_a_zip_costs_its_own_file_alone(raw, make_source):
    """At most one document's size is unpacked of each."""
    members = {"1.txt": bytes(60_000_000), "2.txt": "A call", "3.exe": "MZ"}
    _zip(raw / "aaa_mfa" / "a.zip", members)
    bomb, good, strange = _read(raw, make_source())
    assert (bomb.reason, bomb.address) == ("too large", "a.zip/1.txt")
    assert str(MAX_DOCUMENT_BYTES) in bomb.detail
    assert isinstance(good, RawDocument)
    assert (strange.reason, strange.address) == ("type not known", "a.zip/3.exe")


def test_zip_of_endless_files_is_left_at_its_limit(raw, make_source, monkeypatch):
    """A small zip can hold petabytes in overlapping files."""
    monkeypatch.setattr(packed, "MAX_UNPACKED_BYTES", 1000)
    _zip(raw / "aaa_mfa" / "a.zip", {f"{n}.txt": "A call " * 100 for n in range(5)})
    *read, refused = _read(raw, make_source())
    assert (len(read), refused.reason, refused.address) == (2, "too large", "a.zip")


def test_damaged_member_is_refused(raw, make_source):
    """The check sum of a zip's file is what tells."""
    buffer = io.BytesIO()
    _zip(buffer, {"1.txt": "A call"}, zipfile.ZIP_STORED)
    (raw / "aaa_mfa" / "a.zip").write_bytes(buffer.getvalue().replace(b"A call", b"B call"))
    (refused,) = _read(raw, make_source())
    assert refused.reason == "not well-formed"


def test_json_file_is_a_record_with_the_address_in_it(raw, make_source):
    """Interfaces of sites give one object a release."""
    fields = Fields(title="headline", address="link", body=("text",))
    source = make_source(media="record", fields=fields)
    content = json.dumps({"link": "https://mfa.example/1", "text": "A call"})
    (raw / "aaa_mfa" / "1.json").write_text(content)
    (raw / "aaa_mfa" / "2.json").write_text("{")
    (raw / "aaa_mfa" / "3.json").write_text("[1]")
    first, *broken = _read(raw, source)
    assert (first.address, first.media) == ("https://mfa.example/1", "record")
    assert first.content == content.encode()
    assert [one.reason for one in broken] == ["not well-formed"] * 2


def test_bytes_that_differ_from_their_sidecar_are_refused(raw, make_source):
    """What was received is not to be changed; a correction has a place of its own."""
    path = raw / "aaa_mfa" / "one.txt"
    for text in ("A call", "A call by somebody else"):
        path.write_text(text)
        digest = hashlib.sha256(b"A call").hexdigest()
        path.with_name("one.txt.meta.json").write_text(
            json.dumps({"address": "https://mfa.example/1", "sha256": digest})
        )
        (found,) = _read(raw, make_source())
        assert isinstance(found, RawDocument) == (text == "A call")
    assert (found.address, found.reason) == ("https://mfa.example/1", "not readable")


def test_charset_of_the_server_goes_with_the_document(raw, make_source):
    """Some pages leave it to the header to say how they are written."""
    (raw / "aaa_mfa" / "one.txt").write_bytes(b"A call")
    meta = {"address": "https://mfa.example/1", "content_type": "text/html; charset=Windows-1251"}
    (raw / "aaa_mfa" / "one.txt.meta.json").write_text(json.dumps(meta))
    (document,) = _read(raw, make_source())
    assert document.charset == "windows-1251"


def test_pdf_without_its_library_names_the_extra(raw, make_source, monkeypatch):
    """The refusal must tell what to install, not that the file is bad."""
    monkeypatch.setattr("pipelines.ingest.folder.find_spec", lambda _: None)
    (raw / "aaa_mfa" / "one.pdf").write_bytes(b"%PDF-1.7")
    (refused,) = _read(raw, make_source())
    assert refused.reason == "type not known"
    assert "communique[docs]" in refused.detail
