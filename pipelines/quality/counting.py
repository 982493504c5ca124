"""Whether the counts of the yearly tables are what the contacts add up to."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAIR_YEAR = ["year", "country_a", "country_b"]
TOLD = ["contact_type", "channel", "format", "encounter_id"]

VISIT = "visit"

# Columns that count contacts of a channel, whatever their type (COUNT-OTHERS).
COUNTED_CHANNELS = {
    "n_telephone_conversations": "telephone",
    "n_video_conferences": "video",
    "n_written": "written",
    "n_unknown_channel": "unknown",
}


def find_count_faults(
    tables: Mapping[str, pd.DataFrame], families: Mapping[str, str]
) -> Iterator[str]:
    """Yield what is wrong with the counts, computed again from `contacts`.

    families: of each contact type.
    """
    per_year = tables["meetings_per_year"]
    parts = per_year["n_bilateral_meetings"] + per_year["n_multilateral_meetings"]
    yield from _tell(per_year, per_year["n_meetings"] != parts, "n_meetings is not its two formats")
    too_many = per_year["n_leader_meetings"] > per_year["n_meetings"]
    yield from _tell(per_year, too_many, "more leaders' meetings than meetings")
    unlike = per_year["gap"].isna() != per_year["n_claimed_meetings"].isna()
    yield from _tell(per_year, unlike, "gap and n_claimed_meetings are not null together")

    pairs = _list_pairs(tables["contacts"])
    for column, channel in COUNTED_CHANNELS.items():
        yield from _compare(per_year, column, pairs[pairs["channel"] == channel])
    is_visit = pairs["contact_type"].map(families) == VISIT
    yield from _compare(per_year, "n_visits", pairs[is_visit])
    yield from _compare(per_year, "n_meetings", _list_encounters(pairs))

    types = tables["bilateral_contact_types"]
    two_sided = pairs[pairs["format"] == "bilateral"]
    if types["n_contacts"].sum() != len(two_sided):
        told = f"n_contacts adds up to {types['n_contacts'].sum()}, contacts to {len(two_sided)}"
        yield f"bilateral_contact_types: {told}"


def _list_pairs(contacts: pd.DataFrame) -> pd.DataFrame:
    """Return one row a counted contact and pair of its sides (COUNT-HELD)."""
    counted = contacts[(contacts["status"] == "held") & contacts["year"].notna()]
    counted = counted.reset_index(drop=True)
    # Few sets of sides have many contacts: paired once each, this takes a quarter of the time.
    numbers, different = pd.factorize(counted["sides"].map("|".join).astype("str"))
    sides = [(number, set(text.split("|"))) for number, text in enumerate(different.tolist())]
    pairs = [(number, *pair) for number, some in sides for pair in combinations(sorted(some), 2)]
    by_set = pd.DataFrame(pairs, columns=["number", "country_a", "country_b"])
    by_set = by_set.astype({"number": "int64", "country_a": "str", "country_b": "str"})
    told = counted[["year", *TOLD]].assign(number=numbers.astype("int64"))
    return told.merge(by_set, on="number", validate="many_to_many")[[*PAIR_YEAR, *TOLD]]


def _list_encounters(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return one row an encounter and pair, in the year in which it began."""
    met = pairs[pairs["encounter_id"].notna()].sort_values("year", kind="stable")
    return met.drop_duplicates(["encounter_id", "country_a", "country_b"])


def _compare(per_year: pd.DataFrame, column: str, pairs: pd.DataFrame) -> Iterator[str]:
    """Yield the pairs and years whose count is not what the contacts add up to."""
    expected = pairs.astype({"year": "int64"}).groupby(PAIR_YEAR).size().rename("expected")
    found = per_year.astype({"year": "int64"}).set_index(PAIR_YEAR)[column]
    both = pd.concat([found, expected], axis=1).fillna(0).reset_index()
    wrong = both[column] != both["expected"]
    yield from _tell(both, wrong, f"{column} is not what contacts add up to")


def _tell(rows: pd.DataFrame, is_wrong: pd.Series[bool], what: str) -> Iterator[str]:
    wrong = rows[is_wrong]
    if len(wrong):
        year, a, b = wrong.iloc[0][PAIR_YEAR]
        yield f"meetings_per_year: {what} in {len(wrong)} rows, first {a}-{b} {year}"
