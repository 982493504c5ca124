"""The lines of a file as text, in bounded memory, with the way back that broken rows need."""

from __future__ import annotations

import io
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from pipelines.ingest.limits import MAX_DOCUMENT_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """What stands in place of a row: a reason from the closed list, and where and why."""

    reason: str
    detail: str


@contextmanager
def open_lines(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file of which lines can be read up to a length, wherever it lies.

    Files of object stores read whole lines only, however long.
    """
    with path.open("rb") as file:
        yield file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)


class WrongLine(ValueError):  # noqa: N818 - it names a state of the line, as BrokenRow does
    """A line that is no text, or too long; the lines after it can be read."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class Lines:
    """The lines of a binary file as text; neither a line nor a row of lines is too large.

    Raises WrongLine for a line that is no text, and for a row (the lines since begin_row) that
    is too large, as after a quote that nothing closes.
    """

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        self._file = file
        self._encoding = encoding
        self._waiting: deque[bytes] = deque()
        self._number = 0
        self._first = 1
        self._row: list[bytes] = []
        self._size = 0
        self.n_bytes_again = 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._read_line()
        if not line:
            raise StopIteration
        self._number += 1
        self._row.append(line)
        self._size += len(line)
        if self._size > MAX_DOCUMENT_BYTES:
            detail = f"more than {MAX_DOCUMENT_BYTES} bytes; perhaps a quote is never closed"
            raise WrongLine("too large", detail)
        if b"\0" in line:
            raise WrongLine("binary", "holds a NUL byte")
        try:
            return line.decode(self._encoding)
        except UnicodeDecodeError as error:
            detail = f"not {self._encoding} ({error.reason}); set 'encoding' in the source"
            raise WrongLine("wrong encoding", detail) from error

    def begin_row(self) -> None:
        """Forget the lines read so far: the next one begins a row."""
        self._row = []
        self._size = 0
        self._first = self._number + 1

    @property
    def n_in_row(self) -> int:
        """How many lines were read since begin_row."""
        return len(self._row)

    def go_back(self) -> None:
        """Give out again all lines of the row but its first."""
        again = self._row[1:]
        self._waiting.extendleft(reversed(again))
        self._number -= len(again)
        self.n_bytes_again += sum(map(len, again))

    def place(self) -> str:
        """Return the numbers of the row's lines in words, for messages."""
        last = max(self._first, self._number)
        return f"line {last}" if last == self._first else f"lines {self._first} to {last}"

    def _read_line(self) -> bytes:
        line = self._file.readline(MAX_DOCUMENT_BYTES + 1)
        if len(line) > MAX_DOCUMENT_BYTES and not line.endswith(b"\n"):
            rest = self._file.readline(MAX_DOCUMENT_BYTES)
            while rest and not rest.endswith(b"\n"):
                rest = self._file.readline(MAX_DOCUMENT_BYTES)
        return line.removeprefix(_BOM) if self._number == 0 else line
