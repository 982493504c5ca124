"""Names of sides in languages other than English (sides/<tag>.csv), read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.reference.files import WrongReference, read_csv
from pipelines.reference.side import split_cell

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

SIDE_NAME_COLUMNS = (
    "code", "names", "weak", "adjectives", "compounds", "seats", "seats_of", "places",
)  # fmt: skip
LOOK_ALIKE = "-"
# Kinds of names that belong to one side each; a place may have the name of a side.
_OF_ONE_SIDE = ("names", "weak", "adjectives", "compounds", "seats", "seats_of")


@dataclass(frozen=True, slots=True)
class SideNames:
    """How a language names a side, every form as it stands in running text.

    codes: one of states.csv; of a closed format its members; none for what only looks like a side.
    names: identify alone. weak: need a title or a state word beside them. compounds: stand before
    a hyphen. seats: capitals in the cases of one who acts, seats_of: of whose something is; a form
    may be both. places: cities and regions, which are never a side.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    weak: tuple[str, ...]
    adjectives: tuple[str, ...]
    compounds: tuple[str, ...]
    seats: tuple[str, ...]
    seats_of: tuple[str, ...]
    places: tuple[str, ...]


def read_side_names(
    folder: Path, codes: Collection[str], formats: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[SideNames, ...]]:
    """Return the names of sides in every language that has a file in `folder`, by tag.

    codes: of states.csv. formats: members of closed formats by name (formats.csv).
    Raises WrongReference for an unknown or repeated code and a name that two sides share.
    """
    members = {code: (code,) for code in codes} | dict(formats) | {LOOK_ALIKE: ()}
    return {path.stem: _read_file(path, members) for path in sorted(folder.glob("*.csv"))}


def _read_file(path: Path, members: Mapping[str, tuple[str, ...]]) -> tuple[SideNames, ...]:
    sides: list[SideNames] = []
    lines: dict[str, int] = {}
    owners: dict[str, str] = {}
    for line, row in read_csv(path, SIDE_NAME_COLUMNS):
        code = row["code"]
        if code not in members:
            raise WrongReference(path, line, f"'{code}' is no side and no format")
        if code in lines:
            problem = f"'{code}' is repeated; line {lines[code]} has it too"
            raise WrongReference(path, line, problem)
        lines[code] = line
        for column in _OF_ONE_SIDE:
            for name in split_cell(row[column]):
                if owners.setdefault(name, code) != code:
                    problem = f"'{name}' is of {owners[name]} and of {code}"
                    raise WrongReference(path, line, f"{problem}; leave it to one, or to none")
        cells = {column: split_cell(row[column]) for column in SIDE_NAME_COLUMNS[1:]}
        sides.append(SideNames(codes=members[code], **cells))
    return tuple(sides)
