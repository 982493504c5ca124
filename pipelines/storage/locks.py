"""One run at a time in a folder of processed tables: the second waits, or says who holds it."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

LOCK_NAME = ".lock"
POLL_SECONDS = 0.1


class LockHeldError(RuntimeError):
    """Another run holds the lock; the message says which, since when, and what to do."""


@contextmanager
def hold_lock(processed: Path, started: datetime, timeout_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock of the folder of processed tables, waiting for it up to the timeout.

    The lock is the kernel's and dies with its process, so a killed run leaves none behind.
    Raises LockHeldError when another run still holds it.
    """
    processed.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(processed / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _wait_for(descriptor, processed, time.monotonic() + timeout_seconds)
        _sign(descriptor, started)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, processed: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise LockHeldError(_tell_holder(processed)) from error
            time.sleep(POLL_SECONDS)
        else:
            return


def _sign(descriptor: int, started: datetime) -> None:
    """Write who holds the lock; it stays after the run, and only the lock itself counts."""
    holder = {"pid": os.getpid(), "host": socket.gethostname(), "started": started.isoformat()}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(holder).encode(), 0)


def _tell_holder(processed: Path) -> str:
    try:
        holder = json.loads((processed / LOCK_NAME).read_text(encoding="utf-8"))
        who = f"process {holder['pid']} on {holder['host']} since {holder['started']}"
    except (ValueError, KeyError):
        who = "a process that has just started"
    return f"{processed}: another run is at work, {who}: wait for it, or end it"
