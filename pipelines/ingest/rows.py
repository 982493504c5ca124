"""The rows of a table file, whatever its format: CSV, TSV, JSON lines or Parquet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipelines.ingest.csv_rows import read_csv_rows
from pipelines.ingest.lines import BrokenRow, Lines, WrongLine, open_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipelines.reference.source import Source

    Row = dict[str, Any]

_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_ROWS_AT_ONCE = 64


def read_columns(path: Path, source: Source) -> list[str] | None:
    """Return the columns of a table; None where only its rows tell, or it cannot be read."""
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        return None
    if suffix == ".parquet":
        return _read_parquet_columns(path)
    with open_lines(path) as file:
        rows = read_csv_rows(file, _encoding(source), _DELIMITERS[suffix], lambda _: True)
        first = next(rows, None)
    return first if isinstance(first, list) else None


def read_rows(path: Path, source: Source) -> Iterator[Row | BrokenRow]:
    """Yield the rows of a table as mappings, and a BrokenRow in place of one that is broken."""
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        yield from _read_json_lines(path, source)
    elif suffix == ".parquet":
        yield from _read_parquet(path)
    else:
        yield from _read_csv(path, source)


def _encoding(source: Source) -> str:
    return source.encoding or "utf-8"


def _read_csv(path: Path, source: Source) -> Iterator[Row | BrokenRow]:
    header: list[str] = []

    def is_row(row: list[str]) -> bool:
        return _is_like_row(dict(zip(header, row, strict=True)), source)

    with open_lines(path) as file:
        delimiter = _DELIMITERS[path.suffix.lower()]
        for row in read_csv_rows(file, _encoding(source), delimiter, is_row):
            if isinstance(row, BrokenRow):
                yield row
                if not header:
                    return  # without its columns a table says nothing
            elif header:
                yield dict(zip(header, row, strict=True))
            elif len(set(row)) < len(row):
                yield BrokenRow("not well-formed", "two columns have the same name")
                return
            else:
                header = row


def _is_like_row(row: Row, source: Source) -> bool:
    # Running text cut at its commas has blanks where a row has its address, or no digit for a day.
    address = row[source.fields.address] if source.fields.address else "-"
    day = row[source.fields.date] if source.fields.date else "1"
    is_address = bool(address) and not any(map(str.isspace, address))
    return is_address and any(map(str.isdigit, day))


def _read_json_lines(path: Path, source: Source) -> Iterator[Row | BrokenRow]:
    with open_lines(path) as file:
        lines = Lines(file, _encoding(source))
        while True:
            lines.begin_row()
            try:
                line = next(lines)
                row = json.loads(line) if line.strip() else {}
            except StopIteration:
                return
            except WrongLine as error:
                yield BrokenRow(error.reason, f"{lines.place()}: {error}")
            except (ValueError, RecursionError) as error:
                yield BrokenRow("not well-formed", f"{lines.place()}: no JSON: {error}")
            else:
                if not isinstance(row, dict):
                    yield BrokenRow("not well-formed", f"{lines.place()}: no JSON object")
                elif row:
                    yield row


def _read_parquet(path: Path) -> Iterator[Row | BrokenRow]:
    import pyarrow as pa  # noqa: PLC0415 - sources without Parquet start without it
    from pyarrow import parquet as pq  # noqa: PLC0415 - as above

    try:
        # Opened here: pyarrow itself knows no paths of object stores.
        with path.open("rb") as opened, pq.ParquetFile(opened) as file:
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE):
                yield from batch.to_pylist()
    except pa.ArrowException as error:
        yield BrokenRow("not well-formed", f"no Parquet: {error}")


def _read_parquet_columns(path: Path) -> list[str] | None:
    import pyarrow as pa  # noqa: PLC0415 - as above
    from pyarrow import parquet as pq  # noqa: PLC0415 - as above

    try:
        with path.open("rb") as opened:
            return list(pq.read_schema(opened).names)
    except pa.ArrowException:
        return None
