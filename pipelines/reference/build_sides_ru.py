"""Writes sides/ru.csv, the Russian names of sides in all their forms, from nominatives.

Run after a change of sides_supplement_ru.csv or states.csv, with the `gazetteer` extra:

    python -m pipelines.reference.build_sides_ru

The same version of pymorphy3 and its dictionary give the same bytes; the header names them.
"""

from __future__ import annotations

import csv
import io
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.reference.files import WrongReference, read_csv
from pipelines.reference.inflection_ru import Inflector
from pipelines.reference.side import read_formats, read_states, split_cell
from pipelines.reference.side_names import LOOK_ALIKE, SIDE_NAME_COLUMNS
from pipelines.reference.spelling import straighten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = Path(__file__).parent
SUPPLEMENT_COLUMNS = ("code", "names", "weak", "adjectives", "compounds", "seats", "places")
HEADER = """\
# Russian names of the sides of states.csv and of the formats of formats.csv, in all cases, genders
# and numbers, with and without "ё". GENERATED, do not edit. Renewed by
# `python -m pipelines.reference.build_sides_ru` (extra `gazetteer`) with pymorphy3 {pymorphy3} and
# pymorphy3-dicts-ru {dicts} from names_ru of states.csv (CLDR) and sides_supplement_ru.csv, which
# is where a name is added. Lists: "|". names: identify alone. weak: only beside a title or a state
# word. compounds: before a hyphen ("российско-..."). seats: capitals and residences in the cases of
# one who acts; seats_of: in those of whose something is, or where ("позиция Москвы", "в Минске");
# a form that may be either is in both.
# places: never a side. The row "-": no side at all ("Индийский океан").
"""


def build_sides(folder: Path) -> str:
    """Return the text of sides/ru.csv.

    Raises WrongReference for a row of the supplement that is no side, and for a side without one.
    """
    path = folder / "sides_supplement_ru.csv"
    states = read_states(folder / "states.csv")
    cldr = {state.code: [name for name in state.names_ru if _is_prose(name)] for state in states}
    formats = {names["name"] for _, names in _format_rows(folder)}
    read_formats(folder / "formats.csv", states)
    inflector = Inflector()
    rows, seen = [], set()
    for line, row in read_csv(path, SUPPLEMENT_COLUMNS):
        code = row["code"]
        if code not in cldr and code not in formats and code != LOOK_ALIKE:
            raise WrongReference(path, line, f"'{code}' is no side of states.csv and no format")
        seen.add(code)
        row["names"] = "|".join([*cldr.get(code, []), *split_cell(row["names"])])
        rows.append(_inflect_row(row, inflector))
    if missing := sorted(set(cldr) - seen):
        raise WrongReference(path, 1, f"these sides have no row: {', '.join(missing)}")
    header = HEADER.format(pymorphy3=version("pymorphy3"), dicts=version("pymorphy3-dicts-ru"))
    return header + _write_rows(rows)


def _format_rows(folder: Path) -> Iterator[tuple[int, dict[str, str]]]:
    return read_csv(folder / "formats.csv", ("name", "members", "names"))


def _is_prose(name: str) -> bool:
    # Prose never has "Мьянма (Бирма)", "Конго - Киншаса", "Сейшельские о-ва".
    return not any(mark in name for mark in ("(", " - ", "о-в"))


def _inflect_row(row: dict[str, str], inflector: Inflector) -> dict[str, str]:
    weak = split_cell(row["weak"])
    names = list(_with_agreeing(n for n in split_cell(row["names"]) if n not in weak))
    seats = [inflector.inflect_name(name) for name in split_cell(row["seats"])]
    return {
        "code": row["code"],
        "names": _join(f for name in names for f in inflector.inflect_name(name).forms),
        "weak": _join(f for name in weak for f in inflector.inflect_name(name).forms),
        "adjectives": _join(
            form
            for one in split_cell(row["adjectives"])
            for form in inflector.inflect_adjective(one)
        ),
        "compounds": _join(split_cell(row["compounds"])),
        "seats": _join(form for cases in seats for form in cases.of_actor),
        "seats_of": _join(form for cases in seats for form in cases.of_owner),
        "places": _join(
            f for name in split_cell(row["places"]) for f in inflector.inflect_name(name).forms
        ),
    }


def _with_agreeing(names: Iterable[str]) -> Iterator[str]:
    """Yield the names, and of "Республика Молдова" the form that inflects "Молдова", too."""
    names = list(names)
    short = {name for name in names if " " not in name}
    for name in names:
        yield name
        start, _, last = name.rpartition(" ")
        if start and last in short:
            yield f"{start} +{last}"


def _join(forms: Iterable[str]) -> str:
    """Return the forms as one cell, each followed by its spelling without "ё", without repeats."""
    spelled = [
        one for form in forms for one in (straighten(form), straighten(form).replace("ё", "е"))
    ]
    return "|".join(dict.fromkeys(spelled))


def _write_rows(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, SIDE_NAME_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def main() -> None:
    """Write sides/ru.csv."""
    (FOLDER / "sides" / "ru.csv").write_text(build_sides(FOLDER), encoding="utf-8", newline="\n")
    sys.stdout.write("sides/ru.csv written\n")


if __name__ == "__main__":
    main()
