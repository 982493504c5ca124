"""The small closed lists: contact types, rules, corrections and human verdicts of identity."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from pipelines.reference.files import WrongReference, read_csv, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

_LEADERS = ("cow", "country", "first_day", "last_day", "office")
_LACKING = ("country", "office", "of")
_VERDICTS = ("mention_id_a", "mention_id_b", "verdict", "reason", "by", "day")


@dataclass(frozen=True, slots=True)
class ContactType:
    """One contact type.

    family: types of one family may tell of one contact. channel: where the word alone tells it.
    cameo_code, plover_mode: the nearest code of those ontologies, None where there is none.
    """

    name: str
    family: str
    channel: str
    counts_as_meeting: bool
    definition: str
    cameo_code: str | None
    plover_mode: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A value of a release that a person has corrected; fails when `expected` is gone."""

    release_id: str
    field: str
    expected: str
    value: str
    reason: str
    by: str
    day: date


def read_contact_types(path: Path) -> dict[str, ContactType]:
    """Return the contact types by name, in the order of the file."""
    return {
        name: ContactType(
            name=name,
            family=entry["family"],
            channel=entry["channel"],
            counts_as_meeting=entry["counts_as_meeting"] == "yes",
            definition=entry["definition"],
            cameo_code=entry["cameo_code"] or None,
            plover_mode=entry["plover_mode"] or None,
        )
        for name, entry in read_yaml(path).items()
    }


def read_rules(path: Path) -> dict[str, str]:
    """Return the sentence of each coding rule by its id."""
    return {name: str(sentence) for name, sentence in read_yaml(path).items()}


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the corrections; the file holds them as a list under `corrections`."""
    entries = read_yaml(path)["corrections"]
    return tuple(_read_correction(entry, path) for entry in entries)


def _read_correction(entry: dict[str, str], path: Path) -> Correction:
    names = {field.name for field in fields(Correction)}
    if set(entry) != names:
        odd = ", ".join(sorted(set(entry) ^ names))
        raise WrongReference(path, 1, f"a correction has unknown or lacks needed keys: {odd}")
    day = date.fromisoformat(entry["day"])
    texts = {name: entry[name] for name in names - {"day"}}
    return Correction(**texts, day=day)


def read_leader_offices(path: Path) -> dict[str, str]:
    """Return the office that each state's effective leader holds, by the state's code."""
    rows = (row for _, row in read_csv(path, _LEADERS))
    return {
        row["country"]: row["office"]
        for row in rows
        if not row["last_day"] and row["office"] != "-"
    }


def read_lacking_offices(path: Path) -> dict[tuple[str, str], str]:
    """Return whose an office is that a state lacks, "" for no side in particular.

    By the state's code and the office.
    """
    return {(row["country"], row["office"]): row["of"] for _, row in read_csv(path, _LACKING)}


def read_verdicts(path: Path) -> pd.DataFrame:
    """Return the human verdicts on identity, one row a pair of mentions.

    Raises WrongReference for a verdict other than "same" and "different".
    """
    rows = []
    for line, row in read_csv(path, _VERDICTS):
        if row["verdict"] not in {"same", "different"}:
            raise WrongReference(path, line, f"verdict {row['verdict']!r}: write same or different")
        rows.append(row)
    return pd.DataFrame(rows, columns=list(_VERDICTS), dtype="str")
