"""What tests share: where real releases lie, and a Prefect server for those that need one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from prefect_processes import find_free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parent.parent
SERVER_SECONDS = 120


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out the files of tests, and all that need a Prefect server as if they were one.

    So that `make test` starts what tests share once, however many processes it has. Groups of
    xdist's own (3.8) have no effect with pytest 9.2, and say nothing of it.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return "flows" if _needs_server(PROJECT / file) else file

    return ByFile(config, log)


@cache
def _needs_server(path: Path) -> bool:
    return "pytestmark = pytest.mark.prefect" in path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the folder of the project."""
    return PROJECT


@pytest.fixture(scope="session")
def release_corpora() -> Path:
    """Return the folder of real releases; skips the test where there is none."""
    folder = PROJECT / os.environ.get("RELEASE_CORPORA", "../shared/corpora")
    if not folder.is_dir():
        pytest.skip("no real releases: set RELEASE_CORPORA to a folder of them")
    return folder.resolve()


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run `prefect server` for the session, in a home of its own; yield the address of its API.

    A whole server, because the one inside Prefect's test harness has no scheduler. Ask for it in
    tests of flows only: it takes some ten seconds.
    """
    from prefect.settings import (
        PREFECT_API_URL,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        PREFECT_HOME,
        PREFECT_LOCAL_STORAGE_PATH,
        temporary_settings,
    )

    home = tmp_path_factory.mktemp("prefect_home")
    port = find_free_port()
    address = f"http://127.0.0.1:{port}/api"
    own = {
        PREFECT_API_URL: address,
        PREFECT_HOME: home,
        PREFECT_LOCAL_STORAGE_PATH: home / "storage",
        # The heartbeat adds a second to every run of a flow, and can be turned off only here.
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
    }
    with _run_server(home, port), temporary_settings(own):
        yield address


@contextmanager
def _run_server(home: Path, port: int) -> Iterator[None]:
    """Run a server without telemetry while the block runs, and wait until it answers."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")},
        "DO_NOT_TRACK": "1",
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        # A run that waits for its turn is looked at every half minute else.
        "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "2",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--port", str(port)]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603 - our own server
            command, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/health", server, home / "server.log")
        yield
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SERVER_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
                if answer.status == HTTPStatus.OK:
                    return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"the Prefect server did not start: {log.read_text(errors='replace')[-2000:]}")
