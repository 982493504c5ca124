"""Preview: what a run would publish, made in a folder of its own that is removed again."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipelines import storage
from pipelines.evaluate.changes import compare_builds
from pipelines.jobs.building import assemble, check
from pipelines.jobs.coding import code_batches
from pipelines.jobs.collecting import collect
from pipelines.jobs.settings import PACKAGE, show_nothing
from pipelines.jobs.spool import read_batches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.evaluate.changes import Changes
    from pipelines.jobs.settings import Progress, Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a run would do: documents read and coded anew, warnings, and what it would change."""

    n_read: int
    n_new: int
    warnings: tuple[str, ...]
    changes: Changes


def preview(
    settings: Settings, again: storage.Scope | None = None, on_progress: Progress = show_nothing
) -> Preview:
    """Return what a run would change in the published tables; writes nothing beside them.

    again: what is coded again although it is coded. Needs no lock, and as much space in the
    folder of temporary files as a build takes. Raises UnsoundTables when the run would fail.
    """
    latest = storage.find_latest(settings.processed)
    with _trial(settings, latest, again) as trial:
        collected = collect(trial, on_progress)
        batches = read_batches(trial.collected)
        code_batches(batches, collected.coding_key, trial, on_progress)
        staged = assemble(collected, trial)
        checked = check(staged, collected, trial)
        changes = compare_builds(latest, staged.folder)
    log.info("previewed: %d documents, %d of them new", collected.n_read, collected.n_new)
    return Preview(collected.n_read, collected.n_new, checked.warnings, changes)


@contextmanager
def _trial(
    settings: Settings, latest: Path | None, again: storage.Scope | None
) -> Iterator[Settings]:
    """Yield settings in a temporary folder with links to the coded parts and the latest build."""
    with TemporaryDirectory(prefix="communique-preview-") as folder:
        trial = replace(settings, processed=Path(folder))
        key = storage.coding_key(settings.reference, PACKAGE)
        parts = settings.parts.resolve()
        left_out = set(storage.find_parts(parts, key, again)) if again else set()
        for part in storage.find_parts(parts, key):
            if part not in left_out:
                link = trial.parts / part.relative_to(parts)
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(part)
        if latest is not None:
            # The bounds of sources are held against it.
            (trial.processed / "latest").symlink_to(latest)
        yield trial
