"""Publishes builds one after the other, in a process of its own: what readers are tried against.

python publisher.py FOLDER N: publishes N builds of small tables into FOLDER. In build k
releases and claims say k, so that a reader can tell which build each of its tables is of.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.schema import TABLES
from pipelines.storage import BuildFacts, Staged, publish, stage_tables
from pipelines.storage.files import parquet_bytes, sha256_of
from pipelines.storage.staging import STAGING

NUMBERED = {"releases": "title", "claims": "n_claimed"}
DAYS = (pd.Timestamp("2022-03-01"), pd.Timestamp("2023-05-08"))
FACTS = BuildFacts("test", "0" * 64, {}, 2, 2, 0, {})


def make_tables() -> dict[str, pd.DataFrame]:
    """Return tables: releases of two years with a claim each, and empty other ones."""
    tables = {name: table.empty() for name, table in TABLES.items()}
    tables["releases"] = TABLES["releases"].select(pd.DataFrame(map(_release, DAYS)))
    claims = map(_claim, tables["releases"]["release_id"])
    tables["claims"] = TABLES["claims"].select(pd.DataFrame(claims))
    return tables


def stage_number(template: Staged, number: int) -> Staged:
    """Stage the template's files once more, with releases and claims that say `number`.

    Staged by hand, as coding tables two hundred times over is not what readers are tried against.
    """
    folder = template.processed / STAGING / str(number)
    files = []
    for file in template.files:
        source, target = template.folder / file.path, folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.table not in NUMBERED:
            os.link(source, target)
            files.append(file)
            continue
        table, column = pq.ParquetFile(source).read(), NUMBERED[file.table]
        place = table.schema.get_field_index(column)
        value = pa.array([number] * len(table)).cast(table.schema.field(place).type)
        content = parquet_bytes(table.set_column(place, table.schema.field(place), value))
        target.write_bytes(content)
        files.append(replace(file, sha256=sha256_of(content), n_bytes=len(content)))
    return Staged(template.processed, folder, tuple(files))


def _release(day: pd.Timestamp) -> dict[str, object]:
    return {
        "release_id": f"r{day.year}",
        "source_id": "aaa_mfa",
        "publisher": "AAA",
        "language": "en",
        "title": "",
        "published_day": day,
        "published_basis": "dateline",
        "address": f"r{day.year}.txt",
        "place": None,
        "content_sha256": "0" * 64,
        "n_versions": 1,
        "n_contacts": 0,
        "n_claims": 1,
        "coding_version": "0123456789ab",
        "text": "text",
    }


def _claim(release_id: str) -> dict[str, object]:
    return {
        "claim_id": f"k-{release_id}",
        "release_id": release_id,
        "country_a": "AAA",
        "country_b": "BBB",
        "period_first_day": pd.Timestamp("2022-01-01"),
        "period_last_day": pd.Timestamp("2022-12-31"),
        "period_edtf": "2022",
        "n_claimed": 0,
        "qualifier": "exact",
        "what": "meetings",
        "format": None,
        "level": None,
        "quote": "text",
        "span_start": 0,
        "span_end": 4,
    }


def main(folder: Path, n_builds: int) -> None:
    """Publish the builds; an hour apart, so that old ones go meanwhile."""
    staged = stage_tables(folder, make_tables())
    template = replace(staged, folder=staged.folder.rename(folder / ".template"))
    for number in range(n_builds):
        staged = stage_number(template, number)
        publish(staged, FACTS, now=datetime.fromtimestamp(1_700_000_000 + 3600 * number, UTC))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
