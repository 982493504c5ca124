"""What all steps of assembling need to know, and what each of their processes needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

import pyarrow as pa

from pipelines.assembly import Told, tell
from pipelines.frames import empty_frames
from pipelines.jobs.loading import load_once

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from pipelines.jobs.reusing import LastBuild
    from pipelines.reference import Reference
    from pipelines.storage import Shelf, Spill

# The only piece of rows that are always read together.
ALL = "all"


@dataclass(frozen=True, slots=True)
class Work:
    """What all steps need to know, handed to every process.

    folder: the build on its way. program: what the run works with, a part of every key on the
    shelf. last: the build of which rows and files are taken as they are. size: tellings of which
    contacts are sought at a time.
    """

    folder: Path
    spill: Spill
    shelf: Shelf
    program: str
    reference: Path
    last: LastBuild
    size: int
    with_texts: bool = True

    def key_of(self, *what: object) -> str:
        """Return the key of what is made of these things by this program."""
        return sha256(repr((self.program, *what)).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Tools:
    """What a process needs for all its parts. nothing: what no releases tell, with all dtypes."""

    reference: Reference
    nothing: Told


# Of one run at a time: reference files may change before the next.
@lru_cache(maxsize=1)
def open_tools(work: Work) -> Tools:
    """Return what this process needs for the parts of a run."""
    reference = load_once(work.reference)
    return Tools(reference, tell(empty_frames(), reference))


def to_rows(frame: pd.DataFrame) -> pa.Table:
    """Return the rows of a frame without its index, its dtypes kept."""
    return pa.Table.from_pandas(frame, preserve_index=False)
