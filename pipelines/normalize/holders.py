"""Resolves offices and names of participants by the day of their contact (rule WHO-DATE)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd
from anyascii import anyascii

from pipelines.normalize.as_key import AsKey
from pipelines.normalize.counterparts import rank_counterparts
from pipelines.normalize.holder_names import resolve_names, spell_tenures
from pipelines.normalize.holder_offices import resolve_offices, resolve_spellings
from pipelines.normalize.russian_holders import respell_russian

if TYPE_CHECKING:
    from collections.abc import Hashable

# Offices of which a state has one kind or another: a president or a monarch.
_ONE_STATE_S = ("president", "monarch", "prime_minister", "chancellor", "governor_general")


def resolve_participants(
    participants: pd.DataFrame, days: pd.DataFrame, holders: pd.DataFrame
) -> pd.DataFrame:
    """Return the participants with persons and sides as the holders' table knows them.

    participants: one row a participant [mention_key, position]; adds person_id, is_inferred and
    is_resolved, fills country, level and person. days: first and last day on which each mention
    needs its holders [mention_key], NaT where unknown; told_day: of its release, on which a named
    official still has the office that he is named with. holders: see reference/holder.py.
    A row that is not resolved keeps a null country; `candidates` lists "person (code)" of those
    whose name it may be, null where the table has no such name.
    """
    known, tenures = _prepare(AsKey(holders))
    dated = participants.merge(days, on="mention_key", how="left", validate="many_to_one")
    dated = dated.assign(row=range(len(dated)))
    dated = respell_russian(dated, known)
    dated = resolve_names(dated, tenures)
    dated = resolve_spellings(dated, known)
    dated = rank_counterparts(dated)
    dated = resolve_offices(dated, known)
    return _settle(dated, known).drop(columns=["from_day", "to_day", "told_day"])


@lru_cache(maxsize=1)
def _prepare(holders: AsKey) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the holders with evidence, and their tenures by spelling."""
    known = holders.frame[holders.frame["evidence"] != "none"]
    return known, spell_tenures(known)


def _settle(rows: pd.DataFrame, holders: pd.DataFrame) -> pd.DataFrame:
    """Confirm or leave open the assumed side of names without one (rule WHO-PUBLISHER)."""
    is_open = rows["country"].isna()
    # Nearly all have a side, and those that have none are looked at alone.
    is_open[is_open] = ~_is_foreign_office(rows[is_open], holders)
    # A name with an office and no side is the publisher's own official; a bare name is nobody's
    # until the table knows it.
    assumed = is_open & rows["office"].notna() & rows["candidate"].notna()
    country = rows["country"].where(~assumed, rows["candidate"])
    lacking = rows.loc[rows["person_id"].isna(), "person"].dropna()
    slugs: dict[Hashable, str] = {
        name: f"x-{anyascii(name).casefold().replace('.', '').replace(' ', '-')}"
        for name in lacking.unique()
    }
    return rows.assign(
        country=country,
        level=rows["level"].fillna("other"),
        person_id=rows["person_id"].fillna(lacking.map(slugs)),
    ).drop(columns=["row"])


def _is_foreign_office(rows: pd.DataFrame, holders: pd.DataFrame) -> pd.Series[bool]:
    """Tell which leaders' offices the assumed side has not: "President Kim" of Australia.

    The table must know other offices of that rank there: a state it lacks may have any.
    """
    ranks, offices = _list_offices(AsKey(holders))
    has_rank = pd.MultiIndex.from_frame(rows[["candidate", "level"]]).isin(ranks)
    has_office = pd.MultiIndex.from_frame(rows[["candidate", "office"]]).isin(offices)
    return rows["office"].isin(_ONE_STATE_S) & has_rank & ~has_office


@lru_cache(maxsize=1)
def _list_offices(holders: AsKey) -> tuple[pd.MultiIndex, pd.MultiIndex]:
    """Return the ranks and the offices that the table knows of each side."""
    known = holders.frame
    ranks = known[["country", "level"]].drop_duplicates()
    offices = known[["country", "office"]].drop_duplicates()
    return pd.MultiIndex.from_frame(ranks), pd.MultiIndex.from_frame(offices)
