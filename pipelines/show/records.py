"""What is shown of a pair of sides: years, encounters, contacts, tellings and claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Telling:
    """One release that tells of a contact."""

    publisher: str
    published_day: date | None
    told_as: str
    date_edtf: str | None
    quote: str
    address: str
    rule_id: str


@dataclass(frozen=True, slots=True)
class ShownContact:
    """One contact with all its tellings.

    reason: why it is in no count of meetings; None when it is counted as one.
    """

    contact_id: str
    contact_type: str
    status: str
    date_edtf: str | None
    level: str
    host_country: str | None
    sides: tuple[str, ...]
    is_ambiguous: bool
    reason: str | None
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """One statement that counts the pair's contacts."""

    period_edtf: str | None
    n_claimed: int
    qualifier: str
    what: str
    level: str | None
    quote: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownYear:
    """What is known of a pair in one year; year None holds what belongs to no year.

    counts: the pair's row of meetings_per_year, without its key; empty where there is none.
    encounters: the contacts of each counted encounter, in the order of their days.
    """

    year: int | None
    counts: dict[str, Any]
    encounters: tuple[tuple[ShownContact, ...], ...]
    not_counted: tuple[ShownContact, ...]
    claims: tuple[ShownClaim, ...]


@dataclass(frozen=True, slots=True)
class ShownPair:
    """All that the tables hold of a pair of sides."""

    country_a: str
    country_b: str
    years: tuple[ShownYear, ...]
