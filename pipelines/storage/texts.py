"""Texts of releases on their way from coded parts to the files of a build, a year at a time.

Texts are nine tenths of all that is coded, and assembling needs none of them. So they stay on
disk: one pass over the parts sorts them into a file a year, and a year's is read when its file of
`releases` is written. In memory is the largest year, however many years there are.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.storage.parts import read_columns

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

_VERSION = ["release_id", "content_sha256"]
_TEXT = pa.schema([("release_id", pa.string()), ("text", pa.string())])


@dataclass(frozen=True, slots=True)
class CodedTexts:
    """Where the texts of releases are: the coded parts of a coding key."""

    parts: Path
    coding_key: str

    def sort_by_year(self, releases: pd.DataFrame, years: pd.Series[int], folder: Path) -> None:
        """Write the texts of releases into files in `folder`, one a year.

        releases: the shown versions [release_id], with content_sha256. years: of each of them.
        """
        columns = (releases[name].tolist() for name in _VERSION)
        wanted = dict(zip(zip(*columns, strict=True), years.tolist(), strict=True))
        folder.mkdir(parents=True)
        options = pa.ipc.IpcWriteOptions(compression="lz4")
        with ExitStack() as stack:
            files: dict[int, pa.RecordBatchStreamWriter] = {}
            for rows in read_columns(self.parts, self.coding_key, [*_VERSION, "text"]):
                for year, piece in _by_year(rows, wanted):
                    if year not in files:
                        path = _path(folder, year)
                        opened = pa.ipc.new_stream(path, _TEXT, options=options)
                        files[year] = stack.enter_context(opened)
                    files[year].write_table(piece)


def read_texts(folder: Path, year: int, release_ids: pd.Series[str]) -> pa.ChunkedArray:
    """Return the texts of some releases of a year, in their order."""
    with pa.ipc.open_stream(_path(folder, year)) as stream:
        rows = stream.read_all()
    places = pc.index_in(pa.array(release_ids, pa.string()), value_set=rows["release_id"])
    return rows["text"].take(places)


def _by_year(rows: pa.Table, wanted: dict[tuple[str, str], int]) -> list[tuple[int, pa.Table]]:
    """Return the wanted rows, those of each year together; a row is handed out once."""
    keys = zip(*(rows[name].to_pylist() for name in _VERSION), strict=True)
    # A document may stand in two parts after two runs at once: its text is the same in both.
    numbers: dict[int, list[int]] = {}
    for number, key in enumerate(keys):
        year = wanted.pop(key, None)
        if year is not None:
            numbers.setdefault(year, []).append(number)
    texts = rows.select(["release_id", "text"])
    return [(year, texts.take(some)) for year, some in numbers.items()]


def _path(folder: Path, year: int) -> str:
    return str(folder / f"{year}.arrow")
