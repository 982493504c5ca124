"""Lists officials whom releases name and the holders' table lacks: a new person or a spelling."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pipelines.normalize.as_key import AsKey
from pipelines.normalize.holder_names import until_of
from pipelines.normalize.holder_offices import ONE_HOLDER, SLACK
from pipelines.normalize.names import is_same_person, words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    # Of a name in the table the spellings of each person who has it.
    Spellings = dict[str, set[tuple[str, ...]]]

_COLUMNS = ["country", "office", "level", "name", "kind", "holder"]
_NAMING = ["country", "office", "level", "name", "from_day", "to_day"]
_FITS, _SPELLING, _OTHER, _NOBODY = None, "spelling", "other person", "nobody known"


def find_unlisted(named: pd.DataFrame, holders: pd.DataFrame) -> pd.DataFrame:
    """Return the names given with an office that the table lacks on their days [_COLUMNS].

    named: one row a naming: country, office, level, person as written, from_day, to_day,
    release_id, address; rows without a side, an office of one holder or a day are left out.
    holders: see reference/holder.py; rows without evidence count as not known.
    Adds kind, holder (the table's of that day, null where it has none), first_day, last_day,
    n_releases and the address of the latest.
    """
    wanted = named[can_be_unlisted(named)]
    wanted = wanted[~is_surely_listed(wanted, holders)].rename(columns={"person": "name"})
    wanted = wanted.assign(to_day=wanted["to_day"].fillna(wanted["from_day"]))
    known, _ = _widen_tenures(AsKey(holders))
    wanted = wanted.assign(row=range(len(wanted)))
    # Many releases name the same person on the same day: each naming is judged once.
    one_of_each = wanted.drop_duplicates(_NAMING)
    judged = _judge(one_of_each, _held_on_days(one_of_each, known))
    found = judged[judged["kind"].notna()][[*_NAMING, "kind", "holder"]]
    judged = wanted.merge(found, on=_NAMING, how="inner", validate="many_to_one")
    return _count(judged)


@lru_cache(maxsize=1)
def _widen_tenures(holders: AsKey) -> tuple[pd.DataFrame, Spellings]:
    """Return the tenures with the days on which they may have been held, and all spellings."""
    known = holders.frame[holders.frame["evidence"] != "none"]
    slack = known["precision"].map(SLACK)
    known = known.assign(
        until=until_of(known), begin=known["first_day"] - slack, end=until_of(known) + slack
    )
    columns = ["country", "level", "office", "person", "aliases", "first_day", "until"]
    spellings: Spellings = {}
    for person, aliases in zip(known["person"].tolist(), known["aliases"].tolist(), strict=True):
        spellings.setdefault(person, set()).add(tuple(aliases))
    return known[[*columns, "begin", "end"]], spellings


def can_be_unlisted(named: pd.DataFrame) -> pd.Series[bool]:
    """Tell who is named with a side, an office of one holder and a day."""
    is_told = named[["country", "office", "person", "from_day"]].notna().all(axis="columns")
    return is_told & named["level"].isin(ONE_HOLDER)


def is_surely_listed(named: pd.DataFrame, holders: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which rows are of a name that the table has then, in all spellings of that person.

    They are nearly all there are, and few names: of those that are left each day is judged.
    """
    known, spellings = _widen_tenures(AsKey(holders))
    by = ["country", "level", "person"]
    codes = named.groupby(by, sort=False).ngroup().to_numpy()
    first, last = named["from_day"], named["to_day"].fillna(named["from_day"])
    days = pd.DataFrame({"code": codes, "first": first.to_numpy(), "last": last.to_numpy()})
    ends = days.groupby("code").agg(earliest=("first", "min"), latest=("last", "max"))
    names = named[by].rename(columns={"person": "name"}).assign(code=codes).drop_duplicates("code")
    names = names.merge(ends, on="code", validate="one_to_one")
    pairs = names.merge(known, on=["country", "level"], validate="many_to_many")
    # Releases that are read together are of some years: of who held an office most are left out.
    is_near = (pairs["begin"] <= pairs["latest"]) & (pairs["earliest"] <= pairs["end"])
    pairs = pairs[is_near]
    told = zip(pairs["name"].tolist(), pairs["person"].tolist(), strict=True)
    is_same = [
        all(_compare(name, person, one) is _FITS for one in spellings[person])
        for name, person in told
    ]
    held = pairs.loc[np.array(is_same, dtype=bool), ["code", "begin", "end"]]
    found = days.assign(place=np.arange(len(days))).merge(held, on="code", validate="many_to_many")
    is_there = (found["begin"] <= found["last"]) & (found["first"] <= found["end"])
    is_listed = np.zeros(len(named), dtype=bool)
    is_listed[found.loc[is_there, "place"].to_numpy()] = True
    return is_listed


def _held_on_days(wanted: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the tenures of the rank told that may touch the days of each row [row, person].

    is_sure: held on the first day, also if a boundary known by its month or year lies elsewhere.
    is_office: of the very office told.
    """
    pairs = wanted[["row", "country", "level", "office", "name", "from_day", "to_day"]].merge(
        known,
        on=["country", "level"],
        suffixes=("", "_held"),
        validate="many_to_many",
    )
    pairs = pairs[(pairs["begin"] <= pairs["to_day"]) & (pairs["from_day"] <= pairs["end"])]
    return pairs.assign(
        is_sure=(pairs["first_day"] <= pairs["from_day"]) & (pairs["from_day"] <= pairs["until"]),
        is_office=pairs["office"] == pairs["office_held"],
    )


def _judge(wanted: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with kind, null where the table has the name, and holder."""
    kinds: dict[tuple[str, str], str | None] = {}
    for name, person, aliases in zip(pairs["name"], pairs["person"], pairs["aliases"], strict=True):
        if (name, person) not in kinds:
            kinds[name, person] = _compare(name, person, tuple(aliases))
    told = [kinds[both] for both in zip(pairs["name"], pairs["person"], strict=True)]
    pairs = pairs.assign(kind=pd.Series(told, index=pairs.index, dtype="str"))
    listed = pairs.loc[pairs["kind"].isna(), "row"]
    spelled = pairs[pairs["kind"] == _SPELLING].sort_values(["row", "person"])
    best = pd.concat([spelled, _others(pairs)]).drop_duplicates("row").set_index("row")
    best = best.reindex(wanted["row"])[["kind", "person"]].set_axis(wanted.index)
    kind = best["kind"].fillna(_NOBODY)
    return wanted.assign(
        kind=kind.mask(wanted["row"].isin(listed)), holder=best["person"].astype("str")
    )


def _others(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return of each row the other holders of its first day, of its office if there are any."""
    sure = pairs[pairs["is_sure"] & (pairs["kind"] == _OTHER)]
    has_office = sure["is_office"].groupby(sure["row"]).transform("any")
    sure = sure[sure["is_office"] | ~has_office]
    names = sure.groupby("row")["person"].agg(lambda people: ", ".join(sorted(set(people))))
    return names.reset_index().assign(kind=_OTHER)


# The same names come in each batch.
@lru_cache(maxsize=65_536)
def _compare(name: str, person: str, aliases: tuple[str, ...]) -> str | None:
    """Return what a name as written is to a person of the table with these other spellings."""
    spellings = [person, *aliases]
    words = set(words_of(name))
    # "Putin" and "Donald Trump" are in "Vladimir Putin" and "Donald J. Trump" word by word.
    if any(words <= set(words_of(spelling)) for spelling in spellings):
        return _FITS
    # Both ways round, for "S. R. Nathan" is as long as "Sellapan Rama Nathan".
    if any(is_same_person(name, s) or is_same_person(s, name) for s in spellings):
        return _SPELLING
    return _OTHER


def _count(rows: pd.DataFrame) -> pd.DataFrame:
    latest = rows.sort_values(["from_day", "address"], ascending=[False, True])
    return latest.groupby(_COLUMNS, dropna=False, as_index=False).agg(
        first_day=("from_day", "min"),
        last_day=("to_day", "max"),
        n_releases=("release_id", "nunique"),
        address=("address", "first"),
    )
