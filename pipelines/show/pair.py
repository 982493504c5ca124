"""A count of meetings unfolded: the encounters, contacts, quotes and addresses behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from pipelines.evaluate.tables import read_rows
from pipelines.show.reading import read_claims, read_contacts
from pipelines.show.records import ShownPair, ShownYear

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.show.records import ShownClaim, ShownContact


def show_pair(tables: Path, country_a: str, country_b: str, year: int | None = None) -> ShownPair:
    """Return what a pair's counts are made of, what was not counted and why, and its claims.

    tables: folder of a build. country_a, country_b: codes of sides, in any order and case.
    year: only this year, and what belongs to no year; None for all years.
    Raises ValueError when the two codes are one.
    """
    first, second = sorted((country_a.upper(), country_b.upper()))
    if first == second:
        raise ValueError(f"'{first}' and itself are no pair; give two different sides")
    contacts = read_contacts(tables, first, second)
    claims = read_claims(tables, first, second)
    is_pair = (pc.field("country_a") == first) & (pc.field("country_b") == second)
    counts = {row["year"]: row for row in read_rows(tables, "meetings_per_year", None, is_pair)}
    known = {*counts, *(place for place, *_ in contacts), *(place for place, _ in claims)}
    years = sorted((one for one in known if one is not None), key=int)
    wanted: list[int | None] = [one for one in years if year in (None, one)]
    wanted += [None] if None in known else []
    shown = (
        _show_year(
            one,
            counts.get(one, {}),
            [rest for place, *rest in contacts if place == one],
            tuple(claim for place, claim in claims if place == one),
        )
        for one in wanted
    )
    return ShownPair(first, second, tuple(shown))


def _show_year(
    year: int | None,
    row: dict[str, Any],
    contacts: list[list[Any]],
    claims: tuple[ShownClaim, ...],
) -> ShownYear:
    counted: dict[str, list[ShownContact]] = {}
    for encounter_id, contact in contacts:
        if contact.reason is None:
            counted.setdefault(encounter_id or contact.contact_id, []).append(contact)
    not_counted = tuple(contact for _, contact in contacts if contact.reason is not None)
    key = {"year", "country_a", "country_b"}
    return ShownYear(
        year=year,
        counts={name: value for name, value in row.items() if name not in key},
        encounters=tuple(tuple(group) for group in counted.values()),
        not_counted=not_counted,
        claims=claims,
    )
