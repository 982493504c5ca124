"""Runs that can be killed, and what one gives that nobody disturbs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import small_runs
from fault_trials import Night, Undisturbed, Victims

from pipelines.storage import find_latest

if TYPE_CHECKING:
    from collections.abc import Iterator

VICTIMS = Path(__file__).with_name("victims.py")


@pytest.fixture(scope="session")
def victims(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victims]:
    """Return what starts runs that can be killed."""
    reference = small_runs.make_reference(tmp_path_factory.mktemp("faults") / "reference")
    process = subprocess.Popen(  # noqa: S603 - our own process
        [sys.executable, str(VICTIMS), str(reference)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield Victims(process, reference)
    assert process.stdin
    assert process.stdout
    process.stdin.close()
    process.wait(timeout=60)
    process.stdout.close()


@pytest.fixture(scope="session")
def undisturbed(victims: Victims, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Return yesterday's state, and what a run makes of it that nobody disturbs."""
    folder = tmp_path_factory.mktemp("night")
    night = Night(folder, folder / "raw", folder / "processed")
    small_runs.write_releases(night.raw, 6)
    assert victims.run(night) == 0, night.error()
    small_runs.write_releases(night.raw, 9, first=6)
    after = night.copy(tmp_path_factory.mktemp("after") / "night")
    begun = time.monotonic()
    assert victims.run(after) == 0, after.error()
    seconds = time.monotonic() - begun
    build = find_latest(after.processed)
    assert build is not None
    n_effects = int(after.stage().removeprefix("done "))
    return Undisturbed(night, build.name, small_runs.bytes_of(build), n_effects, seconds)
