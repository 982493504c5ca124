"""What a careful reader codes from a release, in the form in which it is compared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pipelines.evaluate.dates import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# In person and unknown are alike in a match, so a type that may have either stands under one.
CHANNEL_OF_TYPE = {
    "meeting": "in_person",
    "multilateral_meeting": "in_person",
    "consultations": "in_person",
    "state_visit": "in_person",
    "official_visit": "in_person",
    "working_visit": "in_person",
    "private_visit": "in_person",
    "visit": "in_person",
    "credentials": "in_person",
    "ceremony": "in_person",
    "telephone_conversation": "telephone",
    "video_conference": "video",
    "letter": "written",
    "congratulation": "written",
    "condolence": "written",
}

CANCELLED = "cancelled"
CLAIMS = "claims"

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class ToldContact:
    """A contact as one release tells it, labelled or coded.

    days: None when the date is unknown; date.min and date.max stand for open ends.
    """

    contact_type: str
    channel: str
    status: str
    told_as: str
    date_edtf: str | None
    days: Days | None
    sides: frozenset[str]
    persons: tuple[str, ...]
    host: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim as one release tells it, labelled or coded."""

    pair: frozenset[str]
    period_edtf: str | None
    n_claimed: int
    qualifier: str
    what: str
    level: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class LabelledRelease:
    """A release as a careful reader codes it.

    is_kept_aside: looked at only for scoring, so its errors are counted and never listed.
    only: what alone was labelled, of "claims" and "cancelled" (contacts called off); None: all.
    """

    source_id: str
    address: str
    is_kept_aside: bool
    contacts: tuple[ToldContact, ...]
    claims: tuple[ToldClaim, ...]
    only: frozenset[str] | None = None


def read_labels(
    paths: Sequence[Path], channels: Mapping[str, str] = CHANNEL_OF_TYPE
) -> tuple[LabelledRelease, ...]:
    """Return the labelled releases of all files, sorted by source and address.

    paths: files of labels, or folders of such files; a record without `source` is of the source
    that its file is named by. channels: channel of each contact type, from the closed list.
    Raises ValueError when a label is wrong or a release is labelled twice.
    """
    releases: dict[tuple[str, str], LabelledRelease] = {}
    for file in _label_files(paths):
        for record in json.loads(file.read_text(encoding="utf-8")):
            release = _read_release(record, file, channels)
            key = (release.source_id, release.address)
            if key in releases:
                raise ValueError(f"{file.name}: {release.address} is labelled twice; keep one")
            releases[key] = release
    return tuple(releases[key] for key in sorted(releases))


def _label_files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*.json"))
        else:
            yield path


def _read_release(
    record: Mapping[str, Any], file: Path, channels: Mapping[str, str]
) -> LabelledRelease:
    address = str(record["doc"])
    try:
        contacts = tuple(_read_contact(told, channels) for told in record["contacts"])
        claims = tuple(_read_claim(told) for told in record.get("claims", ()))
        only = _read_only(record, contacts, claims)
    except (KeyError, ValueError) as error:
        raise ValueError(f"{file.name}, {address}: {error}") from error
    source_id = str(record.get("source", file.stem))
    is_kept_aside = bool(record.get("kept_aside", False))
    return LabelledRelease(source_id, address, is_kept_aside, contacts, claims, only)


def _read_only(
    record: Mapping[str, Any], contacts: Sequence[ToldContact], claims: Sequence[ToldClaim]
) -> frozenset[str] | None:
    """Return what alone is labelled, None for all; what is labelled beside it is an error."""
    if "labelled" not in record:
        return None
    only = frozenset(record["labelled"])
    if not only or not only <= {CLAIMS, CANCELLED}:
        raise ValueError(f"'labelled' is {record['labelled']}; name {CLAIMS}, {CANCELLED} or both")
    others = [one for one in contacts if CANCELLED not in only or one.status != CANCELLED]
    if others or (claims and CLAIMS not in only):
        raise ValueError(f"has more than its {' and '.join(sorted(only))}; drop it or 'labelled'")
    return only


def _read_contact(told: Mapping[str, Any], channels: Mapping[str, str]) -> ToldContact:
    kind = told["contact_type"]
    if kind not in channels:
        raise ValueError(f"'{kind}' is no contact type; take one of {', '.join(sorted(channels))}")
    edtf = told["date_edtf"]
    participants = told["participants"]
    return ToldContact(
        contact_type=kind,
        channel=channels[kind],
        status=told["status"],
        told_as=told["told_as"],
        date_edtf=edtf,
        days=parse_edtf(edtf) if edtf else None,
        sides=frozenset(one["country"] for one in participants),
        persons=tuple(one["person"] for one in participants if one["person"]),
        host=told["host"],
        quote=told["quote"],
    )


def _read_claim(told: Mapping[str, Any]) -> ToldClaim:
    return ToldClaim(
        pair=frozenset(told["countries"]),
        period_edtf=told["period_edtf"],
        n_claimed=int(told["count"]),
        qualifier=told["qualifier"],
        what=told["what"],
        level=told["level"],
        quote=told["quote"],
    )
