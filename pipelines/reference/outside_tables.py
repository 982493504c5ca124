"""Readers of the three outside tables of office holders that build_offices.py merges."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pipelines.reference.files import read_csv
from pipelines.reference.tenure import ONE_DAY, Tenure, parse_partial

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipelines.reference.side import State

REIGN = "reign_leaderlist_2021_03.csv"
YEARLY = ("world_leaders_2021_wikidata.csv", "world_leaders_2021_wikipedia.csv")
CURRENT = "world_leaders_current_2026-07-16.json"
REIGN_KNOWN_UNTIL = date(2021, 3, 31)
REIGN_COLUMNS = ("cow", "country", "first_day", "last_day", "office")
EARLIEST_END = date(1990, 1, 1)
# REIGN has months of leaving and days of entering: who enters within these days of the end of the
# month ends the one before.
HANDOVER = timedelta(days=45)
OFFICES_BY_TITLE = {
    "President": "president",
    "Prime Minister": "prime_minister",
    "Premier": "prime_minister",
    "Chancellor": "chancellor",
    "King": "monarch",
    "Sultan": "monarch",
    "Emperor": "monarch",
    "Monarch": "monarch",
    "Sultan and Prime Minister": "prime_minister",
    "Prime Minister (King)": "prime_minister",
    "President of the European Commission": "president_european_commission",
    "President of the European Council": "president_european_council",
    "Chairperson of the African Union Commission": "chairperson_commission",
    "Chairperson of the African Union": "chairperson",
}
# The current table names the crown prince, who is prime minister, as king; the king is Salman.
# Monarchs of other realms are heads of the United Kingdom here, and of nothing else.
LEFT_OUT_OF_CURRENT = {("SAU", "monarch"), ("AUS", "monarch"), ("CAN", "monarch")}
MONARCHS_OF_REALMS = {"Q9682", "Q43274"}
COUNTRIES_OF_YEARLY = {
    "China (People's Republic of China)": "China",
    "Congo\u2013Brazzaville (Republic of the Congo)": "Republic of the Congo",
    "Congo\u2013Kinshasa (Democratic Republic of the Congo)": "Democratic Republic of the Congo",
    "Taiwan (Republic of China)": "Taiwan",
    "Turkish Republic of Northern Cyprus": "Northern Cyprus",
}
# The label of a position, told by how it begins; boards, commissions and coalitions are not meant.
OFFICES_BY_LABEL = (
    # Matches "president of Croatia"; not "President of the Syrian National Coalition".
    ("president", r"^president of (?!.*(commission|coalition|assembly|council|yuan))"),
    ("prime_minister", r"^(prime minister|premier) of|^president of the executive yuan"),
    ("chancellor", r"^(federal )?chancellor of"),
    # Matches "Monarchy of Spain" and "Druk Gyalpo"; not "Kingdom Come".
    ("monarch", r"^(king|queen|monarch|monarchy|emperor|sultan|emir) of|^druk gyalpo"),
    ("governor_general", r"^governor[- ]general of"),
    ("general_secretary", r"^general secretary of the communist party of vietnam"),
    ("supreme_leader", r"^(supreme leader|leader of the islamic emirate)"),
)
CODES_OF_CURRENT = {
    "BN": "BRN", "KH": "KHM", "ID": "IDN", "LA": "LAO", "MY": "MYS", "MM": "MMR", "PH": "PHL",
    "SG": "SGP", "TH": "THA", "VN": "VNM", "AR": "ARG", "AU": "AUS", "BR": "BRA", "CA": "CAN",
    "CN": "CHN", "FR": "FRA", "DE": "DEU", "IN": "IND", "IT": "ITA", "JP": "JPN", "MX": "MEX",
    "RU": "RUS", "SA": "SAU", "ZA": "ZAF", "KR": "KOR", "TR": "TUR", "GB": "GBR", "US": "USA",
    "EU": "EU", "AU_AF": "AU",
}  # fmt: skip


def read_reign(refs: Path, rules: Path) -> Iterator[Tenure]:
    """Yield REIGN's leaders with the office that the rules give them, surnames as written."""
    offices: dict[str, list[tuple[date, date, str, str]]] = {}
    for _, row in read_csv(rules, REIGN_COLUMNS):
        first = date.fromisoformat(row["first_day"]) if row["first_day"] else date.min
        last = date.fromisoformat(row["last_day"]) if row["last_day"] else date.max
        offices.setdefault(row["cow"], []).append((first, last, row["country"], row["office"]))
    by_state: dict[str, list[dict[str, str]]] = {}
    # Some names in the table are UTF-8 read as Latin-1; none of those is taken over.
    with (refs / REIGN).open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            by_state.setdefault(row["ccode"], []).append(row)
    for state, rows in by_state.items():
        for begin, end, leader in _date_reign(rows):
            for first, last, country, office in offices.get(state, []):
                if max(begin, first) <= min(end[0], last) and end[0] >= EARLIEST_END:
                    yield Tenure(
                        country, office, leader, "", max(begin, first),
                        None if min(end[0], last) == date.max else min(end[0], last),
                        "day" if last < end[0] else end[1], f"refs/{REIGN}",
                    )  # fmt: skip


