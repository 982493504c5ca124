"""What every benchmark needs: times that can be believed, children with their memory, tables."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PROJECT = Path(__file__).resolve().parent.parent
CORPORA = Path(os.environ.get("RELEASE_CORPORA", PROJECT.parent / "shared" / "corpora"))
MB = 1_000_000
LOOK_SECONDS = 0.03
PACKAGES = ("pandas", "pyarrow", "duckdb", "polars", "ahocorasick-rs", "sentencex", "prefect")


class NotMeasured(Exception):  # noqa: N818 - it names what happened
    """A benchmark that cannot be run here; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Child:
    """What a process took: seconds by the wall, peak resident memory, what it printed.

    peak_mb: of the largest process. total_mb: of it and its children together, as seen at once.
    """

    seconds: float
    peak_mb: int
    total_mb: int
    output: str


def run_child(*arguments: str | Path) -> Child:
    """Run Python with the arguments in a process of its own; raises where that fails.

    Memory is looked at every few hundredths of a second. What wait4() tells is no use: it counts
    the memory of the process that made the child as the child's.
    """
    command = [sys.executable, *map(str, arguments)]
    peak = total = 0
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        with subprocess.Popen(command, cwd=PROJECT, stdout=out) as process:  # noqa: S603 - our own
            while process.poll() is None:
                seen = list(_memory_of(process.pid))
                peak = max([peak, *(high for high, _ in seen)])
                total = max(total, sum(now for _, now in seen))
                time.sleep(LOOK_SECONDS)
        seconds = time.perf_counter() - start
        out.seek(0)
        printed = out.read().decode()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Child(seconds, peak // MB, total // MB, printed)


def _memory_of(pid: int) -> Iterator[tuple[int, int]]:
    """Yield the peak and the present resident bytes of a process and of all below it."""
    # A process may end while it is looked at.
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
        told = dict(line.split(":", 1) for line in lines)
        if "VmHWM" in told:
            yield tuple(1024 * int(told[name].split()[0]) for name in ("VmHWM", "VmRSS"))
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text(encoding="utf-8").split():
                yield from _memory_of(int(child))


def least(times: int, work: Callable[[], object]) -> float:
    """Return the least seconds of processor time of several times: others share the machine."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield a folder for what a benchmark writes, below TMPDIR; it is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="communique-bench-") as folder:
        yield Path(folder)


def write_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table in markdown; all columns but the first are numbers."""
    lines = [header, ["---", *["--:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"


def describe_machine() -> str:
    """Return processor, cores, system and versions, without names or paths of the machine."""
    packages = ", ".join(f"{name} {_version_of(name)}" for name in PACKAGES)
    cores = len(os.sched_getaffinity(0))
    system = f"{platform.system()} {platform.machine()}"
    return (
        f"{_processor()}, {cores} cores, {system}, Python {platform.python_version()}; {packages}."
    )


def describe_commit() -> str:
    """Return the short commit of the project, whether it was changed, and whether compiled."""
    commit = _ask_git("rev-parse", "--short=10", "HEAD")
    changed = _ask_git("status", "--porcelain", "--", ".", ":!benchmarks/RESULTS.md")
    how = "" if str(records.__file__).endswith(".py") else ", compiled"
    return f"commit {commit or 'unknown'}{' with changes' if changed else ''}{how}"


def _ask_git(*arguments: str) -> str:
    command = ["git", *arguments]
    found = subprocess.run(  # noqa: S603 - our own
        command, cwd=PROJECT, capture_output=True, text=True, check=False
    )
    return found.stdout.strip()


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    told = dict(line.split(":", 1) for line in lines if ":" in line)
    names = {key.strip(): value.strip() for key, value in told.items()}
    return names.get("model name") or platform.processor() or "unknown processor"
