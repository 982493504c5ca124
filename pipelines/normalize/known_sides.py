"""Tells of which state a leader is who is named with his office alone: "Chancellor Schroeder"."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines.normalize.as_key import AsKey
from pipelines.normalize.holder_names import spell_tenures
from pipelines.normalize.names import name_key, shorter_keys

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    # By key of a name and office: the state, the first and the last day of each tenure.
    Tenures = dict[tuple[str, str], list[tuple[str, date, date]]]


def find_side(person: str, office: str, day: date, holders: pd.DataFrame) -> str | None:
    """Return the one state in which somebody of that name has the office on a day, else None."""
    known = _list_tenures(AsKey(holders))
    for key in (name_key(person), *shorter_keys(person)):
        told = known.get((key, office), ())
        sides = {country for country, first, last in told if first <= day <= last}
        if sides:
            return sides.pop() if len(sides) == 1 else None
    return None


@lru_cache(maxsize=1)
def _list_tenures(holders: AsKey) -> Tenures:
    known = holders.frame[holders.frame["evidence"] != "none"]
    spelled = spell_tenures(known).dropna(subset=["first_day"])
    found: Tenures = defaultdict(list)
    days = (spelled["first_day"].dt.date, spelled["until"].dt.date)
    rows = zip(spelled["key"], spelled["office"], spelled["country"], *days, strict=True)
    for key, office, country, first, last in rows:
        # "President Michel" is president of a body of an organisation.
        told = "president" if office.startswith("president_") else office
        found[key, told].append((country, first, last))
    return dict(found)
