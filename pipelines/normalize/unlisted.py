"""Lists officials whom releases name and the holders' table lacks: a new person or a spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pipelines.normalize.holder_names import until_of
from pipelines.normalize.holder_offices import ONE_HOLDER, SLACK
from pipelines.normalize.names import is_same_person, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    # Name as written, person of the table, and the table's spellings of the person.
    Compared = tuple[str, str, Iterable[str]]

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
    wanted = named[
        named[["country", "office", "person", "from_day"]].notna().all(axis="columns")
        & named["level"].isin(ONE_HOLDER)
    ]
    wanted = wanted.rename(columns={"person": "name"}).assign(
        row=range(len(wanted)), to_day=wanted["to_day"].fillna(wanted["from_day"])
    )
    # Many releases name the same person on the same day: each naming is judged once.
    one_of_each = wanted.drop_duplicates(_NAMING)
    judged = _judge(one_of_each, _held_on_days(one_of_each, holders))
    found = judged[judged["kind"].notna()][[*_NAMING, "kind", "holder"]]
    judged = wanted.merge(found, on=_NAMING, how="inner", validate="many_to_one")
    return _count(judged)


def _held_on_days(wanted: pd.DataFrame, holders: pd.DataFrame) -> pd.DataFrame:
    """Return the tenures of the rank told that may touch the days of each row [row, person].

    is_sure: held on the first day, also if a boundary known by its month or year lies elsewhere.
    is_office: of the very office told.
    """
    known = holders[holders["evidence"] != "none"]
    slack = known["precision"].map(SLACK)
    known = known.assign(
        until=until_of(known), begin=known["first_day"] - slack, end=until_of(known) + slack
    )
    columns = ["country", "level", "office", "person", "aliases", "first_day", "until"]
    pairs = wanted[["row", "country", "level", "office", "name", "from_day", "to_day"]].merge(
        known[[*columns, "begin", "end"]],
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
            kinds[name, person] = _compare((name, person, aliases))
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


def _compare(compared: Compared) -> str | None:
    name, person, aliases = compared
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
