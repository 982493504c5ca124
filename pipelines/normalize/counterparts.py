"""Gives a counterpart the rank of whom the table knows by the name told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

COUNTERPART = "counterpart"


def rank_counterparts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with counterparts at the level of the person before them.

    rows: of resolve_participants once names are resolved, in the order of the text. "Nursultan
    Nazarbayev and his Turkish counterpart": only the table tells the office that is meant.
    """
    is_open = (rows["office"] == COUNTERPART).fillna(value=False)
    if not is_open.any():
        return rows
    told = rows[["level", "country"]].where(~is_open & rows["person"].notna())
    before = told.groupby(rows["mention_key"]).ffill()
    has_partner = is_open & before["level"].notna() & (before["country"] != rows["country"])
    return rows.assign(level=rows["level"].where(~has_partner, before["level"]))
