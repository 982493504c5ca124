"""Going back to another build, holding `latest` there, and whether a build's files are whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipelines.jobs import switch
from pipelines.storage import (
    BuildFacts,
    Hold,
    LockHeldError,
    WrongBuild,
    find_build,
    find_damage,
    find_latest,
    hold_lock,
    point_latest,
    publish,
    read_hold,
    stage_tables,
    write_hold,
)

NOW = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def make_build(tmp_path, sound_tables):
    """Return what publishes one more build, each with another title."""

    def publish_one(hour):
        title = sound_tables["releases"].assign(title=f"Title {hour}")
        staged = stage_tables(tmp_path, sound_tables | {"releases": title})
        facts = BuildFacts(f"run {hour}", "0" * 64, {}, 4, 3, 1, {})
        return publish(staged, facts, now=NOW + timedelta(hours=hour))

    return publish_one


def test_latest_goes_back_to_an_earlier_build(tmp_path, make_build):
    """Wrong tables must be taken back at once, and not after the cause is found."""
    first, second = make_build(0), make_build(1)
    assert find_latest(tmp_path) == second.folder.resolve()
    assert switch(tmp_path, first.build_id[:6], reason="test", hold=False) == first.folder
    assert find_latest(tmp_path) == first.folder.resolve()


def test_the_next_run_publishes_again_unless_latest_is_held(tmp_path, make_build):
    """Without a hold the night's run would bring the wrong tables back."""
    first, second = make_build(0), make_build(1)
    switch(tmp_path, first.build_id, reason="dates are wrong", hold=True)
    third = make_build(2)
    assert (third.is_new, third.is_latest, third.before) == (True, False, first.folder.resolve())
    assert find_latest(tmp_path) == first.folder.resolve()
    assert read_hold(tmp_path).reason == "dates are wrong"

    switch(tmp_path, second.build_id, reason="mended", hold=False)
    assert read_hold(tmp_path) is None
    fourth = make_build(3)
    assert fourth.is_latest
    assert find_latest(tmp_path) == fourth.folder.resolve()


def test_a_held_build_is_never_removed(tmp_path, make_build):
    """It is what everybody reads, however old."""
    first = make_build(0)
    write_hold(tmp_path, Hold(first.build_id, "test", NOW.isoformat()))
    removed = [one for day in range(1, 9) for one in make_build(day * 48).removed]
    assert first.folder.exists()
    assert find_latest(tmp_path) == first.folder.resolve()
    assert removed == []  # never published, and made just now by the clock of the disk


def test_a_build_stays_for_a_day_after_its_last_reader_could_begin(tmp_path, make_build):
    """A build to which somebody went back is read again, whatever its first day."""
    first = make_build(0)
    for hour in range(1, 5):
        make_build(hour)
    point_latest(tmp_path, first.build_id, NOW + timedelta(hours=100))
    make_build(101)
    assert first.build_id not in make_build(102).removed
    assert first.build_id in make_build(126).removed


def test_a_damaged_build_is_not_published(tmp_path, make_build):
    """The one thing worse than wrong tables is half of them."""
    first, second = make_build(0), make_build(1)
    changed = first.folder / "releases" / "published_year=2022" / "part-0.parquet"
    changed.chmod(0o644)
    changed.write_bytes(changed.read_bytes()[:-1])
    (first.folder / "claims.parquet").unlink()
    (first.folder / "notes.txt").touch()
    assert sorted(find_damage(first.folder)) == [
        "claims.parquet: gone",
        "notes.txt: not of this build",
        "releases/published_year=2022/part-0.parquet: other bytes than published",
    ]
    with pytest.raises(WrongBuild, match="3 files are damaged"):
        switch(tmp_path, first.build_id, reason="test", hold=True)
    assert find_latest(tmp_path) == second.folder.resolve()
    assert read_hold(tmp_path) is None


def test_a_whole_build_has_no_damage(make_build):
    """Also one whose files are shared with the build before."""
    make_build(0)
    assert find_damage(make_build(1).folder) == []


def test_an_id_that_is_unknown_or_ambiguous_is_told_with_those_that_are_there(tmp_path, make_build):
    """Nobody types twelve characters from memory."""
    first, second = make_build(0), make_build(1)
    with pytest.raises(WrongBuild, match=first.build_id):
        find_build(tmp_path, "nothing")
    with pytest.raises(WrongBuild, match="no build"):
        find_build(tmp_path, "")
    (tmp_path / "builds" / f"{second.build_id}2").mkdir()
    manifest = (second.folder / "manifest.json").read_text()
    (tmp_path / "builds" / f"{second.build_id}2" / "manifest.json").write_text(manifest)
    with pytest.raises(WrongBuild, match="more than one"):
        find_build(tmp_path, second.build_id)


def test_nobody_moves_latest_while_a_run_is_at_work(tmp_path, make_build):
    """The run would move it back at its end, and nobody would know."""
    first = make_build(0)
    with hold_lock(tmp_path, NOW), pytest.raises(LockHeldError):
        switch(tmp_path, first.build_id, reason="test", hold=False)
