"""Recall: what the last run made, where nothing that it read or worked with has changed since."""

from __future__ import annotations

import logging
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipelines import storage
from pipelines.jobs.building import Checked
from pipelines.jobs.collecting import Collected
from pipelines.jobs.looking_back import look, look_at_program, note_published

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.jobs.settings import Settings

log = logging.getLogger(__name__)


def recall(settings: Settings) -> tuple[Collected, Checked, storage.Published] | None:
    """Return what the jobs of the last run would give again, None if something may differ.

    Call it while holding the lock. Old builds go and strays of killed runs are swept, as in every
    run; the rest would be the same work for the same bytes.
    """
    finished = storage.read_finished(settings.processed)
    if finished is None or finished.program != look_at_program(settings):
        return None
    build = settings.processed / storage.BUILDS / finished.build_id
    latest, hold = storage.find_latest(settings.processed), storage.read_hold(settings.processed)
    is_latest = latest is not None and latest == build.resolve()
    if not (is_latest or (hold is not None and latest is not None)):
        return None
    if finished.seen != look(settings) or not (build / storage.MANIFEST).is_file():
        return None
    manifest = storage.read_manifest(build)
    if not storage.is_whole(build, [(one["path"], one["n_bytes"]) for one in manifest["files"]]):
        return None
    removed = _tidy(settings, build)
    published = storage.Published(
        build.name, build, is_new=False, is_latest=is_latest, before=latest, removed=removed
    )
    note_published(settings, published, n_new=0)
    log.info("nothing has changed since %s was made", build)
    collected = Collected(manifest["coding_key"], manifest["n_read"], 0, finished.seen)
    counts = (manifest["n_coded"], manifest["n_refused"], manifest["sources"])
    return collected, Checked(*counts, finished.warnings), published


def _tidy(settings: Settings, build: Path) -> tuple[str, ...]:
    shutil.rmtree(settings.collected, ignore_errors=True)
    storage.sweep_staging(settings.processed)
    return storage.remove_old(settings.processed, {build.name}, datetime.now(UTC))
