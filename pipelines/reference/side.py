"""Sides of contacts (states.csv) and places where they meet (places.csv), read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipelines.reference.files import WrongReference, read_csv

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KINDS = ("state", "territory", "organisation", "historical")
PLACE_KINDS = ("capital", "city", "residence", "region")
STATE_COLUMNS = (
    "code", "kind", "name", "strong", "weak", "adjectives", "capitals", "names_ru", "valid_from",
    "valid_to", "cow", "gw", "wikidata", "is_user_assigned", "sovereign",
)  # fmt: skip
PLACE_COLUMNS = ("name", "country", "kind", "own_of")
FORMAT_COLUMNS = ("name", "members", "names")
MOST_MEMBERS = 5
# "USA" is what prose calls the state; every other code of three letters is only a code.
CODES_USED_IN_PROSE = frozenset({"USA"})


@dataclass(frozen=True, slots=True)
class State:
    """A side: a state, a territory, an organisation or a state of the past.

    strong: names that identify alone. weak: names that need a title or a state word beside them.
    adjectives: "Kazakh" as in "Kazakh-Russian". capitals: capitals and seats of government that
    stand for the side. sovereign: code of the side that a territory belongs to, else None.
    """

    code: str
    kind: str
    name: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    names_ru: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    cow: int | None
    gw: int | None
    wikidata: str | None
    is_user_assigned: bool
    sovereign: str | None

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the side existed on that day, as far as its limits are known."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Place:
    """A place named as a venue, the side that it lies in, and one that treats it as its own."""

    name: str
    country: str
    kind: str
    own_of: str = ""


def read_states(path: Path) -> tuple[State, ...]:
    """Return the sides of states.csv in the order of the file.

    Raises WrongReference for an unknown kind, a repeated code, a name that two sides share, a
    code among the names, a sovereign that is no side.
    """
    lines: dict[str, int] = {}
    states: list[State] = []
    for line, row in read_csv(path, STATE_COLUMNS):
        if row["kind"] not in KINDS:
            raise WrongReference(path, line, f"kind '{row['kind']}' is none of {', '.join(KINDS)}")
        if row["code"] in lines:
            problem = f"code {row['code']} is repeated; line {lines[row['code']]} has it too"
            raise WrongReference(path, line, problem)
        lines[row["code"]] = line
        states.append(_parse_state(path, line, row))
    _check_names(path, states, lines)
    _check_sovereigns(path, states, lines)
    return tuple(states)


def read_places(path: Path, states: Iterable[State]) -> tuple[Place, ...]:
    """Return the places of places.csv; raises WrongReference for an unknown side or kind."""
    codes = {state.code for state in states}
    places: dict[str, Place] = {}
    for line, row in read_csv(path, PLACE_COLUMNS):
        for code in (row["country"], *split_cell(row["own_of"])):
            if code not in codes:
                raise WrongReference(path, line, f"country {code} is not in states.csv")
        if row["kind"] not in PLACE_KINDS:
            problem = f"kind '{row['kind']}' is none of {', '.join(PLACE_KINDS)}"
            raise WrongReference(path, line, problem)
        if row["name"] in places:
            raise WrongReference(path, line, f"place '{row['name']}' is repeated; keep one")
        places[row["name"]] = Place(row["name"], row["country"], row["kind"], row["own_of"])
    return tuple(places.values())


def read_formats(path: Path, states: Iterable[State]) -> dict[str, tuple[str, ...]]:
    """Return the members of each closed format by every name of it (rule WHO-MEMBERS)."""
    codes = {state.code for state in states}
    formats: dict[str, tuple[str, ...]] = {}
    for line, row in read_csv(path, FORMAT_COLUMNS):
        members = split_cell(row["members"])
        if not 1 < len(members) <= MOST_MEMBERS or set(members) - codes:
            problem = f"members '{row['members']}' must be two to {MOST_MEMBERS} known codes"
            raise WrongReference(path, line, problem)
        for name in (row["name"], *split_cell(row["names"])):
            if name in formats:
                raise WrongReference(path, line, f"format '{name}' is repeated; keep one")
            formats[name] = members
    return formats


def split_cell(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds a list ("Kiev|Kyiv")."""
    return tuple(part for part in cell.split("|") if part)


def _parse_state(path: Path, line: int, row: dict[str, str]) -> State:
    try:
        return State(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            strong=split_cell(row["strong"]),
            weak=split_cell(row["weak"]),
            adjectives=split_cell(row["adjectives"]),
            capitals=split_cell(row["capitals"]),
            names_ru=split_cell(row["names_ru"]),
            valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            cow=int(row["cow"]) if row["cow"] else None,
            gw=int(row["gw"]) if row["gw"] else None,
            wikidata=row["wikidata"] or None,
            is_user_assigned=row["is_user_assigned"] == "true",
            sovereign=row["sovereign"] or None,
        )
    except ValueError as error:
        raise WrongReference(path, line, f"{row['code']}: {error}") from error


def _check_names(path: Path, states: list[State], lines: dict[str, int]) -> None:
    """Refuse a name, adjective or metonym of two sides, and codes of states among names."""
    codes = {s.code for s in states if s.kind != "organisation"} - CODES_USED_IN_PROSE
    for words in ("strong", "adjectives", "capitals"):
        owners: dict[str, str] = {}
        for state in states:
            for name in (*getattr(state, words), *(state.weak if words == "strong" else ())):
                line = lines[state.code]
                if owners.setdefault(name, state.code) != state.code:
                    problem = f"{words} '{name}' is of {owners[name]} and of {state.code}"
                    raise WrongReference(path, line, f"{problem}; leave it to one, or to none")
                if name in codes:
                    raise WrongReference(path, line, f"'{name}' is a code; codes are no names")


def _check_sovereigns(path: Path, states: list[State], lines: dict[str, int]) -> None:
    codes = {state.code for state in states}
    for state in states:
        if state.sovereign is not None and state.sovereign not in codes:
            problem = f"sovereign {state.sovereign} of {state.code} is no side of this file"
            raise WrongReference(path, lines[state.code], problem)
