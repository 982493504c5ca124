"""Files written whole or not at all: a temporary file, fsync, then one rename."""

from __future__ import annotations

import hashlib
import os
import secrets
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from pathlib import Path

# Rows of one row group. Fixed, because the default depends on the version of pyarrow.
ROW_GROUP_ROWS = 50_000

# Temporary files begin with this, so that a sweep knows them and no reader takes them for data.
TEMPORARY = ".tmp-"


def write_whole(path: Path, content: bytes, *, syncs_folder: bool = True) -> None:
    """Write the bytes to `path`, which holds either what it held before or all of them.

    syncs_folder: False where the caller writes another file into the same folder right after.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    if syncs_folder:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the folder's entries durable: without it a power cut can undo a rename."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def parquet_bytes(table: pa.Table) -> bytes:
    """Return the table as Parquet; equal tables give equal bytes."""
    sink = pa.BufferOutputStream()
    # Chunks come from how the frame was put together and would show in the pages.
    whole = table.combine_chunks()
    pq.write_table(whole, sink, compression="zstd", row_group_size=ROW_GROUP_ROWS, version="2.6")
    return bytes(sink.getvalue())


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of the bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
