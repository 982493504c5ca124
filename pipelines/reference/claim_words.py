"""The words of one language by which a release counts past contacts, from its YAML file."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from pipelines.reference.files import WrongReference

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The section `claims:` of a language file.

    what, verbs: what is counted ("meetings") -> forms. times: after a number; several: before one
    ("several times, at least twice"). numbers, once_words: word -> figure.
    qualifiers: "at_least" -> forms. held: what tells that the counted took place.
    leaders, bilateral, multilateral: what tells the level and format of the counted.
    """

    what: dict[str, tuple[str, ...]]
    verbs: dict[str, tuple[str, ...]]
    times: tuple[str, ...]
    several: tuple[str, ...]
    once_words: dict[str, int]
    numbers: dict[str, int]
    qualifiers: dict[str, tuple[str, ...]]
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
        times=tuple(section["times"]),
        several=tuple(section["several"]),
        once_words={word: int(figure) for word, figure in section["once_words"].items()},
        numbers={word: int(figure) for word, figure in section["numbers"].items()},
        qualifiers=_lists(section["qualifiers"]),
        held=tuple(section["held"]),
        leaders=tuple(section["leaders"]),
        bilateral=tuple(section["bilateral"]),
        multilateral=tuple(section["multilateral"]),
    )


def _lists(section: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(forms) for name, forms in section.items()}
