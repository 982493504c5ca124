"""Resolves offices and names of participants by the day of their contact (rule WHO-DATE)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Hashable

# Ranks whose holder on a day is one person, so that the office alone names them.
_ONE_HOLDER = ("head_of_state", "head_of_government", "foreign_minister", "head_of_organisation")
# States whose officials prose calls by the first word of their names ("President Xi").
_CALLED_BY_FIRST_WORD = frozenset(
    {"CHN", "TWN", "PRK", "KOR", "VNM", "SGP", "KHM", "MYS", "ETH", "ERI", "ISL", "BTN", "LAO"}
)
_OPEN_END = pd.Timestamp("2200-01-01")
# Around a boundary known only to its month or year nobody is named.
_SLACK = {"day": pd.Timedelta(0), "month": pd.Timedelta(days=31), "year": pd.Timedelta(days=366)}


def resolve_participants(
    participants: pd.DataFrame, days: pd.DataFrame, holders: pd.DataFrame
) -> pd.DataFrame:
    """Return the participants with persons and sides as the holders' table knows them.

    participants: one row a participant [mention_key, position]; adds person_id, is_inferred and
    is_resolved, fills country, level and person. days: first and last day on which each mention
    needs its holders [mention_key], NaT where unknown. holders: see reference/holder.py.
    A row that is not resolved keeps a null country; `candidates` lists "person (code)" of those
    whose name it may be, null where the table has no such name.
    """
    known = holders[holders["evidence"] != "none"]
    dated = participants.merge(days, on="mention_key", how="left", validate="many_to_one")
    dated = _resolve_names(dated, _names_of(known))
    dated = _resolve_offices(dated, known)
    return _settle(dated).drop(columns=["from_day", "to_day"])


def name_key(name: str) -> str:
    """Return a name without accents, case and order, for comparing spellings."""
    return " ".join(sorted(anyascii(name).casefold().replace("-", " ").replace(".", " ").split()))


def _names_of(holders: pd.DataFrame) -> pd.DataFrame:
    """Return one row a spelling and tenure, with the key of the spelling."""
    columns = ["country", "level", "person", "person_id", "first_day", "last_day", "precision"]
    spelled = holders[[*columns, "aliases"]].explode("aliases", ignore_index=True)
    whole = spelled.assign(key=_keys(spelled["aliases"]), is_surname=False)
    # Of "Elizabeth II" and "Abdullah II of Jordan" no word is a surname.
    has_surname = ~whole["aliases"].str.contains(r" of |\b[IVX]+$")
    surnames = whole[has_surname]
    surnames = surnames.assign(key=_surname_keys(surnames), is_surname=True)
    surnames = surnames[surnames["key"] != whole.loc[has_surname, "key"]]
    both = pd.concat([whole, surnames], ignore_index=True)
    both = both.assign(until=_until(both))
    return both.drop(columns=["aliases"]).drop_duplicates()


def _surname_keys(names: pd.DataFrame) -> pd.Series[str]:
    """Return the word by which prose calls a person without the rest of the name."""
    words = names["aliases"].str.split()
    called = words.str[-1].where(~names["country"].isin(_CALLED_BY_FIRST_WORD), words.str[0])
    return _keys(called)


def _keys(names: pd.Series[str]) -> pd.Series[str]:
    known: dict[Hashable, str] = {name: name_key(name) for name in names.dropna().unique()}
    return names.map(known)


def _until(holders: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    return holders["last_day"].fillna(_OPEN_END)


def _resolve_names(rows: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """Add of each named participant the side, rank and identity that the table has for the day."""
    rows = rows.assign(row=range(len(rows)), key=_keys(rows["person"]))
    named = rows.loc[rows["person"].notna(), ["row", "key", "country", "level", "from_day"]]
    found = named.merge(
        names, on="key", how="inner", suffixes=("", "_held"), validate="many_to_many"
    )
    found = found[found["country"].isna() | (found["country"] == found["country_held"])]
    is_there = (found["first_day"] <= found["from_day"]) & (found["from_day"] <= found["until"])
    # "Putin" alone is whoever of that name is in office, in the office told where one is.
    is_rank = (found["level"] == found["level_held"]) | found["level"].isna()
    found = found[~found["is_surname"] | (is_there & is_rank)]
    has_whole = (~found["is_surname"]).groupby(found["row"]).transform("any")
    found = found[~found["is_surname"] | ~has_whole]
    # Better a tenure on that day, then one of the rank told, then the last before, then any.
    found = found.assign(
        is_there=is_there[found.index],
        is_rank=found["level"] == found["level_held"],
        is_before=found["first_day"] <= found["from_day"],
    ).sort_values(
        ["row", "is_there", "is_rank", "is_before", "first_day", "country_held", "level_held"],
        ascending=[True, False, False, False, False, True, True],
    )
    found = _keep_best(found)
    several = found.groupby("row")["country_held"].transform("nunique")
    # One name in two states finds nobody.
    shared = found[several > 1]
    told_apart = shared["person"] + " (" + shared["country_held"] + ")"
    candidates = told_apart.groupby(shared["row"]).agg(lambda names: sorted(set(names)))
    best = found[several == 1].drop_duplicates("row").set_index("row")
    held = best.reindex(rows["row"])
    held.index = rows.index
    told = rows["country"].notna()
    on_day = held["is_there"].eq(True)  # noqa: FBT003 - null counts as not
    level = rows["level"].where(rows["level"].notna(), held["level_held"].where(on_day))
    return rows.assign(
        is_in_table=held["person"].notna(),
        country=rows["country"].where(told, held["country_held"]),
        level=level.where(~(rows["level"] == "unknown") | ~on_day, held["level_held"]),
        person=held["person"].where(held["person"].notna(), rows["person"]),
        person_id=held["person_id"],
        candidates=rows["row"].map(candidates),
    ).drop(columns=["key"])


def _keep_best(found: pd.DataFrame) -> pd.DataFrame:
    """Return of each row's tenures those on the day, if any, and of these those of the rank told.

    Else a president who led an organisation in another year would be two states' official.
    """
    for column in ("is_there", "is_rank"):
        has_it = found[column].groupby(found["row"]).transform("any")
        found = found[found[column] | ~has_it]
    return found


def _resolve_offices(rows: pd.DataFrame, holders: pd.DataFrame) -> pd.DataFrame:
    """Name the holder of an office that the text leaves nameless, if it is one on all its days."""
    wanted = rows[
        rows["person"].isna()
        & rows["country"].notna()
        & rows["office"].notna()
        & rows["level"].isin(_ONE_HOLDER)
        & rows["from_day"].notna()
    ]
    by_office = _holder_on(wanted, holders, ["country", "office"])
    rest = wanted[~wanted["row"].isin(by_office["row"])]
    # "the Turkmen leader", "the head of state" name a rank: whoever holds its only office.
    n_offices = holders.groupby(["country", "level"])["office"].transform("nunique")
    lone = holders[n_offices == 1]
    by_level = _holder_on(rest, lone, ["country", "level"])
    found = pd.concat([by_office, by_level]).drop_duplicates("row").set_index("row")
    named = found.reindex(rows["row"])
    named.index = rows.index
    is_inferred = named["person_held"].notna()
    return rows.assign(
        is_inferred=is_inferred,
        person=rows["person"].where(~is_inferred, named["person_held"]),
        person_id=rows["person_id"].where(~is_inferred, named["person_id_held"]),
    )


def _holder_on(wanted: pd.DataFrame, holders: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return row, person_held and person_id_held of those with one sure holder on all days."""
    held = holders.rename(columns={"person": "person_held", "person_id": "person_id_held"})
    held = held.assign(until=_until(held), slack=held["precision"].map(_SLACK))
    held = held[[*by, "first_day", "until", "slack", "person_held", "person_id_held"]]
    left = wanted[["row", "from_day", "to_day", *by]].assign(
        from_day=wanted["from_day"].astype("datetime64[s]")
    )
    found = pd.merge_asof(
        left.sort_values(["from_day", "row"]),
        held.sort_values(["first_day", *by, "person_held"]),
        left_on="from_day",
        right_on="first_day",
        by=by,
    )
    first_sure = found["from_day"] >= found["first_day"] + found["slack"]
    last_sure = found["to_day"] <= found["until"] - found["slack"].where(
        found["until"] < _OPEN_END, pd.Timedelta(0)
    )
    return found.loc[first_sure & last_sure, ["row", "person_held", "person_id_held"]]


def _settle(rows: pd.DataFrame) -> pd.DataFrame:
    """Confirm or leave open the assumed side of names without one (rule WHO-PUBLISHER)."""
    is_open = rows["country"].isna()
    # A name with an office and no side is the publisher's own official; a bare name is nobody's
    # until the table knows it.
    assumed = is_open & rows["office"].notna() & rows["candidate"].notna()
    country = rows["country"].where(~assumed, rows["candidate"])
    slugs: dict[Hashable, str] = {
        name: f"x-{anyascii(name).casefold().replace('.', '').replace(' ', '-')}"
        for name in rows["person"].dropna().unique()
    }
    own = rows["person"].map(slugs)
    return rows.assign(
        country=country,
        level=rows["level"].fillna("other"),
        person_id=rows["person_id"].where(rows["person_id"].notna(), own),
    ).drop(columns=["row"])
