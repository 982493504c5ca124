"""A release is found by whatever name a reader has for it, and never by guess."""

from __future__ import annotations

import shutil

import pytest

from pipelines import jobs
from pipelines.explain import ReleaseNotFound, explain_release
from pipelines.explain.locate import locate
from pipelines.jobs.settings import Settings
from pipelines.parse.release import release_id_of
from pipelines.records import Refused, Release
from pipelines.reference import load_reference

SOURCES = load_reference().sources


@pytest.mark.parametrize(
    ("name", "file"),
    [
        pytest.param("call.txt", "call.txt", id="file"),
        pytest.param("turkmenistan_mfa/call.txt", "call.txt", id="source-and-file"),
        pytest.param(release_id_of("turkmenistan_mfa", "call.txt"), "call.txt", id="release-id"),
        pytest.param("http://en.kremlin.example/2", "sample.csv#2", id="address"),
        pytest.param("https://en.kremlin.example/2/", "sample.csv#2", id="address-of-a-browser"),
        pytest.param("kremlin_en/sample.csv#1", "sample.csv#1", id="row"),
        pytest.param("kremlin_ru/sample.csv", "sample.csv#1", id="table-of-one-row"),
    ],
)
def test_each_name_of_a_release_finds_it(name, file, raw, processed):
    """A reader has a link, an id from a table, or a file, and should not need another."""
    assert locate(name, raw, processed, SOURCES).content.file == file


def test_a_path_is_a_name(raw, processed):
    """Shells complete paths."""
    path = str(raw / "turkmenistan_mfa" / "call.txt")
    assert locate(path, raw, processed, SOURCES).content.file == "call.txt"


def test_a_refused_document_is_found_too(raw, processed):
    """Why a release is missing is asked more often than why it is there."""
    assert locate("broken.txt", raw, processed, SOURCES).content.file == "broken.txt"
    explained = explain_release("broken.txt", raw, processed)
    assert explained.release is None
    assert [one.stage for one in explained.refusals] == ["parse"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("sample.csv#1", "kremlin_ru/sample.csv#1", id="file-in-two-sources"),
        pytest.param("kremlin_en/sample.csv", "kremlin_en/sample.csv#2", id="table-of-two-rows"),
        pytest.param("http://en.kremlin.example/22", "did you mean", id="mistyped"),
        pytest.param("example/2", "did you mean http://en.kremlin.example/2", id="part"),
        pytest.param("nowhere", "nowhere: no such address", id="unknown"),
    ],
)
def test_a_name_of_none_or_several_is_told_with_what_to_give_instead(name, told, raw, processed):
    """An explanation of some other release than the one meant would mislead."""
    with pytest.raises(ReleaseNotFound, match=told):
        locate(name, raw, processed, SOURCES)


def test_the_text_of_the_build_stands_in_for_a_raw_file_that_is_gone(raw, processed):
    """Tables are passed on without the raw folder."""
    jobs.run(Settings(raw=raw, processed=processed))
    with_raw = explain_release("call.txt", raw, processed)
    shutil.rmtree(raw)
    located = locate("call.txt", raw, processed, SOURCES)
    assert isinstance(located.content, Release)
    explained = explain_release("call.txt", raw, processed)
    assert explained.contacts == with_raw.contacts
    assert explained.publication.day == with_raw.publication.day
    assert not with_raw.origin.notes
    assert "raw file is not there" in explained.origin.notes[0]


def test_of_two_texts_of_one_address_the_one_fetched_last_is_explained(raw, processed):
    """The tables show that one (choose_versions), so its reading is what is asked for."""
    folder = raw / "turkmenistan_mfa"
    for name, day in (("new.txt", "2023-06-02"), ("old.txt", "2023-06-01")):
        text = (folder / "call.txt").read_text(encoding="utf-8") + f"\nSeen {day}.\n"
        (folder / name).write_text(text, encoding="utf-8")
        sidecar = f'{{"address": "http://tkm.example/1", "fetched_at": "{day}T00:00:00Z"}}'
        (folder / f"{name}.meta.json").write_text(sidecar, encoding="utf-8")
    located = locate("http://tkm.example/1", raw, processed, SOURCES)
    assert not isinstance(located.content, Refused)
    assert located.content.file == "new.txt"
    assert located.n_versions == 2
    assert locate("old.txt", raw, processed, SOURCES).content.file == "old.txt"
