"""Trials of faults: runs that can be killed, the state they begin in, what must hold after."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import small_runs

from pipelines.schema import TABLES
from pipelines.storage import find_damage, find_latest, list_builds, read_history, read_table

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

# What may lie in a folder of processed tables between runs, beside the files of builds.
AT_REST = re.compile(
    r"latest|(runs\.jsonl|finished\.json|\.lock)|\.staging|builds|read(/\w+\.parquet)?|assembled(/[0-9a-f]{32}(/(index\.json|\w+\.arrow))?)?|coded|coded/[0-9a-f]{12}(/\w+(/[0-9a-f]{16}\.parquet)?)?"
)


@dataclass
class Victims:
    """Runs in processes of their own, forked by one that has imported everything."""

    process: subprocess.Popen[str]
    reference: Path

    def start(self, night: Night, **fate: Any) -> int:
        """Start a run in the state of a night; return the number of its process."""
        told = night.folder / f"told-{fate.pop('name', 'run')}"
        command = {
            "do": "start",
            "raw": str(night.raw),
            "processed": str(night.processed),
            "reference": str(self.reference),
            "told": str(told),
        }
        return int(self._ask(command | fate)["pid"])

    def wait(self, pid: int) -> int:
        """Wait for a run to end; return its exit code, negative for the signal that killed it."""
        return int(self._ask({"do": "wait", "pid": pid})["status"])

    def run(self, night: Night, **fate: Any) -> int:
        """Start a run and wait for it."""
        return self.wait(self.start(night, **fate))

    def _ask(self, command: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


@dataclass(frozen=True)
class Night:
    """A state in which a run begins: a build of yesterday, and releases that came since."""

    folder: Path
    raw: Path
    processed: Path

    def copy(self, folder: Path) -> Night:
        """Return the same state in another folder; the raw releases are shared."""
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.processed, folder / "processed", symlinks=True)
        return Night(folder, self.raw, folder / "processed")

    def stage(self, name: str = "run") -> str:
        """Return how far a run came, in words; one that told nothing was about to start."""
        told = self.folder / f"told-{name}"
        return told.read_text(encoding="utf-8").strip() if told.exists() else "starting"

    def error(self, name: str = "run") -> str:
        """Return what a run died of."""
        return (self.folder / f"told-{name}.err").read_text(encoding="utf-8").strip()


@dataclass(frozen=True)
class Undisturbed:
    """What a run gives that nobody disturbs.

    night: the state before it. content: the bytes of its build. n_effects: how often it touched
    the folder of processed tables. seconds: how long it took.
    """

    night: Night
    build_id: str
    content: dict[str, bytes]
    n_effects: int
    seconds: float

    def check_readable(self, night: Night) -> str:
        """Check that `latest` is a whole build, of before or after; return its id."""
        latest = find_latest(night.processed)
        assert latest is not None
        assert latest.name in {self.build_id, *(b.name for b in list_builds(self.night.processed))}
        assert find_damage(latest) == []
        assert all(read_table(latest, name) is not None for name in TABLES)
        return latest.name

    def check_mended(self, victims: Victims, night: Night) -> None:
        """Check that the next run gives the same bytes, and leaves no lock and no stray file."""
        assert victims.run(night, name="next") == 0, night.error("next")
        latest = find_latest(night.processed)
        assert latest is not None
        assert latest.name == self.build_id
        assert small_runs.bytes_of(latest) == self.content
        assert find_strays(night.processed) == []
        assert read_history(night.processed)[-1]["event"] == "published"


def find_strays(processed: Path) -> list[str]:
    """Return what lies in a folder of processed tables and belongs to nothing."""
    builds = list_builds(processed)
    strays = [f"{build.name}: {damage}" for build in builds for damage in find_damage(build)]
    whole = {build.resolve() for build in builds}
    for path in processed.rglob("*"):
        name = path.relative_to(processed).as_posix()
        if not AT_REST.fullmatch(name) and not whole & {path.resolve(), *path.resolve().parents}:
            strays.append(name)
    return strays


def kill(pid: int) -> None:
    """Kill a run that may have ended by itself."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
