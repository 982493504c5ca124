"""Ids hash what identifies a thing, and nothing that better rules elsewhere would change."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Sequence

ID_LENGTH = 16
_BETWEEN = "\x1f"  # a separator that no part contains


def short_hash(*parts: str) -> str:
    """Return the first 16 hex digits of the SHA-256 of the parts."""
    return sha256(_BETWEEN.join(parts).encode()).hexdigest()[:ID_LENGTH]


def hash_with_ordinal(
    kind: str, frame: pd.DataFrame, columns: Sequence[str], order: Sequence[str]
) -> pd.Series[str]:
    """Return an id for each row: a hash of `columns` and an ordinal among rows equal in them.

    kind: what the row is, so that ids of two tables never meet.
    columns: hold text. order: columns that number equal rows; they must leave no tie open.
    """
    arrays = [pa.array(frame[column], pa.large_string()) for column in columns]
    first, between = (pa.scalar(text, pa.large_string()) for text in (kind, _BETWEEN))
    told = pc.binary_join_element_wise(first, *arrays, between)
    texts = pd.Series(told.to_pandas(), index=frame.index)
    # Most rows are the only one of their kind, and only the others are put in order.
    several = frame.loc[texts.duplicated(keep=False), [*columns, *order]]
    several = several.sort_values([*columns, *order], kind="stable")
    ordinals = several.groupby(list(columns), sort=False).cumcount()
    numbers = ordinals.reindex(frame.index, fill_value=0)
    rows = zip(texts.tolist(), numbers.tolist(), strict=True)
    ids = [short_hash(text, str(number)) for text, number in rows]
    return pd.Series(ids, index=frame.index, dtype="str")


def text_of_days(days: pd.Series[pd.Timestamp]) -> pd.Series[str]:
    """Return days as ISO text, "" where there is none."""
    texts = pa.array(days.to_numpy("datetime64[D]"), pa.date32()).cast(pa.string()).fill_null("")
    return pd.Series(texts.to_pandas(), index=days.index)
