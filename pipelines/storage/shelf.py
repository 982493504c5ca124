"""What runs keep for one another: rows by a key of all that they were made of, whole or not at all.

A key names what went in, so that whatever stands under it is what would be made again. All of it
may be removed at any time, which costs time and nothing else.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from pipelines.storage.files import TEMPORARY, sync_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

INDEX = "index.json"
# Of each name its rows by piece, such as those of a year.
Pieces = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of rows by key, name and piece, a folder a key and a file a name."""

    folder: Path

    def has(self, key: str) -> bool:
        """Tell whether the rows of a key are there, in the size in which they were written."""
        folder = self.folder / key
        try:
            index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
            return all(_path(folder, name).stat().st_size == n for name, n in index.items())
        except (OSError, ValueError, AttributeError):
            return False

    def write(self, key: str, rows: Mapping[str, Mapping[str, pa.Table]]) -> None:
        """Keep rows under a key, by name and piece; the pieces of a name have one schema."""
        temporary = self.folder / f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}"
        temporary.mkdir(parents=True)
        sizes = {name: _write(_path(temporary, name), pieces) for name, pieces in rows.items()}
        with (temporary / INDEX).open("w", encoding="utf-8") as file:
            json.dump(sizes, file)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(temporary)
        # What stands there is broken, or it would not have been made again.
        shutil.rmtree(self.folder / key, ignore_errors=True)
        temporary.rename(self.folder / key)
        sync_folder(self.folder)

    def list_pieces(self, key: str, name: str) -> list[str]:
        """Return the pieces of a name that have rows."""
        with pa.OSFile(str(_path(self.folder / key, name))) as file:
            return list(_places(pa.ipc.open_file(file)))

    def read(self, key: str, name: str, wanted: Iterable[str] | None = None) -> Pieces:
        """Return the pieces of a name that have rows, all of them or those wanted."""
        with pa.OSFile(str(_path(self.folder / key, name))) as file:
            reader = pa.ipc.open_file(file)
            places = _places(reader)
            there = places if wanted is None else [one for one in wanted if one in places]
            return {one: pa.Table.from_batches([reader.get_batch(places[one])]) for one in there}

    def sweep(self, keep: Collection[str]) -> None:
        """Remove what stands under other keys, and what killed runs left."""
        for path in self.folder.glob("*") if self.folder.is_dir() else ():
            if path.name not in keep:
                shutil.rmtree(path)


_PIECES = b"pieces"


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.arrow"


def _places(reader: pa.ipc.RecordBatchFileReader) -> dict[str, int]:
    """Return the number of the batch of each piece."""
    return dict(json.loads(reader.schema.metadata[_PIECES]))


def _write(path: Path, pieces: Mapping[str, pa.Table]) -> int:
    """Write a batch a piece; return the number of bytes."""
    full = {piece: rows.combine_chunks() for piece, rows in pieces.items() if len(rows)}
    schema = next(iter(full.values())).schema if full else pa.schema([])
    places = {piece: number for number, piece in enumerate(full)}
    told = {**(schema.metadata or {}), _PIECES: json.dumps(places).encode()}
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with path.open("xb") as file:
        with pa.ipc.new_file(file, schema.with_metadata(told), options=options) as writer:
            for rows in full.values():
                writer.write_batch(rows.replace_schema_metadata(told).to_batches()[0])
        file.flush()
        os.fsync(file.fileno())
        return file.tell()
