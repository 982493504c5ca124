"""The words of one language that tell of contacts and of their status, from its YAML file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipelines.reference.files import WrongReference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TENSES = ("base", "present", "past", "ing", "participle")
_NOUN_KEYS = {"type", "sense", "channel", "needs", "forms", "each"}
_LINKS = (
    "setting_prepositions",
    "topic_prepositions",
    "setting_heads",
    "measures",
    "topic_nouns",
)
_VERB_KEYS = {"sense", "type", "channel", "subject", "object", "after", "place", "each", *_TENSES}


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that may tell of a contact.

    form: in lower case. channel: None leaves it to the contact type. needs: "object" or "body",
    without which the noun tells nothing. tenses: of a verb's form; empty for a noun.
    subject_role, object_role: rule WHO-ROLE. after: symbols that may stand before the object.
    takes_place: the object may be a place, which stands for its state. is_each: several of them,
    one for each partner ("telephone conversations with A and B").
    """

    form: str
    sense: str
    contact_type: str
    channel: str | None = None
    needs: str | None = None
    tenses: frozenset[str] = frozenset()
    subject_role: str = "participant"
    object_role: str = "participant"
    after: tuple[str, ...] = ()
    takes_place: bool = False
    is_each: bool = False

    @property
    def is_verb(self) -> bool:
        """Tell whether the form is a verb's."""
        return bool(self.tenses)


@dataclass(frozen=True, slots=True)
class ContactCues:
    """The sections `contacts:` and `status:` of a language file.

    cues: by form; a form that is noun and verb ("visit") has two. media: phrase -> contact type.
    light: verbs round an event noun, auxiliaries among them tell of none by themselves.
    setting_prepositions, topic_prepositions: before an event that was there, or is talked about;
    setting_heads, measures: nouns between ("in the course of", "a series of"); topic_nouns: those
    before a setting that make it a topic ("the situation at").
    separately, same_day, chained: words that tell of several contacts, of the day before told, of
    one more of what was just told. vague: before a plural that tells of no one event.
    levels: what tells that others than those named take part. phases: that talks go on.
    setting, around: what makes an event a mere setting.
    attending, attended: before and after an event, of which they list those present.
    accepted, extended: what became of an invitation.
    status: what it tells ("planned", "unreal" ...) -> phrases.
    """

    cues: dict[str, tuple[Cue, ...]]
    media: dict[str, str]
    light: frozenset[str]
    auxiliaries: frozenset[str]
    setting_prepositions: frozenset[str]
    topic_prepositions: frozenset[str]
    setting_heads: frozenset[str]
    measures: frozenset[str]
    topic_nouns: frozenset[str]
    separately: frozenset[str]
    same_day: tuple[str, ...]
    chained: frozenset[str]
    vague: frozenset[str]
    levels: tuple[str, ...]
    phases: tuple[str, ...]
    around: tuple[str, ...]
    attending: tuple[str, ...]
    attended: tuple[str, ...]
    setting: tuple[str, ...]
    accepted: frozenset[str]
    extended: frozenset[str]
    status: dict[str, tuple[str, ...]]


def read_contact_cues(contacts: dict[str, Any], status: dict[str, Any], path: Path) -> ContactCues:
    """Return the typed sections `contacts:` and `status:` of the language file at `path`.

    Raises WrongReference when an entry has an unknown key.
    """
    cues: dict[str, tuple[Cue, ...]] = {}
    for cue in [*_nouns(contacts["nouns"], path), *_verbs(contacts["verbs"], path)]:
        cues[cue.form] = _with(cues.get(cue.form, ()), cue)
    return ContactCues(
        cues=cues,
        media={form: name for name, forms in contacts["media"].items() for form in forms},
        light=frozenset(contacts["light"]),
        auxiliaries=frozenset(contacts["auxiliaries"]),
        **{name: frozenset(contacts["links"][name]) for name in _LINKS},
        separately=frozenset(contacts["separately"]),
        same_day=tuple(contacts["same_day"]),
        chained=frozenset(contacts["chained"]),
        vague=frozenset(contacts["vague"]),
        levels=tuple(contacts["levels"]),
        phases=tuple(contacts["phases"]),
        around=tuple(contacts["around"]),
        attending=tuple(contacts["attending"]),
        attended=tuple(contacts["attended"]),
        setting=tuple(contacts["setting"]),
        accepted=frozenset(contacts["accepted"]),
        extended=frozenset(contacts["extended"]),
        status={name: tuple(forms) for name, forms in status.items()},
    )


def _nouns(entries: list[dict[str, Any]], path: Path) -> Iterator[Cue]:
    for entry in entries:
        _refuse_unknown(entry, _NOUN_KEYS, path)
        kind = entry["type"]
        channel, needs = entry.get("channel"), entry.get("needs")
        sense = entry.get("sense", kind)
        for form in entry["forms"]:
            yield Cue(form, sense, kind, channel, needs)
        for form in entry.get("each", ()):
            yield Cue(form, kind, kind, channel, needs, is_each=True)


def _verbs(entries: list[dict[str, Any]], path: Path) -> Iterator[Cue]:
    for entry in entries:
        _refuse_unknown(entry, _VERB_KEYS, path)
        for tense in _TENSES:
            for form in entry[tense]:
                yield Cue(
                    form=form,
                    sense=entry["sense"],
                    contact_type=entry["type"],
                    channel=entry.get("channel"),
                    tenses=frozenset([tense]),
                    subject_role=entry["subject"],
                    object_role=entry["object"],
                    after=tuple(entry["after"]),
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
