"""Texts that stay on disk while tables are made end in the same files as texts in memory."""

from __future__ import annotations

import shutil

import pytest
import small_runs

from pipelines import jobs, storage
from pipelines.assembly import assemble
from pipelines.jobs.spool import read_listed
from pipelines.reference import load_reference

N_RELEASES = 7


@pytest.fixture
def coded(tmp_path):
    """Seven releases of three years in coded parts of three, with what lists them."""
    settings = jobs.Settings(
        tmp_path / "raw",
        tmp_path / "processed",
        reference=small_runs.make_reference(tmp_path / "reference"),
        batch_size=3,
    )
    small_runs.write_releases(settings.raw, N_RELEASES, days_apart=130)
    collected = jobs.collect(settings)
    jobs.code_batches(jobs.read_batches(settings.collected), collected.coding_key, settings)
    return settings, collected.coding_key, read_listed(settings.collected)


def _stage(coded, processed, *, in_memory):
    """Return the staged tables, with texts that were in memory all the time, or on disk."""
    settings, key, listed = coded
    frames = storage.read_coded(settings.parts, key, listed, with_texts=in_memory)
    assert frames.releases["text"].notna().all() == in_memory
    tables = assemble(frames, load_reference(settings.reference))
    texts = None if in_memory else storage.CodedTexts(settings.parts, key)
    processed.mkdir()
    return storage.stage_tables(processed, tables, texts=texts)


def test_files_are_the_same_as_with_all_texts_in_memory(coded, tmp_path):
    """The plain way is the oracle: bytes, not only rows."""
    plain = _stage(coded, tmp_path / "plain", in_memory=True)
    lean = _stage(coded, tmp_path / "lean", in_memory=False)
    assert len(storage.list_years(lean.folder)) == 3
    assert lean.files == plain.files
    assert small_runs.bytes_of(lean.folder) == small_runs.bytes_of(plain.folder)


def test_a_document_in_two_parts_has_its_text_once(coded, tmp_path):
    """After two runs at once a document may stand in two parts."""
    settings, key, _ = coded
    plain = _stage(coded, tmp_path / "plain", in_memory=True)
    part = storage.find_parts(settings.parts, key)[0]
    shutil.copy(part, part.with_name("0000000000000000.parquet"))
    lean = _stage(coded, tmp_path / "lean", in_memory=False)
    assert lean.files == plain.files


def test_nothing_stays_beside_the_staged_files(coded, tmp_path):
    """A build is moved from staging as it is."""
    lean = _stage(coded, tmp_path / "lean", in_memory=False)
    assert list(lean.folder.parent.iterdir()) == [lean.folder]


def test_a_year_is_read_alone(coded, tmp_path):
    """Checks look at the texts of one year at a time."""
    lean = _stage(coded, tmp_path / "lean", in_memory=False)
    pieces = [
        storage.read_table(lean.folder, "releases", year=year)
        for year in storage.list_years(lean.folder)
    ]
    assert sum(map(len, pieces)) == N_RELEASES
    for piece in pieces:
        assert piece["published_day"].dt.year.nunique() == 1
        assert piece["text"].notna().all()
    whole = storage.read_table(lean.folder, "releases", without=("text",))
    assert len(whole) == N_RELEASES
    assert whole["text"].isna().all()
