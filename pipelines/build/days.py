"""Which intervals are days, which are coarser, and to which year they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

LONGEST_RANGE = 31  # days; what is known to a longer range is known to a month or coarser
NO_DAY = int(np.iinfo(np.int64).min)

# A day or a range of days: must match 2022-06-10/2022-06-11, must not match 2022-06/2022-07.
_DAYS_ONLY = r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?"


def count_days(days: pd.Series[pd.Timestamp]) -> NDArray[np.int64]:
    """Return days as numbers since 1970, NO_DAY where there is none."""
    return days.to_numpy("datetime64[D]").astype("int64")


def is_range_of_days(frame: pd.DataFrame) -> pd.Series[bool]:
    """Tell which dates are a day or a range from day to day, however long.

    frame: has first_day, last_day, date_precision, date_edtf. "2021/2022" is precision `range`
    too, but a range of years.
    """
    is_closed = frame["first_day"].notna() & frame["last_day"].notna()
    is_days = frame["date_edtf"].fillna("").str.fullmatch(_DAYS_ONLY)
    precision = frame["date_precision"]
    return is_closed & ((precision == "day") | ((precision == "range") & is_days))


def is_fine(frame: pd.DataFrame) -> pd.Series[bool]:
    """Tell which dates are days or ranges of days that are shorter than a month or so."""
    length = count_days(frame["last_day"]) - count_days(frame["first_day"])
    return is_range_of_days(frame) & (length < LONGEST_RANGE)


def year_of(frame: pd.DataFrame) -> pd.Series[int]:
    """Return the year each contact belongs to (rule DATE-YEAR), missing where it has none."""
    first, last = frame["first_day"].dt.year, frame["last_day"].dt.year
    has_year = is_range_of_days(frame) | (first == last)
    year: pd.Series[int] = first.where(has_year).astype("Int64")
    return year
