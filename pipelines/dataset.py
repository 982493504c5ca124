"""The method for one document, without effects: from its bytes to a coded release."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from pipelines.assembly import assemble, list_bodies
from pipelines.coding.accreditation import places_of_lists, with_envoys
from pipelines.coding.agendas import find_lines, headings_of
from pipelines.coding.candidates import without_candidacies, without_former
from pipelines.coding.capitals import with_capitals
from pipelines.coding.cases import CaseReader
from pipelines.coding.claims import ClaimFinder
from pipelines.coding.company import without_company
from pipelines.coding.completion import with_listed, without_ended
from pipelines.coding.contacts import code_contacts
from pipelines.coding.cue_hits import CuedSentence, CueFinder, put_cues
from pipelines.coding.delegations import with_delegations
from pipelines.coding.findings import SentenceCoder
from pipelines.coding.joint import both_of
from pipelines.coding.leaders_abroad import put_leaders_sides, with_leaders_sides
from pipelines.coding.peoples import with_peoples
from pipelines.coding.printed import find_letter, signed
from pipelines.coding.programme import on_day_of_title
from pipelines.coding.receptions import place_receptions
from pipelines.coding.residents import with_residents
from pipelines.coding.rolls import places_of_rolls, with_rolls
from pipelines.coding.shared_sides import with_shared_sides
from pipelines.coding.status import StatusFinder
from pipelines.coding.staying import find_stays
from pipelines.coding.title import speaker_of, title_envoy, title_official
from pipelines.coding.turns import add_labels
from pipelines.normalize.dates import SOUTHERN, find_dates
from pipelines.normalize.known_sides import find_side
from pipelines.normalize.lexicon import compile_lexicon
from pipelines.normalize.publication import date_release
from pipelines.normalize.sentences import SentenceMarker
from pipelines.parse import parse_document
from pipelines.quick_record import replace
from pipelines.records import Actor, Claim, CodedRelease, Refused, Span
from pipelines.text import find_sentences_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from pipelines.coding.contacts import Coded
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.normalize.actors import ActorFinder
    from pipelines.normalize.dates import RefusedDate
    from pipelines.records import FoundDate, RawDocument, Release
    from pipelines.reference import Language, Reference, Source
    from pipelines.reference.claim_words import ClaimWords
    from pipelines.reference.cues import ContactCues
    from pipelines.reference.date_words import DateWords

__all__ = ["Found", "assemble", "code_document", "code_release", "find_contacts"]


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
    words = tools.words
    cues = tools.cue_finder.find_cues(release.text)
    # The title introduces whom the text names in short, also where it tells of no contact.
    lists = places_of_lists(release.text, cues, words) + places_of_rolls(release.text, cues)
    starts = {*(hit.span.start for hit in cues), *lists, *find_stays(release.text, words)}
    told = find_sentences_with([0, *sorted(starts)], release.text, release.language, words.pointing)
    spans = add_labels(release.text, told)
    found = find_dates(
        release.text,
        tools.dates,
        release.published_day,
        order=source.date_order,
        southern=release.publisher in SOUTHERN,
        within=[*spans, *release.people, *(lines := find_lines(release))],
    )
    finder = tools.marker.start(release.text, release.publisher, source.principal)
    marked = tools.marker.mark(finder, spans, found.dates)
    marked_title = marked[:1]
    subject = title_official(marked, release)
    both = both_of(marked, release, words.jointly)
    if marked and not any(marked[0].span.contains(hit.span) for hit in cues):
        marked = marked[1:]
    sentences = [
        tools.case_reader.put_prepositions(
            _reworded(
                put_cues(with_delegations(one, words, release.publisher), cues, release.text, words)
            )
        )
        for one in marked
    ]
    side_of = partial(find_side, holders=reference.holders)
    sentences = with_rolls(with_envoys(sentences), release.text)
    sentences = put_leaders_sides(sentences, release, side_of)
    counts = tools.claim_finder.find_counts(release, sentences)
    place = tools.marker.find_country(release.place) if release.place else None
    coded = code_contacts(
        release,
        sentences,
        tools.coder,
        speaker=_speaker(release, source, tools)
        or speaker_of(release.text, subject, release.publisher),
        subject=subject,
        envoy=title_envoy(marked_title, release),
        both=both,
        letter=signed(
            find_letter(marked_title, sentences, release, words),
            release.text,
            partial(tools.marker.mark, finder, dates=found.dates),
        ),
        place_country=place,
        counts=[one.span for one in counts],
        headings=headings_of(lines, found.dates),
    )
    mentions = with_listed(
        with_leaders_sides(coded.mentions, sentences, release, side_of),
        _listed(release, tools.marker, finder, found.dates),
        release.publisher,
    )
    mentions = on_day_of_title(mentions, marked_title, words, release)
    mentions = place_receptions(mentions, release.text, beside=words.setting, bodies=tools.bodies)
    coded = replace(coded, mentions=tuple(without_ended(mentions, tools.ended)))
    claims, unpaired = tools.claim_finder.find_claims(release, counts, coded.mentions, side_of)
    impossible = tuple(_impossible(one, release) for one in found.refused)
    return Found(coded, claims, tuple(sentences), (*impossible, *unpaired))


def _reworded(sentence: CuedSentence) -> CuedSentence:
    """Return a sentence in which what would hide who takes part is put in plainer tokens."""
    sentence = with_residents(without_former(without_candidacies(with_peoples(sentence))))
    return without_company(with_shared_sides(with_capitals(sentence)))


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
    words: ContactCues
    marker: SentenceMarker
    case_reader: CaseReader
    coder: SentenceCoder
    claim_finder: ClaimFinder
    ended: Mapping[str, date]
    bodies: frozenset[str]


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
        CueFinder(language.cues, _read_besides(language.cues, language.claims)),
        language.cues,
        SentenceMarker(
            compile_lexicon(reference, language),
            language.actors,
            reference.leader_offices,
            reference.lacking_offices,
        ),
        CaseReader(language.cues.cases),
        SentenceCoder(language.cues, StatusFinder(language.cues), reference.contact_types),
        ClaimFinder(language.claims),
        {side.code: side.valid_to for side in reference.states if side.valid_to},
        list_bodies(reference),
    )


def _read_besides(cues: ContactCues, claims: ClaimWords) -> Iterator[str]:
    """Yield words without a contact of their own, whose sentences are read for what they add."""
    for forms in claims.what.values():
        yield from forms
    for form in (form for forms in claims.verbs.values() for form in forms):
        # The longest form wins, and "spoke" tells more than "spoke on the phone" would here.
        if not any(f" {cue} " in f" {form} " for cue in cues.cues):
            yield form
    yield from cues.heading | cues.representing
    yield from cues.membership


def _listed(
    release: Release, marker: SentenceMarker, finder: ActorFinder, dates: Sequence[FoundDate]
) -> list[Actor]:
    """Return the first official named in each line of those present."""
    lines = marker.mark(finder, release.people, dates)
    named = ([a for token in line.tokens for a in token.actors] for line in lines)
    return [actors[0] for actors in named if actors and actors[0].person and actors[0].office]


def _speaker(release: Release, source: Source, tools: _Tools) -> Actor | None:
    """Return whose "I" a release is: the publisher's principal."""
    actors = tools.language.actors
    if source.principal is None or actors is None:
        return None
    level = actors.offices[source.principal].level
    return Actor(Span(0, 0), release.publisher, None, source.principal, level, is_publisher=True)


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
