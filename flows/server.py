"""A Prefect server of our own, on loopback, for as long as it is needed; imports no Prefect."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
START_SECONDS = 120.0
STOP_SECONDS = 30.0


class NoServer(RuntimeError):  # noqa: N818 - reads as what it says, like NotReadable
    """The server did not start; the message says where, and what to look at."""


@contextmanager
def run_server(port: int) -> Iterator[str]:
    """Run a server while the block runs, and yield the address of its API.

    It listens on this machine alone and keeps its database in PREFECT_HOME. Raises NoServer when
    it does not answer within two minutes, another program has the port for example.
    """
    address = f"http://{HOST}:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start"]
    environment = os.environ | {
        # Else its pages look for the API on the port that servers have by default.
        "PREFECT_SERVER_UI_API_URL": address,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    server = subprocess.Popen(  # noqa: S603 - our own server
        [*command, "--host", HOST, "--port", str(port)], env=environment
    )
    try:
        _wait_for(f"{address}/health", server)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
                if answer.status == HTTPStatus.OK:
                    return
        except OSError:
            time.sleep(0.3)
    raise NoServer(f"no Prefect server at {address}: give another port with --port, or see its log")
