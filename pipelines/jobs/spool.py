"""What a run has read, on its way to coding, as files that any process can read.

A document is read once: what is coded is what was listed, also where the raw folder changes
meanwhile, and a worker gets a path instead of the documents.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.records import RawDocument, Refused
from pipelines.storage import DocumentKey

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_DOCUMENT = pa.schema(
    [(f.name, pa.binary() if f.name == "content" else pa.string()) for f in fields(RawDocument)]
)
_REFUSAL = pa.schema(
    [(f.name, pa.int32() if f.name == "span_start" else pa.string()) for f in fields(Refused)]
)
_BATCHES = "batches.json"
_INPUTS = "inputs.json"
_LISTED = "listed.parquet"
_LOOKED = "looked.json"
_REFUSED = "refused.parquet"


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents of one source to code in one go: rows `start` to `stop` (exclusive) of a file."""

    path: Path
    source_id: str
    start: int
    stop: int

    @property
    def n_documents(self) -> int:
        """How many documents the batch has."""
        return self.stop - self.start

    def halves(self) -> tuple[Batch, Batch]:
        """Return the two halves of a batch of at least two documents."""
        middle = (self.start + self.stop) // 2
        return (
            Batch(self.path, self.source_id, self.start, middle),
            Batch(self.path, self.source_id, middle, self.stop),
        )


def write_batch(folder: Path, number: int, documents: Sequence[RawDocument]) -> Batch:
    """Write documents of one source as one file; return the batch of all of them."""
    path = folder / f"batch-{number:06d}.parquet"
    pq.write_table(pa.Table.from_pylist([asdict(one) for one in documents], _DOCUMENT), path)
    return Batch(path, documents[0].source_id, 0, len(documents))


def read_batch(batch: Batch) -> list[RawDocument]:
    """Return the documents of a batch."""
    rows = pq.ParquetFile(batch.path).read().slice(batch.start, batch.n_documents)
    return [RawDocument(**row) for row in rows.to_pylist()]


def write_batches(folder: Path, batches: Sequence[Batch]) -> None:
    """Write the list of all batches."""
    rows = [asdict(batch) | {"path": batch.path.name} for batch in batches]
    (folder / _BATCHES).write_text(json.dumps(rows), encoding="utf-8")


def read_batches(folder: Path) -> list[Batch]:
    """Return the list of all batches."""
    rows = json.loads((folder / _BATCHES).read_text(encoding="utf-8"))
    return [Batch(**row | {"path": folder / row["path"]}) for row in rows]


def write_inputs(folder: Path, inputs: Mapping[str, str]) -> None:
    """Write the SHA-256 of the files that were read, by their path below the raw folder."""
    (folder / _INPUTS).write_text(json.dumps(inputs), encoding="utf-8")


def read_inputs(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of the files that were read, by their path below the raw folder."""
    return dict(json.loads((folder / _INPUTS).read_text(encoding="utf-8")))


def write_listed(folder: Path, listed: pa.Table) -> None:
    """Write the keys of all documents that were read, with their time of fetching [LISTED]."""
    pq.write_table(listed, folder / _LISTED)


def read_listed(folder: Path) -> dict[DocumentKey, str | None]:
    """Return the keys of all documents that were read, with their time of fetching."""
    *columns, fetched = (column.to_pylist() for column in read_listed_rows(folder))
    return dict(zip(map(DocumentKey._make, zip(*columns, strict=True)), fetched, strict=True))


def read_listed_rows(folder: Path) -> pa.Table:
    """Return the same as rows, a document each, which takes less than objects."""
    return pq.ParquetFile(folder / _LISTED).read()


def count_revisions(folder: Path) -> int:
    """Return how many versions of documents that were read are not the first of their address."""
    listed = read_listed_rows(folder).select(["source_id", "address"])
    return len(listed) - len(listed.group_by(listed.column_names).aggregate([]))


def write_looked(folder: Path, looked: Mapping[str, date]) -> None:
    """Write, by source, the day on which its publisher was last asked for releases."""
    told = {source_id: day.isoformat() for source_id, day in looked.items()}
    (folder / _LOOKED).write_text(json.dumps(told), encoding="utf-8")


def read_looked(folder: Path) -> dict[str, date]:
    """Return, by source, the day on which its publisher was last asked for releases."""
    told = json.loads((folder / _LOOKED).read_text(encoding="utf-8"))
    return {source_id: date.fromisoformat(day) for source_id, day in told.items()}


def write_refused(folder: Path, refused: Sequence[Refused]) -> None:
    """Write what could not be read as documents."""
    table = pa.Table.from_pylist([asdict(one) for one in refused], _REFUSAL)
    pq.write_table(table, folder / _REFUSED)


def read_refused(folder: Path) -> list[Refused]:
    """Return what could not be read as documents."""
    return [Refused(**row) for row in pq.ParquetFile(folder / _REFUSED).read().to_pylist()]
