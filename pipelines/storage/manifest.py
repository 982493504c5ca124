"""What a build says of itself, and whether its files are still what it says."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pipelines.storage.latest import BUILDS

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "manifest.json"


class WrongBuild(ValueError):  # noqa: N818 - reads as what it says, like Refused
    """A build that is not there, or is damaged; the message says which, and what to do."""


def read_manifest(build: Path) -> dict[str, Any]:
    """Return the manifest of a build."""
    manifest: dict[str, Any] = json.loads((build / MANIFEST).read_text(encoding="utf-8"))
    return manifest


def published_at(build: Path) -> datetime:
    """Return when a build was published first."""
    return datetime.fromisoformat(read_manifest(build)["published_at"])


def list_builds(processed: Path) -> list[Path]:
    """Return the folders of all builds, newest first."""
    builds = [manifest.parent for manifest in (processed / BUILDS).glob(f"*/{MANIFEST}")]
    return sorted(builds, key=lambda build: (published_at(build), build.name), reverse=True)


def find_build(processed: Path, build_id: str) -> Path:
    """Return the folder of a build by its id, or by the start of it that no other has.

    Raises WrongBuild when there is none, or more than one.
    """
    there = list_builds(processed)
    found = [build for build in there if build_id and build.name.startswith(build_id)]
    if len(found) != 1:
        known = ", ".join(build.name for build in there) or "none yet"
        what = "no build" if not found else "more than one build"
        raise WrongBuild(f"'{build_id}': {what} of this id; there are: {known}")
    return found[0]


def find_damage(build: Path) -> list[str]:
    """Return the files of a build that are gone or differ from its manifest, and strangers in it.

    Reads every file.
    """
    listed = {file["path"]: file["sha256"] for file in read_manifest(build)["files"]}
    there = {path.relative_to(build).as_posix() for path in build.rglob("*") if path.is_file()}
    damage = [f"{path}: not of this build" for path in sorted(there - {*listed, MANIFEST})]
    for path, digest in listed.items():
        if path not in there:
            damage.append(f"{path}: gone")
            continue
        with (build / path).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                damage.append(f"{path}: other bytes than published")
    return damage
