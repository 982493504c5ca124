"""Which old builds go: those with enough newer ones, whose readers had their time to finish."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pipelines.storage.latest import find_latest
from pipelines.storage.manifest import list_builds
from pipelines.storage.staging import STAGING

if TYPE_CHECKING:
    from pathlib import Path

# An older build stays until this many newer ones exist and its readers had this long to finish.
NEWER_BUILDS = 3
GRACE = timedelta(days=1)


def remove_old(processed: Path, keep: set[str], now: datetime) -> tuple[str, ...]:
    """Remove builds that three newer ones and a day have passed; return their ids.

    keep: ids that stay, whatever their age; the published one always does.
    """
    latest = find_latest(processed)
    keep = keep | ({latest.name} if latest else set())
    removed = []
    for n_newer, build in enumerate(list_builds(processed)):
        is_passed = n_newer >= NEWER_BUILDS and now - _used_at(build) >= GRACE
        if is_passed and build.name not in keep:
            # First out of sight in one step: a build is whole for as long as it can be found.
            gone = processed / STAGING / f"removed-{build.name}"
            gone.parent.mkdir(exist_ok=True)
            build.rename(gone)
            shutil.rmtree(gone)
            removed.append(build.name)
    return tuple(removed)


def _used_at(build: Path) -> datetime:
    """Return when a build was last the published one."""
    return datetime.fromtimestamp(build.stat().st_mtime, UTC)
