"""What the normalisers find in single texts: dates, sides and persons, a batch at a time."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipelines.frames import DAY, NUMBER, TEXT, type_frame
from pipelines.normalize.counterparts import COUNTERPART
from pipelines.normalize.dates import SOUTHERN, find_dates
from pipelines.normalize.holders import resolve_participants
from pipelines.normalize.lexicon import compile_lexicon
from pipelines.normalize.naming import find_officials, find_sides, is_lone
from pipelines.normalize.sentences import SentenceMarker
from pipelines.normalize.tense import find_verbs
from pipelines.text import find_sentences, level_text

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from datetime import date

    from pipelines.normalize.naming import NamedSide
    from pipelines.records import Actor, DateSpan, FoundDate, Span
    from pipelines.reference import Reference
    from pipelines.reference.date_words import DateWords

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text to be normalised by itself.

    text: in NFC; all offsets point into it. published: what relative dates and offices without a
    name are resolved by. order: of all-digit dates, "DMY" or "MDY". language: tag of the text.
    publisher: code of the side that speaks, "" where nobody does.
    """

    text: str
    published: date | None = None
    order: str = "DMY"
    language: str = "en"
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    dates: list[Row] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)
    sides: list[NamedSide] = field(default_factory=list)
    officials: list[Actor] = field(default_factory=list)


def make_phrase(text: str, **told: Any) -> Phrase:  # noqa: ANN401 - the fields of Phrase
    """Return the phrase of a text in any Unicode form."""
    return Phrase(unicodedata.normalize("NFC", text), **told)


def normalize_phrases(phrases: Sequence[Phrase], reference: Reference) -> list[Row]:
    """Return of each phrase its dates, sides and persons, in the phrases' order.

    A name that belongs to officials of several sides is in `unresolved`, with the candidates; a
    day that no calendar has in `impossible`. A language without a file is refused.
    """
    found = [_find(phrase, reference) for phrase in phrases]
    persons, unresolved = _resolve(phrases, found, reference)
    rows: list[Row] = []
    for number, (phrase, one) in enumerate(zip(phrases, found, strict=True)):
        row: Row = {
            "dates": one.dates,
            "sides": [_cite(phrase, s.span) | {"country": s.country} for s in one.sides],
            "persons": persons.get(number, []),
        }
        row |= {"impossible": one.refused} if one.refused else {}
        row |= {"unresolved": unresolved[number]} if number in unresolved else {}
        row |= {} if phrase.language in reference.languages else {"refused": "language"}
        rows.append(row)
    return rows


def _find(phrase: Phrase, reference: Reference) -> _Found:
    language = reference.languages.get(phrase.language)
    if language is None or language.dates is None:
        return _Found()
    text = level_text(phrase.text)
    dates = find_dates(
        text,
        language.dates,
        phrase.published,
        order=phrase.order,
        southern=phrase.publisher in SOUTHERN,
    )
    spans = find_sentences(text, phrase.language)
    told = _tell_dates(phrase, dates.dates, spans, language.dates)
    refused = [_cite(phrase, one.span) | {"reason": one.detail} for one in dates.refused]
    if language.actors is None:
        return _Found(told, refused)
    marker = _compile_marker(reference, phrase.language)
    finder = marker.start(text, phrase.publisher, None)
    tokens = [marker.tokenize(finder, span, dates.dates) for span in spans]
    sides = [side for sentence in tokens for side in find_sides(sentence)]
    marked = marker.mark_tokens(finder, spans, tokens)
    return _Found(told, refused, sides, list(find_officials(marked)))


@cache
def _compile_marker(reference: Reference, tag: str) -> SentenceMarker:
    language = reference.languages[tag]
    if language.actors is None:
        raise ValueError(f"language {tag!r} has no words of actors")
    lexicon = compile_lexicon(reference, language)
    return SentenceMarker(
        lexicon, language.actors, reference.leader_offices, reference.lacking_offices
    )


