"""Coding on a Dask cluster: a scheduler and two workers, each a process of its own on loopback.

Workers may die, of a kill or of a document: that costs time, and changes no byte of the tables.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack

import pytest
import small_runs
from prefect_processes import (
    COMMUNIQUE,
    find_free_port,
    make_environment,
    run_command,
    running,
    wait_until,
)
from slow_documents import slow_down

from pipelines import jobs
from pipelines.storage import find_latest, known_keys, read_manifest, read_table

pytestmark = pytest.mark.prefect

# A worker that dies of a document is tried once more, and not three times: tests are short.
SCHEDULER = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Run a scheduler and two workers; yield its address, the workers and their environment."""
    folder = tmp_path_factory.mktemp("cluster")
    environment = SCHEDULER | slow_down(folder, 0.4)
    address = f"tcp://127.0.0.1:{find_free_port()}"
    port = address.rsplit(":", 1)[1]
    here = ["--host", "127.0.0.1", "--no-dashboard"]
    scheduler = ["-m", "dask", "scheduler", "--port", port, *here]
    worker = ["-m", "dask", "worker", address, "--nthreads", "1", *here]
    with ExitStack() as stack:
        log = folder / "scheduler.log"
        stack.enter_context(running(scheduler, environment, folder, log))
        logs = [folder / f"worker-{number}.log" for number in range(2)]
        workers = [stack.enter_context(running(worker, environment, folder, one)) for one in logs]
        assert wait_until(lambda: log.read_text(errors="replace").count("Register worker") == 2)
        yield address, workers, environment


def _run_on_dask(address, environment, prefect_server, folder, *, wait=True):
    """Start a run whose batches of two documents are coded on the cluster."""
    own = {"PREFECT_API_URL": prefect_server, "PREFECT_HOME": str(folder / "home")} | environment
    command = [*COMMUNIQUE, "run", "--runner", "dask", "--dask-address", address]
    command += ["--batch-size", "2", "--raw", str(folder / "raw")]
    command += ["--processed", str(folder / "processed")]
    if wait:
        return run_command(command, own)
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, *command],
        env=make_environment(own),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _kill_with_children(process):
    """Kill a worker as a machine that goes away does: its process and the one that watches it."""
    listed = subprocess.run(  # noqa: S603 - every system has it
        ["ps", "-o", "pid=", "--ppid", str(process.pid)],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    process.kill()
    for number in listed.stdout.split():
        os.kill(int(number), signal.SIGKILL)


def test_two_workers_code_what_one_process_codes(cluster, prefect_server, tmp_path):
    """To the byte, whichever of them has which batch."""
    address, _, environment = cluster
    small_runs.write_releases(tmp_path / "raw", 6)
    plain = jobs.run(jobs.Settings(tmp_path / "raw", tmp_path / "plain"))
    done = _run_on_dask(address, environment, prefect_server, tmp_path)
    assert "Coded anew: 6." in done.stdout
    build = find_latest(tmp_path / "processed")
    assert build.name == plain.build.name
    assert small_runs.bytes_of(build) == small_runs.bytes_of(plain.build)
    parts = (tmp_path / "processed" / "coded").glob("*/*/*.parquet")
    assert len(list(parts)) == 3


@pytest.mark.faults
def test_a_document_that_kills_its_workers_is_quarantined_alone(cluster, prefect_server, tmp_path):
    """Its batch is given up by the cluster, and found out in halves; the rest is published."""
    address, _, environment = cluster
    paths = small_runs.write_releases(tmp_path / "raw", 6)
    paths[3].write_text(paths[3].read_text() + "\nPOISON\n", encoding="utf-8")
    done = _run_on_dask(address, environment, prefect_server, tmp_path)
    assert "are coded apart" in done.stderr
    build = find_latest(tmp_path / "processed")
    manifest = read_manifest(build)
    assert (manifest["n_read"], manifest["n_coded"], manifest["n_refused"]) == (6, 5, 1)
    (refused,) = read_table(build, "quarantine").to_dict("records")
    assert (refused["address"], refused["reason"]) == (paths[3].name, "crashed")
    assert refused["detail"] == "it ended the process that coded it"
    assert len(known_keys(tmp_path / "processed" / "coded", manifest["coding_key"])) == 6


@pytest.mark.faults
def test_a_worker_that_is_killed_costs_time_and_nothing_else(cluster, prefect_server, tmp_path):
    """A machine that goes away takes the work in its hands with it, and no more."""
    address, workers, environment = cluster
    small_runs.write_releases(tmp_path / "raw", 16)
    settings = jobs.Settings(tmp_path / "raw", tmp_path / "plain")
    plain = jobs.run(settings)
    run = _run_on_dask(address, environment, prefect_server, tmp_path, wait=False)
    parts = tmp_path / "processed" / "coded"
    assert wait_until(lambda: len(list(parts.glob("*/*/*.parquet"))) >= 2)
    _kill_with_children(workers[0])
    told, logged = run.communicate(timeout=240)
    assert run.returncode == 0, logged
    assert "Coded anew: 16." in told
    build = find_latest(tmp_path / "processed")
    assert build.name == plain.build.name
    assert small_runs.bytes_of(build) == small_runs.bytes_of(plain.build)
