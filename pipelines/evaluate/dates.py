"""The interval of days that an EDTF string of the coding rules stands for."""

from __future__ import annotations

import re
from datetime import date, timedelta

# First month of each part of a year and its length in months (rule DATE-NEVER-SHARPER).
# A winter in the north and a summer in the south begin in December and end in the next year.
_PARTS_OF_YEAR = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip
_POINT = re.compile(  # matches "2022", "2022-06", "2022-35", "2023-05-07"; not "2022-6"
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
)


def parse_edtf(text: str) -> tuple[date, date]:
    """Return the first and last day of an EDTF string; an open end is date.min or date.max.

    Raises ValueError when `text` is no form that the coding rules use, or names no real day.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _days_of_point(text)
    first_day = date.min if first == ".." else _days_of_point(first)[0]
    last_day = date.max if last == ".." else _days_of_point(last)[1]
    if last_day < first_day:
        raise ValueError(f"'{text}' ends before it begins; swap its two sides")
    return first_day, last_day


def _days_of_point(text: str) -> tuple[date, date]:
    found = _POINT.fullmatch(text)
    if found is None:
        raise ValueError(
            f"'{text}' is no EDTF date of the coding rules (2022, 2022-06, 2022-21 ...)"
        )
    year = int(found["year"])
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day
    if found["month"] is None:
        return date(year, 1, 1), date(year, 12, 31)
    number = int(found["month"])
    month, n_months = _PARTS_OF_YEAR.get(number, (number, 1))
    if not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        raise ValueError(
            f"'{text}' names no month, season, quarter or half; see DATE-NEVER-SHARPER"
        )
    return date(year, month, 1), _last_day(year, month + n_months)


def _last_day(year: int, next_month: int) -> date:
    years, month = divmod(next_month - 1, 12)
    return date(year + years, month + 1, 1) - timedelta(days=1)
