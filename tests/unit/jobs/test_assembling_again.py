"""What a run takes from the one before it changes no byte of the tables."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace

import pytest
import small_runs

from pipelines import jobs, storage
from pipelines.jobs import assembling, building
from pipelines.storage import finished, read_files

N_CALLS, N_SUMMITS, N_STEPS = 10, 6, 3


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Return settings of runs in small parts, to which files of this moment are known."""
    monkeypatch.setattr(finished, "TICK_NS", 0)
    monkeypatch.setattr(read_files, "TICK_NS", 0)
    monkeypatch.setattr(building, "CHUNK_SIZE", 4)
    monkeypatch.setattr(building, "SHARD_SIZE", 3)
    return small_runs.make_settings(tmp_path, batch_size=3)


@pytest.fixture
def pool(settings, tmp_path):
    """Return the texts of releases by file name: calls, and summits told with other sides."""
    outside = replace(settings, raw=tmp_path / "pool")
    paths = small_runs.write_releases(outside.raw, N_CALLS, days_apart=90)
    paths += small_runs.write_summits(outside.raw, N_SUMMITS)
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture
def compared(monkeypatch):
    """Return a list that gets, of each run, how many shards were compared."""
    numbers = []
    plan = assembling.plan_shards

    def note(changed, size):
        numbers.append(len(changed))
        return plan(changed, size)

    monkeypatch.setattr(assembling, "plan_shards", note)
    return numbers


def _bytes_from_nothing(settings, folder):
    """Return the bytes of the build of a run that knows what is coded, and nothing else."""
    afresh = replace(settings, processed=folder)
    shutil.copytree(settings.parts, afresh.parts)
    return small_runs.bytes_of(jobs.run(afresh).build)


def _change(text, chance):
    """Return another version of a release: of another day, with another or no contact."""
    fates = [
        lambda: text.replace("the President of Turkmenistan", "President Serdar Berdimuhamedov"),
        lambda: text.replace("2023", "2022"),
        lambda: text.partition("On ")[0] + "Nothing is told any more.\n",
        lambda: text.replace("telephone conversation", "meeting"),
    ]
    return chance.choice(fates)()


def _move(folder, pool, chance):
    """Add some releases, change one and take one away, as chance has it."""
    for name in chance.sample(sorted(pool), 5):
        (folder / name).write_text(pool[name], encoding="utf-8")
    there = sorted(folder.iterdir())
    changed, gone = chance.sample(there, 2)
    changed.write_text(_change(changed.read_text(encoding="utf-8"), chance), encoding="utf-8")
    if chance.random() < 0.7:
        gone.unlink()


