"""Who took part in a contact, as far as all its tellings together say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pipelines.build.levels import UNKNOWN

if TYPE_CHECKING:
    from pipelines.build.tellings import Tellings

# A side has one holder of these at a time, so that whoever is named is the one told without name.
ONE_HOLDER = ("head_of_state", "head_of_government", "head_of_organisation", "foreign_minister")
COLUMNS = ["contact", "country", "person", "person_id", "office", "level"]
COLUMNS += ["role", "is_host", "is_inferred"]


def unite_participants(tellings: Tellings, contacts: pd.Series[int]) -> pd.DataFrame:
    """Return one row a contact, side and person, or an office or side without a name.

    contacts: number of the contact of each telling. Persons are one by id or by name.
    """
    people = tellings.participants
    people = people.assign(
        contact=people["telling"].map(contacts),
        level=people["level"].fillna(UNKNOWN),
        is_plain=people["role"] == "participant",
    )
    # What the text says beats the holders' table, and the highest office of a person is told.
    order = ["contact", "country", "is_inferred", "rank", "telling", "position"]
    people = people.sort_values(order, kind="stable")
    named = _unite(_with_one_key(people[people["key"].notna()]), ["contact", "country", "key"])
    nameless = people[people["key"].isna()]
    # Of these the office only spells the level: "the Turkmen leader", "the President".
    spelled = nameless["office"].mask(nameless["level"].isin([*ONE_HOLDER, UNKNOWN]))
    nameless = nameless.assign(seat=spelled)
    nameless = _unite(nameless, ["contact", "country", "level", "seat"])
    both = pd.concat([named, nameless[~_is_covered(nameless, named)]])[COLUMNS]
    return both.sort_values(["contact", "country", "person", "office"], ignore_index=True)


def _with_one_key(named: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with one id a name of a side: the Wikidata id where one telling has it."""
    by = ["contact", "country", "person"]
    # "Q..." sorts before "x-...".
    ids = named[[*by, "key"]].sort_values([*by, "key"], kind="stable").drop_duplicates(by)
    with_id = named.drop(columns=["key"]).merge(ids, on=by, how="left", validate="many_to_one")
    return with_id.assign(person_id=with_id["key"])


def _unite(people: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the first row of each group, with its most telling role and all its flags."""
    people = people.assign(row=people.groupby(by, sort=True, dropna=False).ngroup())
    first = people.drop_duplicates("row").set_index("row")
    roles = people.sort_values(["row", "is_plain", "telling", "position"], kind="stable")
    flags = people.groupby("row").agg(
        is_host=("is_host", "any"), is_inferred=("is_inferred", "all")
    )
    role = roles.drop_duplicates("row").set_index("row")["role"]
    return first.assign(role=role, is_host=flags["is_host"], is_inferred=flags["is_inferred"])


def _is_covered(nameless: pd.DataFrame, named: pd.DataFrame) -> pd.Series[bool]:
    """Tell which rows without a name say no more than another row of their side."""
    side, level = ["contact", "country"], ["contact", "country", "level"]
    is_unknown = nameless["level"] == UNKNOWN
    known = pd.concat([named, nameless[~is_unknown]])
    seated = pd.concat([named, nameless[nameless["seat"].notna()]])
    return (
        (is_unknown & _is_among(nameless, known, side))
        | (nameless["seat"].isna() & ~is_unknown & _is_among(nameless, seated, level))
        | (nameless["office"].notna() & _is_among(nameless, named, [*level, "office"]))
    )


def _is_among(rows: pd.DataFrame, others: pd.DataFrame, by: list[str]) -> pd.Series[bool]:
    there = others[by].drop_duplicates().assign(is_there=True)
    found = rows[by].merge(there, on=by, how="left", validate="many_to_one")["is_there"]
    return pd.Series(found.notna().to_numpy(), index=rows.index, dtype="bool")
