"""What the last run made its build from: whether anything has changed since, told in a second.

All files below the raw folder are known by name, size, time of change and inode, as in the index
of git, and the program by the bytes of its code and reference files.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.storage.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FINISHED = "finished.json"
# A file that is changed twice within one tick of the file system's clock has the same time of
# change twice: what changed so shortly before it was looked at is not known for sure.
TICK_NS = 2_000_000_000
# Folders below the raw folder in which releases lie: of a source, and of a year in it.
DEPTH = 2
# Other versions may write other bytes.
WRITERS = ("pandas", "pyarrow")


@dataclass(frozen=True, slots=True)
class Finished:
    """A run that published: what it read and worked with, the build, and warnings about it."""

    seen: str
    program: str
    build_id: str
    warnings: tuple[str, ...] = ()


def read_finished(processed: Path) -> Finished | None:
    """Return the last run that published, None where none did or it cannot be read."""
    try:
        loaded = json.loads((processed / FINISHED).read_text(encoding="utf-8"))
        return Finished(**loaded | {"warnings": tuple(loaded["warnings"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None  # a run more does no harm


def write_finished(processed: Path, finished: Finished) -> None:
    """Keep what a run has made its build from."""
    write_whole(processed / FINISHED, json.dumps(asdict(finished)).encode())


def look_at(raw: Path, now_ns: int) -> str | None:
    """Return a hash that changes with any change of a file below the raw folder.

    now_ns: the time, in nanoseconds since 1970. None where files cannot be known for sure: on an
    object store, where one has changed in the last moment, or cannot be looked at.
    """
    if not isinstance(raw, Path):
        return None
    lines = []
    try:
        for name, stat in _walk(str(raw), "", DEPTH):
            if stat.st_ctime_ns > now_ns - TICK_NS:
                return None
            told = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
            lines.append(f"{name}\0{told}")
    except OSError:
        return None
    return _hash([str(raw.resolve()), *sorted(lines)])


def look_at_program(package: Path, reference: Path, *options: object) -> str:
    """Return a hash that changes with any change of code, reference files, options or writers."""
    parts = [repr(options), platform.python_version(), *(version(name) for name in WRITERS)]
    files = [(path.relative_to(package), path) for path in package.rglob("*.py")]
    files += [(path.relative_to(reference), path) for path in reference.rglob("*.[cy][sm][vl]")]
    for name, path in sorted(files):
        parts.append(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    return _hash(parts)


def is_whole(build: Path, files: Sequence[tuple[str, int]]) -> bool:
    """Tell whether all files of a build are there, in the size that they were written in."""
    return all(_size_of(build / path) == n_bytes for path, n_bytes in files)


def _walk(folder: str, below: str, depth: int) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{below}{entry.name}"
            if not entry.is_dir():
                yield name, entry.stat()
            elif depth:
                yield from _walk(entry.path, f"{name}/", depth - 1)


def _size_of(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


def _hash(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
