"""Tables assembled by parts are those that are assembled all at once, to the byte."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace

import pytest
import small_runs

from pipelines import jobs, storage
from pipelines.assembly import assemble
from pipelines.jobs import assembling, building
from pipelines.jobs.spool import read_listed
from pipelines.reference import load_reference

N_RELEASES = 12
# Seconds after which a file is known by its times; see storage/finished.py.
OLD_ENOUGH = 2.1


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    """Return settings and collected of releases of three years, in coded parts of three."""
    folder = tmp_path_factory.mktemp("coded")
    settings = small_runs.make_settings(folder, batch_size=3)
    small_runs.write_releases(settings.raw, N_RELEASES, days_apart=80)
    small_runs.write_summits(settings.raw, 4)
    collected = jobs.collect(settings)
    jobs.code_batches(jobs.read_batches(settings.collected), collected.coding_key, settings)
    return settings, collected


def _plainly(coded, processed):
    """Return the staged tables, made in memory all at once: the oracle."""
    settings, collected = coded
    listed = read_listed(settings.collected)
    frames = storage.read_coded(settings.parts, collected.coding_key, listed)
    tables = assemble(frames, load_reference(settings.reference))
    processed.mkdir()
    return storage.stage_tables(processed, tables)


def _by_parts(coded, monkeypatch, size):
    """Return the tables as a run stages them, by parts of so many releases."""
    monkeypatch.setattr(building, "CHUNK_SIZE", size)
    monkeypatch.setattr(building, "SHARD_SIZE", size)
    settings, collected = coded
    return jobs.assemble(collected, settings)


def _tables_of(staged):
    return [file for file in staged.files if file.table]


@pytest.mark.parametrize("size", [1, 5, 1_000])
def test_files_are_the_same_as_with_everything_in_memory(coded, tmp_path, monkeypatch, size):
    """Parts of one release, of some, and one part of all."""
    plain = _plainly(coded, tmp_path / "plain")
    parted = _by_parts(coded, monkeypatch, size)
    assert len(storage.list_years(parted.folder)) == 3
    assert _tables_of(parted) == list(plain.files)


def test_several_processes_give_the_same_files(coded, monkeypatch):
    """Which of them takes which part is chance."""
    settings, collected = coded
    one = _tables_of(_by_parts(coded, monkeypatch, 3))
    two = _by_parts((replace(settings, n_workers=2), collected), monkeypatch, 3)
    assert _tables_of(two) == one


def test_a_document_in_two_parts_has_its_text_once(coded, monkeypatch):
    """After two runs at once a document may stand in two parts."""
    settings, collected = coded
    before = _tables_of(_by_parts(coded, monkeypatch, 4))
    part = storage.find_parts(settings.parts, collected.coding_key)[0]
    twin = part.with_name("0000000000000000.parquet")
    shutil.copy(part, twin)
    try:
        assert _tables_of(_by_parts(coded, monkeypatch, 4)) == before
    finally:
        twin.unlink()


def test_nothing_stays_beside_the_staged_files(coded, monkeypatch):
    """A build is moved from staging as it is."""
    staged = _by_parts(coded, monkeypatch, 4)
    assert list(staged.folder.parent.iterdir()) == [staged.folder]


def test_a_build_without_texts_keeps_its_quotes(coded, monkeypatch):
    """Texts are the publishers'; a short quotation is allowed."""
    settings, collected = coded
    staged = _by_parts((replace(settings, with_texts=False), collected), monkeypatch, 4)
    assert storage.read_table(staged.folder, "releases")["text"].isna().all()
    assert storage.read_table(staged.folder, "contact_mentions")["quote"].notna().all()


def test_a_year_is_read_alone(coded, monkeypatch):
    """Checks look at the texts of one year at a time."""
    staged = _by_parts(coded, monkeypatch, 4)
    pieces = [
        storage.read_table(staged.folder, "releases", year=year)
        for year in storage.list_years(staged.folder)
    ]
    assert sum(map(len, pieces)) == N_RELEASES + 4
    for piece in pieces:
        assert piece["published_day"].dt.year.nunique() == 1
        assert piece["text"].notna().all()
    whole = storage.read_table(staged.folder, "releases", without=("text",))
    assert len(whole) == N_RELEASES + 4
    assert whole["text"].isna().all()


@pytest.fixture
def grown(tmp_path):
    """Return settings of a raw folder that has been published, and has got one release since."""
    settings = small_runs.make_settings(tmp_path)
    small_runs.write_releases(settings.raw, 6, days_apart=200)
    time.sleep(OLD_ENOUGH)
    jobs.run(settings)
    small_runs.write_releases(settings.raw, 1, first=6, days_apart=200)
    time.sleep(OLD_ENOUGH)
    return settings


def test_years_without_anything_new_are_taken_from_the_last_build(grown, tmp_path, monkeypatch):
    """Their texts are neither read nor written, and the bytes are those of a run from nothing."""
    spilled = []
    spill = assembling.spill_texts

    def note(work, number, chunk, years):
        spilled.append(years)
        return spill(work, number, chunk, years)

    monkeypatch.setattr(assembling, "spill_texts", note)
    summary = jobs.run(grown)
    assert [len(years) for years in spilled] == [1]
    afresh = replace(grown, processed=tmp_path / "afresh")
    assert small_runs.bytes_of(summary.build) == small_runs.bytes_of(jobs.run(afresh).build)


def test_a_file_of_the_last_build_that_is_changed_is_no_model(grown, tmp_path):
    """A build that somebody cut short is not taken from."""
    latest = storage.find_latest(grown.processed)
    path = next(latest.glob("releases/*/part-0.parquet"))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:100])
    summary = jobs.run(grown)
    afresh = replace(grown, processed=tmp_path / "afresh")
    assert small_runs.bytes_of(summary.build) == small_runs.bytes_of(jobs.run(afresh).build)
