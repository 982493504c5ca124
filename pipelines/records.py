"""The frozen records that the text stages pass to one another, in the order in which they arise."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - dataclasses name their types at run time
from typing import Literal, Protocol

from pipelines.quick_record import ordered_record, quick_record

Tense = Literal["past", "future"]


@quick_record
class RawDocument:
    """One document as received: a file, or one row of a table.

    content: the bytes as received; a table's row is its fields as JSON with sorted keys.
    media: how to read the bytes: "text", "html", "xml", "record", "pdf" or "docx".
    address: the link where the source gives one, else the file's name.
    file: the file under data/raw/<source_id>/ that holds it, with "#n" for row n of a table.
    fetched_at: ISO time. charset: as the server named it. published_day: ISO day, as it was listed.
    """

    source_id: str
    address: str
    content: bytes
    media: str
    file: str
    fetched_at: str | None = None
    charset: str | None = None
    published_day: str | None = None


@quick_record
class Refused:
    """What was not coded, and why; becomes a row of the table `quarantine`.

    stage, reason: from the closed lists in schema.py. detail: the value and the remedy, in words.
    content_sha256: of the document, if one was read: tells two versions at one address apart.
    """

    source_id: str
    address: str
    stage: str
    reason: str
    detail: str = ""
    quote: str = ""
    span_start: int | None = None
    release_id: str | None = None
    content_sha256: str | None = None


@ordered_record
class Span:
    """Characters `start` to `end` (exclusive) of a canonical text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@quick_record
class DateEvidence:
    """One statement of when a release was published, as the document has it.

    basis: "dateline", "metadata", "header" or "address", ranked by rule DATE-EVIDENCE. text: as
    written. span: where a dateline stands in the release's text, None outside it.
    """

    basis: str
    text: str
    span: Span | None = None


@quick_record
class Release:
    """One published text in canonical form.

    text: title, then lead and paragraphs, separated by blank lines; all offsets point into it.
    title_end: where the title ends in it. people: its lines that list who was present.
    place: the publisher's place line ("The Kremlin, Moscow"), not part of the text.
    published_day, published_basis: None until the publication date is read from date_evidence.
    """

    release_id: str
    source_id: str
    publisher: str
    language: str
    title: str
    address: str
    content_sha256: str
    text: str
    title_end: int
    date_evidence: tuple[DateEvidence, ...] = ()
    people: tuple[Span, ...] = ()
    place: str | None = None
    published_day: date | None = None
    published_basis: str | None = None
    fetched_at: str | None = None


@quick_record
class DateSpan:
    """An interval of days, never sharper than its text (rule DATE-NEVER-SHARPER).

    first_day, last_day: inclusive; None on an open or unknown side.
    precision: day, range, month, quarter, half, season, year, decade or unknown.
    edtf: the same in Extended Date/Time Format (ISO 8601-2); None when unknown.
    """

    first_day: date | None
    last_day: date | None
    precision: str
    edtf: str | None


UNKNOWN_DATE = DateSpan(None, None, "unknown", None)


class DateExpression(Protocol):
    """What a text says of a date, before it is resolved against a publication day."""

    @property
    def rule_id(self) -> str:
        """The coding rule that resolves it."""

    def resolve(self, published: date | None, tense: Tense | None = None) -> DateSpan:
        """Return the days meant; tense: whether it is told as past or as coming, None if open."""


@quick_record
class FoundDate:
    """A date expression in a text, resolved against the publication day.

    value: read without regard to tense (the nearest, ties to the past).
    expression: what was said, for reading it again once the tense of its sentence is known.
    """

    span: Span
    quote: str
    value: DateSpan
    rule_id: str
    expression: DateExpression

    def value_as(self, published: date | None, tense: Tense | None) -> DateSpan:
        """Return the days meant by what is told as past or as coming (DATE-NEAREST, DATE-WEEK)."""
        return self.expression.resolve(published, tense)


@quick_record
class Actor:
    """Somebody who may take part in a contact, as the text names them.

    country: code of the side that the text tells; None for a name without office or side.
    person: the name as written, without honorifics; None for an office or side alone.
    office: id of the office in the language file ("president"); None for a name or side alone.
    level: rank of rule WHO-LEVEL; "unknown" for a side alone, None for a name alone.
    is_publisher: `country` is only assumed, because a publisher names its own without a state.
    is_organisation: the side is an organisation.
    """

    span: Span
    country: str | None
    person: str | None
    office: str | None
    level: str | None
    is_publisher: bool = False
    is_organisation: bool = False


@quick_record
class Token:
    """A word, or several that stand for one thing, with its part in the grammar of contacts.

    symbol: "@" officials, "$" sides alone, "=" a compound such as "Turkmen-Russian", "P" a place,
    "A" an adjective of a side, "D" a date; other words as the language file says, "x" by default.
    actors: whom an "@", "$" or "=" stands for. country: of a "P" or "A". date: of a "D".
    office: of an office that is not yet anybody's ("the two presidents").
    """

    symbol: str
    span: Span
    word: str
    actors: tuple[Actor, ...] = ()
    country: str | None = None
    date: FoundDate | None = None
    office: str | None = None


@quick_record
class MarkedSentence:
    """A sentence with its tokens; marks[i] is the symbol of tokens[i]."""

    span: Span
    tokens: tuple[Token, ...]
    marks: str


@quick_record
class Participant:
    """An actor in a contact mention, as far as the release alone can tell.

    country: None for a bare name: assembly asks the holders' table.
    candidate: the publisher's code, which holds for a bare name if the table confirms it.
    level: None for a bare name; "unknown" for a side alone.
    role: one of rule WHO-ROLE.
    """

    country: str | None
    candidate: str | None
    person: str | None
    office: str | None
    level: str | None
    role: str
    is_host: bool


@quick_record
class ContactMention:
    """A contact as one release tells it (rule MENTION).

    date_basis: "stated", "publication" (DATE-NEWS), "visit" (the range of a dated visit) or
    "unknown". is_multilateral: three or more sides take part in the sense of TYPE-THREE.
    place: as written, None where not told. quote equals text[span.start:span.end].
    """

    contact_type: str
    channel: str
    status: str
    told_as: str
    date: DateSpan
    date_basis: str
    participants: tuple[Participant, ...]
    place: str | None
    host_country: str | None
    is_multilateral: bool
    span: Span
    quote: str
    rule_id: str


@quick_record
class Claim:
    """A statement that counts past contacts of a pair in a period (rule COUNT-CLAIM).

    country_a < country_b by code. qualifier: exact, at_least, more_than, about. what: meetings,
    visits, calls, contacts. format: bilateral, multilateral, None for both. level: "leaders", None.
    """

    country_a: str
    country_b: str
    period: DateSpan
    n_claimed: int
    qualifier: str
    what: str
    format: str | None
    level: str | None
    span: Span
    quote: str


@quick_record
class CodedRelease:
    """All that coding found in one release.

    coding_version: None when the release was read but refused for coding.
    """

    release: Release
    coding_version: str | None
    mentions: tuple[ContactMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    refused: tuple[Refused, ...] = ()
