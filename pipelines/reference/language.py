"""One language: the words of dates, actors and contacts that its YAML file lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.reference.actor_words import ActorWords, read_actor_words
from pipelines.reference.claim_words import ClaimWords, read_claim_words
from pipelines.reference.cues import ContactCues, read_contact_cues
from pipelines.reference.date_words import DateWords, read_date_words
from pipelines.reference.files import WrongReference, read_yaml

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language.

    actors, cues, claims: None while contacts cannot be coded; dates are still read.
    """

    tag: str
    dates: DateWords | None
    actors: ActorWords | None
    cues: ContactCues | None
    claims: ClaimWords | None


def read_languages(folder: Path) -> dict[str, Language]:
    """Return the languages of all `<tag>.yml` in `folder`, by tag."""
    return {path.stem: _read_language(path) for path in sorted(folder.glob("*.yml"))}


def read_dates(folder: Path, tag: str | None) -> DateWords | None:
    """Return how dates are written in one language, None where there is no file for it."""
    path = folder / f"{tag}.yml"
    return read_date_words(read_yaml(path).get("dates"), path) if path.exists() else None


def _read_language(path: Path) -> Language:
    sections = read_yaml(path)
    if odd := set(sections) - {"dates", "actors", "contacts", "status", "claims"}:
        raise WrongReference(path, 1, f"unknown section: {', '.join(sorted(odd))}")
    actors = sections.get("actors")
    contacts = sections.get("contacts")
    claims = sections.get("claims")
    return Language(
        tag=path.stem,
        dates=read_date_words(sections.get("dates"), path),
        actors=read_actor_words(actors, path) if actors else None,
        cues=read_contact_cues(contacts, sections["status"], path) if contacts else None,
        claims=read_claim_words(claims, path) if claims else None,
    )
