"""Processes of Prefect that tests start: commands, workers, served flows, by settings of theirs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

PROJECT = Path(__file__).resolve().parent.parent
COMMUNIQUE = ("-c", "from pipelines.cli import main; main()")
PREFECT = ("-m", "prefect", "--no-prompt")


def make_environment(own: Mapping[str, str]) -> dict[str, str]:
    """Return the environment with these settings of Prefect and none of the tests' own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    quiet = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    return kept | quiet | {"PYTHONPATH": str(PROJECT)} | own


def run_command(
    command: Sequence[str], environment: Mapping[str, str], cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python with arguments in a process of its own, and check that it ends well."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *command],
        env=make_environment(environment),
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@contextmanager
def running(
    command: Sequence[str], environment: Mapping[str, str], cwd: Path, log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run Python with arguments while the block runs; end it by its id."""
    with log.open("wb") as file:
        process = subprocess.Popen(  # noqa: S603 - our own process
            [sys.executable, *command],
            env=make_environment(environment),
            cwd=cwd,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until(check: Callable[[], Any], seconds: float = 120) -> Any:
    """Return what `check` returns as soon as it is something, or after the time the last of it."""
    deadline = time.monotonic() + seconds
    while not (found := check()) and time.monotonic() < deadline:
        time.sleep(0.5)
    return found


def find_free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def read_artifacts(client: Any, run: Any) -> dict[str, Any]:
    """Return the artifacts on the page of a run, by key; of all the server gives only some."""
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    only = FlowRunFilter(id=FlowRunFilterId(any_=[run.id]))
    return {one.key: one for one in client.read_artifacts(flow_run_filter=only)}
