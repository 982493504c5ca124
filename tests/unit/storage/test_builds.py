"""Builds: whole, immutable, equal for equal input, and `latest` moved in one step."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipelines.schema import TABLES
from pipelines.storage import (
    BuildFacts,
    builds,
    find_latest,
    list_builds,
    publish,
    read_manifest,
    read_table,
    stage_documents,
    stage_tables,
)

NOW = datetime(2024, 1, 1, tzinfo=UTC)
FACTS = BuildFacts("run", "0123456789abcdef" * 4, {"aaa_mfa/r1.txt": "e" * 64}, 4, 3, 1, {})


def _publish(processed, tables, now=NOW, facts=FACTS):
    staged = stage_documents(stage_tables(processed, tables), {"CODEBOOK.md": "# Codebook\n"})
    return publish(staged, facts, now=now)


def _with_title(tables, title):
    """Return the tables with another title of the release of 2022."""
    releases = tables["releases"]
    titles = releases["title"].where(releases["release_id"] != "r2", title)
    return tables | {"releases": releases.assign(title=titles)}


def _bytes_of(build):
    files = (path for path in sorted(build.rglob("*")) if path.is_file())
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in files}


def test_a_build_holds_every_table_and_nothing_else(tmp_path, sound_tables):
    """A folder of Parquet with a stray file in it does not open in every reader."""
    build = _publish(tmp_path, sound_tables).folder
    singles = {f"{name}.parquet" for name, table in TABLES.items() if not table.is_partitioned}
    parts = {
        "releases/published_year=0/part-0.parquet",
        "releases/published_year=2022/part-0.parquet",
        "releases/published_year=2023/part-0.parquet",
        "contact_mentions/published_year=2023/part-0.parquet",
    }
    assert set(_bytes_of(build)) == singles | parts | {"CODEBOOK.md", "manifest.json"}


def test_published_tables_read_back_as_they_were(tmp_path, sound_tables):
    """Nothing is lost on the way to disk and back."""
    build = _publish(tmp_path, sound_tables).folder
    for name, frame in sound_tables.items():
        pd.testing.assert_frame_equal(read_table(build, name), frame)


def test_other_readers_find_partition_and_descriptions(tmp_path, sound_tables):
    """The tables are read by tools that know nothing of this project."""
    build = _publish(tmp_path, sound_tables).folder
    pattern = f"{build}/releases/*/*.parquet"
    years = duckdb.sql(
        f"select published_year, count(*) from read_parquet('{pattern}', hive_partitioning = true) "  # noqa: S608
        "group by 1 order by 1"
    ).fetchall()
    assert years == [(0, 1), (2022, 1), (2023, 1)]
    schema = pq.read_schema(build / "contacts.parquet")
    assert schema.metadata[b"description"].startswith(b"One row is a contact")
    assert schema.field("level").metadata[b"description"]
    assert len(pd.read_parquet(build / "releases")) == 3


def test_tables_without_rows_are_published_with_their_columns(tmp_path, empty_tables):
    """A first run on an empty folder must give tables that open."""
    build = _publish(tmp_path, empty_tables).folder
    for name, table in TABLES.items():
        assert read_table(build, name).columns.to_list() == table.column_names
    assert (build / "releases" / "published_year=0" / "part-0.parquet").exists()


def test_equal_input_gives_equal_bytes_in_any_order(tmp_path, sound_tables):
    """A rebuild that differs says that something changed."""
    shuffled = {name: frame.iloc[::-1] for name, frame in sound_tables.items()}
    first = _publish(tmp_path / "a", sound_tables).folder
    second = _publish(tmp_path / "b", shuffled).folder
    assert first.name == second.name
    assert _bytes_of(first) == _bytes_of(second)


def test_an_identical_rebuild_is_no_new_build(tmp_path, sound_tables):
    """A daily run without news should leave nothing to look at."""
    first = _publish(tmp_path, sound_tables)
    again = _publish(tmp_path, sound_tables, NOW + timedelta(days=1))
    assert (first.is_new, again.is_new) == (True, False)
    assert again.folder == first.folder
    assert read_manifest(again.folder)["published_at"] == NOW.isoformat()
    assert len(list_builds(tmp_path)) == 1


def test_the_reason_makes_no_other_build(tmp_path, sound_tables):
    """A backfill that changes nothing is the build that stands."""
    facts = BuildFacts("backfill: a test", FACTS.coding_key, FACTS.inputs, 4, 3, 1, {})
    _publish(tmp_path, sound_tables)
    assert not _publish(tmp_path, sound_tables, facts=facts).is_new


def test_latest_is_a_relative_link_to_the_new_build(tmp_path, sound_tables):
    """The folder may be mounted elsewhere."""
    published = _publish(tmp_path, sound_tables)
    assert (tmp_path / "latest").readlink() == Path("builds") / published.build_id
    assert find_latest(tmp_path) == published.folder.resolve()


def test_before_the_first_build_there_is_no_latest(tmp_path):
    """Commands that read tables tell this apart from an empty build."""
    assert find_latest(tmp_path) is None
    assert list_builds(tmp_path) == []


def test_the_manifest_tells_what_the_build_is_made_of(tmp_path, sound_tables):
    """Who doubts a number needs the inputs, the code and the files."""
    build = _publish(tmp_path, sound_tables).folder
    manifest = read_manifest(build)
    assert manifest["build_id"] == build.name
    assert manifest["coding_version"] == "0123456789ab"
    assert manifest["inputs"] == {"aaa_mfa/r1.txt": "e" * 64}
    assert (manifest["n_read"], manifest["n_coded"], manifest["n_refused"]) == (4, 3, 1)
    assert manifest["reason"] == "run"
    assert manifest["rows"] == {name: len(frame) for name, frame in sound_tables.items()}
    assert {file["path"] for file in manifest["files"]} == set(_bytes_of(build)) - {"manifest.json"}
    assert "makes no new one" in manifest["about"]


def test_checksums_of_the_manifest_are_those_of_the_files(tmp_path, sound_tables):
    """They are how a copy of a build is verified."""
    build = _publish(tmp_path, sound_tables).folder
    for file in json.loads((build / "manifest.json").read_text())["files"]:
        content = (build / file["path"]).read_bytes()
        assert file["n_bytes"] == len(content)
        assert file["sha256"] == builds.sha256_of(content)


def test_unchanged_files_are_hard_links_to_the_build_before(tmp_path, sound_tables):
    """A daily build of years of releases costs the space of one day."""
    first = _publish(tmp_path, sound_tables).folder
    second = _publish(tmp_path, _with_title(sound_tables, "Other"), NOW + timedelta(hours=1)).folder
    changed = "releases/published_year=2022/part-0.parquet"
    for path in sorted(set(_bytes_of(first)) - {"manifest.json"}):
        is_shared = (first / path).stat().st_ino == (second / path).stat().st_ino
        assert is_shared is (path != changed), path


def test_a_table_is_read_without_the_files_that_another_build_has(tmp_path, sound_tables):
    """What differs between two builds of thirty years is in one or two of them."""
    first = _publish(tmp_path, sound_tables).folder
    second = _publish(tmp_path, _with_title(sound_tables, "Other"), NOW + timedelta(hours=1)).folder
    assert read_table(second, "releases", unlike=first)["release_id"].to_list() == ["r2"]
    assert read_table(second, "contacts", unlike=first).empty
    assert len(read_table(second, "releases")) == 3


def test_published_files_are_read_only(tmp_path, sound_tables):
    """They are shared between builds: a change in one would change the others."""
    build = _publish(tmp_path, sound_tables).folder
    assert (build / "contacts.parquet").stat().st_mode & 0o222 == 0


@pytest.mark.parametrize("step", ["_write_manifest", "_sync_tree", "point_latest"])
def test_a_run_killed_while_publishing_leaves_latest_as_it_was(
    tmp_path, sound_tables, monkeypatch, step
):
    """Readers never see half a build, and the next run needs no help."""
    first = _publish(tmp_path, sound_tables).folder
    changed = _with_title(sound_tables, "Other")

    def die(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(builds, step, die)
    with pytest.raises(KeyboardInterrupt):
        _publish(tmp_path, changed, NOW + timedelta(hours=1))
    monkeypatch.undo()
    assert find_latest(tmp_path) == first.resolve()
    assert read_table(find_latest(tmp_path), "releases")["title"].to_list()[1] == "A call"

    second = _publish(tmp_path, changed, NOW + timedelta(hours=2)).folder
    assert find_latest(tmp_path) == second.resolve()
    assert not list((tmp_path / ".staging").glob("*"))
    assert {path.name for path in tmp_path.iterdir()} == {".staging", "builds", "latest"}


def test_a_run_killed_while_staging_is_swept_by_the_next(tmp_path, sound_tables):
    """A killed run cleans up nothing itself."""
    left = stage_tables(tmp_path, sound_tables).folder
    (tmp_path / ".tmp-latest").symlink_to("builds/gone")
    staged = stage_tables(tmp_path, sound_tables)
    assert not left.exists()
    assert staged.folder.exists()
    assert not (tmp_path / ".tmp-latest").is_symlink()


def test_a_damaged_build_is_mended_by_an_identical_one(tmp_path, sound_tables):
    """Who deletes a table by mistake gets it back from a run."""
    build = _publish(tmp_path, sound_tables).folder
    content = (build / "contacts.parquet").read_bytes()
    (build / "contacts.parquet").unlink()
    assert not _publish(tmp_path, sound_tables).is_new
    assert (build / "contacts.parquet").read_bytes() == content


def test_old_builds_go_after_three_newer_and_a_day(tmp_path, sound_tables):
    """Somebody may still read what was latest yesterday."""
    names = []
    for hour in range(5):
        tables = _with_title(sound_tables, f"Title {hour}")
        published = _publish(tmp_path, tables, NOW + timedelta(hours=hour))
        assert published.removed == ()
        names.append(published.build_id)
    late = _publish(tmp_path, sound_tables, NOW + timedelta(hours=25, minutes=30))
    # The build of hour 0 was replaced in hour 1, more than a day ago; that of hour 1 less.
    assert late.removed == (names[0],)
    assert [build.name for build in list_builds(tmp_path)] == [late.build_id, *names[:0:-1]]


def test_the_build_that_was_latest_until_now_is_never_removed(tmp_path, sound_tables):
    """It may be an old one to which a rebuild went back."""
    for hour in range(4):
        _publish(tmp_path, _with_title(sound_tables, f"Title {hour}"), NOW + timedelta(hours=hour))
    back = _publish(tmp_path, _with_title(sound_tables, "Title 0"), NOW + timedelta(hours=9))
    late = _publish(tmp_path, sound_tables, NOW + timedelta(days=9))
    assert back.folder.exists()
    assert back.build_id not in late.removed


def test_a_partition_that_lost_its_last_release_goes(tmp_path, sound_tables):
    """A build is written whole: nothing of the one before shines through."""
    _publish(tmp_path, sound_tables)
    kept = sound_tables["releases"][sound_tables["releases"]["release_id"] != "r2"]
    build = _publish(tmp_path, sound_tables | {"releases": kept}, NOW + timedelta(hours=1)).folder
    assert not (build / "releases" / "published_year=2022").exists()
