"""A collector that is killed: run again it ends with the same store as one that nobody disturbed.

A fixed sample of moments is tried with all tests; `make faults` tries fifty and prints what they
hit.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fetched_sites import Office, page_of, put_pages
from loopback import run_site

from pipelines.storage import read_progress

N_PAGES = 120
N_CHANGED = 5
KILLED, DONE = -signal.SIGKILL, 0


@pytest.fixture(scope="module")
def collector():
    """Return a process that fetches in processes of its own, by folder."""
    tests = Path(__file__).resolve().parent.parent
    path = os.pathsep.join([str(tests.parent), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(  # noqa: S603 - our own process
        [sys.executable, str(tests / "faults" / "collector.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    yield process
    process.stdin.close()
    process.wait(timeout=60)
    process.stdout.close()


@pytest.fixture(scope="module")
def site():
    """Return a site with a feed of pages, that runs for all tests of this module."""
    with run_site() as running:
        put_pages(running, range(N_PAGES))
        yield running


@pytest.fixture(scope="module")
def undisturbed(collector, site, tmp_path_factory):
    """Return the store of a run that nobody disturbed, and how long its work took."""
    folder = _prepare(site, tmp_path_factory.mktemp("undisturbed"))
    site.asked.clear()
    assert _end(collector, _start(collector, folder)) == DONE
    store = _read_store(folder)
    assert len(store) == 2 * N_PAGES
    return store, time.monotonic() - site.asked[0].at


def _prepare(site, folder):
    office = Office(folder)
    office.add("aaa_mfa", f"{site.address}/feed", more="  overlap_days: 200\n")
    return folder


def _start(collector, folder):
    collector.stdin.write(f"{json.dumps(str(folder))}\n")
    collector.stdin.flush()
    return int(collector.stdout.readline())


def _kill(pids):
    while not pids:  # the process may ask before its id is told
        time.sleep(0.001)
    os.kill(pids[0], signal.SIGKILL)


def _end(collector, _pid):
    collector.stdin.write("\n")
    collector.stdin.flush()
    return int(collector.stdout.readline())


def _read_store(folder):
    """Return the stored files by name; what is hidden is no release."""
    raw = folder / "raw"
    paths = [path for path in raw.rglob("*") if path.is_file() and path.name != ".progress.json"]
    return {
        path.relative_to(raw).as_posix(): path.read_bytes()
        for path in paths
        if path.name != ".lock"
    }


def _run_to_the_end(collector, site, folder, store):
    """Run again; the store must be as if nothing had been, and little be asked for twice."""
    n_there = sum(name.endswith(".html") for name in _read_store(folder))
    # A run that came to its end before it was killed is followed by one that looks again.
    has_ended = read_progress(folder / "raw" / "aaa_mfa").looked_at is not None
    site.asked.clear()
    assert _end(collector, _start(collector, folder)) == DONE
    assert _read_store(folder) == store
    assert has_ended or len(site.paths) <= 1 + N_PAGES - n_there + 1
    return n_there


@pytest.mark.parametrize("n_asked", [1, 2, 3, 60, N_PAGES + 2])
def test_collector_killed_at_a_request_ends_with_the_same_store(
    collector, site, undisturbed, tmp_path, n_asked
):
    """While robots.txt, the feed, the first, a middle and the last page are asked for."""
    folder = _prepare(site, tmp_path)
    site.asked.clear()
    pids = []
    site.before = lambda _path: len(site.asked) == n_asked and _kill(pids)
    pids.append(_start(collector, folder))
    status = _end(collector, pids[0])
    site.before = lambda _path: None
    assert status == KILLED
    assert _run_to_the_end(collector, site, folder, undisturbed[0]) == max(0, n_asked - 3)


@pytest.mark.faults
def test_collector_killed_at_random_moments_ends_with_the_same_store(
    collector, site, undisturbed, tmp_path
):
    """Also between the two files of a release, and inside the writing of one."""
    chance = random.Random(20230508)  # noqa: S311 - moments, no secrets
    store, seconds = undisturbed
    hit = []
    for n in range(50):
        folder = _prepare(site, tmp_path / str(n))
        moment = chance.uniform(0, seconds)
        site.asked.clear()
        pid = _start(collector, folder)
        while not site.asked:
            time.sleep(0.001)
        time.sleep(moment)
        os.kill(pid, signal.SIGKILL)
        status = _end(collector, pid)
        left = [path.name for path in folder.rglob(".tmp-*")]
        n_there = _run_to_the_end(collector, site, folder, store)
        hit.append((status, n_there, len(left)))
        kept = f"{n_there} of {N_PAGES} pages kept, {len(left)} half written"
        print(f"  kill {n + 1:2} after {moment:.2f} s: {kept}")  # noqa: T201
    n_hit = sum(status == KILLED and n_there < N_PAGES for status, n_there, _ in hit)
    print(f"{n_hit} of 50 kills hit the work, {sum(bool(one[2]) for one in hit)} of them a file")  # noqa: T201
    assert n_hit >= 25


@pytest.mark.faults
def test_collector_killed_twice_while_pages_change_loses_no_version(
    collector, site, undisturbed, tmp_path
):
    """Each version that a whole run received is still there, and the last one is the new text."""
    chance = random.Random(7)  # noqa: S311 - as above
    for n in range(10):
        folder = _prepare(site, tmp_path / str(n))
        assert _end(collector, _start(collector, folder)) == DONE
        changed = chance.sample(range(N_PAGES), N_CHANGED)
        for k in changed:
            site.put(f"/news/{k}.html", page_of(k, f"Changed {n}."))
        for _ in range(2):
            site.asked.clear()
            pid = _start(collector, folder)
            while not site.asked:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, undisturbed[1]))
            os.kill(pid, signal.SIGKILL)
            _end(collector, pid)
        assert _end(collector, _start(collector, folder)) == DONE
        after = _read_store(folder)
        assert undisturbed[0].items() <= after.items()
        assert len(after) == len(undisturbed[0]) + 2 * N_CHANGED
        for k in changed:
            site.put(f"/news/{k}.html", page_of(k))
