"""What is told of a release: its marks, the reading of each cue, contacts, claims, refusals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from pipelines.records import Claim, ContactMention, DateEvidence, Refused, Release, Span

# The kinds of marks, with what each one is, in the order of a legend.
KINDS = {
    "cue": "cue, a word that tells of a contact",
    "official": "official or person",
    "side": "side alone",
    "place": "place",
    "date": "date",
    "word": "word that makes it no contact",
    "dateline": "publication day",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of the text where something was found.

    kind: one of KINDS. label: in short, such as "TKM" or "2023-05-07". about: in full.
    contacts: numbers of the contacts that a cue tells of.
    """

    span: Span
    kind: str
    label: str
    about: str
    contacts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one cue of a sentence gave.

    contacts: numbers of the contacts that it tells of; none where it gave none, by `rule_id`, whose
    sentence is `rule`; detail: how the rule applies here. word: where the word stands that made it
    no contact.
    """

    cue: str
    cue_span: Span
    contact_type: str
    contacts: tuple[int, ...]
    rule_id: str = ""
    rule: str = ""
    detail: str = ""
    word: Span | None = None


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with a cue; number: its own, from 1. claims: numbers of its claims."""

    number: int
    span: Span
    marks: tuple[Mark, ...]
    readings: tuple[Reading, ...]
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToldParticipant:
    """A participant as it enters the tables; side: None where it is not known.

    how: from where its side and person are known.
    """

    side: str | None
    side_name: str
    person: str | None
    office: str | None
    level: str
    role: str
    is_host: bool
    is_inferred: bool
    how: str


@dataclass(frozen=True, slots=True)
class ToldContact:
    """A contact that the release tells of.

    cues: as written, the first told first. left_out: why it enters no table, None when it does.
    """

    number: int
    mention: ContactMention
    participants: tuple[ToldParticipant, ...]
    cues: tuple[str, ...]
    rule: str
    left_out: str | None


@dataclass(frozen=True, slots=True)
class Publication:
    """When the release was published; used: the evidence that was believed."""

    day: date | None
    basis: str | None
    evidence: tuple[DateEvidence, ...]
    used: DateEvidence | None
    rule: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the release is from; notes: what else a reader should know of this version."""

    source_id: str
    source_name: str
    address: str
    file: str | None
    coding_version: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that was found in one release, by the rules as they are now.

    release, publication: None where the document could not be read. is_coded: False where its
    language cannot be coded. refusals: of the document, its dates and its contacts.
    """

    origin: Origin
    release: Release | None = None
    publication: Publication | None = None
    is_coded: bool = False
    sentences: tuple[ReadSentence, ...] = ()
    contacts: tuple[ToldContact, ...] = ()
    claims: tuple[Claim, ...] = ()
    refusals: tuple[Refused, ...] = ()
