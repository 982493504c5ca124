"""Lists of the values of each group, without a call a group, which pandas would make."""

from __future__ import annotations

import numpy as np
import pandas as pd


def distinct_lists(frame: pd.DataFrame, by: str, column: str) -> pd.Series[list[str]]:
    """Return the sorted distinct values of `column` of each `by`, without missing ones.

    The result is indexed by `by`; a group with missing values only is left out.
    """
    pairs = frame[[by, column]].dropna(subset=[column]).drop_duplicates()
    pairs = pairs.sort_values([by, column], kind="stable")
    keys, values = pairs[by].to_numpy(), pairs[column].tolist()
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.array([], int)
    ends = [*starts[1:].tolist(), len(values)]
    lists = [values[start:end] for start, end in zip(starts.tolist(), ends, strict=bool(values))]
    return pd.Series(lists, index=keys[starts], dtype="object")
