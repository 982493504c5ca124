"""Finds whose name in the holders' table a name written in Russian is, in any of its cases.

Names are compared by how they sound, for a whole batch at once; how alike they must be depends on
what else is told: side, office and day. Two whom nothing tells apart are left as written.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz import fuzz
from rapidfuzz.process import cdist, cpdist

from pipelines.normalize.holder_names import CALLED_BY_FIRST_WORD, until_of
from pipelines.normalize.name_parts import WHERE, Parts, parts_held, parts_written
from pipelines.normalize.russian_names import is_russian

# The least a surname must be alike to be compared at all.
_LEAST = 60
# The same where no side is told, so that every name of the table is.
_LEAST_ALONE = 75
# Persons of one row whose names are alike within this are not told apart.
_MARGIN = 6
# A shorter word is as often another one ("идём") as a surname.
_DISTINCT_LENGTH = 5


class _Rule(NamedTuple):
    """How alike a name of some kind must be, at the least, where so much else is told."""

    kind: str
    told: str
    surname: int
    given: int = -1
    together: int = -1


# The less is told, the more alike; measured on a list of names of leaders and ministers.
_RULES = (
    _Rule("in full", "side, office and day", 0, together=115),
    _Rule("in full", "side", 85, together=170),
    _Rule("in full", "office and day", 75, together=150),
    _Rule("in full", "day", 85, 70),
    _Rule("in full", "nothing", 90, 85),
    _Rule("initials", "side, office and day", 70, 100),
    _Rule("initials", "side, office and day", 88),
    _Rule("initials", "side", 85, 100),
    _Rule("initials", "day", 80, 100),
    _Rule("initials", "office and day", 90),
    _Rule("alone", "side, office and day", 70),
    _Rule("alone", "side and day", 88),
    _Rule("alone", "office and day", 88),
    _Rule("alone", "bare", 96),
)


def respell_russian(rows: pd.DataFrame, holders: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with names in Russian as the table has them, where it is sure of the person.

    rows: of resolve_participants, with `row` [row]. holders: see reference/holder.py.
    """
    russian = [name for name in rows["person"].dropna().unique().tolist() if is_russian(name)]
    if not russian:
        return rows
    is_written = rows["person"].isin(russian)
    columns = ["row", "person", "country", "candidate", "office", "level", "from_day"]
    written = rows.loc[is_written, columns]
    found = rows["row"].map(_find(written, holders)).astype(rows["person"].dtype)
    return rows.assign(person=found.where(found.notna(), rows["person"]))


def _find(written: pd.DataFrame, holders: pd.DataFrame) -> pd.Series[str]:
    """Return the person's name in the table by row, of the rows with one sure person."""
    tenures = _spell(holders)
    pairs = _compare(written, tenures)
    found = written.merge(pairs, on="person", validate="many_to_many").merge(
        tenures, on=["alias", "country_held"], validate="many_to_many"
    )
    found = found[found["country"].isna() | (found["country"] == found["country_held"])]
    found = _rate(found)
    best = found.sort_values(["row", "rating"], ascending=[True, False])
    best = best.drop_duplicates(["row", "person_id"])
    behind = best["rating"] - best.groupby("row")["rating"].shift(-1)
    is_first = ~best["row"].duplicated()
    is_sure = behind.isna() | (behind >= _MARGIN) | (best["row"] != best["row"].shift(-1))
    return best[is_first & is_sure].set_index("row")["person_held"]


def _spell(holders: pd.DataFrame) -> pd.DataFrame:
    """Return one row a spelling and tenure."""
    names = {
        "country": "country_held", "office": "office_held", "level": "level_held",
        "person": "person_held", "aliases": "alias",
    }  # fmt: skip
    tenures = holders.assign(until=until_of(holders)).rename(columns=names)
    columns = [*names.values(), "person_id", "first_day", "until"]
    return tenures[columns].explode("alias", ignore_index=True)


