"""The words of one language that name offices, persons and their grammar, from its YAML file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.reference.files import WrongReference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_ALTERNATIVES = re.compile(r"\(([^()]*\|[^()]*)\)")  # matches "(|s)"; not "(s)"
_SECTIONS = frozenset(
    {
        "offices", "honorifics", "particles", "former", "portfolio", "not_names", "own",
        "acting", "own_of_states", "words", "macros", "patterns",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """One office as a language names it.

    level: rank of rule WHO-LEVEL; "secretary_of_state" and "counterpart" are settled by the side.
    forms, plurals: as written in running text, in every case that the language has.
    """

    office_id: str
    level: str
    forms: tuple[str, ...]
    plurals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorWords:
    """The section `actors:` of a language file.

    acting: what a state does and a place does not ("agreed"). own_of_states: what only a state
    has ("position"). words: symbol of the grammar -> forms. patterns: regular expressions over
    symbols.
    """

    offices: dict[str, Office]
    honorifics: tuple[str, ...]
    particles: frozenset[str]
    former: frozenset[str]
    portfolio: frozenset[str]
    not_names: frozenset[str]
    own: tuple[str, ...]
    acting: re.Pattern[str]
    own_of_states: frozenset[str]
    words: dict[str, str]
    patterns: tuple[re.Pattern[str], ...]


def read_actor_words(section: dict[str, Any], path: Path) -> ActorWords:
    """Return the typed section `actors:` of the language file at `path`.

    Raises WrongReference when a key is unknown or missing, or a pattern is no expression.
    """
    if set(section) != _SECTIONS:
        odd = ", ".join(sorted(set(section) ^ _SECTIONS))
        raise WrongReference(path, 1, f"actors: has unknown or lacks needed keys: {odd}")
    return ActorWords(
        offices={name: _read_office(name, entry) for name, entry in section["offices"].items()},
        honorifics=tuple(section["honorifics"]),
        particles=frozenset(section["particles"]),
        former=frozenset(section["former"]),
        portfolio=frozenset(section["portfolio"]),
        not_names=frozenset(section["not_names"]),
        own=tuple(section["own"]),
        acting=_any_of(section["acting"]),
        own_of_states=frozenset(section["own_of_states"]),
        words={form: symbol for symbol, forms in section["words"].items() for form in forms},
        patterns=tuple(
            _compile(pattern, section["macros"], path) for pattern in section["patterns"]
        ),
    )


def _read_office(name: str, entry: dict[str, Any]) -> Office:
    forms = _written_out(entry["forms"])
    plurals = _written_out(entry.get("plurals", ())) or tuple(_plurals_of(forms))
    return Office(name, entry["level"], forms, plurals)


def _written_out(forms: Iterable[str]) -> tuple[str, ...]:
    """Return the forms with each "(a|b)" in them as forms of their own."""
    return tuple(dict.fromkeys(one for form in forms for one in _alternatives(form)))


def _alternatives(form: str) -> Iterator[str]:
    found = _ALTERNATIVES.search(form)
    if found is None:
        yield form
        return
    for one in found[1].split("|"):
        yield from _alternatives(form[: found.start()] + one + form[found.end() :])


def _plurals_of(forms: tuple[str, ...]) -> Iterator[str]:
    # "Vice Presidents", but not "Head of the Offices": only a form without "of" takes an -s.
    return (f"{form}s" for form in forms if " of " not in form and not form.endswith("s"))


def _compile(pattern: str, macros: dict[str, str], path: Path) -> re.Pattern[str]:
    for name, macro in macros.items():
        pattern = pattern.replace(f"{{{name}}}", macro)
    try:
        return re.compile(pattern)
    except re.error as error:
        raise WrongReference(path, 1, f"actors: pattern {pattern!r} is wrong: {error}") from error


def _any_of(forms: list[str]) -> re.Pattern[str]:
    # "-ed" is an ending: matches "signed"; not "Ed".
    endings = (rf"[^\W\d_]{{3,20}}{re.escape(form[1:])}" for form in forms if form[0] == "-")
    return re.compile("|".join([*(re.escape(form) for form in forms if form[0] != "-"), *endings]))
