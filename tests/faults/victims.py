"""Runs that are made to die or to find the disk full: a process that forks one for each command.

It imports everything once, so that a run begins at once and is killed while it works and not while
it starts. Commands and answers are JSON lines on stdin and stdout: `start` a run, `wait` for one.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

from pipelines import jobs
from pipelines.jobs import coding
from pipelines.jobs.settings import PACKAGE
from pipelines.storage import Scope, coding_key

# What Python tells of its dealings with the file system, with a path first.
EFFECTS = {
    "open", "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink",
    "os.truncate", "os.utime",
}  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
EVERYTHING = Scope((), date.min, date.max)


class Fate:
    """Counts what a run does below the folder of processed tables, and ends it where it is told.

    kill_at: number of the effect before which the run is killed. full_at: from which on each
    effect but a removal fails as on a full disk.
    """

    def __init__(self, folder: str, kill_at: int | None, full_at: int | None) -> None:
        self.folder, self.kill_at, self.full_at = folder, kill_at, full_at
        self.n_effects = 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Hear of an event, as an audit hook does."""
        if event not in EFFECTS or not _is_below(arguments[0], self.folder):
            return
        if event == "open" and not (arguments[2] or 0) & WRITING:
            return
        self.n_effects += 1
        if self.n_effects == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        is_removal = event in {"os.remove", "os.rmdir"}
        if self.full_at is not None and self.n_effects >= self.full_at and not is_removal:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))


def _is_below(path: object, folder: str) -> bool:
    return isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).startswith(folder)


def run(command: dict[str, Any]) -> None:
    """Do what a command says, and note how far it came and what it did."""
    if limit := command.get("file_limit"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    fate = Fate(command["processed"], command.get("kill_at"), command.get("full_at"))
    told = os.open(command["told"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    sys.addaudithook(fate)

    def note_stage(stage: str, _done: int, _total: int | None) -> None:
        os.pwrite(told, stage.ljust(20).encode(), 0)

    note_stage("starting", 0, None)
    if build_id := command.get("switch_to"):
        jobs.switch(Path(command["processed"]), build_id, reason="test", hold=False)
    else:
        again = EVERYTHING if command.get("rebuild") else None
        jobs.run(_settings(command), again, note_stage)
    os.pwrite(told, f"done {fate.n_effects}".ljust(20).encode(), 0)


def _settings(command: dict[str, Any]) -> jobs.Settings:
    return jobs.Settings(
        Path(command["raw"]),
        Path(command["processed"]),
        reference=Path(command["reference"]),
        batch_size=4,
        reason=command.get("reason", "run"),
        wait_seconds=command.get("wait_seconds", 0),
    )


def start(command: dict[str, Any]) -> int:
    """Fork a run; return the number of its process."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        os.setpgid(0, 0)
        sys.stderr = Path(command["told"] + ".err").open("w", encoding="utf-8")  # noqa: SIM115
        run(command)
        status = 0
    except BaseException as error:  # noqa: BLE001 - whatever it died of is told and no more
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
    finally:
        sys.stderr.flush()
        os._exit(status)


def main() -> None:
    """Answer commands until stdin ends."""
    reference = Path(sys.argv[1])
    coding._load(reference, coding_key(reference, PACKAGE))  # noqa: SLF001 - read once for all
    for line in sys.stdin:
        command = json.loads(line)
        if command["do"] == "start":
            answer = {"pid": start(command)}
        else:
            _, status = os.waitpid(command["pid"], 0)
            answer = {"status": os.waitstatus_to_exitcode(status)}
        print(json.dumps(answer), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
