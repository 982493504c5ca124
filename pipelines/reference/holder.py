"""Holders of offices (offices.csv), read and checked into one frame."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from pipelines.reference.files import WrongReference, read_csv
from pipelines.reference.side import split_cell
from pipelines.reference.spelling import straighten, strip_accents

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

OFFICE_COLUMNS = (
    "country", "office", "level", "person", "person_id", "first_day", "last_day", "precision",
    "is_acting", "aliases", "evidence", "remark",
)  # fmt: skip
EVIDENCE_COLUMNS = ("evidence", "known_until", "licence", "about")
# Rule WHO-LEVEL by office id; language files name offices by these ids.
LEVELS_OF_OFFICES = {
    "president": "head_of_state",
    "monarch": "head_of_state",
    "pope": "head_of_state",
    "supreme_leader": "head_of_state",
    "leader_of_revolution": "head_of_state",
    "general_secretary": "head_of_state",
    "governor_general": "head_of_state",
    "co_prince": "head_of_state",
    "captain_regent": "head_of_state",
    "chairman_presidency": "head_of_state",
    "chairman_supreme_council": "head_of_state",
    "chairman_state_council": "head_of_state",
    "chairman_military_council": "head_of_state",
    "chairman_transitional_council": "head_of_state",
    "prime_minister": "head_of_government",
    "chancellor": "head_of_government",
    "state_counsellor": "head_of_government",
    "foreign_minister": "foreign_minister",
    "secretary_general": "head_of_organisation",
    "president_european_council": "head_of_organisation",
    "president_european_commission": "head_of_organisation",
    "high_representative": "head_of_organisation",
    "chairperson": "head_of_organisation",
    "chairperson_commission": "head_of_organisation",
    "director_general": "head_of_organisation",
    "managing_director": "head_of_organisation",
    "president_of_organisation": "head_of_organisation",
    "chairman_of_board": "head_of_organisation",
    "chief_executive": "other",
}
PRECISIONS = ("day", "month", "year")
LONGEST_GAP_DAYS = 366
GAP_REMARK = "nobody known in the {} days before"
_GAP = re.compile(GAP_REMARK.format(r"\d+"))


def read_holders(path: Path, countries: Collection[str]) -> pd.DataFrame:
    """Return one row a tenure, in the order of the file [country, office, first_day].

    Columns as OFFICE_COLUMNS, with days as datetime64 (last_day NaT: still), is_acting as bool,
    aliases as list (person and forms without accents included), person_id filled for all, and
    `line`. Raises WrongReference for an unknown side, office, level or precision, an end before
    the start, for two holders of one office on one day, and for more than a year between two
    holders without a remark.
    """
    rows = [_parse_row(path, line, row, countries) for line, row in read_csv(path, OFFICE_COLUMNS)]
    frame = pd.DataFrame(rows, columns=[*OFFICE_COLUMNS, "line"])
    for column in ("first_day", "last_day"):
        frame[column] = pd.to_datetime(frame[column]).astype("datetime64[s]")
    frame["is_acting"] = frame["is_acting"].astype(bool)
    _check_overlaps(path, frame)
    _check_gaps(path, frame)
    return frame


def spellings_of(holders: pd.DataFrame) -> dict[str, str]:
    """Return the name that the table gives a person, by every other spelling that is one's only."""
    spelled = holders[["person", "aliases"]].explode("aliases").drop_duplicates()
    own = spelled.drop_duplicates("aliases", keep=False)
    return dict(zip(own["aliases"], own["person"], strict=True))


def holder_gaps(holders: pd.DataFrame) -> list[str]:
    """Return a sentence for each gap of more than a year that no table fills, as a warning."""
    found = holders[holders["remark"].str.contains(_GAP)]
    return [
        f"line {row.line}: {row.country} {row.office}: {_GAP.findall(str(row.remark))[-1]} "
        f"{row.person}; add the holders to offices_facts.csv"
        for row in found.itertuples()
    ]


