"""The two yearly tables: what is counted of the contacts of each pair of sides (rules COUNT-*)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pipelines.build.grouping import (
    distinct_numbers,
    first_rows,
    has_any,
    number_groups,
    number_texts,
)
from pipelines.build.pairs import PAIR, PAIR_YEAR, TWO, pair_sides, select_counted
from pipelines.build.places import find_places
from pipelines.schema import BILATERAL_CONTACT_TYPES, MEETINGS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipelines.build.contacts import Contacts

# Column of meetings_per_year: the contact types' families that it counts.
COUNTED_CHANNELS = {
    "n_telephone_conversations": "telephone",
    "n_video_conferences": "video",
    "n_written": "written",
    "n_unknown_channel": "unknown",
}
VISITS = ("state_visit", "official_visit", "working_visit", "private_visit", "visit")
EXACT, LEADERS_CLAIM, MEETINGS = "exact", "leaders", "meetings"
HOME = "home"
HOME_PAIR_YEAR = [HOME, *PAIR_YEAR]
# What is counted of the contact that a pair has.
_OF_CONTACT = (HOME, "year", "channel", "contact_type", "format", "is_two_sided", "encounter_id")
NEW_YEAR, NEW_YEARS_EVE = "01-01", "12-31"


@dataclass(frozen=True, slots=True)
class PairCounts:
    """What some contacts add to `meetings_per_year`, all contacts of an encounter among them.

    counts: numbers that add up [home, year, country_a, country_b]. told: which releases tell of a
    pair in a year, each once a home. home: all sides of the contacts that are counted.
    """

    counts: pd.DataFrame
    told: pd.DataFrame


def count_pairs(built: Contacts) -> PairCounts:
    """Return what the contacts add to the counts of their pairs."""
    counted = select_counted(built.contacts)
    counted = counted.assign(home=counted["sides"].str.join("|").astype("str"))
    pairs = pair_sides(counted, built.participants)
    places = pairs["place"].to_numpy()
    pairs = pairs.assign(**{name: counted[name].array[places] for name in _OF_CONTACT})
    met = number_groups(*(number_texts(pairs[name]) for name in (HOME, *PAIR)))
    pairs = pairs.assign(pair=met, group=number_groups(met, pairs["year"].to_numpy()))
    keys = pairs.iloc[first_rows(pairs["group"].to_numpy())][HOME_PAIR_YEAR]
    counts = {**_count_contacts(pairs), **_count_encounters(pairs)}
    told = _tell_releases(pairs, counted, built.mentions)
    releases = {"release_id": told["release_id"].array}
    return PairCounts(
        keys.reset_index(drop=True).assign(**counts),
        keys.iloc[told["group"]].reset_index(drop=True).assign(**releases),
    )


def build_meetings_per_year(
    counted: Sequence[PairCounts], claims: pd.DataFrame, covered: pd.DataFrame
) -> pd.DataFrame:
    """Return the table `meetings_per_year` [year, country_a, country_b].

    claims: one row a claim of a shown release. covered: years in which a side's own publishers
    have releases in every month [country, year].
    """
    counts = pd.concat([one.counts.drop(columns=HOME) for one in counted])
    counts = counts.groupby(PAIR_YEAR).sum()
    told = pd.concat([one.told.drop(columns=HOME) for one in counted]).drop_duplicates()
    n_releases = told.groupby(PAIR_YEAR).size().rename("n_releases")
    rows = pd.concat([counts, n_releases, _choose_claims(claims)], axis="columns")
    numbers = [*counts, "n_releases"]
    rows = rows.assign(**{name: rows[name].fillna(0).astype("int64") for name in numbers})
    of_leaders = rows["claimed_level"] == LEADERS_CLAIM
    n_met = rows["n_leader_meetings"].where(of_leaders, rows["n_meetings"])
    rows = rows.assign(gap=rows["n_claimed_meetings"] - n_met).reset_index()
    return MEETINGS_PER_YEAR.select(_add_coverage(rows, covered))


def build_bilateral_contact_types(built: Contacts) -> pd.DataFrame:
    """Return the table `bilateral_contact_types` [year, pair, contact_type, level, host_country].

    Drops contacts of more than two sides, also those of which only two are named.
    """
    counted = select_counted(built.contacts)
    of_two = counted[(counted["format"] == "bilateral") & (counted["sides"].str.len() == TWO)]
    of_two = of_two.assign(country_a=of_two["sides"].str[0], country_b=of_two["sides"].str[1])
    key = list(BILATERAL_CONTACT_TYPES.key)
    numbers = [number_texts(of_two[name]) for name in key if name != "year"]
    of_two = of_two.assign(
        group=number_groups(of_two["year"].to_numpy(), *numbers), place=range(len(of_two))
    )
    rows = of_two.groupby("group").agg(
        n_contacts=("contact_id", "size"),
        n_two_sided=("is_two_sided", "sum"),
        first_day=("first_day", "min"),
        last_day=("last_day", "max"),
    )
    first = first_rows(of_two["group"].to_numpy())
    told = _tell_releases(of_two, of_two, built.mentions)
    rows = rows.assign(
        **{name: of_two[name].array[first] for name in key},
        n_releases=np.bincount(told["group"], minlength=len(rows)),
    )
    return BILATERAL_CONTACT_TYPES.select(rows)


def _count_contacts(pairs: pd.DataFrame) -> dict[str, NDArray[np.int64]]:
    """Return the counts of contacts, both formats (rule COUNT-OTHERS), by group."""
    flags = {name: pairs["channel"] == channel for name, channel in COUNTED_CHANNELS.items()}
    flags |= {"n_visits": pairs["contact_type"].isin(VISITS), "n_two_sided": pairs["is_two_sided"]}
    n_groups = pairs["group"].max() + 1 if len(pairs) else 0
    return {
        name: np.bincount(pairs.loc[flag, "group"], minlength=n_groups)
        for name, flag in flags.items()
    }


def _count_encounters(pairs: pd.DataFrame) -> dict[str, NDArray[np.int64]]:
    """Return the counts of meetings (rule COUNT-MEETING), by group.

    One that lasts over New Year is one meeting, of the year in which it began.
    """
    n_groups = pairs["group"].max() + 1 if len(pairs) else 0
    met = pairs[pairs["encounter_id"].notna()].sort_values("year", kind="stable")
    meeting = number_groups(number_texts(met["encounter_id"]), met["pair"].to_numpy())
    group = met["group"].to_numpy()[first_rows(meeting)]
    is_many = has_any(met["format"] == "multilateral", meeting)
    of_leaders = has_any(met["is_of_leaders"], meeting)
    return {
        "n_leader_meetings": np.bincount(group[of_leaders], minlength=n_groups),
        "n_multilateral_meetings": np.bincount(group[is_many], minlength=n_groups),
        "n_meetings": np.bincount(group, minlength=n_groups),
        "n_bilateral_meetings": np.bincount(group[~is_many], minlength=n_groups),
    }


def _tell_releases(
    rows: pd.DataFrame, contacts: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """Return the releases that tell of the contacts, each once a group [group, release_id].

    rows: with group, and place, the row of the contact among the contacts.
    """
    places = find_places(mentions["contact_id"], contacts["contact_id"])
    codes, releases = pd.factorize(mentions["release_id"])
    telling = pd.DataFrame({"place": places, "release": codes}).drop_duplicates()
    told = rows[["place", "group"]].merge(telling, on="place", validate="many_to_many")
    both = told["group"].to_numpy() * len(releases) + told["release"].to_numpy()
    groups, codes = np.divmod(distinct_numbers(both), max(len(releases), 1))
    return pd.DataFrame({"group": groups, "release_id": releases.take(codes)})


def _choose_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claim that counts for each pair and year (rule COUNT-CLAIM).

    Drops claims of other than meetings and of other periods than one calendar year. Of equal
    claims the one of all meetings goes before the one of leaders' meetings.
    """
    first, last = claims["period_first_day"], claims["period_last_day"]
    is_whole = (first.dt.strftime("%m-%d") == NEW_YEAR) & (
        last.dt.strftime("%m-%d") == NEW_YEARS_EVE
    )
    is_whole &= first.dt.year == last.dt.year
    whole = claims[is_whole & (claims["what"] == MEETINGS)]
    ranked = pd.DataFrame(
        {
            "year": whole["period_first_day"].dt.year.astype("int64"),
            **{name: whole[name] for name in PAIR},
            "n_claimed_meetings": whole["n_claimed"].astype("Int64"),
            "claimed_level": whole["level"].fillna(""),  # "" sorts before "leaders"
            "is_inexact": whole["qualifier"] != EXACT,
            "smallness": -whole["n_claimed"].astype("int64"),
        }
    )
    order = [*PAIR_YEAR, "is_inexact", "smallness", "claimed_level"]
    best = ranked.sort_values(order, kind="stable").drop_duplicates(PAIR_YEAR)
    return best.set_index(PAIR_YEAR)[["n_claimed_meetings", "claimed_level"]]


def _add_coverage(rows: pd.DataFrame, covered: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with is_covered_a and is_covered_b."""
    known = covered[["country", "year"]].astype({"year": "int64"}).assign(is_known=True)
    for side in ("a", "b"):
        years = known.rename(columns={"country": f"country_{side}"})
        on = [f"country_{side}", "year"]
        rows = rows.merge(years, on=on, how="left", validate="many_to_one")
        rows = rows.assign(**{f"is_covered_{side}": rows["is_known"].notna()})
        rows = rows.drop(columns=["is_known"])
    return rows
