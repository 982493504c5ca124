"""Files that have not changed are not read again, and what is listed is the same."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest
import small_runs

from pipelines import jobs
from pipelines.jobs import listing
from pipelines.jobs.spool import read_listed, read_refused

# Seconds after which a file is known by its times; see storage/finished.py.
OLD_ENOUGH = 2.1
SIDECAR = ".meta.json"


@pytest.fixture
def once(tmp_path):
    """Return settings of a folder of four releases that has been published."""
    settings = small_runs.make_settings(tmp_path)
    small_runs.write_releases(settings.raw, 4)
    time.sleep(OLD_ENOUGH)
    jobs.run(settings)
    return settings


@pytest.fixture
def read(monkeypatch):
    """Return the list of names of files that are read from now on."""
    names = []

    def note(raw, source, only):
        names.extend(sorted(only))
        return read_folder(raw, source, only)

    read_folder = listing.read_folder
    monkeypatch.setattr(listing, "read_folder", note)
    return names


def _collect(settings):
    """Return what a run lists: documents and refusals, and how many are to be coded."""
    collected = jobs.collect(settings)
    refused = [(one.address, one.reason) for one in read_refused(settings.collected)]
    return read_listed(settings.collected), refused, collected.n_new


def _afresh(settings, tmp_path):
    """Return the same where nothing is known."""
    return _collect(replace(settings, processed=tmp_path / "afresh"))[:2]


def test_only_new_and_changed_files_are_read(once, read, tmp_path):
    """Reading is what costs most where little is new."""
    folder = once.raw / small_runs.SOURCE
    assert _collect(once)[0] == _afresh(once, tmp_path)[0]
    del read[:]
    small_runs.write_releases(once.raw, 1, first=4)
    changed = folder / "call-0001.txt"
    changed.write_text(changed.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    (folder / "call-0002.txt").unlink()
    listed, refused, n_new = _collect(once)
    assert read == ["call-0001.txt", "call-0004.txt"]
    assert n_new == 2
    assert (listed, refused) == _afresh(once, tmp_path)
    assert len(listed) == 4


def test_a_sidecar_that_comes_later_is_read(once, read, tmp_path):
    """It has the address, and the time of fetching that decides between versions."""
    path = once.raw / small_runs.SOURCE / "call-0000.txt"
    told = {"address": "https://example.org/0", "fetched_at": "2024-01-01T00:00:00Z"}
    path.with_name(path.name + SIDECAR).write_text(json.dumps(told), encoding="utf-8")
    listed = _collect(once)[0]
    assert read == ["call-0000.txt"]
    assert "https://example.org/0" in {key.address for key in listed}
    assert listed == _afresh(once, tmp_path)[0]


def test_a_file_of_which_something_is_refused_is_read_again(once, read, tmp_path):
    """Why it is refused may lie elsewhere: in a library that is not installed."""
    (once.raw / small_runs.SOURCE / "broken.txt").write_bytes(b"")
    time.sleep(OLD_ENOUGH)
    first = _collect(once)
    assert [reason for _, reason in first[1]] == ["empty"]
    del read[:]
    assert _collect(once)[:2] == first[:2] == _afresh(once, tmp_path)
    assert read[0] == "broken.txt"
    assert "call-0000.txt" not in read[:1]


def test_documents_that_no_part_has_are_read_again(once, read):
    """A part that was removed is coded again from its file."""
    for part in once.parts.rglob("*.parquet"):
        part.unlink()
    assert _collect(once)[2] == 4
    assert len(read) == 4


def test_a_table_without_its_column_still_refuses_the_whole_source(tmp_path):
    """Also where the other tables are known from before."""
    settings = small_runs.make_settings(tmp_path)
    source = settings.reference / "sources" / "aaa_table.yml"
    source.write_text(TABLE, encoding="utf-8")
    folder = settings.raw / "aaa_table"
    folder.mkdir(parents=True)
    (folder / "one.csv").write_text(f"link,title,date,body\n{ROW}\n", "utf-8")
    time.sleep(OLD_ENOUGH)
    jobs.run(settings)
    (folder / "two.csv").write_text("link,title,body\nhttps://a.org/2,A,Words\n", "utf-8")
    listed, refused, _ = _collect(settings)
    assert listed == {}
    assert refused == [("two.csv", "missing field")]


ROW = "https://a.org/1,A,2023-05-08,Words"
TABLE = """\
name: A table
publisher: TKM
language: en
homepage: https://a.org
licence: made
verified: made, not published
connector: table
media: record
date_order: YMD
time_zone: UTC
fields:
  address: link
  title: title
  date: date
  body: body
"""
