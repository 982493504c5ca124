"""Reads golden cases and compares what is coded with what a careful reader wrote down."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import yaml

from pipelines.dataset import assemble, code_document, code_release
from pipelines.ingest import read_folder
from pipelines.normalize.names import name_key
from pipelines.parse import parse_document
from pipelines.records import DateEvidence, RawDocument, Refused
from pipelines.reference.source import Source
from pipelines.storage.rows import PART_SCHEMA, to_frames, to_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from pipelines.records import CodedRelease
    from pipelines.reference import Reference

Tables = "dict[str, pd.DataFrame]"
FOLDER = Path(__file__).parent / "golden"
CASES = sorted(path.parent for path in FOLDER.glob("*/*/expected.yml"))
_FIELDS = ("contact_type", "channel", "status", "told_as", "date_edtf", "format")
_ROW_FIELDS = ("contact_type", "channel", "status", "date_edtf", "format", "level")


def name_of(case: Path) -> str:
    """Return the folder and name of a case, as the list of shortfalls names it."""
    return f"{case.parent.name}/{case.name}"


def read_expected(case: Path) -> dict[str, Any]:
    """Return what the label of a case says."""
    return yaml.safe_load((case / "expected.yml").read_text(encoding="utf-8"))


def code_case(case: Path, reference: Reference, raw: Path) -> dict[str, pd.DataFrame]:
    """Return the tables that a case of one release gives; raw: an empty folder to work in."""
    expected = read_expected(case)
    if case.parent.name == "any_publisher":
        told = {**expected, "file": "release.txt", "address": "release.txt"}
        return assemble_all([code_plain(case, told, reference)], reference)
    source = reference.sources[case.parent.name]
    folder = raw / source.source_id
    folder.mkdir()
    for path in case.glob("release.*"):
        shutil.copy(path, folder)
    coded = [
        code_document(document, reference, "golden")
        if isinstance(document, RawDocument)
        else document
        for document in read_folder(raw, source)
    ]
    return assemble_all(coded, reference)


def code_plain(case: Path, told: dict[str, Any], reference: Reference) -> CodedRelease:
    """Return the coded release of a plain text, with the publisher and day that the label gives."""
    source = Source(
        source_id="golden",
        name="golden case",
        publisher=told["publisher"],
        homepage="",
        licence="",
        verified="",
        connector="folder",
        media="text",
        date_order="DMY",
        time_zone="UTC",
        language=told.get("language", "en"),
    )
    content = (case / told["file"]).read_bytes()
    document = RawDocument("golden", told["address"], content, "text", told["file"])
    release = parse_document(document, source)
    if isinstance(release, Refused):
        raise TypeError(f"{case.name}: {release.reason}: a case must be readable")
    dated = (DateEvidence("metadata", told["published"]),) if told.get("published") else ()
    return code_release(replace(release, date_evidence=dated), reference, "golden", source)


def assemble_all(
    coded: Sequence[CodedRelease | Refused], reference: Reference
) -> dict[str, pd.DataFrame]:
    """Return the tables of coded releases, through the same rows as a coded part."""
    rows = pa.Table.from_pylist([to_row(one) for one in coded], schema=PART_SCHEMA)
    return assemble(to_frames(rows), reference)


def contacts_found(tables: dict[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Return what the tables tell of each contact of one release, in a fixed order."""
    rows = tables["contact_mentions"].merge(
        tables["contacts"][["contact_id", "format"]], on="contact_id", validate="many_to_one"
    )
    people = tables["participants"]
    found = []
    for row in rows.astype("object").where(rows.notna(), None).to_dict("records"):
        own = people[people["contact_id"] == row["contact_id"]]
        told = {field: row[field] for field in _FIELDS}
        told["host"] = row["host_country"]
        told["participants"] = sorted(
            (country, level, name_key(person) if isinstance(person, str) else "", bool(inferred))
            for country, level, person, inferred in zip(
                own["country"], own["level"], own["person"], own["is_inferred"], strict=True
            )
        )
        found.append(told)
    return sorted(found, key=_order)


def contacts_told(expected: dict[str, Any], found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the labelled contacts in the form of contacts_found.

    A person whom the label leaves open may have been found in the holders' table, and another
    spelling of the same name is right: both are taken over from the contact found in its place.
    """
    told = [
        {
            **{field: contact.get(field) for field in _FIELDS},
            "host": contact["host"],
            "participants": sorted(
                (p["country"], p["level"], name_key(p["person"] or ""), False)
                for p in contact["participants"]
            ),
        }
        for contact in expected.get("contacts", [])
    ]
    told = sorted(told, key=_order)
    if len(told) == len(found):
        for one, other in zip(told, found, strict=True):
            one["participants"] = _with_spelling(one["participants"], other["participants"])
            one["channel"] = one["channel"] or other["channel"]
    return told


def _with_spelling(
    told: list[tuple[str, str, str, bool]], found: list[tuple[str, str, str, bool]]
) -> list[tuple[str, str, str, bool]]:
    if [one[:2] for one in told] != [one[:2] for one in found]:
        return told
    return [
        other if _may_be_same(one[2], other[2], is_inferred=other[3]) else one
        for one, other in zip(told, found, strict=True)
    ]


def _may_be_same(told: str, found: str, *, is_inferred: bool) -> bool:
    if not told:
        return is_inferred or not found
    one, other = set(told.split()), set(found.split())
    return bool(one & other)


def rows_found(tables: dict[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Return the rows of the table contacts, in a fixed order."""
    frame = tables["contacts"]
    found = []
    for row in frame.astype("object").where(frame.notna(), None).to_dict("records"):
        told = {field: row[field] for field in _ROW_FIELDS}
        told |= {"host": row["host_country"], "n_releases": row["n_releases"]}
        told |= {"sides": list(row["sides"]), "reported_by": list(row["reported_by"])}
        found.append({**told, "is_ambiguous": bool(row["is_ambiguous"])})
    return sorted(found, key=_order)


def rows_told(expected: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the labelled rows of the table contacts in the form of rows_found."""
    told = [
        {
            **{field: contact.get(field) for field in _ROW_FIELDS},
            "host": contact["host"],
            "n_releases": contact["n_releases"],
            "sides": sorted(contact["sides"]),
            "reported_by": sorted(contact["reported_by"]),
            "is_ambiguous": contact.get("is_ambiguous", False),
        }
        for contact in expected["contacts"]
    ]
    return sorted(told, key=_order)


def claims_found(tables: dict[str, pd.DataFrame]) -> list[tuple[Any, ...]]:
    """Return what the tables tell of each claim, in a fixed order."""
    claims = tables["claims"]
    columns = ["country_a", "country_b", "period_edtf", "n_claimed", "qualifier", "what"]
    columns += ["format", "level"]
    rows = claims[columns].astype("object").where(claims[columns].notna(), None)
    return sorted(map(tuple, rows.to_numpy().tolist()), key=str)


def claims_told(expected: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return the labelled claims in the form of claims_found."""
    return sorted(
        (
            (
                *sorted(claim["countries"]),
                claim["period_edtf"],
                claim["count"],
                claim["qualifier"],
                claim["what"],
                claim.get("format"),
                claim["level"],
            )
            for claim in expected.get("claims", [])
        ),
        key=str,
    )


def _order(told: dict[str, Any]) -> str:
    sides = told.get("sides") or [one[0] for one in told["participants"]]
    return str((told["contact_type"], sides, told["date_edtf"], told["status"], told["host"]))