def _tell_dates(
    phrase: Phrase, dates: Sequence[FoundDate], spans: Sequence[Span], words: DateWords
) -> list[Row]:
    verbs = find_verbs(phrase.text, words) if dates else None
    starts = [span.start for span in spans]
    told = []
    for found in dates:
        place = bisect_right(starts, found.span.start) - 1
        inside = place >= 0 and spans[place].contains(found.span)
        tense = verbs.tense_beside(found.span, spans[place]) if verbs and inside else None
        told.append(_tell_date(phrase, found, found.value_as(phrase.published, tense)))
    return told


def _tell_date(phrase: Phrase, found: FoundDate, value: DateSpan) -> Row:
    return _cite(phrase, found.span) | {
        "first_day": value.first_day.isoformat() if value.first_day else None,
        "last_day": value.last_day.isoformat() if value.last_day else None,
        "date_precision": value.precision,
        "date_edtf": value.edtf,
        "rule_id": found.rule_id,
    }


def _cite(phrase: Phrase, span: Span) -> Row:
    quote = phrase.text[span.start : span.end]
    return {"quote": quote, "span_start": span.start, "span_end": span.end}


def _resolve(
    phrases: Sequence[Phrase], found: Sequence[_Found], reference: Reference
) -> tuple[dict[int, list[Row]], dict[int, list[Row]]]:
    """Return persons and unresolved names by the number of their phrase, holders by its day."""
    named = [(number, actor) for number, one in enumerate(found) for actor in one.officials]
    persons: dict[int, list[Row]] = {}
    unresolved: dict[int, list[Row]] = {}
    if not named:
        return persons, unresolved
    participants = pd.DataFrame(
        [_as_participant(phrases[number], number, actor) for number, actor in named],
        columns=[*_PARTICIPANT],
    ).assign(position=range(len(named)))
    days = pd.DataFrame(
        {
            "mention_key": [str(number) for number in range(len(phrases))],
            "from_day": [phrase.published for phrase in phrases],
        }
    )
    resolved = resolve_participants(
        type_frame(participants, {**_PARTICIPANT, "position": NUMBER}),
        type_frame(days.assign(to_day=days["from_day"], told_day=days["from_day"]), _DAYS),
        reference.holders,
    ).sort_values("position")
    for (number, actor), row in zip(named, resolved.to_dict("records"), strict=True):
        told = _cite(phrases[number], actor.span)
        is_nobody = pd.isna(row["person"]) and row["office"] == COUNTERPART
        if is_nobody or (pd.isna(row["country"]) and is_lone(actor)) or _is_consort(row):
            continue
        if pd.isna(row["country"]):
            candidates = row["candidates"] if isinstance(row["candidates"], list) else []
            unresolved.setdefault(number, []).append(
                told | {"person": actor.person, "candidates": candidates}
            )
            continue
        known = {name: None if pd.isna(row[name]) else row[name] for name in _SHOWN}
        persons.setdefault(number, []).append(told | known | {"is_inferred": row["is_inferred"]})
    return persons, unresolved


def _is_consort(row: Mapping[Hashable, Any]) -> bool:
    """Tell whether a queen does not reign, so far as the holders' table knows: no official."""
    return bool(row["office"] == "queen" and row["level"] == "other")


_PARTICIPANT = dict.fromkeys(
    ("mention_key", "country", "candidate", "person", "office", "level"), TEXT
)
_DAYS = {"mention_key": TEXT, "from_day": DAY, "to_day": DAY, "told_day": DAY}
_SHOWN = ("person", "person_id", "country", "office", "level")


def _as_participant(phrase: Phrase, number: int, actor: Actor) -> tuple[str | None, ...]:
    candidate = phrase.publisher or None if actor.is_publisher else None
    country = actor.country or None
    return str(number), country, candidate, actor.person, actor.office, actor.level
