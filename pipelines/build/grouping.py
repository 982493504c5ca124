"""Lists of the values of each group, without a call a group, which pandas would make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence


def distinct_lists(frame: pd.DataFrame, by: str, column: str) -> pd.Series[list[str]]:
    """Return the sorted distinct values of `column` of each `by`, without missing ones.

    The result is indexed by `by`; a group with missing values only is left out.
    """
    pairs = frame[[by, column]].dropna(subset=[column]).drop_duplicates()
    pairs = pairs.sort_values([by, column], kind="stable")
    return pd.Series(*_gather(pairs[by].tolist(), pairs[column].tolist()), dtype="object")


def _gather(keys: Sequence[int], values: Sequence[str]) -> tuple[list[list[str]], list[int]]:
    lists: list[list[str]] = []
    index: list[int] = []
    for key, value in zip(keys, values, strict=True):
        if not index or index[-1] != key:
            index.append(key)
            lists.append([])
        lists[-1].append(value)
    return lists, index
