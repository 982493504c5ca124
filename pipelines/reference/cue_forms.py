"""Reads the nouns and verbs that name contacts, from a language file, by their forms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipelines.reference.cue import Cue
from pipelines.reference.files import WrongReference
from pipelines.reference.spelling import write_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TENSES = ("base", "present", "past", "future", "ing", "participle")
_NOUN_KEYS = {"type", "sense", "channel", "needs", "forms", "each"}
_VERB_KEYS = {
    "sense", "type", "channel", "subject", "object", "after", "place", "each", "needs", *_TENSES,
}  # fmt: skip


def read_cues(contacts: dict[str, Any], path: Path) -> dict[str, tuple[Cue, ...]]:
    """Return the cues by form; a form that is noun and verb ("visit") has two.

    contacts: that section of the file at `path`. Raises WrongReference for an unknown key.
    """
    cues: dict[str, tuple[Cue, ...]] = {}
    for cue in [*_nouns(contacts["nouns"], path), *_verbs(contacts["verbs"], path)]:
        cues[cue.form] = _with(cues.get(cue.form, ()), cue)
    return cues


def _nouns(entries: list[dict[str, Any]], path: Path) -> Iterator[Cue]:
    for entry in entries:
        _refuse_unknown(entry, _NOUN_KEYS, path)
        kind = entry["type"]
        channel, needs = entry.get("channel"), entry.get("needs")
        sense = entry.get("sense", kind)
        for form in write_out(entry["forms"]):
            yield Cue(form, sense, kind, channel, needs)
        for form in write_out(entry.get("each", ())):
            yield Cue(form, kind, kind, channel, needs, is_each=True)


def _verbs(entries: list[dict[str, Any]], path: Path) -> Iterator[Cue]:
    for entry in entries:
        _refuse_unknown(entry, _VERB_KEYS, path)
        for tense in _TENSES:
            for form in write_out(entry.get(tense, ())):
                yield Cue(
                    form=form,
                    sense=entry["sense"],
                    contact_type=entry["type"],
                    channel=entry.get("channel"),
                    tenses=frozenset([tense]),
                    subject_role=entry["subject"],
                    object_role=entry["object"],
                    after=tuple(entry["after"]),
                    needs=entry.get("needs"),
                    takes_place=entry.get("place") == "true",
                    is_each=entry.get("each") == "true",
                )


def _with(known: tuple[Cue, ...], cue: Cue) -> tuple[Cue, ...]:
    # "received" is past and participle of one verb: one cue with both tenses.
    for place, other in enumerate(known):
        if other.is_verb and other.sense == cue.sense:
            both = replace(other, tenses=other.tenses | cue.tenses)
            return (*known[:place], both, *known[place + 1 :])
    return (*known, cue)


def _refuse_unknown(entry: dict[str, Any], allowed: set[str], path: Path) -> None:
    if odd := set(entry) - allowed:
        raise WrongReference(path, 1, f"contacts: unknown key {', '.join(sorted(odd))}")
