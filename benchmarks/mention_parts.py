"""Coded parts of synthetic contact mentions, as a run would have written them, without coding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.storage import LISTED, PART_SIZE, coding_version
from pipelines.storage.rows import PART_SCHEMA, DocumentKey

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from pipelines.frames import CodedFrames

_LISTS = ("claims", "refused")


def write_parts(frames: CodedFrames, folder: Path, coding_key: str) -> pa.Table:
    """Write the frames, which have no claims and no refusals, as parts; return their documents."""
    for source_id, releases in frames.releases.groupby("source_id"):
        into = folder / coding_version(coding_key) / str(source_id)
        into.mkdir(parents=True)
        rows = _to_rows(frames, releases.sort_values("release_id", ignore_index=True))
        for start in range(0, len(rows), PART_SIZE):
            pq.write_table(rows.slice(start, PART_SIZE), into / f"{start:08d}.parquet")
    listed = frames.releases[[*DocumentKey._fields]].assign(fetched_at=None)
    return pa.Table.from_pandas(listed, LISTED, preserve_index=False)


def _to_rows(frames: CodedFrames, releases: pd.DataFrame) -> pa.Table:
    """Return the rows of parts for some releases, with their mentions as nested lists."""
    is_own = frames.mentions["release_id"].isin(releases["release_id"])
    mentions = frames.mentions[is_own].sort_values("mention_key", ignore_index=True)
    is_there = frames.participants["mention_key"].isin(mentions["mention_key"])
    people = frames.participants[is_there].sort_values(["mention_key", "position"])
    told = PART_SCHEMA.field("mentions").type
    columns = {
        name: pa.array(mentions[name], told.value_type.field(name).type, from_pandas=True)
        for name in mentions
    }
    kind = told.value_type.field("participants").type
    columns["participants"] = _nest(people, "mention_key", mentions["mention_key"], kind)
    structs = pa.StructArray.from_arrays(
        [columns[field.name] for field in told.value_type], fields=list(told.value_type)
    )
    nothing = {name: [[]] * len(releases) for name in _LISTS}
    whole = {
        **{name: pa.array(releases[name], from_pandas=True) for name in releases},
        **{name: pa.array(rows, PART_SCHEMA.field(name).type) for name, rows in nothing.items()},
        "is_release": pa.array([True] * len(releases)),
        "mentions": pa.ListArray.from_arrays(
            _offsets(mentions["release_id"], releases["release_id"]), structs
        ),
    }
    return pa.table({name: whole[name] for name in PART_SCHEMA.names}).cast(PART_SCHEMA)


def _nest(rows: pd.DataFrame, key: str, keys: pd.Series[str], kind: pa.DataType) -> pa.ListArray:
    fields = list(kind.value_type)
    columns = [pa.array(rows[field.name], field.type, from_pandas=True) for field in fields]
    structs = pa.StructArray.from_arrays(columns, fields=fields)
    return pa.ListArray.from_arrays(_offsets(rows[key], keys), structs)


def _offsets(told: pd.Series[str], keys: pd.Series[str]) -> pa.Array:
    """Return where the rows of each key begin; both are sorted by key."""
    counts = told.groupby(told, sort=True).size().reindex(keys).fillna(0)
    return pa.array(np.cumsum([0, *counts.astype("int32")]), pa.int32())
