"""A pair's contacts and claims from the tables of a build, each with its year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from pipelines.evaluate.tables import is_one_of, open_table, read_rows
from pipelines.show.records import ShownClaim, ShownContact, Telling

if TYPE_CHECKING:
    from pathlib import Path

# Families of rule COUNT-MEETING; what is not here is no meeting whatever its channel.
_VISITS = frozenset({"state_visit", "official_visit", "working_visit", "private_visit", "visit"})
_TALKS = frozenset({"meeting", "multilateral_meeting", "consultations"})
_MENTION = ("contact_id", "release_id", "told_as", "date_edtf", "quote", "rule_id")
_RELEASE = ("release_id", "address", "publisher", "published_day")
_NO_DAY = "9999"


def read_contacts(
    tables: Path, first: str, second: str
) -> list[tuple[int | None, str | None, ShownContact]]:
    """Return (year, encounter_id, contact) of the pair's contacts, in the order of their days."""
    ids = _contact_ids(tables, first, second)
    rows = read_rows(tables, "contacts", None, is_one_of("contact_id", ids))
    rows.sort(key=lambda row: (str(row["first_day"] or _NO_DAY), row["contact_id"]))
    tellings = _read_tellings(tables, ids)
    return [
        (
            year_of(row),
            row["encounter_id"],
            ShownContact(
                contact_id=row["contact_id"],
                contact_type=row["contact_type"],
                status=row["status"],
                date_edtf=row["date_edtf"],
                level=row["level"],
                host_country=row["host_country"],
                sides=tuple(row["sides"]),
                is_ambiguous=row["is_ambiguous"],
                reason=reason_not_counted(row),
                tellings=tuple(tellings.get(row["contact_id"], ())),
            ),
        )
        for row in rows
    ]


def _contact_ids(tables: Path, first: str, second: str) -> list[str]:
    dataset = open_table(tables, "contacts")
    if dataset is None:
        return []
    table = dataset.to_table(columns=["contact_id", "sides"])
    return [
        contact_id
        for contact_id, sides in zip(
            table["contact_id"].to_pylist(), table["sides"].to_pylist(), strict=True
        )
        if first in sides and second in sides
    ]


def year_of(row: dict[str, Any]) -> int | None:
    """Return the year under which a contact is shown, also of one that is in no count.

    Source: rule DATE-YEAR.
    """
    if row["year"] is not None:
        return int(row["year"])
    first, last = row["first_day"], row["last_day"]
    if first is None or last is None:
        return None
    is_in_one_year = first.year == last.year or row["date_precision"] in ("day", "range")
    return int(first.year) if is_in_one_year else None


def reason_not_counted(row: dict[str, Any]) -> str | None:
    """Return why a contact is no counted meeting, or None when it is one (rule COUNT-MEETING)."""
    kind = row["contact_type"]
    if row["status"] != "held":
        return str(row["status"])
    if year_of(row) is None:
        return "no year"
    if kind not in _VISITS | _TALKS:
        return "not a meeting"
    if row["channel"] != "in_person":
        return "channel unknown" if row["channel"] == "unknown" else "not a meeting"
    return None


def _read_tellings(tables: Path, contact_ids: list[str]) -> dict[str, list[Telling]]:
    """Return the tellings of each contact, the one published first being first."""
    is_told = is_one_of("contact_id", contact_ids)
    mentions = read_rows(tables, "contact_mentions", _MENTION, is_told)
    releases = _read_releases(tables, {row["release_id"] for row in mentions})
    tellings: dict[str, list[Telling]] = {}
    for row in mentions:
        release = releases[row["release_id"]]
        told = Telling(
            publisher=release["publisher"],
            published_day=release["published_day"],
            told_as=row["told_as"],
            date_edtf=row["date_edtf"],
            quote=row["quote"],
            address=release["address"],
            rule_id=row["rule_id"],
        )
        tellings.setdefault(row["contact_id"], []).append(told)
    for group in tellings.values():
        group.sort(key=lambda told: (str(told.published_day or _NO_DAY), told.address))
    return tellings


def read_claims(tables: Path, first: str, second: str) -> list[tuple[int | None, ShownClaim]]:
    """Return (year, claim) of the pair's claims; no year where the period is not inside one."""
    is_pair = (pc.field("country_a") == first) & (pc.field("country_b") == second)
    rows = read_rows(tables, "claims", None, is_pair)
    releases = _read_releases(tables, {row["release_id"] for row in rows})
    return [
        (
            _year_of_period(row),
            ShownClaim(
                period_edtf=row["period_edtf"],
                n_claimed=row["n_claimed"],
                qualifier=row["qualifier"],
                what=row["what"],
                level=row["level"],
                quote=row["quote"],
                address=releases[row["release_id"]]["address"],
            ),
        )
        for row in rows
    ]


def _year_of_period(row: dict[str, Any]) -> int | None:
    first, last = row["period_first_day"], row["period_last_day"]
    return int(first.year) if first and last and first.year == last.year else None


def _read_releases(tables: Path, release_ids: set[str]) -> dict[str, dict[str, Any]]:
    rows = read_rows(tables, "releases", _RELEASE, is_one_of("release_id", release_ids))
    return {row["release_id"]: row for row in rows}
