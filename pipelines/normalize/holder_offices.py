"""Finds who held an office on the days of a contact, where the table is sure."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from pipelines.normalize.as_key import AsKey
from pipelines.normalize.holder_names import OPEN_END, until_of
from pipelines.normalize.names import is_same_person

# Ranks whose holder on a day is one person, so that the office alone names them.
ONE_HOLDER = ("head_of_state", "head_of_government", "foreign_minister", "head_of_organisation")
_IN_TURN = "chairperson"
# Around a boundary known only to its month or year nobody is named.
SLACK = {"day": pd.Timedelta(0), "month": pd.Timedelta(days=31), "year": pd.Timedelta(days=366)}
_FOUND = {"row": "int64", "person_held": "str", "person_id_held": "str"}


def resolve_spellings(rows: pd.DataFrame, holders: pd.DataFrame) -> pd.DataFrame:
    """Give whoever is named with an office in a spelling that the table lacks its identity.

    The holder of that office on that day is meant if the one name is the other, longer or in
    another transliteration ("Faisal bin Farhan bin Abdullah Al Saud").
    """
    is_new = rows["person"].notna() & ~rows["is_in_table"] & rows["office"].notna()
    wanted = rows[is_new & rows["level"].isin(ONE_HOLDER) & rows["from_day"].notna()]
    wanted = wanted.assign(
        country=wanted["country"].where(wanted["country"].notna(), wanted["candidate"])
    )
    found = _sure_holders(wanted[wanted["country"].notna()], holders)
    told = found["row"].map(rows.set_index("row")["person"])
    is_same = [is_same_person(*both) for both in zip(told, found["person_held"], strict=True)]
    known = (
        found[pd.Series(is_same, index=found.index, dtype=bool)]
        .set_index("row")
        .reindex(rows["row"])
    )
    known.index = rows.index
    is_known = known["person_held"].notna()
    return rows.assign(
        is_in_table=rows["is_in_table"] | is_known,
        country=rows["country"].where(~is_known | rows["country"].notna(), rows["candidate"]),
        person=rows["person"].where(~is_known, known["person_held"]),
        person_id=rows["person_id"].where(~is_known, known["person_id_held"]),
    )


def resolve_offices(rows: pd.DataFrame, holders: pd.DataFrame) -> pd.DataFrame:
    """Name the holder of an office that the text leaves nameless, if it is one on all its days."""
    wanted = rows[
        rows["person"].isna()
        & rows["country"].notna()
        & rows["office"].notna()
        & rows["level"].isin(ONE_HOLDER)
        & rows["from_day"].notna()
    ]
    named = _sure_holders(wanted, holders).set_index("row").reindex(rows["row"])
    named.index = rows.index
    is_inferred = named["person_held"].notna()
    return rows.assign(
        is_inferred=is_inferred,
        person=rows["person"].where(~is_inferred, named["person_held"]),
        person_id=rows["person_id"].where(~is_inferred, named["person_id_held"]),
    )


def _sure_holders(wanted: pd.DataFrame, holders: pd.DataFrame) -> pd.DataFrame:
    """Return as _holder_on the holder of each row's office, else of its rank."""
    if wanted.empty:
        return pd.DataFrame({name: [] for name in _FOUND}).astype(_FOUND)
    by_office = _holder_on(wanted, holders, ["country", "office"])
    # Who chairs a body in turn is another than its secretary general, of one rank with him.
    rest = wanted[~wanted["row"].isin(by_office["row"]) & wanted["office"].ne(_IN_TURN)]
    by_rank = _holder_of_rank(rest, holders)
    return pd.concat([by_office, by_rank]).drop_duplicates("row")


def _holder_of_rank(wanted: pd.DataFrame, holders: pd.DataFrame) -> pd.DataFrame:
    """Return as _holder_on the one person who holds, on those days, any office of the rank told.

    "The Turkmen leader" and "the head of state" name a rank and no office.
    """
    rank = ["country", "level"]
    offices = holders[[*rank, "office"]].drop_duplicates()
    each = wanted.drop(columns="office").merge(offices, on=rank, validate="many_to_many")
    found = _holder_on(each, holders, [*rank, "office"])
    n_persons = found.groupby("row")["person_id_held"].transform("nunique")
    return found[n_persons == 1].drop_duplicates("row")


def _holder_on(wanted: pd.DataFrame, holders: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return row, person_held and person_id_held of those with one sure holder on all days."""
    left = wanted[["row", "from_day", "to_day", *by]].assign(
        from_day=wanted["from_day"].astype("datetime64[s]")
    )
    found = pd.merge_asof(
        left.sort_values(["from_day", "row"]),
        _sort_tenures(AsKey(holders), tuple(by)),
        left_on="from_day",
        right_on="first_day",
        by=by,
    )
    first_sure = found["from_day"] >= found["first_day"] + found["slack"]
    last_sure = found["to_day"] <= found["until"] - found["slack"].where(
        found["until"] < OPEN_END, pd.Timedelta(0)
    )
    return found.loc[first_sure & last_sure, list(_FOUND)]


# By office and by rank, of one table.
@lru_cache(maxsize=2)
def _sort_tenures(holders: AsKey, by: tuple[str, ...]) -> pd.DataFrame:
    """Return the tenures by their first days."""
    held = holders.frame.rename(columns={"person": "person_held", "person_id": "person_id_held"})
    held = held.assign(until=until_of(held), slack=held["precision"].map(SLACK))
    held = held[[*by, "first_day", "until", "slack", "person_held", "person_id_held"]]
    return held.sort_values(["first_day", *by, "person_held"])
