"""What stands on disk between two steps of assembling: rows that do not fit into memory together.

A step writes rows where the step after it looks for them, by what it works on at a time: some
sides, a year, some ids. Nothing here outlasts the run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Spill:
    """A folder of rows by name, in files of one writer each, so that processes can share it."""

    folder: Path

    def add(self, name: str, rows: pa.Table, writer: str) -> None:
        """Write rows of a name; writer: no other writes rows of this name by it."""
        if len(rows):
            with self.open(name, rows.schema, writer) as stream:
                stream.write_table(rows)

    def open(self, name: str, schema: pa.Schema, writer: str) -> pa.RecordBatchStreamWriter:
        """Return a stream to write rows of a name into, bit by bit; it is to be closed."""
        path = self.folder / name / f"{writer}.arrow"
        path.parent.mkdir(parents=True, exist_ok=True)
        # lz4: a third of the bytes of texts, in no time that could be measured.
        options = pa.ipc.IpcWriteOptions(compression="lz4")
        return pa.ipc.new_stream(str(path), schema, options=options)

    def add_frame(self, name: str, frame: pd.DataFrame, writer: str) -> None:
        """Write the rows of a frame, whose index is left out; its dtypes are kept."""
        self.add(name, pa.Table.from_pandas(frame, preserve_index=False), writer)

    def read(self, name: str) -> dict[str, pa.Table]:
        """Return the rows of a name, by writer in their order; nothing where there are none."""
        paths = sorted((self.folder / name).glob("*.arrow"))
        return {path.stem: _read(path) for path in paths}

    def read_frames(self, name: str) -> dict[str, pd.DataFrame]:
        """Return the frames of a name, by writer in their order."""
        return {writer: rows.to_pandas() for writer, rows in self.read(name).items()}

    def list_names(self, prefix: str) -> list[str]:
        """Return the last parts of the names below a prefix that have rows, in order."""
        folder = self.folder / prefix
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _read(path: Path) -> pa.Table:
    with pa.ipc.open_stream(str(path)) as stream:
        return stream.read_all()
