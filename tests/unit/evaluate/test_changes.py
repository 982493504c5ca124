"""Which rows two builds do not share, by table and year, and which counts moved."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.evaluate.changes import compare_builds
from pipelines.storage import BuildFacts, publish, stage_tables

NOW = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def make_build(tmp_path):
    """Return what publishes tables and returns the folder of the build."""

    def publish_one(tables):
        facts = BuildFacts("run", "0" * 64, {}, 4, 3, 1, {})
        return publish(stage_tables(tmp_path, tables), facts, now=NOW).folder

    return publish_one


def _rows(changes, table):
    return [
        (one.year, one.added, one.removed, one.changed)
        for one in changes.rows
        if one.table == table
    ]


def test_equal_builds_have_no_changes(make_build, sound_tables):
    """A rebuild that changes nothing must say nothing."""
    build = make_build(sound_tables)
    changes = compare_builds(build, build)
    assert (changes.rows, changes.movements) == ((), ())


def test_the_first_build_adds_everything(make_build, sound_tables):
    """There is nothing before it."""
    changes = compare_builds(None, make_build(sound_tables))
    for name, frame in sound_tables.items():
        assert changes.total(name).added == len(frame), name
    assert _rows(changes, "releases") == [(None, 1, 0, 0), (2022, 1, 0, 0), (2023, 1, 0, 0)]


def test_rows_are_the_same_by_their_key(make_build, sound_tables):
    """A title that was corrected is one row changed, not one lost and one found."""
    releases = sound_tables["releases"]
    before = make_build(sound_tables)
    other = releases["title"].where(releases["release_id"] != "r2", "Other")
    changes = compare_builds(
        before, make_build(sound_tables | {"releases": releases.assign(title=other)})
    )
    assert _rows(changes, "releases") == [(2022, 0, 0, 1)]
    fewer = make_build(sound_tables | {"releases": releases[releases["release_id"] != "r2"]})
    assert _rows(compare_builds(before, fewer), "releases") == [(2022, 0, 1, 0)]


def test_rows_without_a_key_are_added_and_removed_one_by_one(make_build, sound_tables):
    """Two equal refusals are two, and a third is one more."""
    quarantine = sound_tables["quarantine"]
    twice = quarantine.loc[[0, 0]].reset_index(drop=True)
    changes = compare_builds(
        make_build(sound_tables), make_build(sound_tables | {"quarantine": twice})
    )
    assert _rows(changes, "quarantine") == [(None, 1, 0, 0)]


def test_counts_that_moved_are_told_largest_first(make_build, sound_tables):
    """A movement of ten meetings must not stand below one of one."""
    per_year = sound_tables["meetings_per_year"]
    is_2022 = per_year["year"] == 2022
    moved = per_year.assign(
        n_visits=per_year["n_visits"].where(~is_2022, 5),
        n_telephone_conversations=per_year["n_telephone_conversations"].where(is_2022, 2),
        n_claimed_meetings=per_year["n_claimed_meetings"].where(~is_2022, None),
    )
    changes = compare_builds(
        make_build(sound_tables), make_build(sound_tables | {"meetings_per_year": moved})
    )
    assert [(one.year, one.size, dict(one.counts)) for one in changes.movements] == [
        (2022, 11, {"n_visits": (0, 5), "n_claimed_meetings": (6, None)}),
        (2023, 1, {"n_telephone_conversations": (1, 2)}),
    ]


def test_a_pair_that_is_new_tells_its_counts_and_not_its_zeros(make_build, sound_tables):
    """A list of twelve zeros hides the one."""
    per_year = sound_tables["meetings_per_year"]
    before = make_build(sound_tables | {"meetings_per_year": per_year[per_year["year"] == 2022]})
    (movement,) = compare_builds(before, make_build(sound_tables)).movements
    assert (movement.year, dict(movement.counts)) == (
        2023,
        {"n_telephone_conversations": (None, 1)},
    )
