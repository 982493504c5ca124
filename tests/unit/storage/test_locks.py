"""One run at a time: the second waits, or says who is at work."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest

from pipelines.storage import LockHeldError, hold_lock

NOW = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_a_second_run_is_told_who_holds_the_lock(tmp_path):
    """Who sees it must know what to wait for, or what to end."""
    told = f"process {os.getpid()} on .* since 2024-01-02T03:04:05"
    with (
        hold_lock(tmp_path, NOW),
        pytest.raises(LockHeldError, match=told),
        hold_lock(tmp_path, NOW),
    ):
        pass


def test_a_second_run_waits_up_to_its_timeout(tmp_path):
    """A backfill queued behind the daily run should not fail."""
    entered, leave = threading.Event(), threading.Event()

    def first():
        with hold_lock(tmp_path, NOW):
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=first)
    thread.start()
    assert entered.wait(10)
    threading.Timer(0.3, leave.set).start()
    with hold_lock(tmp_path, NOW, timeout_seconds=10):
        assert leave.is_set()
    thread.join()


def test_the_lock_is_free_after_a_run_that_failed(tmp_path):
    """A stale lock file would stop every run after it."""
    with pytest.raises(RuntimeError, match="crash"), hold_lock(tmp_path, NOW):
        raise RuntimeError("crash")
    with hold_lock(tmp_path, NOW):
        pass


def test_the_lock_is_free_after_a_run_that_was_killed(tmp_path):
    """`kill -9` runs no clean-up: the lock must be the kernel's."""
    program = (
        "import os, signal, sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from pipelines.storage.locks import hold_lock\n"
        "with hold_lock(Path(sys.argv[1]), datetime.now(UTC)):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program, str(tmp_path)],
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    assert killed.returncode == -9
    with hold_lock(tmp_path, NOW):
        pass
