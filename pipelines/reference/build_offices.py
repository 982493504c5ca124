"""Writes offices.csv from the outside tables of holders and the hand-kept files beside it.

Run after a change of offices_facts.csv, offices_persons.csv or offices_reign.csv, or with newer
outside tables, whose folder is the argument:

    python -m pipelines.reference.build_offices ../shared/refs

The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.reference.files import WrongReference, read_csv
from pipelines.reference.holder import LEVELS_OF_OFFICES, OFFICE_COLUMNS
from pipelines.reference.inferred_ends import blur_inferred_ends
from pipelines.reference.office_gaps import remark_gaps
from pipelines.reference.outside_tables import (
    REIGN_KNOWN_UNTIL,
    read_current,
    read_reign,
    read_yearly,
)
from pipelines.reference.side import read_states, split_cell
from pipelines.reference.tenure import (
    ONE_DAY,
    Tenure,
    coarser,
    find_uncovered,
    note_disagreements,
    parse_partial,
    settle,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent
FACT_COLUMNS = (
    "country", "office", "person", "person_id", "first_day", "last_day", "precision", "is_acting",
    "evidence", "remark",
)  # fmt: skip
PERSON_COLUMNS = ("country", "as_written", "person", "aliases")
LEFT_OUT = "-"
NO_EVIDENCE = "none"
# A shorter gap between two known holders is a day of swearing in, not a holder of its own.
SHORTEST_FILL_DAYS = 10
HEADER = """\
# Who held which office of which side. GENERATED, do not edit.
# Renewed by `python -m pipelines.reference.build_offices ../shared/refs` from the outside tables
# there and, beside this file, offices_facts.csv (holders from public data sets),
# offices_persons.csv (names, aliases) and offices_reign.csv (which office REIGN means). Add a
# holder or a spelling there.
# last_day empty: still. precision: the coarser of the two days; an end that no source tells, so
# that the next holder's first day by other evidence stands in for it, is a month at most.
# aliases: "|" between spellings.
# evidence: see offices_evidence.csv; "none" may propose a person and never resolve one.
# Believed where tables disagree: days over years; Wikidata's days over REIGN's where both name the
# person; REIGN over years; the current table for who holds an office now. remark says what the
# other table has.
"""
Persons = dict[tuple[str, str], tuple[str, tuple[str, ...]]]
Offices = dict[tuple[str, str], list[Tenure]]


def build_offices(folder: Path, refs: Path) -> str:
    """Return the text of offices.csv."""
    persons = read_persons(folder / "offices_persons.csv")
    facts = read_facts(folder / "offices_facts.csv")
    reign = list(read_reign(refs, folder / "offices_reign.csv"))
    yearly = list(read_yearly(refs, read_states(folder / "states.csv")))
    current = list(read_current(refs))
    _check_persons(folder / "offices_persons.csv", [*facts, *reign, *yearly, *current])
    facts = [_rename(tenure, persons) for tenure in facts]
    yearly = [_rename(tenure, persons) for tenure in yearly]
    offices = _settle_all(fact for fact in facts if fact.evidence != NO_EVIDENCE)
    for tenure in reign:
        _fill(offices, tenure, persons)
    for tenure in yearly:
        _fill_unknown(offices, tenure)
    for tenure in current:
        _continue(offices, _rename(tenure, persons))
    for fact in facts:
        if fact.evidence == NO_EVIDENCE:
            _propose(offices, fact)
    rows = [tenure for _, tenures in sorted(offices.items()) for tenure in tenures]
    named = [_rename(tenure, persons) for tenure in reign]
    rows = blur_inferred_ends(rows, [*facts, *named, *yearly])
    noted = note_disagreements(rows, [*reign, *yearly])
    return HEADER + _format_rows(remark_gaps(noted), persons)


def read_facts(path: Path) -> list[Tenure]:
    """Return the tenures of offices_facts.csv, as yet unsettled."""
    facts = []
    for line, row in read_csv(path, FACT_COLUMNS):
        try:
            first, _, precision = parse_partial(row["first_day"])
            _, last, precision_last = parse_partial(row["last_day"] or row["first_day"])
        except ValueError as error:
            raise WrongReference(path, line, f"{row['person']}: {error}") from error
        fact = Tenure(
            country=row["country"],
            office=row["office"],
            person=row["person"],
            person_id=row["person_id"],
            first=first,
            last=last if row["last_day"] else None,
            precision=row["precision"] or coarser(precision, precision_last),
            evidence=row["evidence"],
            is_acting=row["is_acting"] == "true",
            remark=row["remark"],
        )
        facts.append(fact)
    return facts


def read_persons(path: Path) -> Persons:
    """Return (name, aliases) by side and name as an outside table writes it."""
    persons: Persons = {}
    for line, row in read_csv(path, PERSON_COLUMNS):
        key = (row["country"], row["as_written"])
        if key in persons:
            raise WrongReference(path, line, f"{row['as_written']} is repeated; keep one")
        persons[key] = (row["person"], split_cell(row["aliases"]))
    return persons


def _check_persons(path: Path, tenures: Iterable[Tenure]) -> None:
    """Refuse a spelling that no table has: it is misspelled, or of no use any more."""
    written = {(tenure.country, tenure.person) for tenure in tenures}
    for line, row in read_csv(path, PERSON_COLUMNS):
        if (row["country"], row["as_written"]) not in written:
            problem = f"no table has '{row['as_written']}' of {row['country']}"
            raise WrongReference(path, line, f"{problem}; write it as the table does")


def _rename(tenure: Tenure, persons: Persons) -> Tenure:
    name, _ = persons.get((tenure.country, tenure.person), (tenure.person, ()))
    return replace(tenure, person=name)


def _settle_all(tenures: Iterable[Tenure]) -> Offices:
    offices: Offices = defaultdict(list)
    for tenure in tenures:
        offices[tenure.country, tenure.office].append(tenure)
    return {key: settle(found) for key, found in sorted(offices.items())}


def _fill(offices: Offices, tenure: Tenure, persons: Persons) -> None:
    """Take over the parts of a tenure of REIGN in which nobody is known yet."""
    name, _ = persons.get((tenure.country, tenure.person), (LEFT_OUT, ()))
    if name == LEFT_OUT:
        return
    known = offices.setdefault((tenure.country, tenure.office), [])
    same = [t for t in known if t.person == name and t.person_id]
    named = replace(tenure, person=name, person_id=same[0].person_id if same else "")
    uncovered = _uncovered_parts(known, named)
    # Who is still in office by REIGN is so on its last day, whatever another table says of later.
    parts = [
        part
        for part in uncovered
        if (part.end - part.first).days >= SHORTEST_FILL_DAYS and part.first <= REIGN_KNOWN_UNTIL
    ]
    offices[tenure.country, tenure.office] = settle([*known, *parts])


def _uncovered_parts(known: list[Tenure], tenure: Tenure) -> list[Tenure]:
    return [
        replace(
            tenure,
            first=first,
            last=tenure.last if last == tenure.end else last,
            precision=tenure.precision if last == tenure.end else "day",
        )
        for first, last in find_uncovered(known, tenure.first, tenure.end)
    ]


def _fill_unknown(offices: Offices, tenure: Tenure) -> None:
    """Take over a row known by years where the whole office is unknown in those years."""
    known = offices.setdefault((tenure.country, tenure.office), [])
    if not any(t.first <= tenure.end and tenure.first <= t.end for t in known):
        known.append(tenure)
        known.sort(key=lambda t: t.first)


def _continue(offices: Offices, tenure: Tenure) -> None:
    """Add who holds an office now, and end the predecessor who is still shown as holding it."""
    known = offices.setdefault((tenure.country, tenure.office), [])
    if known and known[-1].is_same_person(tenure) and known[-1].last is None:
        known[-1] = replace(known[-1], evidence=f"{known[-1].evidence} {tenure.evidence}")
        return
    if known and known[-1].end >= tenure.first:
        known[-1] = replace(known[-1], last=tenure.first - ONE_DAY)
    known.append(tenure)


def _propose(offices: Offices, tenure: Tenure) -> None:
    """Add a row without evidence where nobody is known, or after somebody shown as still there."""
    known = offices.setdefault((tenure.country, tenure.office), [])
    latest = known[-1] if known else None
    is_outdated = latest is not None and latest.last is None and latest.first < tenure.first
    if latest is not None and is_outdated and not latest.is_same_person(tenure):
        known[-1] = replace(latest, last=tenure.first - ONE_DAY)
    parts = _uncovered_parts(known, tenure)
    known += [part for part in parts if (part.end - part.first).days > 1]
    known.sort(key=lambda t: t.first)


def _format_rows(tenures: list[Tenure], persons: Persons) -> str:
    aliases: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (country, written), (name, others) in persons.items():
        is_full_name = " " in written and "," not in written and not written.endswith(".")
        own = [written] if is_full_name and name != LEFT_OUT else []
        aliases[country, name] += [alias for alias in (*own, *others) if alias != name]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(OFFICE_COLUMNS)
    for t in tenures:
        spelled = dict.fromkeys(aliases.get((t.country, t.person), []))
        writer.writerow([
            t.country, t.office, LEVELS_OF_OFFICES[t.office], t.person, t.person_id,
            t.first.isoformat(), t.last.isoformat() if t.last else "", t.precision,
            "true" if t.is_acting else "false", "|".join(spelled), t.evidence, t.remark,
        ])  # fmt: skip
    return text.getvalue()


def main() -> None:
    """Write offices.csv beside this file."""
    text = build_offices(FOLDER, Path(sys.argv[1]))
    (FOLDER / "offices.csv").write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"offices.csv: {text.count(chr(10)) - HEADER.count(chr(10)) - 1} rows\n")


if __name__ == "__main__":
    main()
