"""Files of one release each."""

from __future__ import annotations

import json

import pytest

from pipelines.ingest.folder import read_files
from pipelines.ingest.limits import MAX_DOCUMENT_BYTES, find_unreadable


def _read(raw, source):
    return list(read_files(raw / source.source_id, source))


def test_file_becomes_a_document_with_its_name_as_address(raw, make_source):
    """Where no link is known the file's name is what the release is known by."""
    (raw / "aaa_mfa" / "one.txt").write_bytes(b"A call\r\n")
    (document,) = _read(raw, make_source())
    assert (document.address, document.file, document.media) == ("one.txt", "one.txt", "text")
    assert document.content == b"A call\r\n"
    assert document.fetched_at is None


def test_sidecar_gives_the_address_and_the_time_of_the_fetch(raw, make_source):
    """Fetchers write what the file itself cannot say."""
    (raw / "aaa_mfa" / "one.txt").write_text("A call")
    meta = '{"address": "https://mfa.example/1", "fetched_at": "2023-05-09T06:00:00Z"}'
    (raw / "aaa_mfa" / "one.txt.meta.json").write_text(meta)
    (document,) = _read(raw, make_source())
    assert document.address == "https://mfa.example/1"
    assert document.fetched_at == "2023-05-09T06:00:00Z"


def test_sidecar_may_tell_the_day_that_the_publisher_lists(raw, make_source):
    """Written down by a run that fetches, or by hand; what is no day refuses the file."""
    for name, day in (("a.txt", "2023-05-08"), ("b.txt", "8 May 2023")):
        (raw / "aaa_mfa" / name).write_text("Call")
        told = json.dumps({"published_day": day})
        (raw / "aaa_mfa" / f"{name}.meta.json").write_text(told)
    good, bad = read_files(raw / "aaa_mfa", make_source())
    assert good.published_day == "2023-05-08"
    assert (bad.reason, "8 May 2023" in bad.detail) == ("not readable", True)


@pytest.mark.parametrize("meta", ["{", "[]", '{"address": 7}'])
def test_broken_sidecar_refuses_its_file_alone(raw, make_source, meta):
    """Under its file's name the release would get another id than under its link."""
    for name in ("one.txt", "two.txt"):
        (raw / "aaa_mfa" / name).write_text("A call")
    (raw / "aaa_mfa" / "one.txt.meta.json").write_text(meta)
    first, second = _read(raw, make_source())
    assert (first.address, first.reason) == ("one.txt", "not readable")
    assert second.address == "two.txt"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty", id="no-bytes"),
        pytest.param(b" \n\t\r\n", "empty", id="blanks"),
        pytest.param(b"\xef\xbb\xbf", "empty", id="byte-order-mark"),
        pytest.param(b"A call\x00\x01", "binary", id="nul"),
        pytest.param(b"%PDF-1.7 one two", "binary", id="pdf"),
        pytest.param(b"PK\x03\x04 one two", "binary", id="zip"),
        pytest.param(b"\x01\x02\x03 abc", "binary", id="controls"),
    ],
)
def test_what_is_no_text_is_refused(raw, make_source, content, reason):
    """One bad file gives one row of quarantine, and the next file is read."""
    (raw / "aaa_mfa" / "bad.txt").write_bytes(content)
    (raw / "aaa_mfa" / "good.txt").write_text("A call")
    bad, good = _read(raw, make_source())
    assert (bad.address, bad.stage, bad.reason) == ("bad.txt", "ingest", reason)
    assert good.address == "good.txt"


def test_text_in_utf_16_is_not_binary():
    """Half of its bytes are zero, and its mark says why."""
    assert find_unreadable("A call".encode("utf-16")) is None


def test_200_megabytes_are_refused_without_being_read(raw, make_source, monkeypatch):
    """The file is sparse here; a real one would fill the memory."""
    path = raw / "aaa_mfa" / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _: pytest.fail("was read"))
    (refused,) = _read(raw, make_source())
    assert refused.reason == "too large"
    assert str(MAX_DOCUMENT_BYTES) in refused.detail


def test_file_of_another_type_is_refused_by_name(raw, make_source):
    """Left out in silence, a folder of slides would look like a source without releases."""
    (raw / "aaa_mfa" / "call.pptx").write_bytes(b"PK")
    (refused,) = _read(raw, make_source())
    assert (refused.address, refused.reason) == ("call.pptx", "type not known")
    assert ".txt" in refused.detail


def test_sub_folder_is_refused_by_name_and_not_entered(raw, make_source):
    """What lies in it is not read, and the row says so."""
    (raw / "aaa_mfa" / "old").mkdir()
    (raw / "aaa_mfa" / "old" / "one.txt").write_text("A call")
    (refused,) = _read(raw, make_source())
    assert (refused.address, refused.reason) == ("old", "type not known")


def test_folder_of_a_year_is_read(raw, make_source):
    """Fetched releases lie there; two years may have a file of one name."""
    for year in ("2022", "2023"):
        (raw / "aaa_mfa" / year).mkdir()
        (raw / "aaa_mfa" / year / "one.txt").write_text(f"A call of {year}")
    names = ["2022/one.txt", "2023/one.txt"]
    assert [one.address for one in _read(raw, make_source())] == names


@pytest.mark.parametrize("name", [".gitkeep", "README.md", "LICENSE.txt", "gone.txt.meta.json"])
def test_files_that_are_no_releases_are_left_out(raw, make_source, name):
    """The stated rule: hidden files, README, LICENSE and sidecars."""
    (raw / "aaa_mfa" / name).write_text("about this folder")
    assert _read(raw, make_source()) == []


def test_link_to_nowhere_is_refused(raw, make_source):
    """It cannot be opened; the others can."""
    (raw / "aaa_mfa" / "gone.txt").symlink_to(raw / "nowhere.txt")
    (refused,) = _read(raw, make_source())
    assert refused.reason == "not readable"


def test_suffix_in_capitals_is_the_same_type(raw, make_source):
    """Windows writes ONE.TXT."""
    (raw / "aaa_mfa" / "ONE.TXT").write_text("A call")
    (document,) = _read(raw, make_source())
    assert document.address == "ONE.TXT"
