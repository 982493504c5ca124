"""The method over all releases, without effects: coded frames to the published tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from pipelines.build import (
    build_bilateral_contact_types,
    build_contacts,
    build_coverage,
    build_meetings_per_year,
    covered_years,
)
from pipelines.build.claims import build_claims
from pipelines.build.sides import part_by_sides
from pipelines.build.versions import choose_versions
from pipelines.normalize.holders import resolve_participants
from pipelines.normalize.unlisted import find_unlisted
from pipelines.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pipelines.build.versions import Shown
    from pipelines.frames import CodedFrames
    from pipelines.reference import Reference


def assemble(
    frames: CodedFrames, reference: Reference, looked: Mapping[str, date] | None = None
) -> dict[str, pd.DataFrame]:
    """Return all published tables, by name, from all that was coded.

    looked: the day on which each source was last asked for releases, of those that are.
    """
    shown = choose_versions(number_mentions(frames))
    del frames  # each step holds as much as the one before: memory is that of two, not of all
    days = holder_days(shown.mentions, shown.releases)
    participants = resolve_participants(shown.participants, days, reference.holders)
    unlisted = find_unlisted(_name_officials(shown, participants, days), reference.holders)
    del days
    sided = part_by_sides(shown.mentions, participants, shown.releases)
    quarantine = pd.concat([shown.refused, sided.refused], ignore_index=True)
    releases, claims = shown.releases, build_claims(shown.claims)
    mentions, participants = sided.mentions, sided.participants
    del shown, sided
    bodies = frozenset(s.code for s in reference.states if s.kind == "organisation")
    built = build_contacts(
        mentions,
        participants,
        releases,
        reference.verdicts,
        reference.contact_types,
        bodies=bodies,
    )
    del mentions, participants
    releases = releases.assign(
        n_contacts=_count(releases, built.mentions), n_claims=_count(releases, claims)
    )
    tables = {
        "releases": releases,
        "contact_mentions": built.mentions,
        "contacts": built.contacts,
        "participants": built.participants,
        "claims": claims,
        "meetings_per_year": build_meetings_per_year(built, claims, covered_years(releases)),
        "bilateral_contact_types": build_bilateral_contact_types(built),
        "quarantine": quarantine,
        "coverage": build_coverage(releases, built.mentions, quarantine, looked),
        "unlisted_holders": unlisted,
    }
    return {name: TABLES[name].select(frame) for name, frame in tables.items()}


def number_mentions(frames: CodedFrames) -> CodedFrames:
    """Return the frames with numbers for mention keys, in the order of the keys.

    Keys are in no table. A join by numbers took a sixth of the time of one by texts (600,000 rows).
    """
    codes, keys = pd.factorize(frames.mentions["mention_key"], sort=True)
    numbers = pd.Index(keys).get_indexer(frames.participants["mention_key"])
    return replace(
        frames,
        mentions=frames.mentions.assign(mention_key=codes),
        participants=frames.participants.assign(mention_key=numbers),
    )


def holder_days(mentions: pd.DataFrame, releases: pd.DataFrame) -> pd.DataFrame:
    """Return the days on which the holders of a mention's offices are sought [mention_key]."""
    told = mentions.merge(
        releases[["release_id", "published_day"]], on="release_id", validate="many_to_one"
    )
    # An invitation or a plan without a date speaks of whoever is in office as it is told.
    is_open = told["first_day"].isna() & told["last_day"].isna() & (told["status"] != "held")
    day = told["published_day"].where(is_open, told["first_day"])
    end = told["published_day"].where(is_open, told["last_day"])
    days = {"from_day": day, "to_day": end, "told_day": told["published_day"]}
    return pd.DataFrame({"mention_key": told["mention_key"], **days})


def _name_officials(shown: Shown, resolved: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Return the participants as written, with the side resolved, days and release [as told]."""
    key = ["mention_key", "position"]
    told = shown.participants[[*key, "person", "office", "level"]]
    releases = shown.releases[["release_id", "address"]]
    return (
        told.merge(resolved[[*key, "country"]], on=key, validate="one_to_one")
        .merge(days, on="mention_key", validate="many_to_one")
        .merge(
            shown.mentions[["mention_key", "release_id"]], on="mention_key", validate="many_to_one"
        )
        .merge(releases, on="release_id", validate="many_to_one")
    )


def _count(releases: pd.DataFrame, rows: pd.DataFrame) -> pd.Series[int]:
    return releases["release_id"].map(rows.groupby("release_id").size()).fillna(0).astype("int64")
