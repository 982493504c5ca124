"""Each counted contact once for each pair of its sides, with what the yearly tables count of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.build.levels import LEADERS, UNKNOWN

if TYPE_CHECKING:
    import pandas as pd

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
    """Return one row a contact and pair of its sides [contact_id, country_a, country_b].

    counted: see `select_counted`; its columns are kept. Adds is_of_leaders.
    """
    sides = _describe_sides(counted, participants)
    first = sides.rename(columns=lambda name: name if name == "contact_id" else f"{name}_a")
    second = sides.rename(columns=lambda name: name if name == "contact_id" else f"{name}_b")
    pairs = first.merge(second, on="contact_id", validate="many_to_many")
    pairs = pairs[pairs["country_a"] < pairs["country_b"]]
    is_leader = pairs["is_leader_a"] & pairs["is_leader_b"]
    # A side of unknown level takes the other side's (rule WHO-LEVEL).
    is_leader |= pairs["is_leader_a"] & pairs["is_unknown_b"]
    is_leader |= pairs["is_unknown_a"] & pairs["is_leader_b"]
    pairs = pairs[["contact_id", *PAIR]].assign(is_of_leaders=is_leader)
    return pairs.merge(counted, on="contact_id", validate="many_to_one")


def _describe_sides(counted: pd.DataFrame, participants: pd.DataFrame) -> pd.DataFrame:
    """Return one row a contact and side, with is_leader and is_unknown.

    What one contact of an encounter leaves unknown of a side, another of it may tell.
    """
    told = participants[["contact_id", "country"]].assign(
        is_leader=participants["level"].isin(LEADERS),
        is_unknown=participants["level"] == UNKNOWN,
    )
    sides = told.groupby(["contact_id", "country"], as_index=False).agg(
        {"is_leader": "any", "is_unknown": "all"}
    )
    meeting = counted[["contact_id", "encounter_id"]]
    sides = sides.merge(meeting, on="contact_id", validate="many_to_one")
    by = [sides["encounter_id"].fillna(sides["contact_id"]), sides["country"]]
    has_leader = sides["is_leader"].groupby(by).transform("any")
    is_never_told = sides["is_unknown"].groupby(by).transform("all")
    return sides[["contact_id", "country"]].assign(
        is_leader=sides["is_leader"] | (sides["is_unknown"] & has_leader),
        is_unknown=is_never_told,
    )
