"""Takes names apart into surname and the rest, by their sounds, for comparing them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipelines.normalize.russian_names import sound_forms, words_of_name

# Where in a name the surname stands.
WHERE = ["last", "first"]


class Parts(NamedTuple):
    """A name by its surname, where in the name it stands, the first of its other words, and all."""

    where: str
    surname: str
    given: str
    rest: str
    has_initials: bool


@cache
def parts_written(name: str) -> tuple[Parts, ...]:
    """Return the parts of a name in Russian in each way in which its cases may be read."""
    words = words_of_name(name)
    initials = [word for word in words if f"{word}." in name]
    plain = [word for word in words if word not in initials]
    if not plain:
        return ()
    others = initials or plain[:-1]
    found = [(WHERE[0], plain[-1], others)]
    if not initials and len(plain) > 1:
        found.append((WHERE[1], plain[0], plain[1:]))
    return tuple(
        Parts(where, surname, given, rest, bool(initials))
        for where, last, rest_words in found
        for surname in sound_forms(last)
        for given, rest in _forms_of_rest(rest_words, where)
    )


def _forms_of_rest(words: list[str], where: str) -> list[tuple[str, str]]:
    """Return the first of the words, in each of its forms, with all of them.

    After a surname that stands first all count: "Phan" is no more told by "Van" than by nothing.
    """
    if not words:
        return [("", "")]
    rests = dict.fromkeys("".join(sound_forms(w)[form] for w in words) for form in (0, -1))
    if where == WHERE[1]:
        return [(rest, rest) for rest in rests]
    return [(given, rest) for given in sound_forms(words[0]) for rest in rests]


@cache
def parts_held(alias: str, *, is_called_by_first: bool) -> tuple[Parts, ...]:
    """Return the parts of a name of the table, also with the surname first where it may be so."""
    words = [sound_forms(word)[0] for word in words_of_name(alias)]
    if not words:
        return ()
    given = words[0] if len(words) > 1 else ""
    parts = [Parts(WHERE[0], words[-1], given, "".join(words[:-1]), has_initials=False)]
    if is_called_by_first and len(words) > 1:
        rest = "".join(words[1:])
        parts.append(Parts(WHERE[1], words[0], rest, rest, has_initials=False))
    return tuple(parts)
