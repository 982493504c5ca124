"""What a run keeps for the next one: what it read and worked with, and which build it made."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipelines import storage
from pipelines.jobs.settings import PACKAGE

if TYPE_CHECKING:
    from pipelines.jobs.settings import Settings


def look(settings: Settings) -> str | None:
    """Return what the raw folder looks like, None where that cannot be known for sure."""
    return storage.look_at(settings.raw, time.time_ns())


def keep(settings: Settings, seen: str | None, build_id: str, warnings: tuple[str, ...]) -> None:
    """Keep what a run has made its build from, so that the next can recall it.

    seen: what the raw folder looked like before it was read.
    """
    # What was published although its check would have failed is checked again.
    if seen is not None and not settings.accept_drift:
        program = look_at_program(settings)
        storage.write_finished(
            settings.processed, storage.Finished(seen, program, build_id, warnings)
        )


def note_published(settings: Settings, published: storage.Published, n_new: int) -> None:
    """Note in the history which build a run has made or found."""
    storage.note(
        settings.processed,
        "published" if published.is_latest else "built",
        datetime.now(UTC),
        reason=settings.reason,
        build_id=published.build_id,
        is_new=published.is_new,
        n_new=n_new,
    )


def look_at_program(settings: Settings) -> str:
    """Return what a run works with: code, reference files, options."""
    return storage.look_at_program(PACKAGE, settings.reference, settings.with_texts)
