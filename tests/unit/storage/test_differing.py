"""Rows that another file of a table has too are left out, and no others."""

from __future__ import annotations

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipelines.schema import CONTACTS, TABLES
from pipelines.storage import read_other_rows

ROW = {
    "contact_id": "a",
    "contact_type": "meeting",
    "channel": "in_person",
    "format": "bilateral",
    "status": "held",
    "first_day": pd.Timestamp("2023-05-08"),
    "last_day": pd.Timestamp("2023-05-08"),
    "date_precision": "day",
    "date_edtf": "2023-05-08",
    "year": 2023,
    "place": None,
    "host_country": None,
    "level": "head_of_state",
    "sides": ["RUS", "TKM"],
    "reported_by": ["TKM"],
    "n_releases": 1,
    "encounter_id": "e",
    "is_ambiguous": False,
    "cameo_code": "036",
    "plover_mode": None,
}


def _write(path, *rows):
    table = TABLES["contacts"]
    pq.write_table(table.to_arrow(table.select(pd.DataFrame(rows))), path)
    return path


@pytest.mark.parametrize(
    "change",
    [{"place": "Ashgabat"}, {"sides": ["RUS"]}, {"year": None}, {"n_releases": 2}],
    ids=["null", "list", "to-null", "number"],
)
def test_a_row_that_differs_in_one_value_is_another(tmp_path, change):
    """Whatever the value: also where nothing was told before, or is no more."""
    last = _write(tmp_path / "last", ROW, ROW | {"contact_id": "b"})
    path = _write(tmp_path / "new", ROW | change, ROW | {"contact_id": "b"})
    (rows,) = read_other_rows(path, CONTACTS.name, last)
    assert rows["contact_id"].tolist() == ["a"]


def test_without_another_file_all_rows_are_told(tmp_path):
    """A first build has nothing to be compared with."""
    path = _write(tmp_path / "new", ROW, ROW | {"contact_id": "b"})
    (rows,) = read_other_rows(path, CONTACTS.name)
    assert rows["contact_id"].tolist() == ["a", "b"]
    assert rows.equals(TABLES["contacts"].select(rows))
