"""Rows of a file that an earlier build has not: what is left to check where most is as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_BETWEEN, _NOTHING = "\x1f", "\x00"  # characters that no value has


def read_other_rows(
    path: Path, name: str, last: Path | None = None, without: Sequence[str] = ()
) -> Iterator[pd.DataFrame]:
    """Yield the rows of a file of a table that another has not, a row group in memory at a time.

    last: the file of the other build; None where it has none. Rows are the same where a hash of
    all their values is. without: columns that are null instead.
    """
    table = TABLES[name]
    columns = [one for one in table.column_names if one not in without]
    groups = [_hash_rows(rows) for rows in _read_groups(last, columns)] if last else []
    known = np.sort(np.concatenate(groups)) if groups else np.array([], dtype="uint64")
    for rows in _read_groups(path, columns):
        other = rows.filter(pa.array(~_is_among(_hash_rows(rows), known))) if len(known) else rows
        frame = other.to_pandas(integer_object_nulls=True)
        yield table.select(frame.assign(**dict.fromkeys(without)))


def _read_groups(path: Path, columns: list[str]) -> Iterator[pa.Table]:
    file = pq.ParquetFile(path)
    for number in range(file.num_row_groups):
        yield file.read_row_group(number, columns=columns)


def _hash_rows(rows: pa.Table) -> NDArray[np.uint64]:
    told = pc.binary_join_element_wise(
        *map(_to_text, rows.columns),
        _BETWEEN,
        null_handling="replace",
        null_replacement=_NOTHING,
    )
    return pd.util.hash_array(told.to_numpy(), categorize=False)


def _is_among(hashes: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell which hashes are known; known: sorted, some.

    numpy's own isin() took ten times as long: it makes sets of numbers, where this only sorts.
    """
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    found: NDArray[np.bool_] = known[places] == hashes
    return found


def _to_text(values: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_list(values.type):
        return pc.binary_join(values, _BETWEEN + _BETWEEN)
    return values.cast(pa.string())
