"""The contacts of one release with their participants, as assembly resolves them by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from pipelines.assembly import holder_days
from pipelines.build.sides import part_by_sides
from pipelines.explain.records import ToldContact, ToldParticipant
from pipelines.normalize.holders import resolve_participants
from pipelines.records import Refused
from pipelines.storage.rows import PART_SCHEMA, to_frames, to_row

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from pipelines.records import CodedRelease, ContactMention, Participant
    from pipelines.reference import Reference

_ONE_SIDE = "all who take part are of one side, so it is that side's own affair (rule CONTACT)"
_NOT_KNOWN = "the side of somebody is not known, and nothing is guessed (rule WHO-NONE)"


@dataclass(frozen=True, slots=True)
class Told:
    """The contacts of a release, and the refusals of those whose sides are not known."""

    contacts: tuple[ToldContact, ...]
    refusals: tuple[Refused, ...]


def tell_contacts(
    coded: CodedRelease, cues: Sequence[tuple[str, ...]], reference: Reference
) -> Told:
    """Return the contacts of a coded release, in order; cues: of each contact, as written."""
    if not coded.mentions:
        return Told((), ())
    frames = to_frames(pa.Table.from_pylist([to_row(coded)], schema=PART_SCHEMA))
    days = holder_days(frames.mentions, frames.releases)
    resolved = resolve_participants(frames.participants, days, reference.holders)
    resolved = resolved.merge(days, on="mention_key", how="left", validate="many_to_one")
    sided = part_by_sides(frames.mentions, resolved, frames.releases)
    kept = set(sided.mentions["mention_key"])
    names = {state.code: state.name for state in reference.states}
    rows = {key: group.to_dict("records") for key, group in resolved.groupby("mention_key")}
    contacts = [
        ToldContact(
            number=number,
            mention=mention,
            participants=_participants(mention, rows.get(key, []), names),
            cues=words,
            rule=reference.rules.get(mention.rule_id, ""),
            left_out=None if key in kept else _why_left_out(rows.get(key, [])),
        )
        for number, (mention, key, words) in enumerate(
            zip(coded.mentions, frames.mentions["mention_key"], cues, strict=True), start=1
        )
    ]
    return Told(tuple(contacts), _refusals(sided.refused))


def _participants(
    mention: ContactMention, rows: Sequence[dict[Hashable, Any]], names: Mapping[str, str]
) -> tuple[ToldParticipant, ...]:
    ordered = sorted(rows, key=lambda row: int(row["position"]))
    return tuple(
        _participant(told, row, names)
        for told, row in zip(mention.participants, ordered, strict=True)
    )


def _participant(
    told: Participant, row: dict[Hashable, Any], names: Mapping[str, str]
) -> ToldParticipant:
    side, person = _text(row["country"]), _text(row["person"])
    is_inferred = bool(row["is_inferred"])
    return ToldParticipant(
        side=side,
        side_name=names.get(side or "", ""),
        person=person,
        office=_text(row["office"]),
        level=_text(row["level"]) or "unknown",
        role=told.role,
        is_host=told.is_host,
        is_inferred=is_inferred,
        how="; ".join(
            part for part in (_how_person(told, person, row), _how_side(told, side, row)) if part
        ),
    )


def _how_person(told: Participant, person: str | None, row: dict[Hashable, Any]) -> str:
    if told.person is None and person is None:
        return _why_nobody(row) if told.office else ""
    if told.person is None:
        return f"not named in the text: held the office {_told_days(row)} (offices.csv)"
    if told.person != person:
        return f"written '{told.person}', known by this name in offices.csv"
    return "named in the text"


def _why_nobody(row: dict[Hashable, Any]) -> str:
    if pd.isna(row["from_day"]):
        return "not named in the text, and no day is told to look up who held the office"
    return f"not named in the text, and offices.csv knows no one holder {_told_days(row)}"


def _told_days(row: dict[Hashable, Any]) -> str:
    first, last = row["from_day"].date(), row["to_day"]
    if pd.isna(last):
        return f"from {first} on"
    return f"on {first}" if first == last.date() else f"from {first} to {last.date()}"


def _how_side(told: Participant, side: str | None, row: dict[Hashable, Any]) -> str:
    if told.country is not None:
        return ""
    if side is None:
        return "no side told, and offices.csv knows no such name"
    if row["is_in_table"]:
        return "side from offices.csv"
    return "no side told, so the publisher's own (WHO-PUBLISHER)"


def _why_left_out(rows: Sequence[dict[Hashable, Any]]) -> str:
    return _ONE_SIDE if all(_text(row["country"]) for row in rows) else _NOT_KNOWN


def _refusals(refused: pd.DataFrame) -> tuple[Refused, ...]:
    names = list(Refused.__dataclass_fields__)
    rows = refused.reindex(columns=names).astype("object")
    return tuple(
        Refused(**{str(name): value for name, value in row.items()})
        for row in rows.where(rows.notna(), None).to_dict("records")
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
