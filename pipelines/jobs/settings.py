"""What a run is given: where it reads and writes, and how it works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipelines.reference import FOLDER

PACKAGE = Path(__file__).resolve().parent.parent
PARTS = "coded"
KEPT = "assembled"
COLLECTED = ".collected"

# Some seconds of work: less costs more than it brings, more is lost with a process that dies.
BATCH_SIZE = 500

# Called with the name of the stage, how much of it is done, and how much there is (None: unknown).
Progress = Callable[[str, int, int | None], None]


def show_nothing(_stage: str, _done: int, _total: int | None) -> None:
    """Ignore progress: for callers that nobody watches."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run, handed whole to every job and to other processes.

    raw: folder with one folder a source. processed: folder of builds and coded parts.
    reference: folder of reference files, by default those of this package.
    n_workers: processes that code; 1 codes in the process of the run, None means one a core where
    there is enough to do.
    batch_size: documents that are coded in one go and kept in one part.
    reason: why the run was made, as it will stand in the manifest.
    wait_seconds: how long to wait for another run in the same folder to end.
    accept_drift: publish also where a source gives less than its YAML expects.
    """

    raw: Path
    processed: Path
    reference: Path = FOLDER
    n_workers: int | None = 1
    batch_size: int = BATCH_SIZE
    with_texts: bool = True
    reason: str = "run"
    wait_seconds: float = 0.0
    accept_drift: bool = False

    @property
    def parts(self) -> Path:
        """The folder of coded parts."""
        return self.processed / PARTS

    @property
    def kept(self) -> Path:
        """The folder of what assembling keeps for the next run."""
        return self.processed / KEPT

    @property
    def collected(self) -> Path:
        """The folder in which a run lists what it has read, until it ends."""
        return self.processed / COLLECTED
