"""The committed tables of dates and actors in context, and how a finding is compared with them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from pipelines.normalize.names import is_same_person, words_of
from pipelines.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.records import Tense

FOLDER = Path(__file__).parent / "unit" / "normalize"
_MARK = re.compile(r"\{([^{}=]*?) = ([^{}]*?)\}")
_LIKE_WORD = 60
_TENSES: dict[str, Tense | None] = {"past": "past", "future": "future", "": None}


@dataclass(frozen=True)
class DateCase:
    """A text and what is to be found in it: where, as written, EDTF or mark."""

    name: str
    part: str
    language: str
    published: date | None
    order: str
    southern: bool
    tense: Tense | None
    text: str
    dates: list[tuple[int, str, str]]


@dataclass(frozen=True)
class ActorCase:
    """A text with its sides in order (as written, code) and its officials.

    persons: name, code and level; the name is "?" where nobody need know it, and has a "*" before
    it where the text does not tell it.
    """

    name: str
    part: str
    language: str
    published: date
    publisher: str
    text: str
    sides: list[tuple[str, str]]
    persons: list[tuple[str, str, str]]

    @property
    def line(self) -> dict[str, str]:
        """The text as `communique normalize` reads it."""
        published = self.published.isoformat()
        told = {"id": self.name, "text": self.text, "published": published}
        return told | {"language": self.language, "publisher": self.publisher}

    def count_sides(self, found: dict[str, Any]) -> Counter[str]:
        """Return how many namings of sides are told, read right, and read where none is told."""
        left = [(one["quote"], one["country"]) for one in found["sides"]]
        right = 0
        for side in self.sides:
            match = next((one for one in left if _is_side(side, one)), None)
            if match is not None:
                left.remove(match)
                right += 1
        return _tally(len(self.sides), right, len(left))

    def count_persons(self, found: dict[str, Any]) -> Counter[str]:
        """Return how many officials are told, read right, and read where none is told."""
        right = sum(any(_is_one(told, one) for one in found["persons"]) for told in self.persons)
        false = sum(not any(_is_one(told, o) for told in self.persons) for o in found["persons"])
        return _tally(len(self.persons), right, false)

    def has_sides(self, found: dict[str, Any]) -> bool:
        """Tell whether just the sides were found, in their order."""
        named = [(one["quote"], one["country"]) for one in found["sides"]]
        return len(named) == len(self.sides) and all(map(_is_side, self.sides, named))

    def has_persons(self, found: dict[str, Any]) -> bool:
        """Tell whether just the officials were found, each at least once."""
        left = list(self.persons)
        for one in found["persons"]:
            match = next((told for told in self.persons if _is_one(told, one)), None)
            if match is None:
                return False
            left = [told for told in left if told != match]
        return not left


def _is_side(told: tuple[str, str], found: tuple[str, str]) -> bool:
    """Tell whether both name one side at one place: "UN" and "UN Security Council" do."""
    return told[1] == found[1] and (told[0] in found[0] or found[0] in told[0])


def _tally(told: int, right: int, false: int) -> Counter[str]:
    return Counter(told=told, right=right, false=false)


def _is_one(told: tuple[str, str, str], found: dict[str, Any]) -> bool:
    name, country, level = told
    if (found["country"], found["level"]) != (country, level):
        return False
    if name == "?":
        return True
    names = (found["person"] or "", *_spellings().get(found["person_id"], ()))
    if any(is_same_person(name.removeprefix("*"), one) for one in names):
        return True
    is_russian = re.search(r"[\u0400-\u04ff]", name) is not None
    return is_russian and name in found["quote"] and any(_has_word_of(one, name) for one in names)


def _has_word_of(spelling: str, written: str) -> bool:
    """Tell whether a spelling has a word like one of a name written in some case.

    The name as written stands in the quote; this tells whether the table's person can be meant,
    whom initials and other alphabets hide: "Tony Blair" for the name with the initial E.
    """
    return any(
        fuzz.ratio(one, other) >= _LIKE_WORD
        for one in words_of(written)
        for other in words_of(spelling)
        if len(one) > 1 and len(other) > 1
    )


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """Return every spelling that the holders' table has of each person, by identity."""
    spelled: dict[str, set[str]] = {}
    for one in load_reference().holders.itertuples():
        spelled.setdefault(one.person_id, set()).update(one.aliases)
    return {person: frozenset(names) for person, names in spelled.items()}


def read_date_cases() -> list[DateCase]:
    """Return the lines of date_cases.csv."""
    return [_read_date_case(number, row) for number, row in _rows("date_cases.csv")]


def read_actor_cases() -> list[ActorCase]:
    """Return the lines of actor_cases.csv."""
    return [_read_actor_case(number, row) for number, row in _rows("actor_cases.csv")]


def _rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(line for line in file if not line.startswith("#")), 1)


def _read_date_case(number: int, row: dict[str, str]) -> DateCase:
    text, dates, place = "", [], 0
    for mark in _MARK.finditer(row["marked"]):
        text += row["marked"][place : mark.start()]
        dates.append((len(text), mark[1], mark[2]))
        text += mark[1]
        place = mark.end()
    return DateCase(
        name=f"{row['language']}-{row['part']}-{number}",
        part=row["part"],
        language=row["language"],
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        order=row["order"],
        southern=row["hemisphere"] == "south",
        tense=_TENSES[row["tense"]],
        text=text + row["marked"][place:],
        dates=dates,
    )


def _read_actor_case(number: int, row: dict[str, str]) -> ActorCase:
    sides = [tuple(one.rsplit("=", 1)) for one in row["sides"].split("; ") if one]
    persons = [tuple(one.split("|")) for one in row["persons"].split("; ") if one]
    return ActorCase(
        name=f"{row['language']}-{row['part']}-{number}",
        part=row["part"],
        language=row["language"],
        published=date.fromisoformat(row["published"]),
        publisher=row["publisher"],
        text=row["text"],
        sides=[(quote, code) for quote, code in sides],
        persons=[(name, code, level) for name, code, level in persons],
    )
