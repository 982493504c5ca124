"""The parts of a release become one canonical text with its evidence of dates."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from pipelines.parse.dateline import find_address_dates, find_datelines
from pipelines.parse.language import resolve_language
from pipelines.parse.paragraphs import split_paragraphs
from pipelines.parse.parts import NotParsed, Parts
from pipelines.records import DateEvidence, RawDocument, Release, Span
from pipelines.text import canonical_text

if TYPE_CHECKING:
    from pipelines.reference.source import Source

_REPEATS_AT_TOP, _LONGEST_TITLE, _BEGIN = 3, 600, 20
_NO_LETTERS = re.compile(r"[\W_]+")


def release_id_of(source_id: str, address: str) -> str:
    """Return the id of a release: 16 hex digits of the hash of its source and address."""
    return hashlib.sha256(f"{source_id}\n{address}".encode()).hexdigest()[:16]


def content_sha256_of(content: bytes) -> str:
    """Return the hash that tells the versions of a release apart, in hex digits."""
    return hashlib.sha256(content).hexdigest()


def build_release(parts: Parts, document: RawDocument, source: Source) -> Release:
    """Return the release that the parts make: title, then paragraphs, between blank lines.

    Raises NotParsed("no body") when there is no paragraph beside the title.
    """
    title = " ".join(canonical_text(parts.title).split())
    paragraphs = split_paragraphs(parts.paragraphs)
    paragraphs = _without_repeats(paragraphs, title)
    if not paragraphs:
        raise NotParsed("no body", f"no text beside the title '{title[:80]}'")
    people = split_paragraphs(parts.people)
    text = "\n\n".join([title, *paragraphs, *people] if title else [*paragraphs, *people])
    return Release(
        release_id=release_id_of(document.source_id, document.address),
        source_id=document.source_id,
        publisher=source.publisher,
        language=resolve_language(text, source.language),
        title=title,
        address=document.address,
        content_sha256=content_sha256_of(document.content),
        text=text,
        title_end=len(title),
        date_evidence=_date_evidence(parts, text, len(title), document),
        people=_spans_at_end(text, people),
        place=canonical_text(parts.place) or None if parts.place else None,
        fetched_at=document.fetched_at,
    )


def _without_repeats(paragraphs: list[str], title: str) -> list[str]:
    # Pages often set the title again above the text; told twice it would be coded twice.
    wanted = _letters(title)
    if not wanted:
        return paragraphs
    for start in range(min(_REPEATS_AT_TOP, len(paragraphs))):
        # The first letters tell of nearly every paragraph that it is another text.
        if not wanted.startswith(_letters(paragraphs[start][:_BEGIN])):
            continue
        for end in range(start + 1, start + 1 + _REPEATS_AT_TOP):
            if _letters("".join(paragraphs[start:end])) == wanted:
                rest = [*paragraphs[:start], *paragraphs[end:]]
                return _without_repeats(rest, title)
    return paragraphs


def _spans_at_end(text: str, paragraphs: list[str]) -> tuple[Span, ...]:
    spans: list[Span] = []
    end = len(text)
    for paragraph in reversed(paragraphs):
        spans.insert(0, Span(end - len(paragraph), end))
        end -= len(paragraph) + len("\n\n")
    return tuple(spans)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text[:_LONGEST_TITLE]).casefold()


def _date_evidence(
    parts: Parts, text: str, title_end: int, document: RawDocument
) -> tuple[DateEvidence, ...]:
    ranked = ("metadata", "header")
    given = sorted(parts.dates, key=lambda found: ranked.index(found[0]))
    own = (
        *find_datelines(text, title_end),
        *(DateEvidence(basis, written) for basis, written in given),
    )
    # A feed is often a day ahead or behind: it is asked where the page itself tells nothing.
    listed = (document.published_day,) if document.published_day and not own else ()
    return (
        *own,
        *(DateEvidence("metadata", day) for day in listed),
        *find_address_dates(document.address),
    )
