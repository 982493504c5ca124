"""The rows of a CSV file, in bounded memory, and what could not be read as a row."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from pipelines.ingest.limits import MAX_DOCUMENT_BYTES
from pipelines.ingest.lines import BrokenRow, Lines, WrongLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# So much of one file is read again to get past its open quotes; then it is not read on. Each of
# them can cost MAX_DOCUMENT_BYTES.
_MAX_BYTES_AGAIN = 50 * MAX_DOCUMENT_BYTES


def read_csv_rows(
    file: IO[bytes], encoding: str, delimiter: str, is_row: Callable[[list[str]], bool]
) -> Iterator[list[str] | BrokenRow]:
    """Yield the rows of a CSV file, its header first, and a BrokenRow for each broken place.

    is_row: tells a row from other text of the same width; asked only after a broken place.
    """
    csv.field_size_limit(MAX_DOCUMENT_BYTES)
    lines = Lines(file, encoding)
    width: int | None = None
    while (row := _read_row(lines, delimiter, width)) is not None:
        if isinstance(row, BrokenRow):
            if width is None or _is_one_wrong_line(row, lines):
                yield row
                continue
            found = _find_next_row(lines, delimiter, width, is_row)
            rest = f"read on at {lines.place()}" if found else "nothing behind it was read"
            yield BrokenRow(row.reason, f"{row.detail}; {rest}")
            if found is None:
                return
            row = found
        width = len(row)
        yield row


def _read_row(lines: Lines, delimiter: str, width: int | None) -> list[str] | BrokenRow | None:
    row: list[str] | None = []
    while row == []:  # a blank line
        lines.begin_row()
        try:
            # A reader for each row: one that failed keeps half a row in mind.
            row = next(csv.reader(lines, delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            return BrokenRow("not well-formed", f"{lines.place()}: quotes are broken: {error}")
        except WrongLine as error:
            return BrokenRow(error.reason, f"{lines.place()}: {error}")
    if row and width and len(row) != width:
        detail = f"{lines.place()}: {len(row)} fields where {width} are needed"
        return BrokenRow("not well-formed", detail)
    return row


def _is_one_wrong_line(broken: BrokenRow, lines: Lines) -> bool:
    # Its quotes may be well: the next line begins a row of its own.
    return broken.reason in {"wrong encoding", "binary"} and lines.n_in_row == 1


def _find_next_row(
    lines: Lines, delimiter: str, width: int, is_row: Callable[[list[str]], bool]
) -> list[str] | None:
    """Return the first row after a broken one, looked for from its second line on.

    A quote that nothing closes thus costs the row that it stands in, not all that follow.
    """
    lines.go_back()
    while lines.n_bytes_again <= _MAX_BYTES_AGAIN:
        row = _read_row(lines, delimiter, width)
        if row is None or (isinstance(row, list) and is_row(row)):
            return row
        lines.go_back()
    return None
