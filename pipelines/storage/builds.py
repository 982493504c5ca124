"""Published builds: each whole and immutable, with `latest` moved to the new one in one step."""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipelines.storage.coding_key import coding_version
from pipelines.storage.files import TEMPORARY, sha256_of, sync_folder
from pipelines.storage.staging import STAGING, BuiltFile, Staged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BUILDS = "builds"
LATEST = "latest"
MANIFEST = "manifest.json"
ABOUT = (
    "build_id hashes the files, the inputs and the coding key: a run that gives the same again "
    "is this build and makes no new one; reason and published_at are those of the first such run"
)

BUILD_ID_LENGTH = 12

# An older build stays until this many newer ones exist and its readers had this long to finish.
NEWER_BUILDS = 3
GRACE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """What a build was made from and why.

    reason: "run", "schedule" or "backfill: ...". inputs: SHA-256 of each file below data/raw/.
    n_read, n_coded, n_refused: documents.
    """

    reason: str
    coding_key: str
    inputs: Mapping[str, str]
    n_read: int
    n_coded: int
    n_refused: int


@dataclass(frozen=True, slots=True)
class Published:
    """The build that `latest` now points to; is_new: it did not exist before; removed: old ones."""

    build_id: str
    folder: Path
    is_new: bool
    removed: tuple[str, ...]


def publish(staged: Staged, facts: BuildFacts, *, now: datetime) -> Published:
    """Make the staged and checked files a build, and move `latest` to it in one atomic step.

    Call it while holding the lock. A kill at any point leaves `latest` as it was, or moved.
    """
    processed = staged.processed
    build_id = _identify(staged.files, facts)
    folder = processed / BUILDS / build_id
    before = find_latest(processed)
    is_new = not folder.exists()
    if is_new:
        _link_unchanged(staged, before)
        _write_manifest(staged, facts, build_id, now)
        folder.parent.mkdir(exist_ok=True)
        _sync_tree(staged.folder)
        staged.folder.rename(folder)
        sync_folder(folder.parent)
    else:
        _repair(folder, staged)
    _point_latest(processed, build_id)
    shutil.rmtree(staged.folder, ignore_errors=True)
    keep = {folder.name} | ({before.name} if before else set())
    return Published(build_id, folder, is_new, _remove_old(processed, keep, now))


def find_latest(processed: Path) -> Path | None:
    """Return the resolved folder of the published build, or None before the first."""
    link = processed / LATEST
    return link.resolve() if link.exists() else None


def read_manifest(build: Path) -> dict[str, Any]:
    """Return the manifest of a build."""
    manifest: dict[str, Any] = json.loads((build / MANIFEST).read_text(encoding="utf-8"))
    return manifest


def list_builds(processed: Path) -> list[Path]:
    """Return the folders of all builds, newest first."""
    builds = [manifest.parent for manifest in (processed / BUILDS).glob(f"*/{MANIFEST}")]
    return sorted(builds, key=lambda build: (_published_at(build), build.name), reverse=True)


def _identify(files: tuple[BuiltFile, ...], facts: BuildFacts) -> str:
    content = {
        "files": {file.path: file.sha256 for file in files},
        "facts": {name: value for name, value in asdict(facts).items() if name != "reason"},
    }
    return sha256_of(json.dumps(content, sort_keys=True).encode())[:BUILD_ID_LENGTH]


def _link_unchanged(staged: Staged, before: Path | None) -> None:
    """Replace staged files by hard links to equal files of the build before."""
    if before is None:
        return
    for file in staged.files:
        old, new = before / file.path, staged.folder / file.path
        if old.is_file() and filecmp.cmp(old, new, shallow=False):
            link = new.with_name(f"{TEMPORARY}link")
            # A file system without hard links keeps the copy, which costs space and nothing else.
            with contextlib.suppress(OSError):
                os.link(old, link)
                link.replace(new)


def _write_manifest(staged: Staged, facts: BuildFacts, build_id: str, now: datetime) -> None:
    rows: dict[str, int] = {}
    for one in staged.files:
        if one.table:
            rows[one.table] = rows.get(one.table, 0) + (one.n_rows or 0)
    manifest = {
        "about": ABOUT,
        "build_id": build_id,
        "published_at": now.isoformat(),
        "coding_version": coding_version(facts.coding_key),
        **asdict(facts),
        "rows": rows,
        "files": [asdict(one) for one in staged.files],
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    with (staged.folder / MANIFEST).open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _repair(folder: Path, staged: Staged) -> None:
    """Put back files of an existing build that somebody removed or cut short."""
    for file in staged.files:
        target = folder / file.path
        if not target.is_file() or target.stat().st_size != file.n_bytes:
            target.parent.mkdir(parents=True, exist_ok=True)
            (staged.folder / file.path).replace(target)


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*/"):
        sync_folder(path)
    sync_folder(folder)


def _point_latest(processed: Path, build_id: str) -> None:
    link = processed / f"{TEMPORARY}{LATEST}"
    link.unlink(missing_ok=True)
    # Relative, so that the folder may be mounted or copied elsewhere.
    link.symlink_to(os.path.join(BUILDS, build_id))  # noqa: PTH118 - a link's text, no path here
    link.replace(processed / LATEST)
    sync_folder(processed)


def _remove_old(processed: Path, keep: set[str], now: datetime) -> tuple[str, ...]:
    """Remove builds that three newer ones and a day have passed; return their ids."""
    builds = [(build, _published_at(build)) for build in list_builds(processed)]
    removed = []
    for n_newer, ((_, replaced_at), (build, _)) in enumerate(pairwise(builds), start=1):
        is_passed = n_newer >= NEWER_BUILDS and now - replaced_at >= GRACE
        if is_passed and build.name not in keep:
            # First out of sight in one step: a build is whole for as long as it can be found.
            gone = processed / STAGING / f"removed-{build.name}"
            gone.parent.mkdir(exist_ok=True)
            build.rename(gone)
            shutil.rmtree(gone)
            removed.append(build.name)
    return tuple(removed)


def _published_at(build: Path) -> datetime:
    return datetime.fromisoformat(read_manifest(build)["published_at"])
