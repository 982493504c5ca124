"""Chooses which version of a release is shown, where one address has had several texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from pipelines.frames import CodedFrames

_VERSION = ["release_id", "content_sha256"]


@dataclass(frozen=True, slots=True)
class Shown:
    """The shown versions and what hangs on them.

    releases: one row a release [release_id]; adds n_versions. mentions, participants, claims: of
    the shown versions. refused: all, less those about versions not shown, and one more for each
    version that lost without evidence of which came later.
    """

    releases: pd.DataFrame
    mentions: pd.DataFrame
    participants: pd.DataFrame
    claims: pd.DataFrame
    refused: pd.DataFrame


def choose_versions(frames: CodedFrames) -> Shown:
    """Return the shown version of each release: fetched last, else dated last, else by content."""
    releases = frames.releases
    if releases["release_id"].is_unique:
        shown = releases.sort_values("release_id").assign(n_versions=1)
        return Shown(shown, frames.mentions, frames.participants, frames.claims, frames.refused)
    ordered = releases.sort_values(
        ["release_id", "fetched_at", "published_day", "content_sha256"],
        ascending=[True, False, False, True],
        na_position="last",
    )
    n_versions = ordered.groupby("release_id").size()
    shown = ordered.drop_duplicates("release_id")
    shown = shown.assign(n_versions=shown["release_id"].map(n_versions))
    hidden = ordered[~ordered.index.isin(shown.index)]
    mentions = _without(frames.mentions, hidden)
    participants = frames.participants
    if len(mentions) < len(frames.mentions):
        participants = participants[participants["mention_key"].isin(mentions["mention_key"])]
    claims = _without(frames.claims, hidden)
    refused = _refusals(frames.refused, shown, hidden)
    return Shown(shown, mentions, participants, claims, refused)


def _without(rows: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of versions that are not hidden.

    Few releases have a second version, so that only rows of those are compared as pairs.
    """
    is_hidden = rows["release_id"].isin(hidden["release_id"].unique())
    pairs = pd.MultiIndex.from_frame(rows.loc[is_hidden, _VERSION])
    is_hidden[is_hidden] = pairs.isin(pd.MultiIndex.from_frame(hidden[_VERSION]))
    return rows[~is_hidden].reset_index(drop=True)


def _refusals(refused: pd.DataFrame, shown: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Return the refusals that concern what is shown, and one for each undecided version."""
    kept = _without(refused, hidden)
    first = shown.set_index("release_id").loc[hidden["release_id"]]
    first.index = hidden.index
    decided = (hidden["fetched_at"].fillna("") != first["fetched_at"].fillna("")) | (
        hidden["published_day"] != first["published_day"]
    )
    undecided = hidden[~decided]
    added = undecided[["source_id", "address", "release_id", "content_sha256"]].assign(
        stage="identity",
        reason="conflicting versions",
        detail="another text at the same address, fetched and dated alike; it is not shown",
        quote=undecided["title"],
    )
    parts = [kept, added.reindex(columns=refused.columns)]
    return pd.concat([part for part in parts if len(part)] or [refused], ignore_index=True)
