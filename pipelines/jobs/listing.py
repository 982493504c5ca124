"""Documents as they are listed: read from files that have changed, and known of all others."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.ingest import read_folder
from pipelines.ingest.folder import list_files
from pipelines.ingest.sidecars import SIDECAR
from pipelines.records import Refused
from pipelines.storage import (
    DocumentKey,
    Listed,
    ReadFile,
    read_known,
    read_progress,
    sign,
    write_known,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipelines.records import RawDocument
    from pipelines.reference.source import Source


@dataclass
class Listing:
    """Documents as they are listed, one at a time.

    coded: documents that a part has. known: folder of what is known of files. program: see
    look_at_program().
    """

    coded: set[DocumentKey]
    known: Path
    program: str
    listed: dict[DocumentKey, str | None] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    looked: dict[str, date] = field(default_factory=dict)

    def list_new(self, raw: Path, source: Source) -> Iterator[RawDocument]:
        """List all documents of a source; yield those that no part has."""
        # What an object store says of a file's times is too little.
        if isinstance(raw, Path):
            yield from self._list_changed(raw, source)
        else:
            yield from self._read(raw, source, _Read())
        # Listed by its publisher and not received: no document, and not to be dropped in silence.
        progress = read_progress(raw / source.source_id)
        if progress.looked_at:
            self.looked[source.source_id] = date.fromisoformat(progress.looked_at[:10])
        for address, told in progress.missed.items():
            self.refused.append(
                Refused(source.source_id, address, "ingest", told["reason"], told["detail"])
            )

    def _list_changed(self, raw: Path, source: Source) -> Iterator[RawDocument]:
        """Read the files that are new or have changed, and list all; keep which file has which."""
        before = read_known(self.known, source.source_id, self.program)
        now = time.time_ns()
        signatures = {
            name: sign(path, path.with_name(path.name + SIDECAR), now)
            for name, path in list_files(raw / source.source_id)
        }
        same = {
            name: file
            for name, file in before.items()
            if signatures.get(name) == file.signature and self._are_coded(file)
        }
        read = _Read(signatures.keys() - same.keys())
        yield from self._read(raw, source, read)
        if read.is_of_whole_source:
            return
        for file in same.values():
            for one in file.documents:
                self._add(one)
        files = same | {
            name: ReadFile(signatures[name] or "", tuple(documents))
            for name, documents in read.documents.items()
            if signatures.get(name)
        }
        if files != before:
            write_known(self.known, source.source_id, self.program, files)

    def _read(self, raw: Path, source: Source, read: _Read) -> Iterator[RawDocument]:
        """Read files, and yield the documents that no part has."""
        for one in read_folder(raw, source, read.only):
            if isinstance(one, Refused):
                self.refused.append(one)
                read.refuse(one)
                continue
            digest = hashlib.sha256(one.content).hexdigest()
            key = DocumentKey(one.source_id, one.address, digest)
            listed = Listed(key, one.fetched_at)
            read.add(one.file, listed)
            if self._add(listed) and key not in self.coded:
                yield one

    def _add(self, one: Listed) -> bool:
        """List a document with its latest time of fetching; tell whether it was not listed yet."""
        is_new = one.key not in self.listed
        if is_new or (one.fetched_at or "") > (self.listed[one.key] or ""):
            self.listed[one.key] = one.fetched_at
        return is_new

    def _are_coded(self, file: ReadFile) -> bool:
        return all(one.key in self.coded for one in file.documents)


class _Read:
    """What came of some files of a source. only: their names, None for all of them.

    documents: by file, without files of which something was refused: why may lie elsewhere.
    is_of_whole_source: nothing of the source was read, because one file is wrong for it.
    """

    def __init__(self, only: Collection[str] | None = None) -> None:
        self.only = only
        self.documents: dict[str, list[Listed]] = {}
        self.is_of_whole_source = False
        self._refused: set[str] = set()

    def add(self, file: str, one: Listed) -> None:
        """Note a document of a file, which may be named with a row or an inner file."""
        name = self._owner(file)
        if name is not None and name not in self._refused:
            self.documents.setdefault(name, []).append(one)

    def refuse(self, one: Refused) -> None:
        """Note a refusal; where it is not known of which file, no file is known for sure."""
        name = self._owner(one.address)
        if name is None:
            self._refused |= {*(self.only or ())}
            self.documents.clear()
            return
        self._refused.add(name)
        self.documents.pop(name, None)
        self.is_of_whole_source |= one.reason == "missing field" and one.address == name

    def _owner(self, place: str) -> str | None:
        names = self.only or ()
        return place if place in names else next((n for n in _heads(place) if n in names), None)


def _heads(place: str) -> Iterator[str]:
    """Yield what may be the file's name in "name#row" or "name/inner", longest first."""
    for mark in ("#", "/"):
        head, found, _ = place.rpartition(mark)
        if found:
            yield head
