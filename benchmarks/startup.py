"""How long commands take from the shell's point of view, on the sample in data/raw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.measuring import PROJECT, run_child, scratch, write_table

if TYPE_CHECKING:
    from pathlib import Path

START = "import sys; from pipelines.cli import main; main(sys.argv[1:])"
TIMES, TIMES_PREFECT = 7, 2


def measure(*, is_quick: bool = False) -> str:
    """Return the section on start-up."""
    with scratch() as folder:
        plain = ("run", "--no-prefect", *_folders(folder / "plain"))
        flow = ("run", "--prefect", *_folders(folder / "flow"))
        rows = [
            ("python -c pass", _least("-c", "pass", times=TIMES)),
            ("communique --help", _command("--help", times=TIMES)),
            ("communique run --help", _command("run", "--help", times=TIMES)),
            ("communique run --no-prefect, the sample for the first time", _command(*plain)),
            ("the same with nothing to do", _command(*plain, times=TIMES)),
        ]
        if not is_quick:
            rows += [
                ("communique run --prefect, its own server, first time", _command(*flow)),
                ("the same with nothing to do", _command(*flow, times=TIMES_PREFECT)),
            ]
    return write_table(("command", "seconds"), rows)


def _folders(processed: Path) -> tuple[str, ...]:
    return "--raw", str(PROJECT / "data" / "raw"), "--processed", str(processed)


def _command(*arguments: str, times: int = 1) -> str:
    return _least("-c", START, *arguments, times=times)


def _least(*arguments: str, times: int) -> str:
    return f"{min(run_child(*arguments).seconds for _ in range(times)):.2f}"
