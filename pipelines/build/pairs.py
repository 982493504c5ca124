"""Each counted contact once for each pair of its sides, with what the yearly tables count of it."""

from __future__ import annotations

import pandas as pd

from pipelines.build.grouping import first_rows, has_any, number_groups, number_texts
from pipelines.build.levels import LEADERS, UNKNOWN
from pipelines.build.places import NOWHERE, find_places

PAIR = ["country_a", "country_b"]
PAIR_YEAR = ["year", *PAIR]
TWO = 2


def select_counted(contacts: pd.DataFrame) -> pd.DataFrame:
    """Return the contacts that are counted (rule COUNT-HELD); adds is_two_sided.

    Drops what was not held and what has no year.
    """
    counted = contacts[(contacts["status"] == "held") & contacts["year"].notna()]
    both = zip(counted["sides"].tolist(), counted["reported_by"].tolist(), strict=True)
    return counted.assign(
        year=counted["year"].astype("int64"),
        is_two_sided=[
            len(publishers) >= TWO and len({*sides} & {*publishers}) >= TWO
            for sides, publishers in both
        ],
    )


def pair_sides(counted: pd.DataFrame, participants: pd.DataFrame) -> pd.DataFrame:
    """Return one row a contact and pair of its sides [place, country_a, country_b].

    counted: see `select_counted`; place: the row of the contact in it. Adds is_of_leaders.
    """
    sides = _describe_sides(counted, participants)
    pairs = sides.merge(sides, on="place", suffixes=("_a", "_b"), validate="many_to_many")
    pairs = pairs[pairs["number_a"] < pairs["number_b"]]
    is_leader = pairs["is_leader_a"] & pairs["is_leader_b"]
    # A side of unknown level takes the other side's (rule WHO-LEVEL).
    is_leader |= pairs["is_leader_a"] & pairs["is_unknown_b"]
    is_leader |= pairs["is_unknown_a"] & pairs["is_leader_b"]
    return pairs[["place", *PAIR]].assign(is_of_leaders=is_leader)


def _describe_sides(counted: pd.DataFrame, participants: pd.DataFrame) -> pd.DataFrame:
    """Return one row a contact and side, with is_leader and is_unknown.

    What one contact of an encounter leaves unknown of a side, another of it may tell.
    """
    places = find_places(participants["contact_id"], counted["contact_id"])
    told, places = participants[places != NOWHERE], places[places != NOWHERE]
    numbers = number_texts(told["country"])
    side = number_groups(places, numbers)
    is_leader = has_any(told["level"].isin(LEADERS), side)
    is_unknown = ~has_any(told["level"] != UNKNOWN, side)
    first = first_rows(side)
    meeting = number_texts(counted["encounter_id"].fillna(counted["contact_id"]))
    of_meeting = number_groups(meeting[places[first]], numbers[first])
    return pd.DataFrame(
        {
            "place": places[first],
            "country": told["country"].array[first],
            "number": numbers[first],
            "is_leader": is_leader | (is_unknown & has_any(is_leader, of_meeting)[of_meeting]),
            "is_unknown": ~has_any(~is_unknown, of_meeting)[of_meeting],
        }
    )
