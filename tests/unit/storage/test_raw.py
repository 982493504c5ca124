"""The store of what was received."""

from __future__ import annotations

import json

import pytest

from pipelines.storage.raw import SIDECAR, RawStore

ADDRESS = "https://mfa.example/news/Call-with-B.html?id=1"


def _sidecar(day, address=ADDRESS):
    return {"address": address, "fetched_at": f"2023-05-{day:02d}T06:00:00+00:00"}


def _keep(store, text, day, address=ADDRESS):
    return store.keep(text.encode(), ".html", _sidecar(day, address))


def _files(folder):
    return sorted(path for path in folder.rglob("*.html"))


@pytest.fixture
def folder(tmp_path):
    """Return the folder of a source, which the store makes."""
    return tmp_path / "aaa_mfa"


def test_document_is_kept_with_a_sidecar_in_the_folder_of_its_year(folder):
    """The bytes are what was received; where and when stands beside them."""
    assert _keep(RawStore(folder), "one", 9) == "new"
    (path,) = _files(folder)
    assert (path.read_text(), path.parent.name) == ("one", "2023")
    assert path.name.startswith("call-with-b-")
    sidecar = json.loads(path.with_name(path.name + SIDECAR).read_text())
    assert (sidecar["address"], len(sidecar["sha256"])) == (ADDRESS, 64)


def test_day_on_which_it_was_listed_decides_the_year(folder):
    """A backfill of 2019 is looked for under 2019."""
    RawStore(folder).keep(b"one", ".html", _sidecar(9) | {"listed_day": "2019-12-31"})
    assert _files(folder)[0].parent.name == "2019"


def test_same_bytes_again_are_nothing_new(folder):
    """Also in a later run, and in a later year."""
    _keep(RawStore(folder), "one", 9)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert _keep(RawStore(folder), "one", 10) == "same"
    again = RawStore(folder).keep(b"one", ".html", _sidecar(1) | {"fetched_at": "2024-01-01"})
    assert again == "same"
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_other_bytes_are_a_version_beside_the_old_one(folder):
    """A publisher that changes a text must not make us forget what it said."""
    store = RawStore(folder)
    assert [_keep(store, text, day) for day, text in ((9, "one"), (10, "two"))] == [
        "new",
        "revised",
    ]
    assert sorted(path.read_text() for path in _files(folder)) == ["one", "two"]
    assert RawStore(folder).latest(ADDRESS).path.read_text() == "two"


def test_text_that_comes_back_is_a_version_again(folder):
    """Else the text in between would be shown for ever."""
    for day, text in ((9, "one"), (10, "two"), (11, "one"), (12, "one")):
        _keep(RawStore(folder), text, day)
    assert len(_files(folder)) == 3
    latest = RawStore(folder).latest(ADDRESS)
    assert (latest.path.read_text(), latest.sidecar["fetched_at"][:10]) == ("one", "2023-05-11")


def test_clock_that_was_put_back_makes_no_version_again_and_again(folder):
    """The version kept last is the last, whatever time it says."""
    _keep(RawStore(folder), "one", 9)
    kept = [_keep(RawStore(folder), "two", day) for day in (9, 8, 7)]
    assert kept == ["revised", "same", "same"]


def test_addresses_that_end_alike_do_not_meet(folder):
    """`?id=1` and `?id=2` are two releases."""
    store = RawStore(folder)
    assert _keep(store, "one", 9) == _keep(store, "one", 9, ADDRESS.replace("1", "2")) == "new"


def test_bytes_are_never_written_without_their_sidecar(folder, monkeypatch):
    """Killed in between, they would be a release whose address is a file's name."""
    with monkeypatch.context() as patch:
        patch.setattr("pipelines.storage.raw._write_once", _stop_at_second())
        with pytest.raises(KeyboardInterrupt):
            _keep(RawStore(folder), "one", 9)
    assert _files(folder) == []
    assert _keep(RawStore(folder), "one", 9) == "new"
    assert len(list(folder.rglob("*.*"))) == 2


def _stop_at_second():
    from pipelines.storage.raw import _write_once

    def write(path, content, *, is_last):
        if not path.name.endswith(SIDECAR):
            raise KeyboardInterrupt
        _write_once(path, content, is_last=is_last)

    return write


def test_what_a_killed_run_left_half_written_goes(folder):
    """It has no name, so nothing will ever ask for it."""
    _keep(RawStore(folder), "one", 9)
    half = folder / "2023" / ".tmp-7-abcd"
    half.write_text("on")
    RawStore(folder)
    assert not half.exists()


def test_files_put_there_by_hand_are_left_alone(folder):
    """They have names of their own and perhaps no sidecar."""
    (folder / "2023").mkdir(parents=True)
    (folder / "2023" / "by-hand.html").write_text("one")
    (folder / "top.html").write_text("two")
    assert _keep(RawStore(folder), "one", 9) == "new"
    assert len(_files(folder)) == 3


def test_stored_files_are_for_reading_only(folder):
    """An editor opened by mistake must say so."""
    _keep(RawStore(folder), "one", 9)
    assert _files(folder)[0].stat().st_mode & 0o222 == 0
