"""The row of a coded part: one document, with what was coded in it as nested lists."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.frames import (
    CLAIM_COLUMNS,
    DAY,
    FLAG,
    MENTION_COLUMNS,
    NUMBER,
    OPTIONAL_NUMBER,
    PARTICIPANT_COLUMNS,
    REFUSED_COLUMNS,
    RELEASE_COLUMNS,
    TEXT,
    CodedFrames,
    type_frame,
)
from pipelines.records import CodedRelease, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from pipelines.records import Claim, ContactMention, Span

_ARROW = {
    TEXT: pa.string(),
    DAY: pa.date32(),
    FLAG: pa.bool_(),
    NUMBER: pa.int32(),
    OPTIONAL_NUMBER: pa.int32(),
}


class DocumentKey(NamedTuple):
    """One version of one document: its source, its address and the hash of its bytes."""

    source_id: str
    address: str
    content_sha256: str


def _fields(columns: Mapping[str, str]) -> list[pa.Field]:
    return [pa.field(name, _ARROW[dtype]) for name, dtype in columns.items()]


_MENTION = pa.struct(
    [
        *_fields(MENTION_COLUMNS),
        pa.field("participants", pa.list_(pa.struct(_fields(PARTICIPANT_COLUMNS)))),
    ]
)

PART_SCHEMA = pa.schema(
    [
        *_fields(RELEASE_COLUMNS),
        pa.field("is_release", pa.bool_()),
        pa.field("mentions", pa.list_(_MENTION)),
        pa.field("claims", pa.list_(pa.struct(_fields(CLAIM_COLUMNS)))),
        pa.field("refused", pa.list_(pa.struct(_fields(REFUSED_COLUMNS)))),
    ]
)


def key_of(coded: CodedRelease | Refused) -> DocumentKey:
    """Return the key of a coded or refused document.

    Raises ValueError for a refusal that is not of one document.
    """
    one = coded.release if isinstance(coded, CodedRelease) else coded
    if one.content_sha256 is None:
        raise ValueError(f"{one.address}: a refusal without content_sha256 is of no document")
    return DocumentKey(one.source_id, one.address, one.content_sha256)


def to_row(coded: CodedRelease | Refused) -> dict[str, Any]:
    """Return the row of one document; of a refused one only its key and its refusal are told."""
    if isinstance(coded, Refused):
        empty = {"is_release": False, "mentions": [], "claims": []}
        return {**key_of(coded)._asdict(), **empty, "refused": [asdict(coded)]}
    release = coded.release
    told = {name: getattr(release, name) for name in RELEASE_COLUMNS if name != "coding_version"}
    version = {"release_id": release.release_id, "content_sha256": release.content_sha256}
    return {
        **told,
        "coding_version": coded.coding_version,
        "is_release": True,
        "mentions": [_mention_row(one, n, version) for n, one in enumerate(coded.mentions)],
        "claims": [_claim_row(one, version) for one in coded.claims],
        # The release is told even where the refusal left it open.
        "refused": [asdict(one) | version for one in coded.refused],
    }


def _mention_row(mention: ContactMention, ordinal: int, version: dict[str, str]) -> dict[str, Any]:
    key = f"{version['release_id']}:{version['content_sha256'][:12]}:{ordinal:03d}"
    participants = [
        asdict(one) | {"mention_key": key, "position": position}
        for position, one in enumerate(mention.participants)
    ]
    date = {
        "first_day": mention.date.first_day,
        "last_day": mention.date.last_day,
        "date_precision": mention.date.precision,
        "date_edtf": mention.date.edtf,
    }
    own = {"mention_key": key, "participants": participants} | _span_row(mention.span)
    return asdict(mention) | version | date | own


def _claim_row(claim: Claim, version: dict[str, str]) -> dict[str, Any]:
    period = {
        "period_first_day": claim.period.first_day,
        "period_last_day": claim.period.last_day,
        "period_edtf": claim.period.edtf,
    }
    return asdict(claim) | version | period | _span_row(claim.span)


def _span_row(span: Span) -> dict[str, int]:
    return {"span_start": span.start, "span_end": span.end}


def to_frames(rows: pa.Table) -> CodedFrames:
    """Return the frames of a part's rows, in its order; `text` is null where it was not read."""
    if "text" not in rows.column_names:
        rows = rows.append_column("text", pa.nulls(len(rows), pa.string()))
    mentions = _unfold(rows, "mentions")
    releases = rows.filter(rows["is_release"]).select(list(RELEASE_COLUMNS))
    return CodedFrames(
        releases=_to_frame(releases, RELEASE_COLUMNS),
        mentions=_to_frame(mentions, MENTION_COLUMNS),
        participants=_to_frame(_unfold(mentions, "participants"), PARTICIPANT_COLUMNS),
        claims=_to_frame(_unfold(rows, "claims"), CLAIM_COLUMNS),
        refused=_to_frame(_unfold(rows, "refused"), REFUSED_COLUMNS),
    )


def _unfold(rows: pa.Table, column: str) -> pa.Table:
    """Return one row an element of a list column of structs."""
    structs = pc.list_flatten(rows[column].combine_chunks())
    return pa.Table.from_arrays(structs.flatten(), names=[field.name for field in structs.type])


def _to_frame(table: pa.Table, columns: dict[str, str]) -> pd.DataFrame:
    # As objects, because numpy would make floats of integers with a null.
    pandas = table.select(list(columns)).to_pandas(integer_object_nulls=True)
    return type_frame(pandas, columns)
