"""Parts mentions of two known sides from those that are one state's own affair or unresolved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipelines.build.grouping import first_rows, number_groups, number_texts

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
    places = pd.Index(mentions["mention_key"]).get_indexer(known["mention_key"])
    sides = number_groups(places, number_texts(known["country"]))
    n_sides = np.bincount(places[first_rows(sides)], minlength=len(mentions))
    is_two = n_sides >= _TWO
    nameless = participants[participants["country"].isna()]
    told = nameless["person"].where(nameless["candidates"].isna(), _with_candidates(nameless))
    open_names = told.groupby(nameless["mention_key"]).agg(_join)
    lost = mentions[mentions["mention_key"].isin(open_names.index)]
    kept = _without_shadows(known.assign(side=sides)[is_two[places]])
    return Sided(mentions[is_two], kept, _refuse(lost, open_names, releases))


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
    """Drop the nameless standing for a side whose official the same mention names.

    participants: with side, a number of its own for each side of a mention.
    """
    is_named, side = participants["person"].notna(), participants["side"]
    shadow = side.isin(side[is_named]) & ~is_named & (participants["level"] == "unknown")
    told = participants[~shadow].drop_duplicates(["side", "person", "level"])
    return told.drop(columns="side").sort_values(["mention_key", "position"], ignore_index=True)
