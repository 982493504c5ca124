"""The words of one language that name offices, persons and their grammar, from its YAML file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.reference.files import WrongReference
from pipelines.reference.seat_words import SeatWords, read_seat_words
from pipelines.reference.spelling import write_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST = 24  # as many as a pattern may repeat: a list of that many presidents
_SECTIONS = frozenset(
    {
        "offices", "not_yet", "honorifics", "particles", "former", "portfolio", "not_names", "own",
        "acting", "addressed", "own_of_states", "look_alikes", "combining", "shared_adjectives",
        "post_nominals", "state_words", "private_bodies", "words", "macros", "patterns",
    }
)  # fmt: skip
_OPTIONAL = frozenset(
    {
        "surnames",
        "lone_surnames",
        "seats",
        "nouns",
        "agreeing",
        "initial",
        "goals",
        "of_two",
        "behind_sides",
    }
)


@dataclass(frozen=True, slots=True)
class Office:
    """One office as a language names it.

    level: rank of rule WHO-LEVEL; "counterpart" is settled by the side. level_by_side: the rank of
    the same title in the sides where it is another. forms, plurals: as written in running text, in
    every case that the language has. own_forms: forms that only one side has, by its code ("Pope").
    bodies: what "the head of" leads the body with this office ("the foreign ministry");
    own_bodies: those that only one side has. organs: names of an organisation by which its head
    has the office ("European Council"). is_honorific: also stands before the name of whom
    another title introduces ("the Foreign Minister, Ambassador X"). leads_organisations: in one it
    is its head's.
    """

    office_id: str
    level: str
    level_by_side: dict[str, str]
    forms: tuple[str, ...]
    plurals: tuple[str, ...]
    own_forms: dict[str, tuple[str, ...]]
    bodies: tuple[str, ...]
    own_bodies: dict[str, tuple[str, ...]]
    organs: frozenset[str]
    is_honorific: bool
    leads_organisations: bool

    def level_of(self, country: str) -> str:
        """Return the rank of this office of the side `country`."""
        return self.level_by_side.get(country, self.level)


@dataclass(frozen=True, slots=True)
class ActorWords:
    """The section `actors:` of a language file.

    not_yet: endings of a title that is not held yet ("-elect"). acting: what a state does and a
    place does not ("agreed"). addressed: verbs whose object is a state ("thanked"). own_of_states:
    what only a state has ("position"). look_alikes: names that hold a side's ("Gulf of Guinea").
    combining: code of what opens a compound ("Sino"). shared_adjectives: codes of the sides that an
    adjective may mean ("Congolese"). post_nominals: what stands after a name and is no part of it
    ("MP"). state_words: what a state's leader is told to lead ("Republic"); private_bodies: what
    only somebody who is nobody's official leads ("Academy"). words: symbol of the
    grammar -> forms. patterns: regular expressions over symbols, a macro that is a list giving one
    pattern for each of its members. seats: how a capital that acts is told in a language with
    cases, else None.
    nouns: what a sentence may start with and is no name, None where names need no such help.
    agreeing: an adjective with its noun, by their endings. initial: symbol of an initial.
    has_articles: whether the language has any. surnames: which of not_names begin a name after a
    title ("Madam Park Geun-hye"), lone_surnames: are one ("Minister Park"). of_two: verbs of two
    in a headline ("A, President B discuss"). behind_sides: what makes a side the place of
    something ("-based").
    """

    offices: dict[str, Office]
    not_yet: tuple[str, ...]
    honorifics: tuple[str, ...]
    particles: frozenset[str]
    former: frozenset[str]
    portfolio: frozenset[str]
    not_names: frozenset[str]
    own: tuple[str, ...]
    acting: re.Pattern[str]
    addressed: frozenset[str]
    own_of_states: frozenset[str]
    look_alikes: tuple[str, ...]
    combining: dict[str, str]
    shared_adjectives: dict[str, tuple[str, ...]]
    post_nominals: frozenset[str]
    state_words: frozenset[str]
    private_bodies: frozenset[str]
    words: dict[str, str]
    patterns: tuple[re.Pattern[str], ...]
    seats: SeatWords | None = None
    nouns: re.Pattern[str] | None = None
    agreeing: re.Pattern[str] | None = None
    goals: re.Pattern[str] | None = None
    initial: str = "N"
    has_articles: bool = True
    surnames: frozenset[str] = frozenset()
    lone_surnames: frozenset[str] = frozenset()
    of_two: frozenset[str] = frozenset()
    behind_sides: tuple[str, ...] = ()


def read_actor_words(section: dict[str, Any], path: Path) -> ActorWords:
    """Return the typed section `actors:` of the language file at `path`.

    Raises WrongReference when a key is unknown or missing, or a pattern is no expression.
    """
    if set(section) - _OPTIONAL != _SECTIONS:
        odd = ", ".join(sorted((set(section) - _OPTIONAL) ^ _SECTIONS))
        raise WrongReference(path, 1, f"actors: has unknown or lacks needed keys: {odd}")
    return ActorWords(
        offices={name: _read_office(name, entry) for name, entry in section["offices"].items()},
        not_yet=tuple(section["not_yet"]),
        honorifics=write_out(section["honorifics"]),
        particles=frozenset(section["particles"]),
        former=frozenset(section["former"]),
        portfolio=frozenset(write_out(section["portfolio"])),
        not_names=frozenset(write_out(section["not_names"])),
        own=tuple(section["own"]),
        acting=_any_of(section["acting"]),
        addressed=frozenset(section["addressed"]),
        own_of_states=frozenset(section["own_of_states"]),
        look_alikes=tuple(section["look_alikes"]),
        combining=section["combining"],
        shared_adjectives={
            form: tuple(sides) for form, sides in section["shared_adjectives"].items()
        },
        post_nominals=frozenset(section["post_nominals"]),
        state_words=frozenset(section["state_words"]),
        private_bodies=frozenset(section["private_bodies"]),
        words={
            form: symbol for symbol, forms in section["words"].items() for form in write_out(forms)
        },
        patterns=tuple(
            _compile(pattern, path)
            for one in section["patterns"]
            for pattern in _with_macros(one, section["macros"])
        ),
        seats=read_seat_words(section.get("seats"), path),
        nouns=_any_of(section["nouns"]) if "nouns" in section else None,
        agreeing=_pairs_of(section["agreeing"]) if "agreeing" in section else None,
        goals=_goals_of(section["goals"]) if "goals" in section else None,
        initial=section.get("initial", "N"),
        has_articles="t" in section["words"],
        surnames=frozenset(section.get("surnames", ())),
        lone_surnames=frozenset(section.get("lone_surnames", ())),
        of_two=frozenset(section.get("of_two", ())),
        behind_sides=tuple(section.get("behind_sides", ())),
    )


def _read_office(name: str, entry: dict[str, Any]) -> Office:
    forms = write_out(entry.get("forms", ()))
    plurals = write_out(entry.get("plurals", ())) or tuple(_plurals_of(forms))
    by_level: dict[str, list[str]] = entry.get("level_by_side", {})
    return Office(
        office_id=name,
        level=entry["level"],
        level_by_side={side: level for level, sides in by_level.items() for side in sides},
        forms=forms,
        plurals=plurals,
        own_forms=_by_side(entry.get("own_forms", {})),
        bodies=write_out(entry.get("bodies", ())),
        own_bodies=_by_side(entry.get("own_bodies", {})),
        organs=frozenset(entry.get("organs", ())),
        is_honorific=entry.get("is_honorific") == "true",
        leads_organisations=entry.get("leads_organisations") == "true",
    )


def _by_side(forms: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {side: write_out(own) for side, own in forms.items()}


def _plurals_of(forms: tuple[str, ...]) -> Iterator[str]:
    # "Vice Presidents", but not "Head of the Offices": only a form without "of" takes an -s.
    return (f"{form}s" for form in forms if " of " not in form and not form.endswith("s"))


def _with_macros(pattern: str, macros: dict[str, str | list[str]]) -> Iterator[str]:
    """Yield the pattern with its macros put in: one for each way to choose among lists of them."""
    name = next((name for name in macros if f"{{{name}}}" in pattern), None)
    if name is None:
        yield pattern
        return
    macro = macros[name]
    for one in [macro] if isinstance(macro, str) else macro:
        yield from _with_macros(pattern.replace(f"{{{name}}}", one), macros)


def _compile(pattern: str, path: Path) -> re.Pattern[str]:
    # No title has more of anything; without an end each of a run of honorifics seeks through all.
    bounded = pattern.replace("*", f"{{0,{_MOST}}}").replace("+", f"{{1,{_MOST}}}")
    try:
        return re.compile(bounded)
    except re.error as error:
        raise WrongReference(path, 1, f"actors: pattern {pattern!r} is wrong: {error}") from error


def _any_of(forms: list[str]) -> re.Pattern[str]:
    # "-ed" is an ending: matches "signed"; not "Ed".
    endings = (rf"[^\W\d_]{{3,20}}{re.escape(form[1:])}" for form in forms if form[0] == "-")
    return re.compile("|".join([*(re.escape(form) for form in forms if form[0] != "-"), *endings]))


def _pairs_of(endings: list[str]) -> re.Pattern[str]:
    # A pair is of two endings. Matches "Высшего совета"; not "Зеленского ждут".
    pairs = (pair.replace("-", r"[^\W\d_]{2,20}") for pair in endings)
    return re.compile("|".join(pairs))


def _goals_of(section: dict[str, list[str]]) -> re.Pattern[str]:
    # Matches the end of "Москву", "Казахстан"; not of "Баку", which has no cases.
    without = "".join(rf"(?<!{re.escape(name)})" for name in section["undeclined"])
    return re.compile(rf"(?:{'|'.join(map(re.escape, section['endings']))})$(?:{without})")
