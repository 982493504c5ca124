"""Releases a second of coding with one process and with one a core, start-up not counted."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from benchmarks.archive import write_archive
from benchmarks.measuring import scratch, write_table
from pipelines import jobs

if TYPE_CHECKING:
    from pathlib import Path

N_RELEASES, N_QUICK = 6_000, 600
TURNS = 3


def measure(*, is_quick: bool = False) -> str:
    """Return the section on processes."""
    n_releases = N_QUICK if is_quick else N_RELEASES
    n_cores = len(os.sched_getaffinity(0))
    with scratch() as folder:
        write_archive(folder, n_releases)
        # In turns, so that what else the machine does hits both alike.
        taken = [
            [_code(folder, n_workers, f"{turn}-{n_workers}") for n_workers in (1, n_cores)]
            for turn in range(1 if is_quick else TURNS)
        ]
    alone, together = (min(times) for times in zip(*taken, strict=True))
    rows = [
        (n, f"{seconds:.1f}", f"{n_releases / seconds:,.0f}", f"{alone / seconds:.2f}")
        for n, seconds in ((1, alone), (n_cores, together))
    ]
    header = ("processes", "seconds", "releases a second", "times the rate of one")
    return (
        f"{n_releases:,} releases of the synthetic archive, from the first batch to the last;\n"
        "each process loads the reference and compiles it once, which is counted.\n\n"
        f"{write_table(header, rows)}"
    )


def _code(folder: Path, n_workers: int, name: str) -> float:
    settings = jobs.Settings(
        folder / "raw", folder / name, reference=folder / "reference", n_workers=n_workers
    )
    collected = jobs.collect(settings)
    batches = jobs.read_batches(settings.collected)
    start = time.perf_counter()
    jobs.code_batches(batches, collected.coding_key, settings)
    return time.perf_counter() - start