def _compare(written: pd.DataFrame, tenures: pd.DataFrame) -> pd.DataFrame:
    """Return how alike names are, from 0 to 100 [person, alias, country_held, where].

    surname, given: of these parts; given is -1 where the written name has but a surname.
    is_distinct: whether that alone may tell a person, as the name of a monarch does not.
    """
    left = pd.DataFrame(
        [(name, *parts) for name in written["person"].unique() for parts in parts_written(name)],
        columns=["person", *Parts._fields],
    )
    spelled = tenures[["alias", "country_held"]].drop_duplicates()
    right = pd.DataFrame(
        [
            (alias, country, *parts)
            for alias, country in spelled.itertuples(index=False)
            for parts in parts_held(alias, is_called_by_first=country in CALLED_BY_FIRST_WORD)
        ],
        columns=["alias", "country_held", *Parts._fields],
    )
    alike = pd.concat(_alike_surnames(left, right, where) for where in WHERE)
    both = left.merge(alike, on=["where", "surname"], suffixes=("", "_held")).merge(
        right.drop(columns="has_initials"),
        left_on=["where", "surname_held"],
        right_on=["where", "surname"],
        suffixes=("", "_held_"),
    )
    both = both[(both["surname_alike"] >= _LEAST_ALONE) | _is_of_side_told(both, written)]
    is_distinct = (both["given_held_"] != "") & (both["surname"].str.len() >= _DISTINCT_LENGTH)
    both = both.assign(given_alike=_alike_given(both), is_distinct=is_distinct)
    keys = ["person", "alias", "country_held", "where", "has_initials"]
    return both.groupby(keys, as_index=False)[["surname_alike", "given_alike", "is_distinct"]].max()


def _is_of_side_told(both: pd.DataFrame, written: pd.DataFrame) -> pd.Series[bool]:
    """Tell which names are of the side that is told beside the written one."""
    told = pd.MultiIndex.from_frame(written[["person", "country"]].dropna())
    sides = pd.MultiIndex.from_frame(both[["person", "country_held"]])
    return pd.Series(sides.isin(told), index=both.index)


def _alike_surnames(left: pd.DataFrame, right: pd.DataFrame, where: str) -> pd.DataFrame:
    ours = left.loc[left["where"] == where, "surname"].unique()
    theirs = right.loc[right["where"] == where, "surname"].unique()
    scores = cdist(ours, theirs, scorer=fuzz.ratio, score_cutoff=_LEAST, dtype=np.uint8)
    mine, other = np.nonzero(scores)
    return pd.DataFrame(
        {
            "where": where,
            "surname": ours[mine],
            "surname_held": theirs[other],
            "surname_alike": scores[mine, other].astype("int64"),
        }
    )


def _alike_given(both: pd.DataFrame) -> pd.Series[int]:
    first = cpdist(both["given"], both["given_held_"], scorer=fuzz.ratio)
    whole = cpdist(both["rest"], both["rest_held_"], scorer=fuzz.ratio)
    alike = pd.Series(np.maximum(first, whole), index=both.index).round().astype("int64")
    initials = both["given"].map(_initial_class) == both["given_held_"].map(_initial_class)
    alike = alike.where(~both["has_initials"], initials.astype("int64") * 100)
    return alike.where(both["given"] != "", -1)


def _initial_class(given: str) -> str:
    """Return by what an initial is compared: vowels differ between languages, and so do g and h."""
    first = given[:1]
    return "a" if first in set("aoiu") else "k" if first in set("kgh") else first


def _rate(found: pd.DataFrame) -> pd.DataFrame:
    """Return those that are alike enough for what is told of them, with their rating."""
    is_there = (found["first_day"] <= found["from_day"]) & (found["from_day"] <= found["until"])
    is_rank = (found["level"] == found["level_held"]) | (found["office"] == found["office_held"])
    is_told = found["country"].notna()
    context = {
        "side, office and day": is_told & is_rank & is_there,
        "side and day": is_told & is_there,
        "side": is_told,
        "office and day": is_rank & is_there,
        "day": (is_rank | found["level"].isna()) & is_there,
        "bare": found["level"].isna() & is_there & found["is_distinct"],
        "nothing": pd.Series(data=True, index=found.index),
    }
    surname, given = found["surname_alike"], found["given_alike"]
    initials, alone = found["has_initials"], given < 0
    kind = {"in full": ~alone & ~initials, "initials": initials, "alone": alone}
    enough = pd.Series(data=False, index=found.index)
    for rule in _RULES:
        is_alike = (surname >= rule.surname) & (given >= rule.given)
        is_alike &= surname + given >= rule.together
        enough |= kind[rule.kind] & context[rule.told] & is_alike
    is_own = found["candidate"] == found["country_held"]
    rating = surname + given + 30 * (is_there & is_rank) + 20 * is_there + 4 * is_own
    return found.assign(rating=rating)[enough]
