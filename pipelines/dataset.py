"""The whole method, without effects: a document to a coded release, coded frames to tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from pipelines.build import (
    build_bilateral_contact_types,
    build_contacts,
    build_coverage,
    build_meetings_per_year,
    covered_years,
)
from pipelines.build.claims import build_claims
from pipelines.build.sides import part_by_sides
from pipelines.build.versions import choose_versions
from pipelines.coding.claims import ClaimFinder
from pipelines.coding.contacts import code_contacts
from pipelines.coding.cue_hits import CuedSentence, CueFinder, put_cues
from pipelines.coding.findings import SentenceCoder
from pipelines.coding.status import StatusFinder
from pipelines.normalize.dates import find_dates
from pipelines.normalize.holders import resolve_participants
from pipelines.normalize.lexicon import compile_lexicon
from pipelines.normalize.publication import date_release
from pipelines.normalize.sentences import SentenceMarker
from pipelines.parse import parse_document
from pipelines.records import Actor, Claim, CodedRelease, Refused, Span
from pipelines.schema import TABLES
from pipelines.text import find_sentences

if TYPE_CHECKING:
    from pipelines.coding.contacts import Coded
    from pipelines.frames import CodedFrames
    from pipelines.normalize.dates import RefusedDate
    from pipelines.records import RawDocument, Release
    from pipelines.reference import Language, Reference, Source
    from pipelines.reference.date_words import DateWords

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
    if language is None or language.dates is None or language.cues is None:
        return CodedRelease(release, None, refused=(*refused, _not_coded(release)))
    found = find_contacts(release, reference, source)
    refused = (*refused, *found.refused)
    return CodedRelease(release, coding_version, found.coded.mentions, found.claims, refused)


def find_contacts(release: Release, reference: Reference, source: Source) -> Found:
    """Return the contacts and claims of a dated release in a language that can be coded."""
    tools = _compile(reference, release.language)
    cues = tools.cue_finder.find_cues(release.text)
    starts = [hit.span.start for hit in cues]
    spans = [s for s in find_sentences(release.text, release.language) if _holds(s, starts)]
    found = find_dates(
        release.text,
        tools.dates,
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
    coded = code_contacts(
        release,
        sentences,
        tools.coder,
        speaker=_speaker(release, source, tools),
        place_country=place,
        counts=tools.claim_finder.find_counts(release, sentences),
    )
    claims, unpaired = tools.claim_finder.find_claims(release, sentences, coded.mentions)
    impossible = tuple(_impossible(one, release) for one in found.refused)
    return Found(coded, claims, tuple(sentences), (*impossible, *unpaired))


def assemble(frames: CodedFrames, reference: Reference) -> dict[str, pd.DataFrame]:
    """Return all published tables, by name, from all that was coded."""
    shown = choose_versions(frames)
    participants = resolve_participants(
        shown.participants, _days_of(shown.mentions, shown.releases), reference.holders
    )
    sided = part_by_sides(shown.mentions, participants, shown.releases)
    bodies = frozenset(s.code for s in reference.states if s.kind == "organisation")
    built = build_contacts(
        sided.mentions,
        sided.participants,
        shown.releases,
        reference.verdicts,
        reference.contact_types,
        bodies=bodies,
    )
    claims = build_claims(shown.claims)
    quarantine = pd.concat([shown.refused, sided.refused], ignore_index=True)
    releases = shown.releases.assign(
        n_contacts=_count(shown.releases, built.mentions),
        n_claims=_count(shown.releases, claims),
    )
    tables = {
        "releases": releases,
        "contact_mentions": built.mentions,
        "contacts": built.contacts,
        "participants": built.participants,
        "claims": claims,
        "meetings_per_year": build_meetings_per_year(built, claims, covered_years(releases)),
        "bilateral_contact_types": build_bilateral_contact_types(built),
        "quarantine": quarantine,
        "coverage": build_coverage(releases, built.mentions, quarantine),
    }
    return {name: TABLES[name].select(frame) for name, frame in tables.items()}


@dataclass(frozen=True, slots=True)
class Found:
    """What coding found in one release, with the sentences that it looked at (for `explain`)."""

    coded: Coded
    claims: tuple[Claim, ...]
    sentences: tuple[CuedSentence, ...]
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tools:
    language: Language
    dates: DateWords
    cue_finder: CueFinder
    marker: SentenceMarker
    coder: SentenceCoder
    claim_finder: ClaimFinder


@cache
def _compile(reference: Reference, tag: str) -> _Tools:
    language = reference.languages[tag]
    if language.dates is None or language.actors is None or language.cues is None:
        raise ValueError(f"language {tag!r} has no words of dates, actors or contacts")
    if language.claims is None:
        raise ValueError(f"language {tag!r} has no words of actors and contacts")
    return _Tools(
        language,
        language.dates,
        CueFinder(language.cues),
        SentenceMarker(
            compile_lexicon(reference, language), language.actors, reference.leader_offices
        ),
        SentenceCoder(language.cues, StatusFinder(language.cues), reference.contact_types),
        ClaimFinder(language.claims),
    )


def _holds(sentence: Span, starts: list[int]) -> bool:
    return any(sentence.start <= start < sentence.end for start in starts)


def _speaker(release: Release, source: Source, tools: _Tools) -> Actor | None:
    """Return whose "I" a release is: the publisher's principal."""
    actors = tools.language.actors
    if source.principal is None or actors is None:
        return None
    level = actors.offices[source.principal].level
    return Actor(Span(0, 0), release.publisher, None, source.principal, level, is_publisher=True)


def _days_of(mentions: pd.DataFrame, releases: pd.DataFrame) -> pd.DataFrame:
    """Return the days on which the holders of a mention's offices are sought [mention_key]."""
    told = mentions.merge(
        releases[["release_id", "published_day"]], on="release_id", validate="many_to_one"
    )
    # An invitation or a plan without a date speaks of whoever is in office as it is told.
    is_open = told["first_day"].isna() & told["last_day"].isna() & (told["status"] != "held")
    day = told["published_day"].where(is_open, told["first_day"])
    end = told["published_day"].where(is_open, told["last_day"])
    return pd.DataFrame({"mention_key": told["mention_key"], "from_day": day, "to_day": end})


def _count(releases: pd.DataFrame, rows: pd.DataFrame) -> pd.Series[int]:
    return releases["release_id"].map(rows.groupby("release_id").size()).fillna(0).astype("int64")


def _impossible(found: RefusedDate, release: Release) -> Refused:
    """Return the refusal of a date that does not exist."""
    return Refused(
        source_id=release.source_id,
        address=release.address,
        stage="contact",
        reason=found.reason,
        detail=found.detail,
        quote=found.quote,
        span_start=found.span.start,
        release_id=release.release_id,
        content_sha256=release.content_sha256,
    )


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
