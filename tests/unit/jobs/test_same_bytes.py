"""However the work is cut up, the tables are the same to the byte."""

from __future__ import annotations

from dataclasses import replace

import pytest
import small_runs

from pipelines import jobs
from pipelines.jobs import coding

N_RELEASES = 9


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """Settings of a run in one process that takes everything at once, and the bytes it gave."""
    folder = tmp_path_factory.mktemp("plain")
    settings = small_runs.make_settings(folder)
    small_runs.write_releases(settings.raw, N_RELEASES)
    return settings, small_runs.bytes_of(jobs.run(settings).build)


def test_several_processes_give_the_bytes_of_one(plain, tmp_path):
    """Batches end in any order, each in a process that has read the reference by itself."""
    settings, expected = plain
    apart = replace(settings, processed=tmp_path / "processed", n_workers=2, batch_size=2)
    assert small_runs.bytes_of(jobs.run(apart).build) == expected


@pytest.mark.parametrize("order", [(6, 3, 0), (3, 0, 6)], ids=["backwards", "mixed"])
def test_releases_in_any_order_give_the_same_bytes(plain, tmp_path, order):
    """What comes late is joined to what is known as if all had been there from the start."""
    settings, expected = plain
    arriving = replace(settings, raw=tmp_path / "raw", processed=tmp_path / "processed")
    for first in order:
        small_runs.write_releases(arriving.raw, 3, first=first)
        summary = jobs.run(replace(arriving, accept_drift=True))
    assert small_runs.bytes_of(summary.build) == expected


def test_all_cores_are_used_where_there_is_enough_to_do(plain, tmp_path, monkeypatch):
    """A process takes seconds to start: few releases are coded faster in one."""
    asked = []

    def code_in_pool(batches, _key, settings, _on_progress):
        asked.append(settings.n_workers)
        return [jobs.CodedBatch(batch.n_documents, 0) for batch in batches], []

    monkeypatch.setattr(coding, "_code_in_pool", code_in_pool)
    monkeypatch.setattr(coding, "count_cores", lambda: 7)
    settings = replace(plain[0], processed=tmp_path / "processed", n_workers=None, batch_size=2)
    collected = jobs.collect(settings)
    batches = jobs.read_batches(settings.collected)
    jobs.code_batches(batches, collected.coding_key, settings)
    assert not asked
    monkeypatch.setattr(coding, "WORTH_PROCESSES", N_RELEASES)
    jobs.code_batches(batches, collected.coding_key, settings)
    assert asked == [7]
