"""The raw store: what was received stays as it was received, each version beside the others.

`<raw>/<source_id>/<yyyy>/<words>-<address hash>-<content hash><suffix>` holds the bytes, the same
name with `.meta.json` tells where and when they came from. Nothing is ever changed or removed.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import stat
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pipelines.storage.files import TEMPORARY, sha256_of, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SIDECAR = ".meta.json"
_HASH = 16
_LONGEST_WORDS = 48
# Matches "call-with-moscow-0123456789abcdef-fedcba9876543210-2.html"; not "one.txt".
_NAME = re.compile(r"(?:.*-)?(?P<address>[0-9a-f]{16})-[0-9a-f]{16}(?:-\d+)?(?P<suffix>\.[a-z]+)")
_NO_WORD = re.compile(r"[^a-z0-9]+")

Kept = Literal["new", "revised", "same"]


@dataclass(frozen=True, slots=True)
class Version:
    """One stored version of a document: its file and what its sidecar says."""

    path: Path
    sidecar: Mapping[str, Any]


class RawStore:
    """The stored documents of one source, known by the hashes of their addresses in file names."""

    def __init__(self, folder: Path) -> None:
        """List what is there; remove what a killed run left half written."""
        self.folder = folder
        # In a file of SQLite's own that goes with the store: as a dict, the names of 100,000
        # documents took 35 MB.
        self._names = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._names.close)
        self._names.execute("PRAGMA journal_mode = OFF")
        self._names.execute(
            "CREATE TABLE names (address TEXT, name TEXT, PRIMARY KEY (address, name)) "
            "WITHOUT ROWID"
        )
        for year in folder.iterdir() if folder.is_dir() else ():
            if year.is_dir():
                self._note(self._list(year))

    def latest(self, address: str) -> Version | None:
        """Return the version of an address that was kept last, None where there is none."""
        versions = filter(None, map(self._read, self._names_of(address)))
        # By number: a clock that was put back would make an old version the last one for ever.
        return max(versions, key=lambda one: int(one.sidecar["version"]), default=None)

    def keep(self, content: bytes, suffix: str, sidecar: Mapping[str, Any]) -> Kept:
        """Store a document, unless the version kept last has the same bytes.

        sidecar: has `address` and `fetched_at` (ISO time in UTC), and what else is to be kept.
        """
        address, digest = sidecar["address"], sha256_of(content)
        last = self.latest(address)
        if last and last.sidecar["sha256"] == digest:
            return "same"
        path = self._path(address, digest, suffix, sidecar)
        version = int(last.sidecar["version"]) + 1 if last else 1
        facts = {**sidecar, "sha256": digest, "version": version}
        told = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
        # The sidecar first: alone it is no document, and bytes without it would have another
        # address, that of their file.
        _write_once(path.with_name(path.name + SIDECAR), f"{told}\n".encode(), is_last=False)
        _write_once(path, content, is_last=True)
        self._note([(_hash(address), f"{path.parent.name}/{path.name}")])
        return "revised" if last else "new"

    def _path(self, address: str, digest: str, suffix: str, sidecar: Mapping[str, Any]) -> Path:
        year = str(sidecar.get("listed_day") or sidecar["fetched_at"])[:4]
        stem = f"{_words(address)}-{_hash(address)}-{digest[:_HASH]}"
        # A page that goes back to what it was is a version of its own: it is shown again.
        taken = {Path(name).name for name in self._names_of(address)}
        names = (f"{stem}{f'-{n}' if n else ''}{suffix}" for n in range(len(taken) + 1))
        return self.folder / year / next(name for name in names if name not in taken)

    def _list(self, year: Path) -> Iterator[tuple[str, str]]:
        for path in year.iterdir():
            if found := _NAME.fullmatch(path.name):
                yield found["address"], f"{year.name}/{path.name}"
            elif path.name.startswith(TEMPORARY):
                path.unlink()

    def _note(self, rows: Iterable[tuple[str, str]]) -> None:
        self._names.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", rows)

    def _names_of(self, address: str) -> list[str]:
        query = "SELECT name FROM names WHERE address = ?"
        return [row[0] for row in self._names.execute(query, (_hash(address),))]

    def _read(self, name: str) -> Version | None:
        path = self.folder / name
        try:
            told = path.with_name(path.name + SIDECAR).read_bytes()
        except FileNotFoundError:  # put there by hand, and named alike
            return None
        return Version(path, json.loads(told))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH]


def _words(address: str) -> str:
    last = address.partition("?")[0].rstrip("/").rpartition("/")[2].lower()
    return _NO_WORD.sub("-", last.partition(".")[0])[:_LONGEST_WORDS].strip("-") or "page"


def _write_once(path: Path, content: bytes, *, is_last: bool) -> None:
    # On a local disk by a rename, read-only; an object store shows an object whole or not at all.
    if not isinstance(path, Path):
        path.write_bytes(content)
        return
    write_whole(path, content, syncs_folder=is_last)
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
