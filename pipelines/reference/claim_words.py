"""The words of one language by which a release counts past contacts, from its YAML file."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from pipelines.reference.files import WrongReference
from pipelines.reference.spelling import write_out

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The section `claims:` of a language file.

    what, verbs: what is counted ("meetings") -> forms. times: after a number; several: before one
    ("several times, at least twice"). numbers, once_words: word -> figure.
    qualifiers: "at_least" -> forms. joined: before one more count ("and twice in 2017").
    held: what tells that the counted took place.
    leaders, bilateral, multilateral: what tells the level and format of the counted.
    """

    what: dict[str, tuple[str, ...]]
    verbs: dict[str, tuple[str, ...]]
    times: tuple[str, ...]
    several: tuple[str, ...]
    once_words: dict[str, int]
    numbers: dict[str, int]
    qualifiers: dict[str, tuple[str, ...]]
    joined: tuple[str, ...]
    held: tuple[str, ...]
    leaders: tuple[str, ...]
    bilateral: tuple[str, ...]
    multilateral: tuple[str, ...]

    @property
    def counted(self) -> tuple[str, ...]:
        """The words for what is counted."""
        return tuple(form for forms in self.what.values() for form in forms)


def read_claim_words(section: dict[str, Any], path: Path) -> ClaimWords:
    """Return the typed section `claims:` of the language file at `path`.

    Raises WrongReference when a key is unknown or missing.
    """
    names = {field.name for field in fields(ClaimWords)}
    if set(section) != names:
        odd = ", ".join(sorted(set(section) ^ names))
        raise WrongReference(path, 1, f"claims: has unknown or lacks needed keys: {odd}")
    return ClaimWords(
        what=_lists(section["what"]),
        verbs=_lists(section["verbs"]),
        times=write_out(section["times"]),
        several=write_out(section["several"]),
        once_words=_figures(section["once_words"]),
        numbers=_figures(section["numbers"]),
        qualifiers=_lists(section["qualifiers"]),
        joined=write_out(section["joined"]),
        held=write_out(section["held"]),
        leaders=write_out(section["leaders"]),
        bilateral=write_out(section["bilateral"]),
        multilateral=write_out(section["multilateral"]),
    )


def _lists(section: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: write_out(forms) for name, forms in section.items()}


def _figures(section: dict[str, str]) -> dict[str, int]:
    return {word: int(figure) for form, figure in section.items() for word in write_out([form])}
