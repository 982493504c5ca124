"""Documents as they are listed: read from files that have changed, and known of all others."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.ingest import read_folder
from pipelines.ingest.folder import list_files
from pipelines.ingest.sidecars import SIDECAR
from pipelines.records import Refused
from pipelines.storage import (
    LISTED,
    DocumentKey,
    Listed,
    find_same,
    join_columns,
    list_read,
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
    """Documents as they are listed: those that are read one at a time, all others as rows.

    coded: documents that a part has [DocumentKey]. known: folder of what is known of files.
    program: see look_at_program(). read: documents that were read. same: of files that were not.
    """

    coded: pa.Table
    known: Path
    program: str
    read: dict[DocumentKey, str | None] = field(default_factory=dict)
    same: list[pa.Table] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    looked: dict[str, date] = field(default_factory=dict)

    def list_all(self) -> pa.Table:
        """Return all documents that were listed, each with its latest time of fetching."""
        columns = [*zip(*self.read, strict=True)] or [()] * len(DocumentKey._fields)
        arrays = [pa.array(column, pa.string()) for column in (*columns, self.read.values())]
        rows = pa.concat_tables([pa.Table.from_arrays(arrays, schema=LISTED), *self.same])
        # One thread, as otherwise the order is another each time.
        latest = rows.group_by(DocumentKey._fields, use_threads=False)
        return latest.aggregate([("fetched_at", "max")]).rename_columns(LISTED.names)

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
        same = find_same(before, signatures, self._coded_of(source))
        read = _Read(signatures.keys() - {*same["file"].unique().to_pylist()})
        yield from self._read(raw, source, read)
        if read.is_of_whole_source:
            return
        self.same.append(same.select(LISTED.names))
        files = pa.concat_tables([same, list_read(read.documents, signatures)])
        if not files.equals(before):
            write_known(self.known, source.source_id, self.program, files)

    def _read(self, raw: Path, source: Source, read: _Read) -> Iterator[RawDocument]:
        """Read files, and yield the documents that no part has."""
        coded = {*join_columns(self._coded_of(source)).to_pylist()}
        for one in read_folder(raw, source, read.only):
            if isinstance(one, Refused):
                self.refused.append(one)
                read.refuse(one)
                continue
            digest = hashlib.sha256(one.content).hexdigest()
            key = DocumentKey(one.source_id, one.address, digest)
            listed = Listed(key, one.fetched_at)
            read.add(one.file, listed)
            if self._add(listed) and "\x1f".join(key) not in coded:
                yield one

    def _add(self, one: Listed) -> bool:
        """List a document with its latest time of fetching; tell whether it was not read yet."""
        is_new = one.key not in self.read
        if is_new or (one.fetched_at or "") > (self.read[one.key] or ""):
            self.read[one.key] = one.fetched_at
        return is_new

    def _coded_of(self, source: Source) -> pa.Table:
        return self.coded.filter(pc.equal(self.coded["source_id"], source.source_id))


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
