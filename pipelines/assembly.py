"""The method over all releases, without effects: coded frames to the published tables.

assemble() takes all at once. Where there is more than fits, the same steps are taken by parts:
tell() for some releases at a time, the contacts of some sides at a time (build/shards.py), and
sum_up() over what all parts have given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from pipelines.build import (
    build_bilateral_contact_types,
    build_contacts,
    build_coverage,
    build_meetings_per_year,
    count_months,
    count_pairs,
    covered_years,
)
from pipelines.build.claims import build_claims
from pipelines.build.places import count_rows, find_places
from pipelines.build.sides import part_by_sides
from pipelines.build.tellings import make_tellings
from pipelines.build.versions import choose_versions
from pipelines.normalize.holders import resolve_participants
from pipelines.normalize.unlisted import can_be_unlisted, find_unlisted, is_surely_listed
from pipelines.schema import BILATERAL_CONTACT_TYPES, RELEASES, TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from pipelines.build.counts import PairCounts
    from pipelines.build.tellings import Tellings
    from pipelines.build.versions import Shown
    from pipelines.frames import CodedFrames
    from pipelines.reference import Reference


@dataclass(frozen=True, slots=True)
class Told:
    """What some releases tell, each with all its versions, before contacts are compared.

    releases: the table's rows. officials: who is named with an office, of whom the holders' table
    lacks some name. months: see count_months().
    """

    releases: pd.DataFrame
    tellings: Tellings
    claims: pd.DataFrame
    quarantine: pd.DataFrame
    officials: pd.DataFrame
    months: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Sums:
    """What is summed up at the end: of all that was told, and of all contacts, by parts."""

    claims: pd.DataFrame
    quarantine: pd.DataFrame
    officials: pd.DataFrame
    months: pd.DataFrame
    pairs: Sequence[PairCounts]
    types: pd.DataFrame


def assemble(
    frames: CodedFrames, reference: Reference, looked: Mapping[str, date] | None = None
) -> dict[str, pd.DataFrame]:
    """Return all published tables, by name, from all that was coded.

    looked: the day on which each source was last asked for releases, of those that are.
    """
    told = tell(frames, reference)
    bodies = list_bodies(reference)
    verdicts, contact_types = reference.verdicts, reference.contact_types
    built = build_contacts(told.tellings, verdicts, contact_types, bodies=bodies)
    types = build_bilateral_contact_types(built)
    rest = (told.claims, told.quarantine, told.officials, told.months)
    tables = {
        "releases": told.releases,
        "contact_mentions": built.mentions,
        "contacts": built.contacts,
        "participants": built.participants,
        **sum_up(Sums(*rest, [count_pairs(built)], types), reference, looked),
    }
    return {name: tables[name] for name in TABLES}


def tell(frames: CodedFrames, reference: Reference) -> Told:
    """Return what releases tell, of which all versions are among the frames."""
    shown = choose_versions(number_mentions(frames))
    del frames  # each step holds as much as the one before: memory is that of two, not of all
    days = holder_days(shown.mentions, shown.releases)
    participants = resolve_participants(shown.participants, days, reference.holders)
    officials = _list_officials(shown, participants, days, reference)
    sided = part_by_sides(shown.mentions, participants, shown.releases)
    quarantine = pd.concat([shown.refused, sided.refused], ignore_index=True)
    claims = build_claims(shown.claims)
    releases = shown.releases.assign(
        n_contacts=count_rows(sided.mentions["release_id"], shown.releases["release_id"]),
        n_claims=count_rows(claims["release_id"], shown.releases["release_id"]),
    )
    return Told(
        RELEASES.select(releases),
        make_tellings(sided.mentions, sided.participants, releases, reference.contact_types),
        claims,
        quarantine,
        officials,
        count_months(releases, quarantine),
    )


def sum_up(
    sums: Sums, reference: Reference, looked: Mapping[str, date] | None = None
) -> dict[str, pd.DataFrame]:
    """Return the tables that are made of all parts, by name; looked: see assemble()."""
    covered = covered_years(sums.months)
    tables = {
        "claims": sums.claims,
        "meetings_per_year": build_meetings_per_year(sums.pairs, sums.claims, covered),
        "bilateral_contact_types": BILATERAL_CONTACT_TYPES.select(sums.types),
        "quarantine": sums.quarantine,
        "coverage": build_coverage(sums.months, looked),
        "unlisted_holders": find_unlisted(sums.officials, reference.holders),
    }
    return {name: TABLES[name].select(frame) for name, frame in tables.items()}


def list_bodies(reference: Reference) -> frozenset[str]:
    """Return the codes of the sides that are organisations."""
    return frozenset(s.code for s in reference.states if s.kind == "organisation")


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
    places = find_places(mentions["release_id"], releases["release_id"])
    told = mentions.assign(published_day=releases["published_day"].array[places])
    # An invitation or a plan without a date speaks of whoever is in office as it is told.
    is_open = told["first_day"].isna() & told["last_day"].isna() & (told["status"] != "held")
    day = told["published_day"].where(is_open, told["first_day"])
    end = told["published_day"].where(is_open, told["last_day"])
    days = {"from_day": day, "to_day": end, "told_day": told["published_day"]}
    return pd.DataFrame({"mention_key": told["mention_key"], **days})


def _list_officials(
    shown: Shown, resolved: pd.DataFrame, days: pd.DataFrame, reference: Reference
) -> pd.DataFrame:
    """Return the participants as written, with side, days and release, who may lack in the table.

    resolved: the participants in their order. They are few of all, and are judged when all of
    them are together.
    """
    told = shown.participants[["mention_key", "person", "office", "level"]].assign(
        country=resolved["country"].to_numpy()
    )
    named = told.merge(days, on="mention_key", validate="many_to_one")
    named = named[can_be_unlisted(named)]
    few = named[~is_surely_listed(named, reference.holders)]
    mentions = shown.mentions[["mention_key", "release_id"]]
    few = few.merge(mentions, on="mention_key", validate="many_to_one")
    places = find_places(few["release_id"], shown.releases["release_id"])
    return few.assign(address=shown.releases["address"].array[places])
