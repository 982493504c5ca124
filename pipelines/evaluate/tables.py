"""Rows of the published tables, as far as evaluation reads them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from pipelines.evaluate.labels import ToldClaim, ToldContact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pipelines.evaluate.labels import Days

RELEASE = ("release_id", "source_id", "address", "publisher", "published_day", "title", "text")
MENTION = (
    *("release_id", "contact_type", "channel", "status", "told_as", "first_day", "last_day"),
    *("date_edtf", "sides", "persons", "host_country", "quote"),
)
CLAIM = (
    *("release_id", "country_a", "country_b", "period_edtf", "n_claimed", "qualifier", "what"),
    *("level", "quote"),
)


@dataclass(frozen=True, slots=True)
class CodedTelling:
    """A release as the tables have it."""

    source_id: str
    address: str
    publisher: str
    published_day: date | None
    title: str
    text: str
    contacts: tuple[ToldContact, ...] = ()
    claims: tuple[ToldClaim, ...] = ()


def open_table(tables: Path, name: str) -> ds.Dataset | None:
    """Return the table `name` of a build folder, or None where it has no file (no row)."""
    folder = tables / name
    path = folder if folder.is_dir() else tables / f"{name}.parquet"
    if not path.exists():
        raise FileNotFoundError(f"{tables} has no table {name}; give the folder of a build")
    dataset = ds.dataset(path, format="parquet", partitioning="hive")
    return dataset if dataset.files else None


def read_rows(
    tables: Path, name: str, columns: Sequence[str] | None, where: ds.Expression | None = None
) -> list[dict[str, Any]]:
    """Return the rows of a published table that fulfil `where`, in the order of the file.

    columns: None for all that are declared (the partition key is none of them).
    """
    dataset = open_table(tables, name)
    if dataset is None:
        return []
    names = columns or [one for one in dataset.schema.names if one != "published_year"]
    rows: list[dict[str, Any]] = dataset.to_table(columns=list(names), filter=where).to_pylist()
    return rows


def is_one_of(column: str, values: Iterable[str]) -> pc.Expression:
    """Return a filter for rows whose text is among `values`, of which there may be none."""
    # Without its type an empty list of values has none, and no column can be compared with it.
    return pc.field(column).isin(pa.array(sorted(values), pa.string()))


def read_coded(
    tables: Path, wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], CodedTelling]:
    """Return the releases among `wanted` that the tables hold, by source and address."""
    keys = set(wanted)
    addresses = {address for _, address in keys}
    rows = [
        row
        for row in read_rows(tables, "releases", RELEASE, is_one_of("address", addresses))
        if (row["source_id"], row["address"]) in keys
    ]
    ids = is_one_of("release_id", {row["release_id"] for row in rows})
    contacts: dict[str, list[ToldContact]] = defaultdict(list)
    for mention in read_rows(tables, "contact_mentions", MENTION, ids):
        contacts[mention["release_id"]].append(_contact_of(mention))
    claims: dict[str, list[ToldClaim]] = defaultdict(list)
    for claim in read_rows(tables, "claims", CLAIM, ids):
        claims[claim["release_id"]].append(_claim_of(claim))
    return {
        (row["source_id"], row["address"]): CodedTelling(
            source_id=row["source_id"],
            address=row["address"],
            publisher=row["publisher"],
            published_day=row["published_day"],
            title=row["title"] or "",
            text=row["text"] or "",
            contacts=tuple(contacts[row["release_id"]]),
            claims=tuple(claims[row["release_id"]]),
        )
        for row in rows
    }


def _contact_of(row: dict[str, Any]) -> ToldContact:
    return ToldContact(
        contact_type=row["contact_type"],
        channel=row["channel"],
        status=row["status"],
        told_as=row["told_as"],
        date_edtf=row["date_edtf"],
        days=_days_of(row),
        sides=frozenset(row["sides"]),
        persons=tuple(row["persons"] or ()),
        host=row["host_country"],
        quote=row["quote"],
    )


def _days_of(row: dict[str, Any]) -> Days | None:
    if row["date_edtf"] is None:
        return None
    return row["first_day"] or date.min, row["last_day"] or date.max


def _claim_of(row: dict[str, Any]) -> ToldClaim:
    return ToldClaim(
        pair=frozenset((row["country_a"], row["country_b"])),
        period_edtf=row["period_edtf"],
        n_claimed=row["n_claimed"],
        qualifier=row["qualifier"],
        what=row["what"],
        level=row["level"],
        quote=row["quote"],
    )
