"""The committed sample gives the tables that were written down for it by hand, row by row."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipelines import storage
from pipelines.jobs import run
from pipelines.jobs.settings import Settings

PROJECT = Path(__file__).resolve().parents[2]
EXPECTED = PROJECT / "tests" / "sample_expected"
TABLES = ["contacts", "claims", "meetings_per_year", "bilateral_contact_types", "quarantine"]


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """Return the folder of the build that a plain run over the sample publishes."""
    processed = tmp_path_factory.mktemp("processed")
    run(Settings(raw=PROJECT / "data" / "raw", processed=processed))
    return storage.find_latest(processed)


@pytest.mark.parametrize("name", TABLES)
def test_sample_gives_the_rows_written_down_by_hand(build, name):
    """A table that is well-formed and wrong is the worst that can happen."""
    expected = pd.read_csv(EXPECTED / f"{name}.csv", dtype="str", keep_default_na=False)
    found = _as_text(_with_address(storage.read_table(build, name), build))[list(expected)]
    missing = _rows(expected) - _rows(found)
    surplus = _rows(found) - _rows(expected)
    assert (sorted(missing), sorted(surplus)) == ([], [])
    assert len(found) == len(expected)


def test_sample_has_every_contact_type_status_and_told_as(build):
    """What the sample does not show, nobody sees in the first minute."""
    mentions = storage.read_table(build, "contact_mentions")
    assert set(mentions["status"]) == {"held", "planned", "invited", "cancelled"}
    assert set(mentions["told_as"]) == {"news", "recalled", "announced"}
    assert mentions["contact_type"].nunique() == 15


def _with_address(frame: pd.DataFrame, build: Path) -> pd.DataFrame:
    if "address" in frame or "release_id" not in frame:
        return frame
    releases = storage.read_table(build, "releases")[["release_id", "address"]]
    return frame.merge(releases, on="release_id", how="left", validate="many_to_one")


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.apply(lambda column: column.map(_cell))


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple)) or (
        hasattr(value, "tolist") and not hasattr(value, "date")
    ):
        items = value.tolist() if hasattr(value, "tolist") else value
        return ";".join(items) if isinstance(items, (list, tuple)) else _cell(items)
    if pd.isna(value):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:10] if hasattr(value, "date") else str(value)


def _rows(frame: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(map(tuple, frame.to_numpy().tolist()))
