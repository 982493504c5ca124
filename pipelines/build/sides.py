"""Parts mentions of two known sides from those that are one state's own affair or unresolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_TWO = 2


@dataclass(frozen=True, slots=True)
class Sided:
    """Mentions and participants of two or more known sides, and what was refused.

    refused: a row for each other mention in which somebody's side is not known. A mention of one
    side only, with everybody known, is a known negative and leaves no row (rule CONTACT).
    """

    mentions: pd.DataFrame
    participants: pd.DataFrame
    refused: pd.DataFrame


def part_by_sides(
    mentions: pd.DataFrame, participants: pd.DataFrame, releases: pd.DataFrame
) -> Sided:
    """Return the mentions that can be counted, and the refusals (rules CONTACT, WHO-NONE).

    mentions: [mention_key]. participants: [mention_key, position], holders resolved; without a
    country where the side is not known, then with whom the name may mean in `candidates`
    (null for nobody). releases: [release_id].
    """
    known = participants[participants["country"].notna()]
    n_sides = known.groupby("mention_key")["country"].nunique()
    n_told = mentions["mention_key"].map(n_sides).fillna(0)
    two = mentions[n_told >= _TWO]
    nameless = participants[participants["country"].isna()]
    told = nameless["person"].where(nameless["candidates"].isna(), _with_candidates(nameless))
    open_names = told.groupby(nameless["mention_key"]).agg(_join)
    lost = mentions[mentions["mention_key"].isin(open_names.index)]
    kept = known[known["mention_key"].isin(two["mention_key"])]
    return Sided(two, _without_shadows(kept), _refuse(lost, open_names, releases))


def _join(names: pd.Series[str]) -> str:
    return "; ".join(sorted(names.dropna().unique()))


def _with_candidates(nameless: pd.DataFrame) -> pd.Series[str]:
    """Return the names with whom each of them may mean."""
    whom = nameless["candidates"].map(" or ".join, na_action="ignore").astype("str")
    return nameless["person"] + ", who may be " + whom


def _refuse(lost: pd.DataFrame, open_names: pd.Series[str], releases: pd.DataFrame) -> pd.DataFrame:
    told = lost.merge(
        releases[["release_id", "source_id", "address"]], on="release_id", validate="many_to_one"
    )
    names = told["mention_key"].map(open_names).astype("str")
    return told[
        ["source_id", "address", "release_id", "content_sha256", "quote", "span_start"]
    ].assign(
        stage="contact",
        reason="sides not resolved",
        detail="no office or side is told, and the holders' table has no one such name: " + names,
    )


def _without_shadows(participants: pd.DataFrame) -> pd.DataFrame:
    """Drop the nameless standing for a side whose official the same mention names."""
    keys: Sequence[str] = ["mention_key", "country"]
    named = participants[participants["person"].notna()][list(keys)].drop_duplicates()
    marked = participants.merge(named.assign(has_name=True), on=list(keys), how="left")
    shadow = marked["has_name"].eq(True) & marked["person"].isna() & (marked["level"] == "unknown")  # noqa: FBT003
    told = marked[~shadow].drop(columns=["has_name"])
    return told.drop_duplicates(["mention_key", "country", "person", "level"]).sort_values(
        ["mention_key", "position"], ignore_index=True
    )
