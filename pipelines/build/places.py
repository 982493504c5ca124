"""Where texts stand among others, looked up by Arrow.

A merge or a map of pandas makes a Python object of each text: of 25,000 among 10,000 it took 24 ms
and 17 ms, and this 2 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

NOWHERE = -1


def find_places(texts: pd.Series[str], among: pd.Series[str]) -> NDArray[np.int64]:
    """Return the row of each text among others, which are all different, NOWHERE for none."""
    values = pa.array(among, pa.large_string(), from_pandas=True)
    found = pc.index_in(pa.array(texts, pa.large_string(), from_pandas=True), value_set=values)
    places: NDArray[np.int64] = found.fill_null(NOWHERE).to_numpy().astype("int64")
    return places


def count_rows(texts: pd.Series[str], among: pd.Series[str]) -> NDArray[np.int64]:
    """Return how many of the texts are each of the others, which are all different."""
    places = find_places(texts, among)
    return np.bincount(places[places != NOWHERE], minlength=len(among))
