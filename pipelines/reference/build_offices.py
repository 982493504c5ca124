"""Writes offices.csv from the outside tables of holders and the hand-kept files beside it.

Run after a change of offices_facts.csv, offices_persons.csv or offices_reign.csv, or with newer
outside tables, whose folder is the argument:

    python -m pipelines.reference.build_offices ../shared/refs

The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from pipelines.reference.files import WrongReference, read_csv
from pipelines.reference.holder import LEVELS_OF_OFFICES, OFFICE_COLUMNS
from pipelines.reference.outside_tables import read_current, read_reign, read_yearly
from pipelines.reference.tenure import (
    ONE_DAY,
    Tenure,
    coarser,
    find_uncovered,
    parse_partial,
    settle,
)

FOLDER = Path(__file__).parent
FACT_COLUMNS = (
    "country", "office", "person", "person_id", "first_day", "last_day", "is_acting", "evidence",
    "remark",
)  # fmt: skip
PERSON_COLUMNS = ("country", "as_written", "person", "aliases")
LEFT_OUT = "-"
# A shorter gap between two known holders is a day of swearing in, not a holder of its own.
SHORTEST_FILL_DAYS = 10
HEADER = """\
# Who held which office of which side. GENERATED, do not edit.
# Renewed by `python -m pipelines.reference.build_offices ../shared/refs` from the outside tables
# there and, beside this file, offices_facts.csv (holders from public data sets), offices_persons.csv
# (names, aliases) and offices_reign.csv (which office REIGN means). Add a holder or a spelling there.
# last_day empty: still. precision: the coarser of the two days. aliases: "|" between spellings.
# evidence: see offices_evidence.csv; "none" may propose a person and never resolve one.
# Believed where tables disagree: days over years; Wikidata's days over REIGN's where both name the
# person; REIGN over years; the current table for who holds an office now.
"""
Persons = dict[tuple[str, str], tuple[str, tuple[str, ...]]]
Offices = dict[tuple[str, str], list[Tenure]]


def build_offices(folder: Path, refs: Path) -> str:
    """Return the text of offices.csv."""
    persons = read_persons(folder / "offices_persons.csv")
    offices: Offices = defaultdict(list)
    for tenure in read_facts(folder / "offices_facts.csv"):
        offices[tenure.country, tenure.office].append(_rename(tenure, persons))
    settled = {key: settle(tenures) for key, tenures in sorted(offices.items())}
    for tenure in read_reign(refs, folder / "offices_reign.csv"):
        _fill(settled, tenure, persons)
    for tenure in read_current(refs):
        _continue(settled, _rename(tenure, persons))
    for tenure in read_yearly(refs):
        _fill(settled, tenure, persons)
    rows = [tenure for _, tenures in sorted(settled.items()) for tenure in tenures]
    return HEADER + _format_rows(rows, persons)


def read_facts(path: Path) -> list[Tenure]:
    """Return the tenures of offices_facts.csv, as yet unsettled."""
    facts = []
    for line, row in read_csv(path, FACT_COLUMNS):
        try:
            first, _, precision = parse_partial(row["first_day"])
            _, last, precision_last = parse_partial(row["last_day"] or row["first_day"])
        except ValueError as error:
            raise WrongReference(path, line, f"{row['person']}: {error}") from error
        facts.append(
            Tenure(
                row["country"], row["office"], row["person"], row["person_id"], first,
                last if row["last_day"] else None, coarser(precision, precision_last),
                row["evidence"], row["is_acting"] == "true", row["remark"],
            )  # fmt: skip
        )
    return facts


def read_persons(path: Path) -> Persons:
    """Return (name, aliases) by side and name as an outside table writes it."""
    persons: Persons = {}
    for line, row in read_csv(path, PERSON_COLUMNS):
        key = (row["country"], row["as_written"])
        if key in persons:
            raise WrongReference(path, line, f"{row['as_written']} is repeated; keep one")
        aliases = tuple(part for part in row["aliases"].split("|") if part)
        persons[key] = (row["person"], aliases)
    return persons


def _rename(tenure: Tenure, persons: Persons) -> Tenure:
    name, _ = persons.get((tenure.country, tenure.person), (tenure.person, ()))
    return replace(tenure, person=name)


def _fill(settled: Offices, tenure: Tenure, persons: Persons) -> None:
    """Take over the parts of a tenure in which nobody is known yet."""
    name, _ = persons.get((tenure.country, tenure.person), (None, ()))
    if name is None or name == LEFT_OUT:
        return
    key = (tenure.country, tenure.office)
    known = settled.setdefault(key, [])
    same = [t for t in known if t.person == name]
    parts = [
        replace(
            tenure, person=name, person_id=same[0].person_id if same else tenure.person_id,
            first=first, last=last if (last != tenure.end or tenure.last) else None,
            precision="day" if last < tenure.end else tenure.precision,
        )  # fmt: skip
        for first, last in find_uncovered(known, tenure.first, tenure.end)
        if (last - first).days >= SHORTEST_FILL_DAYS
    ]
    settled[key] = settle([*known, *parts])


def _continue(settled: Offices, tenure: Tenure) -> None:
    """Add who holds an office now, and end the predecessor who is still shown as holding it."""
    known = settled.setdefault((tenure.country, tenure.office), [])
    if known and known[-1].is_same_person(tenure) and known[-1].last is None:
        known[-1] = replace(known[-1], evidence=f"{known[-1].evidence} {tenure.evidence}")
        return
    if known and known[-1].end >= tenure.first:
        known[-1] = replace(known[-1], last=tenure.first - ONE_DAY)
    known.append(tenure)


def _format_rows(tenures: list[Tenure], persons: Persons) -> str:
    aliases: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (country, written), (name, others) in persons.items():
        is_full_name = " " in written and "(" not in written and not written.endswith(".")
        own = [written] if is_full_name and "," not in written else []
        aliases[country, name] += [alias for alias in (*own, *others) if alias != name]
    lines: list[str] = []
    writer = csv.writer(_Lines(lines), lineterminator="\n")
    writer.writerow(OFFICE_COLUMNS)
    for t in tenures:
        spelled = dict.fromkeys(aliases.get((t.country, t.person), []))
        writer.writerow([
            t.country, t.office, LEVELS_OF_OFFICES[t.office], t.person, t.person_id,
            t.first.isoformat(), t.last.isoformat() if t.last else "", t.precision,
            "true" if t.is_acting else "false", "|".join(spelled), t.evidence, t.remark,
        ])  # fmt: skip
    return "".join(lines)


class _Lines:
    """A list of lines that the csv module can write to."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def write(self, line: str) -> None:
        """Take one line."""
        self.lines.append(line)


def main() -> None:
    """Write offices.csv beside this file."""
    text = build_offices(FOLDER, Path(sys.argv[1]))
    (FOLDER / "offices.csv").write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"offices.csv written, {text.count(chr(10)) - HEADER.count(chr(10)) - 1} rows\n")


if __name__ == "__main__":
    main()
