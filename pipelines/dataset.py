"""The whole method, without effects: a document to a coded release, coded frames to tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pipelines.coding.contacts import code_contacts
from pipelines.coding.cue_hits import CueFinder, put_cues
from pipelines.coding.findings import SentenceCoder
from pipelines.coding.status import StatusFinder
from pipelines.normalize.dates import find_dates
from pipelines.normalize.lexicon import compile_lexicon
from pipelines.normalize.publication import date_release
from pipelines.normalize.sentences import SentenceMarker
from pipelines.parse import parse_document
from pipelines.records import Actor, CodedRelease, Refused, Span
from pipelines.text import find_sentences

if TYPE_CHECKING:
    import pandas as pd

    from pipelines.coding.contacts import Coded
    from pipelines.frames import CodedFrames
    from pipelines.records import RawDocument, Release
    from pipelines.reference import Language, Reference, Source

SOUTHERN = frozenset({"AUS", "NZL", "ARG", "CHL", "URY", "PRY", "ZAF", "LSO", "SWZ", "BRA", "FJI"})


def code_document(
    document: RawDocument, reference: Reference, coding_version: str
) -> CodedRelease | Refused:
    """Return what a document tells of contacts, or why it could not be read."""
    source = reference.sources[document.source_id]
    release = parse_document(document, source)
    if isinstance(release, Refused):
        return release
    return code_release(release, reference, coding_version, source)


def code_release(
    release: Release, reference: Reference, coding_version: str, source: Source
) -> CodedRelease:
    """Return the contacts and claims that one release tells of, and what was refused in it."""
    language = reference.languages.get(release.language)
    words = language.dates if language else None
    release, refused = date_release(release, words, source.date_order)
    if language is None or language.actors is None or language.cues is None:
        return CodedRelease(release, None, refused=(*refused, _not_coded(release)))
    coded = find_contacts(release, reference, source)
    return CodedRelease(release, coding_version, coded.mentions, refused=refused)


def find_contacts(release: Release, reference: Reference, source: Source) -> Coded:
    """Return the contacts of a dated release in a language that can be coded."""
    tools = _compile(reference, release.language)
    cues = tools.cue_finder.find_cues(release.text)
    starts = [hit.span.start for hit in cues]
    spans = [s for s in find_sentences(release.text, release.language) if _holds(s, starts)]
    found = find_dates(
        release.text,
        tools.language.dates,
        release.published_day,
        order=source.date_order,
        southern=release.publisher in SOUTHERN,
    )
    marked = tools.marker.mark(release, spans, found.dates, source.principal)
    sentences = [
        put_cues(one, [hit for hit in cues if one.span.contains(hit.span)], release.text)
        for one in marked
    ]
    place = tools.marker.find_country(release.place) if release.place else None
    return code_contacts(
        release, sentences, tools.coder, speaker=_speaker(release, source), place_country=place
    )


@dataclass(frozen=True, slots=True)
class _Tools:
    language: Language
    cue_finder: CueFinder
    marker: SentenceMarker
    coder: SentenceCoder


@cache
def _compile(reference: Reference, tag: str) -> _Tools:
    language = reference.languages[tag]
    if language.actors is None or language.cues is None:
        raise ValueError(f"language {tag!r} has no words of actors and contacts")
    return _Tools(
        language,
        CueFinder(language.cues),
        SentenceMarker(compile_lexicon(reference, language), language.actors),
        SentenceCoder(language.cues, StatusFinder(language.cues), reference.contact_types),
    )


def _holds(sentence: Span, starts: list[int]) -> bool:
    return any(sentence.start <= start < sentence.end for start in starts)


def _speaker(release: Release, source: Source) -> Actor | None:
    """Return whose "I" a release is: the publisher's principal."""
    if source.principal is None:
        return None
    span = Span(0, 0)
    return Actor(span, release.publisher, None, source.principal, "head_of_government", is_publisher=True)


def _not_coded(release: Release) -> Refused:
    return Refused(
        source_id=release.source_id,
        address=release.address,
        stage="coding",
        reason="language not coded",
        detail=f"no words of contacts for language '{release.language}'",
        release_id=release.release_id,
        content_sha256=release.content_sha256,
    )


_ = replace