def _date_reign(rows: list[dict[str, str]]) -> Iterator[tuple[date, tuple[date, str], str]]:
    """Yield first day, (last day, precision) and surname, in the order of entering."""
    dated = [
        (date(int(row["syear"]), int(row["smonth"]), int(row["sdate"] or 1)), row)
        for row in rows
        if row["syear"]
    ]
    dated.sort(key=lambda pair: pair[0])
    for index, (begin, row) in enumerate(dated):
        follower = dated[index + 1][0] if index + 1 < len(dated) else None
        if not row["eyear"]:
            end = (date.max, "day")
        else:
            _, month_end, _ = parse_partial(f"{int(row['eyear']):04}-{int(row['emonth']):02}")
            is_handover = follower is not None and abs(follower - month_end) <= HANDOVER
            end = (month_end, "month")
            if is_handover and follower:
                # In another month than REIGN has it, the handover is no end that REIGN tells.
                last = follower - ONE_DAY
                is_told = month_end.replace(day=1) - ONE_DAY <= last <= month_end
                end = (last, "day" if is_told else "month")
        yield begin, (max(begin, end[0]), end[1]), row["leader"].strip()


def read_current(refs: Path) -> Iterator[Tenure]:
    """Yield who held the offices of 30 states on the day of the current table."""
    table = json.loads((refs / CURRENT).read_text(encoding="utf-8"))
    for entry in table["countries"].values():
        country = CODES_OF_CURRENT[entry["country"]["iso_code"]]
        positions: dict[str, Any] = entry["positions"]
        for kind, position in positions.items():
            holder = position.get("current_holder") or {}
            if not holder.get("since"):
                continue
            office = OFFICES_BY_TITLE[position["title_en"]]
            is_repeat = kind == "head_of_government" and office == "president"
            if is_repeat or (country, office) in LEFT_OUT_OF_CURRENT:
                continue
            first = date.fromisoformat(holder["since"])
            yield Tenure(
                country, office, holder["name_en"], holder["wikidata_id"] or "", first, None,
                "day", f"refs/{CURRENT}",
            )  # fmt: skip


def read_yearly(refs: Path, states: Iterable[State]) -> Iterator[Tenure]:
    """Yield the tenures of the two tables by years; what starts in an unknown year is left out."""
    codes = {name: state.code for state in states for name in (*state.strong, *state.weak)}
    for table in YEARLY:
        with (refs / table).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                label = row.get("positionLabel") or row.get("positionlabel") or ""
                name = row.get("officeholderLabel") or row.get("officeholderlabel") or ""
                country = codes.get(COUNTRIES_OF_YEARLY.get(row["country"], row["country"]))
                office = find_office(label)
                if not (country and office and row["start_year"] and name.strip("Q0123456789")):
                    continue
                if row["officeholder"] in MONARCHS_OF_REALMS and country != "GBR":
                    continue
                yield Tenure(
                    country, office, name.split(" (")[0], row["officeholder"],
                    date(int(row["start_year"]), 1, 1),
                    date(int(row["end_year"]), 12, 31) if row["end_year"] else None,
                    "year", f"refs/{table}",
                )  # fmt: skip


def find_office(label: str) -> str | None:
    """Return the office that a position's label names, None for one that is not taken over."""
    for office, pattern in OFFICES_BY_LABEL:
        if re.search(pattern, label, re.IGNORECASE):
            return office
    return None