def staleness(holders: pd.DataFrame, known_until: dict[str, date]) -> pd.DataFrame:
    """Return the last known day of each side, stalest first [country].

    known_until: the day up to which each evidence tells (read_evidence). A row that ended is
    known up to its last day, one that lasts up to the day of its evidence.
    """
    told = holders["evidence"].map(
        lambda cell: max(known_until.get(part, date.min) for part in cell.split(" "))
    )
    until = holders["last_day"].dt.date.where(holders["last_day"].notna(), told)
    frame = holders.assign(known_until=until)
    latest = frame.groupby("country", sort=True)["known_until"].max().reset_index()
    return latest.sort_values(["known_until", "country"], ignore_index=True)


def describe_staleness(stale: pd.DataFrame) -> list[str]:
    """Return a line for each last known day with the sides known until then, stalest first."""
    return [
        f"known until {day}: {', '.join(rows['country'])}"
        for day, rows in stale.groupby("known_until", sort=True)
    ]


def read_evidence(path: Path) -> dict[str, date]:
    """Return the day up to which each evidence named in offices.csv tells."""
    return {
        row["evidence"]: date.fromisoformat(row["known_until"])
        for _, row in read_csv(path, EVIDENCE_COLUMNS)
    }


def _parse_row(
    path: Path, line: int, row: dict[str, str], countries: Collection[str]
) -> dict[str, object]:
    if row["country"] not in countries:
        raise WrongReference(path, line, f"country {row['country']} is not in states.csv")
    level = LEVELS_OF_OFFICES.get(row["office"])
    if level is None:
        raise WrongReference(path, line, f"office '{row['office']}' has no level in holder.py")
    if row["level"] != level:
        problem = f"level '{row['level']}' of {row['office']} must be {level}"
        raise WrongReference(path, line, problem)
    if row["precision"] not in PRECISIONS:
        problem = f"precision '{row['precision']}' is none of {', '.join(PRECISIONS)}"
        raise WrongReference(path, line, problem)
    first_day, last_day = _parse_days(path, line, row)
    return {
        **row,
        "person_id": row["person_id"] or f"x-{_slug(row['person'])}",
        "first_day": first_day,
        "last_day": last_day,
        "is_acting": row["is_acting"] == "true",
        "aliases": _spell_aliases(row["person"], split_cell(row["aliases"])),
        "line": line,
    }


def _parse_days(path: Path, line: int, row: dict[str, str]) -> tuple[date, date | None]:
    try:
        first_day = date.fromisoformat(row["first_day"])
        last_day = date.fromisoformat(row["last_day"]) if row["last_day"] else None
    except ValueError as error:
        raise WrongReference(path, line, f"{row['person']}: {error}") from error
    if last_day is not None and last_day < first_day:
        raise WrongReference(path, line, f"{row['person']} ends on {last_day}, before {first_day}")
    return first_day, last_day


def _spell_aliases(person: str, aliases: Collection[str]) -> list[str]:
    names = (person, *aliases)
    return list(dict.fromkeys(f for name in names for f in (straighten(name), strip_accents(name))))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", strip_accents(name).lower()).strip("-")


def _check_overlaps(path: Path, frame: pd.DataFrame) -> None:
    """Refuse a holder who begins before the one before has ended, or while nobody knows when."""
    ordered = frame.sort_values(["country", "office", "first_day"])
    of_office = ordered.groupby(["country", "office"])
    last = of_office["last_day"].shift()
    is_open_before = last.isna() & (of_office.cumcount() > 0)
    clashes = ordered.index[(ordered["first_day"] < last) | is_open_before]
    if len(clashes):
        row = ordered.loc[clashes.min()]
        problem = (
            f"{row['person']} as {row['office']} of {row['country']} overlaps the holder before"
        )
        raise WrongReference(path, int(row["line"]), f"{problem}; end that one first")


def _check_gaps(path: Path, frame: pd.DataFrame) -> None:
    """Refuse a hole of which nobody says that it is one."""
    ordered = frame.sort_values(["country", "office", "first_day"])
    last = ordered.groupby(["country", "office"])["last_day"].shift()
    n_days = (ordered["first_day"] - last).dt.days
    holes = ordered.index[(n_days > LONGEST_GAP_DAYS) & (ordered["remark"] == "")]
    if len(holes):
        row = ordered.loc[holes.min()]
        problem = f"{row['person']} as {row['office']} of {row['country']} follows nobody known"
        advice = "add the holders before, or a remark that says why there are none"
        raise WrongReference(path, int(row["line"]), f"{problem} for over a year; {advice}")
