"""Whole runs over synthetic archives: first, with nothing to do, and with a little new."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from benchmarks.archive import add_releases, write_archive
from benchmarks.measuring import Child, run_child, scratch, write_table
from benchmarks.truth import score_truth

if TYPE_CHECKING:
    from pathlib import Path

SIZES, QUICK_SIZES = (5_000, 50_000, 200_000), (500,)
N_NEW = 100
TIMES = 3
STAGES = ("reading", "coding", "assembling", "checking", "publishing")


def measure(*, is_quick: bool = False) -> str:
    """Return the section on runs. Takes an hour: most of it codes the largest archive.

    BENCH_LARGEST in the environment leaves out archives of more releases.
    """
    rows = []
    largest = int(os.environ.get("BENCH_LARGEST", SIZES[-1]))
    for n_releases in QUICK_SIZES if is_quick else [n for n in SIZES if n <= largest]:
        with scratch() as folder:
            write_archive(folder, n_releases)
            rows.append(_tell(n_releases, "first run, all coded", [_run(folder)]))
            score = score_truth(folder, n_releases)
            idle = [_run(folder) for _ in range(TIMES)]
            rows.append(_tell(n_releases, "nothing to do", idle))
            add_releases(folder, N_NEW)
            rows.append(_tell(n_releases, f"{N_NEW} new", [_run(folder)]))
    header = ("releases", "run", "seconds", *STAGES, "peak MB", "of all processes")
    return (
        "`reading` to `publishing` are seconds of the stages; the rest is the start of Python.\n"
        "The least of three with nothing to do, else one run. `peak MB` is that of the largest\n"
        "process, the last column what all of them together took at most.\n\n"
        f"{write_table(header, rows)}\n"
        f"Sanity, and no accuracy: against the truth of the largest archive {score}.\n"
    )


def _run(folder: Path) -> Child:
    return run_child("-m", "benchmarks.one_run", folder, "0")


def _tell(n_releases: int, what: str, runs: list[Child]) -> tuple[object, ...]:
    best = min(runs, key=lambda run: run.seconds)
    stages = json.loads(best.output)["stages"]
    told = [f"{stages.get(name, 0.0):,.1f}" for name in STAGES]
    return (
        f"{n_releases:,}",
        what,
        f"{best.seconds:,.1f}",
        *told,
        f"{best.peak_mb:,}",
        f"{best.total_mb:,}",
    )
