"""Runs that are killed, that meet another, or that find the disk full: nothing is lost on the way.

Whatever happens, `latest` stays readable, the next run gives the same bytes as one that nobody
disturbed, and no lock and no stray file stay behind. A fixed sample of ten faults is tried with
all tests; `make faults` tries some hundreds and prints what they hit.
"""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections import Counter
from dataclasses import replace

import pytest
import small_runs
from fault_trials import Night, kill

from pipelines.storage import find_latest, list_builds, read_history, read_manifest

PAGE = 4096
KILLED, FAILED, DONE = -signal.SIGKILL, 1, 0


def _kill_at_effect(victims, state, night, chance):
    """Kill a run just before one of the things that it does to the folder."""
    fate = {"kill_at": chance.randint(1, state.n_effects)}
    status = victims.run(night, rebuild=chance.random() < 0.3, **fate)
    assert status in {KILLED, DONE}
    return _tell_kill(night, "run")


def _tell_kill(night, name):
    stage = night.stage(name)
    return "had ended before the kill" if stage.startswith("done") else f"killed while {stage}"


def _kill_at_moment(victims, state, night, chance):
    """Kill a run at any moment, also while it computes or writes."""
    pid = victims.start(night, rebuild=chance.random() < 0.3)
    time.sleep(chance.uniform(0, state.seconds))
    kill(pid)
    assert victims.wait(pid) in {KILLED, DONE}
    return _tell_kill(night, "run")


def _kill_one_of_two(victims, state, night, chance):
    """Start two runs at once, and kill one of them: the other does the work of both."""
    names = ["first", "second"]
    pids = {name: victims.start(night, name=name, wait_seconds=120) for name in names}
    time.sleep(chance.uniform(0, 2 * state.seconds))
    doomed, other = chance.sample(names, 2)
    kill(pids[doomed])
    assert victims.wait(pids[doomed]) in {KILLED, DONE}
    assert victims.wait(pids[other]) == DONE, night.error(other)
    assert find_latest(night.processed).name == state.build_id
    return f"one of two {_tell_kill(night, doomed)}"


def _kill_both_of_two(victims, state, night, chance):
    """Start two runs at once, and kill both, one after the other."""
    pids = [victims.start(night, name=name, wait_seconds=120) for name in ("first", "second")]
    for pid in pids:
        time.sleep(chance.uniform(0, state.seconds))
        kill(pid)
    assert {victims.wait(pid) for pid in pids} <= {KILLED, DONE}
    return "two killed"


def _fill_disk(victims, state, night, chance):
    """Let everything fail, from one of the things on that a run does to the folder."""
    status = victims.run(night, full_at=chance.randint(1, state.n_effects))
    assert status in {FAILED, DONE}
    assert status == DONE or "No space left" in night.error()
    return f"disk full while {night.stage()}" if status else "full only after the run"


def _cut_files(victims, _state, night, chance):
    """Let no file grow beyond some size: writes break off in the middle."""
    status = victims.run(night, file_limit=chance.randint(100, 45_000))
    assert status in {FAILED, DONE}
    return f"files cut while {night.stage()}" if status else "no file was so long"


def _fill_small_disk(victims, state, night, chance):
    """Let a run write to a file system of its own, with less room than it needs."""
    sizes = [p.stat().st_size for p in night.processed.rglob("*") if p.is_file()]
    n_bytes = sum(-(-size // PAGE) * PAGE for size in sizes)
    disk = night.folder / "disk"
    disk.mkdir()
    size = n_bytes + chance.randint(20_000, 400_000)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:  # noqa: S603
        pytest.skip("no small file system can be made here")
    try:
        # What it tells is kept elsewhere, where there is room for it.
        small = replace(night, processed=night.copy(disk).processed)
        status = victims.run(small)
        assert status in {FAILED, DONE}
        state.check_readable(small)
        subprocess.run(  # noqa: S603 - our own mount
            ["mount", "-o", "remount,size=50m", str(disk)],  # noqa: S607
            check=True,
        )
        state.check_mended(victims, small)
        return f"small disk {'full' if status else 'not full'} while {small.stage()}"
    finally:
        subprocess.run(["umount", str(disk)], check=True)  # noqa: S603, S607 - our own mount


SAMPLE = [
    *((_kill_at_effect, seed) for seed in range(4)),
    *((_kill_at_moment, seed) for seed in range(2)),
    (_kill_one_of_two, 0),
    (_kill_both_of_two, 0),
    (_fill_disk, 0),
    (_cut_files, 0),
]
ALL = {
    _kill_at_effect: 100,
    _kill_at_moment: 110,
    _kill_one_of_two: 40,
    _kill_both_of_two: 20,
    _fill_disk: 30,
    _cut_files: 20,
    _fill_small_disk: 10,
}


def _try(fault, seed, victims, state, folder):
    """Try one fault on a copy of the night's state; return in words what it hit."""
    night = state.night.copy(folder)
    hit = fault(victims, state, night, random.Random(f"{fault.__name__} {seed}"))  # noqa: S311
    state.check_readable(night)
    state.check_mended(victims, night)
    return hit


@pytest.mark.parametrize(("fault", "seed"), SAMPLE)
def test_a_fault_loses_nothing(fault, seed, victims, undisturbed, tmp_path):
    """A sample of what `make faults` tries."""
    assert _try(fault, seed, victims, undisturbed, tmp_path / "night")


@pytest.mark.faults
@pytest.mark.parametrize("fault", ALL)
def test_many_faults_lose_nothing(fault, victims, undisturbed, tmp_path):
    """Two hundred kills and sixty full disks, at moments that chance chose once for all."""
    hits: Counter[str] = Counter()
    for seed in range(100, 100 + ALL[fault]):
        hits[_try(fault, seed, victims, undisturbed, tmp_path / str(seed))] += 1
    print(f"\n{fault.__name__.strip('_')}: {hits.total()} tried, nothing lost")  # noqa: T201
    for hit, n in sorted(hits.items()):
        print(f"  {n:>4}  {hit}")  # noqa: T201


def test_a_backfill_and_a_scheduled_run_at_once_end_in_one_build(victims, undisturbed, tmp_path):
    """The second waits, and publishes what both would have: no run undoes the other."""
    before = undisturbed.night.copy(tmp_path / "night")
    night = Night(before.folder, tmp_path / "raw", before.processed)
    small_runs.write_releases(night.raw, 15)
    daily = victims.start(night, name="daily", reason="schedule", wait_seconds=120)
    small_runs.write_releases(night.raw, 2, first=15)
    filled = victims.start(night, name="backfill", reason="backfill: late", wait_seconds=120)
    assert (victims.wait(daily), victims.wait(filled)) == (DONE, DONE)
    latest = find_latest(night.processed)
    assert read_manifest(latest)["n_read"] == 17
    published = [one for one in read_history(night.processed) if one["event"] == "published"]
    assert {"schedule", "backfill: late"} <= {one["reason"] for one in published}
    assert len({build.name for build in list_builds(night.processed)}) in {2, 3}


def test_a_switch_that_is_killed_points_to_one_build_or_the_other(victims, undisturbed, tmp_path):
    """Going back is done in a hurry, and at every step `latest` must lead somewhere."""
    night = undisturbed.night.copy(tmp_path / "night")
    old = find_latest(night.processed).name
    assert victims.run(night) == DONE
    for kill_at in range(1, 9):
        copy = night.copy(tmp_path / str(kill_at))
        victims.run(copy, name="switch", switch_to=old, kill_at=kill_at)
        assert undisturbed.check_readable(copy) in {old, undisturbed.build_id}
    undisturbed.check_mended(victims, copy)
