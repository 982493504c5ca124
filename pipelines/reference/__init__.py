"""Reads and checks the reference files of this folder into one frozen Reference."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.reference.holder import read_holders
from pipelines.reference.language import Language, read_languages
from pipelines.reference.lists import (
    ContactType,
    Correction,
    read_contact_types,
    read_corrections,
    read_lacking_offices,
    read_leader_offices,
    read_rules,
    read_verdicts,
)
from pipelines.reference.person_names import add_spellings
from pipelines.reference.side import Place, State, read_formats, read_places, read_states
from pipelines.reference.side_names import SideNames, read_side_names
from pipelines.reference.source import Source, read_sources

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ContactType", "Language", "Place", "Reference", "Source", "State", "load_reference"]

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, eq=False)  # equal only to itself, so that it can be a key
class Reference:
    """All reference data, checked; a change of it is a commit to its folder.

    formats: closed formats of at most five states, by name. holders: one row a term of an office
    (see holder.py). leader_offices: office of each state's effective leader. lacking_offices: whose
    an office is that a state lacks, by state and office.
    side_names: names of sides by tag of the language; English has them in `states`.
    verdicts: one row a pair of mentions that a person has judged.
    """

    folder: Path
    sources: dict[str, Source]
    languages: dict[str, Language]
    states: tuple[State, ...]
    side_names: dict[str, tuple[SideNames, ...]]
    places: tuple[Place, ...]
    holders: pd.DataFrame
    leader_offices: dict[str, str]
    lacking_offices: dict[tuple[str, str], str]
    contact_types: dict[str, ContactType]
    rules: dict[str, str]
    formats: dict[str, tuple[str, ...]]
    corrections: tuple[Correction, ...]
    verdicts: pd.DataFrame


def load_reference(folder: Path | None = None) -> Reference:
    """Return the reference data of a folder, by default of the one in this package.

    Raises WrongReference at the first error, with file and line.
    """
    folder = folder or FOLDER
    states = read_states(folder / "states.csv")
    formats = read_formats(folder / "formats.csv", states)
    return Reference(
        folder=folder,
        sources=read_sources(folder / "sources"),
        languages=read_languages(folder / "languages"),
        states=states,
        side_names=read_side_names(folder / "sides", {s.code for s in states}, formats),
        places=read_places(folder / "places.csv", states),
        holders=add_spellings(
            read_holders(folder / "offices.csv", {state.code for state in states}),
            folder / "persons_ru.csv",
        ),
        leader_offices=read_leader_offices(folder / "offices_reign.csv"),
        lacking_offices=read_lacking_offices(folder / "offices_lacking.csv"),
        contact_types=read_contact_types(folder / "contact_types.yml"),
        rules=read_rules(folder / "rules.yml"),
        formats=formats,
        corrections=read_corrections(folder / "corrections.yml"),
        verdicts=read_verdicts(folder / "identity.csv"),
    )
