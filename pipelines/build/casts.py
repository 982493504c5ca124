"""Who took part in a contact, as far as all its tellings together say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pipelines.build.grouping import first_rows, has_any, number_groups, number_texts
from pipelines.build.levels import UNKNOWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipelines.build.tellings import Tellings

# A side has one holder of these at a time, so that whoever is named is the one told without name.
ONE_HOLDER = ("head_of_state", "head_of_government", "head_of_organisation", "foreign_minister")
COLUMNS = ["contact", "country", "person", "person_id", "office", "level"]
COLUMNS += ["role", "is_host", "is_inferred"]
# What is compared as a number, the text's place among all, in a column of its own.
_NUMBERED = ("country", "person", "office", "level", "key")


def unite_participants(tellings: Tellings, contacts: pd.Series[int]) -> pd.DataFrame:
    """Return one row a contact, side and person, or an office or side without a name.

    contacts: number of the contact of each telling. Persons are one by id or by name.
    """
    people = tellings.participants
    people = people.assign(
        contact=contacts.to_numpy()[people["telling"].to_numpy()],
        level=people["level"].fillna(UNKNOWN),
        is_plain=people["role"] == "participant",
    )
    people = people.assign(**{f"{name}_n": number_texts(people[name]) for name in _NUMBERED})
    # What the text says beats the holders' table, and the highest office of a person is told.
    order = ["contact", "country_n", "is_inferred", "rank", "telling", "position"]
    people = people.iloc[_order_rows(people, order)]
    is_named = people["key"].notna()
    named = _unite(_with_one_key(people[is_named]), ["contact", "country_n", "key_n"])
    nameless = people[~is_named]
    # Of these the office only spells the level: "the Turkmen leader", "the President".
    is_seat = nameless["office"].notna() & ~nameless["level"].isin([*ONE_HOLDER, UNKNOWN])
    no_seat = people["office_n"].max() + 1
    nameless = nameless.assign(is_seat=is_seat, seat_n=nameless["office_n"].where(is_seat, no_seat))
    nameless = _unite(nameless, ["contact", "country_n", "level_n", "seat_n"])
    both = pd.concat([named, nameless[~_is_covered(nameless, named)]])
    order = ["contact", "country_n", "person_n", "office_n"]
    return both.iloc[_order_rows(both, order)][COLUMNS].reset_index(drop=True)


def _order_rows(rows: pd.DataFrame, by: list[str]) -> NDArray[np.int64]:
    return np.lexsort([rows[name].to_numpy() for name in reversed(by)])


def _with_one_key(named: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with one id a name of a side: the Wikidata id where one telling has it."""
    alike = number_groups(
        *(named[name].to_numpy() for name in ("contact", "country_n", "person_n"))
    )
    keys = named["key_n"].to_numpy()
    # "Q..." sorts before "x-...".
    best = np.lexsort((keys, alike))
    row = best[first_rows(alike[best])][alike]
    return named.assign(person_id=named["key"].array[row], key_n=keys[row])


def _unite(people: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the first row of each group, with its most telling role and all its flags."""
    groups = number_groups(*(people[name].to_numpy() for name in by))
    ranked = people.assign(group=groups)
    ranked = ranked.iloc[_order_rows(ranked, ["group", "is_plain", "telling", "position"])]
    role = ranked["role"].array[first_rows(ranked["group"].to_numpy())]
    return people.iloc[first_rows(groups)].assign(
        role=role,
        is_host=has_any(people["is_host"], groups),
        is_inferred=~has_any(~people["is_inferred"], groups),
    )


def _is_covered(nameless: pd.DataFrame, named: pd.DataFrame) -> pd.Series[bool]:
    """Tell which rows without a name say no more than another row of their side."""
    side = ["contact", "country_n"]
    is_unknown = nameless["level"] == UNKNOWN
    known = pd.concat([named, nameless[~is_unknown]])
    seated = pd.concat([named, nameless[nameless["is_seat"]]])
    return (
        (is_unknown & _is_among(nameless, known, side))
        | (~nameless["is_seat"] & ~is_unknown & _is_among(nameless, seated, [*side, "level_n"]))
        | (nameless["office"].notna() & _is_among(nameless, named, [*side, "level_n", "office_n"]))
    )


def _is_among(rows: pd.DataFrame, others: pd.DataFrame, by: list[str]) -> NDArray[np.bool_]:
    both = pd.concat([rows[by], others[by]])
    groups = number_groups(*(both[name].to_numpy() for name in by))
    return np.isin(groups[: len(rows)], groups[len(rows) :])
