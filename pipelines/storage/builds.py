"""Published builds: each whole and immutable, with `latest` moved to the new one in one step."""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pipelines.storage.coding_key import coding_version
from pipelines.storage.files import TEMPORARY, sha256_of, sync_folder
from pipelines.storage.latest import BUILDS, find_latest, point_latest, read_hold
from pipelines.storage.manifest import MANIFEST
from pipelines.storage.vacuum import remove_old

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from pipelines.storage.staging import BuiltFile, Staged

ABOUT = (
    "build_id hashes the files, the inputs and the coding key: a run that gives the same again "
    "is this build and makes no new one; reason and published_at are those of the first such run"
)

BUILD_ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """What a build was made from and why.

    reason: "run", "schedule" or "backfill: ...". inputs: SHA-256 of each file below data/raw/.
    n_read, n_coded, n_refused: documents. sources: of each source the number of its releases,
    contacts (mentions) and refused documents, by those names. n_revisions:
    versions of releases beside the first.
    """

    reason: str
    coding_key: str
    inputs: Mapping[str, str]
    n_read: int
    n_coded: int
    n_refused: int
    sources: Mapping[str, Mapping[str, int]]
    n_revisions: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """The build that a run made.

    is_new: it did not exist before. is_latest: `latest` points to it, as nobody holds another.
    before: the build that was published until now, None before the first. removed: old builds.
    """

    build_id: str
    folder: Path
    is_new: bool
    is_latest: bool
    before: Path | None
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
    hold = read_hold(processed)
    if hold is None:
        point_latest(processed, build_id, now)
    shutil.rmtree(staged.folder, ignore_errors=True)
    keep = {folder.name} | ({before.name} if before else set())
    removed = remove_old(processed, keep, now)
    is_latest = find_latest(processed) == folder.resolve()
    return Published(build_id, folder, is_new, is_latest, before, removed)


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
        is_other = old.is_file() and not old.samefile(new)
        if is_other and filecmp.cmp(old, new, shallow=False):
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
    manifest: dict[str, Any] = {
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
    """Put back files of an existing build that somebody removed or changed."""
    for file in staged.files:
        source, target = staged.folder / file.path, folder / file.path
        if not target.is_file() or not filecmp.cmp(source, target, shallow=False):
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*/"):
        sync_folder(path)
    sync_folder(folder)
