"""Going back: `latest` moved to another build by hand, and held there where that is wanted."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipelines import storage

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)


def switch(processed: Path, build_id: str, *, reason: str, hold: bool) -> Path:
    """Move `latest` to a build that exists and is whole; return the build's folder.

    build_id: or the start of it. hold: whether later runs leave `latest` there; without it a hold
    that was set before ends, and the next run publishes what it makes.
    Raises WrongBuild when there is no such build or its files are damaged, LockHeldError when a
    run is at work.
    """
    now = datetime.now(UTC)
    with storage.hold_lock(processed, now):
        build = storage.find_build(processed, build_id)
        damage = storage.find_damage(build)
        if damage:
            raise storage.WrongBuild(
                f"{build}: not published, {len(damage)} files are damaged, first {damage[0]}: "
                "publish another, or let a run make it anew"
            )
        held = storage.Hold(build.name, reason, now.isoformat()) if hold else None
        # The hold first: killed in between, `latest` is as it was and no run moves it.
        storage.write_hold(processed, held)
        storage.point_latest(processed, build.name, now)
    log.info("published %s by hand: %s", build, reason)
    return build
