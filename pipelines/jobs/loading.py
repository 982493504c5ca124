"""The reference of a run, read once in each process for as long as no file of it changes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines import storage
from pipelines.jobs.settings import PACKAGE
from pipelines.reference import load_reference

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.reference import Reference


def load_once(folder: Path) -> Reference:
    """Return the reference data of a folder; raises WrongReference at the first error."""
    return _load(folder, storage.look_at_program(PACKAGE, folder))


# Of one state of the files at a time: a process may run for years, and they change.
@lru_cache(maxsize=1)
def _load(folder: Path, _program: str) -> Reference:
    return load_reference(folder)
