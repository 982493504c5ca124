"""Spellings of holders' names in other alphabets (persons_ru.csv), added to their aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pipelines.reference.files import WrongReference, read_csv
from pipelines.reference.side import split_cell

if TYPE_CHECKING:
    from pathlib import Path

PERSON_NAME_COLUMNS = ("country", "person", "spellings")


def add_spellings(holders: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Return the holders with the spellings of the file at `path` among their aliases.

    Raises WrongReference for a repeated person and for one whom the holders' table lacks.
    """
    known = set(zip(holders["country"], holders["person"], strict=True))
    spelled: dict[tuple[str, str], list[str]] = {}
    for line, row in read_csv(path, PERSON_NAME_COLUMNS):
        person = (row["country"], row["person"])
        if person in spelled:
            raise WrongReference(path, line, f"{row['person']} is repeated; keep one")
        if person not in known:
            problem = f"offices.csv has no '{row['person']}' of {row['country']}"
            raise WrongReference(path, line, f"{problem}; write it as there")
        spelled[person] = list(split_cell(row["spellings"]))
    persons = zip(holders["country"], holders["person"], holders["aliases"], strict=True)
    aliases = [[*own, *spelled.get((country, name), ())] for country, name, own in persons]
    return holders.assign(aliases=pd.Series(aliases, index=holders.index))
