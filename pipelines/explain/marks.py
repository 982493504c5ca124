"""The marked places of a sentence: its officials, sides, places, dates, cues and decisive words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.explain.records import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.explain.records import Reading
    from pipelines.records import Actor, FoundDate, Token

_KIND_OF = {"@": "official", "$": "side", "=": "side", "A": "side", "P": "place", "D": "date"}
_NO_SIDE = "?"


def find_marks(
    sentence: CuedSentence, readings: Sequence[Reading], names: Mapping[str, str]
) -> tuple[Mark, ...]:
    """Return the marks of a sentence, in order and apart; names: of the sides, by code."""
    marks = [mark for token in sentence.tokens if (mark := _mark_of(token, names))]
    marks += [_mark_of_cue(reading) for reading in readings]
    words = [
        Mark(reading.word, "word", reading.rule_id, f"{reading.rule_id}: {reading.detail}")
        for reading in readings
        if reading.word
    ]
    return keep_apart([*marks, *words])


def keep_apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks in order, without those that overlap one given before them."""
    kept: list[Mark] = []
    for mark in marks:
        if not any(mark.span.overlaps(other.span) for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda mark: mark.span))


def _mark_of(token: Token, names: Mapping[str, str]) -> Mark | None:
    kind = _KIND_OF.get(token.symbol)
    if kind is None:
        return None
    if token.date is not None:
        return Mark(token.span, kind, token.date.value.edtf or "unknown", _about_date(token.date))
    if token.actors:
        labels = dict.fromkeys(actor.country or _NO_SIDE for actor in token.actors)
        about = "; ".join(_about_actor(actor, names) for actor in token.actors)
        return Mark(token.span, kind, " ".join(labels), about)
    if token.country is None:
        return None
    name = names.get(token.country, token.country)
    return Mark(token.span, kind, token.country, f"in {name}" if kind == "place" else name)


def _mark_of_cue(reading: Reading) -> Mark:
    numbers = ", ".join(str(number) for number in reading.contacts)
    gave = f"contact {numbers}" if numbers else f"no contact, {reading.rule_id}"
    about = f"cue of {reading.contact_type}: {gave}"
    return Mark(reading.cue_span, "cue", reading.contact_type, about, reading.contacts)


def _about_actor(actor: Actor, names: Mapping[str, str]) -> str:
    side = names.get(actor.country, actor.country) if actor.country else "no side told"
    office = actor.office.replace("_", " ") if actor.office else None
    level = actor.level if actor.level not in {None, "unknown", actor.office} else None
    assumed = "assumed the publisher's own" if actor.is_publisher else None
    return ", ".join(part for part in (actor.person, office, level, side, assumed) if part)


def _about_date(found: FoundDate) -> str:
    value = found.value
    if value.first_day is None and value.last_day is None:
        return f"a date that tells no day ({found.rule_id})"
    first, last = value.first_day or "..", value.last_day or ".."
    days = f"{first}" if first == last else f"{first} to {last}"
    return f"{days}, precision {value.precision} ({found.rule_id})"
