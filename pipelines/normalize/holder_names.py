"""Finds whom a name may be among the holders' tenures, by the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pipelines.normalize.names import name_key, shorter_keys, surnames_of, without_last_surname
from pipelines.schema import LEVELS

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

_ORDER = {level: order for order, level in enumerate(LEVELS)}
# States whose officials prose calls by the first word of their names ("President Xi").
CALLED_BY_FIRST_WORD = frozenset(
    {"CHN", "TWN", "PRK", "KOR", "VNM", "SGP", "KHM", "MYS", "ETH", "ERI", "ISL", "BTN", "LAO"}
)
# "Secretary of State Rice" without a side may be a foreign minister of the United States.
_FOREIGN_MINISTER_SOMEWHERE = frozenset({"secretary_of_state", "foreign_secretary", "chancellor"})
# Ranks of titles that leave the very office open ("Minister Lavrov", "General Secretary Xi").
_VAGUE = ("unknown", "other", "minister", "deputy_minister")
OPEN_END = pd.Timestamp("2200-01-01")
_NOBODY = -1
_DAY = pd.Timedelta(days=1)
# More days than lie between any two of the table: the days of a name are apart from all others'.
_APART = 10**7


def spell_tenures(holders: pd.DataFrame) -> pd.DataFrame:
    """Return one row a spelling and tenure, with the key of the spelling."""
    columns = [
        "country",
        "office",
        "level",
        "person",
        "person_id",
        "first_day",
        "last_day",
        "is_acting",
    ]
    spelled = holders[[*columns, "aliases"]].explode("aliases", ignore_index=True)
    whole = spelled.assign(key=_keys(spelled["aliases"]), is_surname=False)
    # Of "Elizabeth II" and "Abdullah II of Jordan" no word is a surname.
    has_surname = ~whole["aliases"].str.contains(r" of |\b[IVX]+$")
    called = whole[has_surname]
    called = called.assign(called=_surnames(called)).explode("called")
    surnames = called.assign(key=_keys(called["called"]), is_surname=True)
    surnames = surnames[surnames["key"] != called["key"]].drop(columns="called")
    both = pd.concat([whole, surnames], ignore_index=True)
    both = both.assign(until=until_of(both))
    return both.drop(columns=["aliases"]).drop_duplicates()


def _surnames(names: pd.DataFrame) -> pd.Series[list[str]]:
    """Return of each name a list of the parts by which prose calls a person."""
    are_first = names["country"].isin(CALLED_BY_FIRST_WORD)
    called = [
        alias.split()[:1] if is_first else _shorter_forms(alias)
        for alias, is_first in zip(names["aliases"], are_first, strict=True)
    ]
    return pd.Series(called, index=names.index, dtype="object")


def _shorter_forms(name: str) -> list[str]:
    first = without_last_surname(name)
    return surnames_of(name) if first is None else [*surnames_of(name), first]


def _keys(names: pd.Series[str]) -> pd.Series[str]:
    known: dict[Hashable, str] = {name: name_key(name) for name in names.dropna().unique()}
    return names.map(known)


def until_of(holders: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """Return the last day of each tenure, OPEN_END of one that lasts."""
    return holders["last_day"].fillna(OPEN_END)


def resolve_names(rows: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """Add of each named participant the side, rank and identity that the table has for the day."""
    # "My talks with Prime Minister Blair": of no day, but he was as it was told.
    is_dated = rows["from_day"].notna() | rows["to_day"].notna()
    asked = rows.assign(from_day=rows["from_day"].where(is_dated, rows["told_day"]))
    asked, alike = _ask_once(asked[rows["person"].notna()], names)
    found = _find_tenures(asked, names)
    highest = _highest_held(found)
    found = _keep_best(found)
    several = found.groupby("row")["country_held"].transform("nunique")
    # One name in two states finds nobody.
    shared = found[several > 1]
    told_apart = shared["person"] + " (" + shared["country_held"] + ")"
    candidates = told_apart.groupby(shared["row"]).agg(lambda names: sorted(set(names)))
    best = found[several == 1].drop_duplicates("row").set_index("row")
    held = best.join(highest.rename("highest"), on=["row", "person_id"])
    answered = alike.reindex(rows["row"], fill_value=_NOBODY).set_axis(rows.index)
    held = held.reindex(answered)
    held.index = rows.index
    return rows.assign(
        is_in_table=held["person"].notna(),
        country=rows["country"].where(rows["country"].notna(), held["country_held"]),
        level=_higher(rows["level"], held["highest"]).mask(
            held["level_held"].eq("head_of_organisation") & rows["level"].eq("head_of_state"),
            "head_of_organisation",
        ),
        person=held["person"].where(held["person"].notna(), rows["person"]),
        person_id=held["person_id"],
        candidates=answered.map(candidates),
    )


def _ask_once(named: pd.DataFrame, names: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series[int]]:
    """Return one row of all that are alike for the table, and by row which row stands for it.

    named: rows with a person. Alike are two of which all the same is told, and whose days no
    tenure of such a name begins or ends between.
    """
    told = ["person", "country", "candidate", "office", "level"]
    number = (
        named[told]
        .assign(span=_number_spans(named, names))
        .groupby([*told, "span"], sort=False, dropna=False)
        .ngroup()
    )
    asked = named[~number.duplicated()]
    stands = asked["row"].to_numpy()[number.to_numpy()]
    return asked, pd.Series(stands, index=named["row"].to_numpy())


def _number_spans(named: pd.DataFrame, names: pd.DataFrame) -> NDArray[np.int64]:
    """Return for each row a number that days have in common between which no tenure changes."""
    codes, persons = pd.factorize(named["person"])
    keys = [(name_key(one), *shorter_keys(one)) for one in persons.tolist()]
    called = pd.DataFrame({"code": range(len(keys)), "key": keys}).explode("key")
    tenures = called.astype({"key": "str"}).merge(names[["key", "first_day", "until"]], on="key")
    changes = pd.concat([tenures["first_day"], tenures["until"] + _DAY]).to_numpy("datetime64[D]")
    who = np.tile(tenures["code"].to_numpy("int64"), 2)[~np.isnat(changes)]
    bounds = np.unique(who * _APART + changes[~np.isnat(changes)].astype("int64"))
    days = named["from_day"].to_numpy("datetime64[D]")
    spans = np.searchsorted(bounds, codes * _APART + days.astype("int64"), side="right")
    return np.where(np.isnat(days), _NOBODY, spans)


def _find_tenures(rows: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """Return the tenures whose holder's name each named row may be, best first.

    Better a tenure on that day, then one of the rank told, then the last before, then any.
    """
    columns = ["row", "country", "candidate", "office", "level", "from_day", "person"]
    named = rows[columns].assign(key=_keys(rows["person"]))
    # Once a name and not once a row: most names come many times.
    keys: dict[Hashable, tuple[str, ...]] = {
        one: shorter_keys(one) for one in named["person"].unique()
    }
    shorter = named.assign(key=named["person"].map(keys)).explode("key").dropna(subset="key")
    both = pd.concat([named.assign(is_shortened=False), shorter.assign(is_shortened=True)])
    found = both.drop(columns="person").merge(
        names, on="key", how="inner", suffixes=("", "_held"), validate="many_to_many"
    )
    found = found[found["country"].isna() | (found["country"] == found["country_held"])]
    # Of "Ahmad al-Sharaa" no part is the surname Al-Ahmad.
    found = found[~(found["is_shortened"] & found["is_surname"])]
    found = found.assign(
        is_there=(found["first_day"] <= found["from_day"]) & (found["from_day"] <= found["until"]),
        is_rank=_is_rank(found),
        is_own=found["office"].notna() & (found["candidate"] == found["country_held"]),
        is_before=found["first_day"] <= found["from_day"],
        order=found["level_held"].map(_ORDER),
    )
    # "Putin" alone is whoever of that name is in office, in the office told where one is.
    is_whole = ~found["is_surname"] & ~found["is_shortened"]
    is_told = found["is_rank"] | found["level"].isna() | found["is_shortened"]
    is_called = found["is_there"] & is_told
    has_whole = is_whole.groupby(found["row"]).transform("any")
    return found[is_whole | (is_called & ~has_whole)].sort_values(
        ["row", "is_there", "is_rank", "is_own", "is_before", "first_day", "country_held", "order"],
        ascending=[True, False, False, False, False, False, True, True],
    )


def _is_rank(found: pd.DataFrame) -> pd.Series[bool]:
    """Tell which tenures are of the office told, or of what it is in other sides."""
    is_same = (found["level"] == found["level_held"]) | (found["office"] == found["office_held"])
    # "President Michel" may be president of a body of an organisation.
    is_of_body = found["office_held"].str.startswith("president_") & (
        found["office"] == "president"
    )
    is_same |= is_of_body & (found["level_held"] == "head_of_organisation")
    return is_same | (
        found["office"].isin(_FOREIGN_MINISTER_SOMEWHERE)
        & (found["level_held"] == "foreign_minister")
    )


def _highest_held(found: pd.DataFrame) -> pd.Series[int]:
    """Return the order of the highest rank that each person holds on the day [row, person_id].

    Who acts for another is called by the lower office, where the text tells one.
    """
    is_told = found["level"].notna() & (found["level"] != "unknown")
    held = found[found["is_there"] & ~(found["is_acting"] & is_told)]
    return held.groupby(["row", "person_id"])["order"].min()


def _higher(told: pd.Series[str], highest: pd.Series[int]) -> pd.Series[str]:
    """Return the level told, or the one held on that day where it ranks higher.

    "Minister Lavrov" is the foreign minister, also where the text leaves that out; an office that
    the text does tell beats the table.
    """
    last = len(LEVELS)
    is_vague = told.isna() | told.isin(_VAGUE)
    ceiling = highest.astype("float64").where(is_vague).fillna(last)
    order = told.map(_ORDER).astype("float64").fillna(last).clip(upper=ceiling)
    return order.map(dict(enumerate(LEVELS))).astype(told.dtype)


def _keep_best(found: pd.DataFrame) -> pd.DataFrame:
    """Return of each row's tenures those on the day, of the rank told and of the publisher, if any.

    Else a president who led an organisation in another year would be two states' official.
    """
    for column in ("is_there", "is_rank", "is_own"):
        has_it = found[column].groupby(found["row"]).transform("any")
        found = found[found[column] | ~has_it]
    return found
