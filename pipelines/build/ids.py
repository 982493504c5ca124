"""Ids hash what identifies a thing, and nothing that better rules elsewhere would change."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pandas as pd

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
    columns = list(columns)
    ordered = frame[[*columns, *order]].sort_values([*columns, *order], kind="stable")
    ordinal = ordered.groupby(columns, sort=False).cumcount()
    parts = (ordered[column].tolist() for column in columns)
    rows = zip(*parts, ordinal.astype("str").tolist(), strict=True)
    ids = pd.Series([short_hash(kind, *row) for row in rows], index=ordered.index, dtype="str")
    return ids.reindex(frame.index)


def text_of_days(days: pd.Series[pd.Timestamp]) -> pd.Series[str]:
    """Return days as ISO text, "" where there is none."""
    return days.dt.strftime("%Y-%m-%d").astype("str").fillna("")