@pytest.mark.parametrize("seed", [1, 2])
def test_runs_one_after_another_give_what_a_run_from_nothing_gives(
    settings, pool, tmp_path, seed, compared
):
    """SAME-ORDER: releases come, change and go, and no trace of what was before is left."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    folder = settings.raw / small_runs.SOURCE
    folder.mkdir(parents=True)
    n_fewer = 0
    for step in range(N_STEPS):
        _move(folder, pool, chance)
        # Fewer releases than before would be held against the run.
        (settings.processed / "latest").unlink(missing_ok=True)
        some = replace(settings, n_workers=2 if step == N_STEPS - 1 else 1)
        made = small_runs.bytes_of(jobs.run(some).build)
        n_compared = compared[-1]
        assert made == _bytes_from_nothing(settings, tmp_path / f"afresh-{step}")
        n_fewer += n_compared < compared[-1]
    assert n_fewer


def test_only_sides_of_which_something_new_is_told_are_compared(settings, pool, tmp_path, compared):
    """A call with one state says nothing of calls with four others."""
    folder = settings.raw / small_runs.SOURCE
    folder.mkdir(parents=True)
    *known, new = [name for name in sorted(pool) if name.startswith("call")]
    for name in known:
        (folder / name).write_text(pool[name], encoding="utf-8")
    jobs.run(settings)
    (folder / new).write_text(pool[new], encoding="utf-8")
    made = small_runs.bytes_of(jobs.run(settings).build)
    assert compared == [5, 1]
    assert made == _bytes_from_nothing(settings, tmp_path / "afresh")


def test_kept_rows_that_are_broken_or_gone_are_made_again(settings, pool, tmp_path, compared):
    """They save time, and nothing rests on them."""
    folder = settings.raw / small_runs.SOURCE
    folder.mkdir(parents=True)
    for number, (name, text) in enumerate(sorted(pool.items())):
        (folder / name).write_text(text, encoding="utf-8")
        if number == 8:
            jobs.run(settings)
    for number, path in enumerate(sorted(settings.kept.rglob("*.arrow"))):
        if number % 3 == 0:
            path.write_bytes(path.read_bytes()[:100])
        elif number % 3 == 1:
            path.unlink()
    made = small_runs.bytes_of(jobs.run(settings).build)
    assert made == _bytes_from_nothing(settings, tmp_path / "afresh")
    assert compared[-2] == compared[-1]


def test_sides_of_which_nothing_is_told_any_more_go_though_nothing_is_kept(
    settings, pool, tmp_path
):
    """What the last build was told of them cannot be known, and its rows are there."""
    folder = settings.raw / small_runs.SOURCE
    folder.mkdir(parents=True)
    names = sorted(pool)[:4]
    for name in names:
        (folder / name).write_text(pool[name], encoding="utf-8")
    before = jobs.run(settings).build
    shutil.rmtree(settings.kept)
    (folder / names[0]).unlink()
    (settings.processed / "latest").unlink()
    made = jobs.run(settings).build
    assert len(storage.read_table(before, "contacts")) == 4
    assert len(storage.read_table(made, "contacts")) == 3
    assert small_runs.bytes_of(made) == _bytes_from_nothing(settings, tmp_path / "afresh")


def test_what_people_found_to_be_one_is_one_in_the_next_run_too(settings, pool, tmp_path):
    """Tellings that a verdict names are compared across sides, and are in no shard twice."""
    folder = settings.raw / small_runs.SOURCE
    folder.mkdir(parents=True)
    names = sorted(pool)
    for name in names[:7]:
        (folder / name).write_text(pool[name], encoding="utf-8")
    told = storage.read_table(jobs.run(settings).build, "contact_mentions")
    of_one_pair = told[told["sides"].map(lambda sides: sides == ["RUS", "TKM"])]
    first, second = sorted(of_one_pair["mention_id"])[:2]
    with (settings.reference / "identity.csv").open("a", encoding="utf-8") as file:
        file.write(f"{first},{second},same,They are one.,A test,2024-01-01\n")
    for name in names[7:9]:
        (folder / name).write_text(pool[name], encoding="utf-8")
        made = jobs.run(settings).build
        told = storage.read_table(made, "contact_mentions").set_index("mention_id")
        assert told.loc[first, "contact_id"] == told.loc[second, "contact_id"]
        afresh = _bytes_from_nothing(settings, tmp_path / f"afresh-{name}")
        assert small_runs.bytes_of(made) == afresh


def test_nothing_is_kept_that_the_next_run_cannot_use(settings, pool):
    """Of rows that no build needs any more nothing stays."""
    folder = settings.raw / small_runs.SOURCE
    folder.mkdir(parents=True)
    n_kept = []
    for name, text in sorted(pool.items())[:4]:
        (folder / name).write_text(text, encoding="utf-8")
        (settings.kept / ".tmp-left").mkdir(parents=True)
        jobs.run(settings)
        n_kept.append(len(list(settings.kept.iterdir())))
    # Of each chunk, of what is compared across sides, and of the build. One more small chunk with
    # each document, until they fill a large one together.
    assert n_kept == [3, 4, 5, 3]
    assert storage.find_damage(storage.find_latest(settings.processed)) == []
