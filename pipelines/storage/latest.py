"""Which build is the published one: `latest`, moved in one step, held where somebody says so."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from pipelines.storage.files import TEMPORARY, sync_folder, write_whole

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

BUILDS = "builds"
LATEST = "latest"
HELD = "held.json"


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody holds `latest` at a build: runs go on making builds and do not move it."""

    build_id: str
    reason: str
    since: str


def find_latest(processed: Path) -> Path | None:
    """Return the resolved folder of the published build, or None before the first."""
    link = processed / LATEST
    return link.resolve() if link.exists() else None


def point_latest(processed: Path, build_id: str, now: datetime) -> None:
    """Move `latest` to a build in one atomic step.

    The time at which a build was made `latest`, and at which it ceased to be, is that of its
    folder: from then on its readers have their time to finish.
    """
    before = find_latest(processed)
    link = processed / f"{TEMPORARY}{LATEST}"
    link.unlink(missing_ok=True)
    # Relative, so that the folder may be mounted or copied elsewhere.
    link.symlink_to(os.path.join(BUILDS, build_id))  # noqa: PTH118 - a link's text, no path here
    if before is not None:
        mark_used(before, now)
    mark_used(processed / BUILDS / build_id, now)
    link.replace(processed / LATEST)
    sync_folder(processed)


def mark_used(build: Path, now: datetime) -> None:
    """Note that a build was the published one at this time."""
    os.utime(build, (now.timestamp(), now.timestamp()))


def read_hold(processed: Path) -> Hold | None:
    """Return who holds `latest` where, or None when runs move it."""
    path = processed / HELD
    return Hold(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def write_hold(processed: Path, hold: Hold | None) -> None:
    """Hold `latest` where it is, or with None let runs move it again."""
    path = processed / HELD
    if hold is None:
        path.unlink(missing_ok=True)
        return
    write_whole(path, json.dumps(asdict(hold), ensure_ascii=False).encode())
