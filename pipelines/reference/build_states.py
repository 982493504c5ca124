"""Writes states.csv from rigour's territories, CLDR's names and states_supplement.csv.

Run after a change of the supplement, or to take over newer names, with the `gazetteer` extra:

    python -m pipelines.reference.build_states

The same versions of rigour and Babel give the same bytes; the header of states.csv names them.
"""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.reference.files import read_csv
from pipelines.reference.side import STATE_COLUMNS, split_cell
from pipelines.reference.spelling import straighten, strip_accents

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent
SUPPLEMENT_COLUMNS = (
    "code", "kind", "name", "strong", "weak", "adjectives", "capitals", "valid_from", "valid_to",
    "cow", "gw", "wikidata", "sovereign",
)  # fmt: skip
USER_ASSIGNED = {"XKX", "XAB", "XSO", "XNC", "XPM", "XSL", "XDP", "XLP"}
# rigour's own codes of sides whose code here is no alpha-3 of rigour's.
RIGOUR_CODES = {
    "UN": "un", "EU": "eu", "XAB": "ge-ab", "XSO": "x-so", "XNC": "cy-trnc", "XPM": "md-pmr",
    "XSL": "so-som", "XDP": "ua-dpr", "XLP": "ua-lpr",
}  # fmt: skip
HEADER = """\
# Sides of contacts: states, territories, organisations, states of the past. GENERATED, do not edit.
# Renewed by `python -m pipelines.reference.build_states` (extra `gazetteer`) from rigour {rigour}
# (territories: names, Wikidata ids), Babel {babel} (CLDR names, English and Russian) and
# states_supplement.csv, which is where a name, an adjective or a side is added. Lists: "|".
# strong: identifies alone. weak: only beside a title or a state word. capitals: metonyms.
# sovereign: the side that a territory belongs to. cow, gw: numbers of the Correlates of War and
# of Gleditsch and Ward. valid_from, valid_to: first and last day, empty for no limit in use here.
"""


@dataclass(frozen=True)
class Territory:
    """What rigour and CLDR say about one side."""

    names: tuple[str, ...]
    names_ru: tuple[str, ...]
    wikidata: str


def build_states(folder: Path) -> str:
    """Return the text of states.csv."""
    supplement = list(read_csv(folder / "states_supplement.csv", SUPPLEMENT_COLUMNS))
    territories = _read_territories(row for _, row in supplement)
    rows = [_merge_row(row, territories.get(row["code"])) for _, row in supplement]
    text = HEADER.format(rigour=version("rigour"), babel=version("babel"))
    return text + _format_rows(rows)


def _read_territories(rows: Iterable[dict[str, str]]) -> dict[str, Territory]:
    from babel import Locale  # noqa: PLC0415 - only in the `gazetteer` extra
    from rigour.territories import get_territory  # noqa: PLC0415 - likewise

    english, russian = Locale("en").territories, Locale("ru").territories
    found = {}
    for row in rows:
        if row["kind"] == "organisation" and row["code"] not in RIGOUR_CODES:
            continue
        territory: Any = get_territory(RIGOUR_CODES.get(row["code"], row["code"].lower()))
        if territory is None:
            continue
        key = territory.code.upper()
        names = (territory.name, territory.full_name, english.get(key, ""))
        found[row["code"]] = Territory(
            names=tuple(name for name in names if name and _is_prose(name)),
            names_ru=tuple(filter(None, [russian.get(key, "")])),
            wikidata=territory.qid if territory.qid.startswith("Q") else "",
        )
    return found


def _is_prose(name: str) -> bool:
    # Prose never has "Myanmar (Burma)", "Congo - Brazzaville", "Hong Kong SAR China".
    return not any(mark in name for mark in ("(", " - ", " SAR China", "&"))


def _merge_row(row: dict[str, str], territory: Territory | None) -> dict[str, str]:
    found = territory or Territory((), (), "")
    name = row["name"] or found.names[0]
    weak = split_cell(row["weak"])
    strong = _with_plain([name, *found.names, *split_cell(row["strong"])])
    merged = {
        **row,
        "name": name,
        "strong": "|".join(n for n in strong if n not in weak),
        "weak": "|".join(_with_plain(weak)),
        "adjectives": "|".join(_with_plain(split_cell(row["adjectives"]))),
        "capitals": "|".join(_with_plain(split_cell(row["capitals"]))),
        "names_ru": "|".join(found.names_ru),
        "wikidata": row["wikidata"] or found.wikidata,
        "is_user_assigned": "true" if row["code"] in USER_ASSIGNED else "false",
    }
    return {column: merged[column] for column in STATE_COLUMNS}


def _with_plain(names: Iterable[str]) -> list[str]:
    """Return the names, each followed by its form without accents, without repeats."""
    spelled = [form for name in names for form in (straighten(name), strip_accents(name))]
    return list(dict.fromkeys(spelled))


def _format_rows(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, STATE_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def main() -> None:
    """Write states.csv beside this file."""
    (FOLDER / "states.csv").write_text(build_states(FOLDER), encoding="utf-8", newline="\n")
    sys.stdout.write("states.csv written\n")


if __name__ == "__main__":
    main()
