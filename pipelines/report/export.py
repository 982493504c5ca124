"""Tables as CSV for spreadsheets, in which no cell of a release can act as a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pipelines.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BETWEEN_ITEMS = "; "

# A spreadsheet takes a cell that begins so for a formula; an apostrophe before it makes it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(tables: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write each table as one CSV file in UTF-8; return the paths.

    Lists are joined by "; ", days are ISO dates, nulls are empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, frame in tables.items():
        path = folder / f"{name}.csv"
        flat(name, frame).to_csv(path, index=False, lineterminator="\n", date_format="%Y-%m-%d")
        paths.append(path)
    return paths


def flat(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with lists joined and formulas defused; numbers and days as they are."""
    texts = {
        column.name: _defuse(frame[column.name])
        for column in TABLES[name].columns
        if column.kind in ("text", "list of texts")
    }
    return frame.assign(**texts)


def _defuse(values: pd.Series[str]) -> pd.Series[str]:
    joined = [BETWEEN_ITEMS.join(value) if isinstance(value, list) else value for value in values]
    text = pd.Series(joined, index=values.index, dtype="str")
    safe = text.where(~text.str.startswith(FORMULA_STARTS).fillna(value=False), "'" + text)
    # A bare carriage return is written without quotes, and would end the row for its reader.
    return safe.str.replace("\r\n?", "\n", regex=True)
