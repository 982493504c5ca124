"""One release that somebody pasted: coded and assembled by itself, with nothing on disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyarrow as pa

from pipelines.dataset import assemble, code_release
from pipelines.parse import parse_document
from pipelines.records import CodedRelease, DateEvidence, RawDocument, Refused
from pipelines.reference.source import Source
from pipelines.storage.rows import PART_SCHEMA, to_frames, to_row

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from pipelines.reference import Reference

PASTED = "pasted"


class NotReadable(ValueError):  # noqa: N818 - reads as what it says, like Refused
    """A pasted text that holds no release; the message says why."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A pasted release and what is known of it.

    address: where it is from, the file's name for example. publisher: "" where it is not known:
    then what "the President" alone does has one side too few, and is refused. published: the
    day, None to read it from the text. source: how to read it, None for plain text.
    """

    content: bytes
    address: str
    publisher: str
    language: str | None = None
    published: date | None = None
    source: Source | None = None


def code_pasted(pasted: Pasted, reference: Reference) -> dict[str, pd.DataFrame]:
    """Return the tables of this one release; raises NotReadable when it holds none."""
    source = pasted.source or _plain_source(pasted)
    document = RawDocument(
        source.source_id, pasted.address, pasted.content, source.media, pasted.address
    )
    release = parse_document(document, source)
    if isinstance(release, Refused):
        raise NotReadable(f"{pasted.address}: {release.reason}: {release.detail}")
    if pasted.published is not None:
        told = DateEvidence("metadata", pasted.published.isoformat())
        release = replace(release, date_evidence=(told,))
    version = hashlib.sha256(pasted.content).hexdigest()[:12]
    coded = _forget_nobody(code_release(release, reference, version, source))
    rows = pa.Table.from_pylist([to_row(coded)], schema=PART_SCHEMA)
    return assemble(to_frames(rows), reference)


def _forget_nobody(coded: CodedRelease) -> CodedRelease:
    """Return the release with no side where its publisher would be one and is not known."""
    mentions = []
    for mention in coded.mentions:
        participants = tuple(
            replace(one, country=one.country or None, candidate=one.candidate or None)
            for one in mention.participants
        )
        host = mention.host_country or None
        mentions.append(replace(mention, participants=participants, host_country=host))
    return replace(coded, mentions=tuple(mentions))


def _plain_source(pasted: Pasted) -> Source:
    return Source(
        source_id=PASTED,
        name="pasted text",
        publisher=pasted.publisher,
        homepage="",
        licence="",
        verified="",
        connector="folder",
        media="text",
        date_order="DMY",
        time_zone="UTC",
        language=pasted.language,
    )
