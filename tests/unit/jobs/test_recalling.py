"""A run recalls what the last one made where nothing has changed, and only there."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date

import pytest
import small_runs

from pipelines import jobs, storage
from pipelines.jobs import running
from pipelines.storage import finished


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Settings of a run over five releases that has been made; files may be as new as they are."""
    monkeypatch.setattr(finished, "TICK_NS", 0)
    made = small_runs.make_settings(tmp_path)
    small_runs.write_releases(made.raw, 5)
    jobs.run(made)
    return made


@pytest.fixture
def collected(monkeypatch):
    """The settings of each run that was not recalled."""
    found = []
    original = running.collect

    def collect(settings, on_progress):
        found.append(settings)
        return original(settings, on_progress)

    monkeypatch.setattr(running, "collect", collect)
    return found


def _first_file(folder):
    return min(path for path in folder.rglob("*") if path.is_file())


def test_a_run_with_nothing_to_do_reads_no_release(settings, collected):
    """It is the most frequent run of all, and costs the same however much is coded."""
    summary = jobs.run(settings)
    assert not collected
    assert (summary.n_read, summary.n_new, summary.is_new_build) == (5, 0, False)


def test_what_is_recalled_is_what_a_full_run_tells(settings, collected):
    """The full run is the oracle: the same summary, the same build, the same line of history."""
    recalled = jobs.run(settings)
    lines = storage.read_history(settings.processed)[-2:]
    (settings.processed / finished.FINISHED).unlink()
    full = jobs.run(settings)
    assert len(collected) == 1
    assert replace(recalled, build=full.build) == full
    assert recalled.build.resolve() == full.build.resolve()
    again = storage.read_history(settings.processed)[-2:]
    assert [one | {"at": ""} for one in lines] == [one | {"at": ""} for one in again]


def _add_release(settings):
    small_runs.write_releases(settings.raw, 1, first=5)
    return settings


def _change_content_alone(settings):
    """Change a letter and set size and time as before: the time of change tells it all the same."""
    path = _first_file(settings.raw)
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"e", b"i", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    return settings


def _rename_release(settings):
    path = _first_file(settings.raw)
    path.rename(path.with_name("another-name.txt"))
    return settings


def _change_reference(settings):
    path = settings.reference / "offices.csv"
    path.write_text("# Looked at.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    return settings


def _lose_a_table(settings):
    (storage.find_latest(settings.processed) / "contacts.parquet").unlink()
    return settings


def _leave_out_texts(settings):
    return replace(settings, with_texts=False)


def _read_elsewhere(settings):
    elsewhere = settings.raw.with_name("elsewhere")
    settings.raw.rename(elsewhere)
    return replace(settings, raw=elsewhere)


CHANGES = {
    "a release more": _add_release,
    "another content": _change_content_alone,
    "another name": _rename_release,
    "another reference file": _change_reference,
    "a lost table": _lose_a_table,
    "without texts": _leave_out_texts,
    "another raw folder": _read_elsewhere,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_run_works_where_anything_has_changed(settings, collected, change):
    """Tables that are not renewed would be wrong in silence."""
    changed = change(settings)
    jobs.run(changed)
    assert collected == [changed]
    jobs.run(changed)
    assert collected == [changed]


def test_a_build_that_is_no_longer_the_published_one_is_published_again(settings, collected):
    """`communique publish --build` holds for good only with --hold."""
    first = storage.find_latest(settings.processed)
    small_runs.write_releases(settings.raw, 1, first=5)
    jobs.run(settings)
    jobs.switch(settings.processed, first.name, reason="looks wrong", hold=False)
    summary = jobs.run(settings)
    assert len(collected) == 2
    assert storage.find_latest(settings.processed) == summary.build.resolve() != first


def test_a_held_build_stays_and_is_told(settings, collected):
    """As in every run: what it makes is not published."""
    first = storage.find_latest(settings.processed)
    small_runs.write_releases(settings.raw, 1, first=5)
    jobs.run(settings)
    jobs.switch(settings.processed, first.name, reason="looks wrong", hold=True)
    summary = jobs.run(settings)
    assert len(collected) == 1
    assert not summary.is_latest
    assert storage.find_latest(settings.processed) == first


def test_files_that_have_just_changed_are_not_trusted(settings, collected, monkeypatch):
    """Within a tick of its clock a file system tells two changes by one time."""
    monkeypatch.setattr(finished, "TICK_NS", 3_600_000_000_000)
    jobs.run(settings)
    assert len(collected) == 1


def test_a_rebuild_is_never_recalled(settings, collected):
    """It is asked for so that all is done again."""
    jobs.run(settings, again=storage.Scope((), date.min, date.max))
    assert len(collected) == 1


def test_strays_of_a_killed_run_are_swept_all_the_same(settings, collected):
    """No file stays behind after the next run, whatever that has to do."""
    stray = settings.processed / ".staging" / "1-dead" / "contacts.parquet"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"half")
    jobs.run(settings)
    assert not collected
    assert not stray.parent.parent.exists()


def test_a_broken_note_of_the_last_run_costs_a_run_and_nothing_else(settings, collected):
    """A disk that was full may have cut it short."""
    (settings.processed / finished.FINISHED).write_bytes(b'{"seen": ')
    jobs.run(settings)
    assert len(collected) == 1
