"""What runs keep for one another is whole or not there."""

from __future__ import annotations

import pyarrow as pa
import pytest

from pipelines.storage import Shelf

KEY, OTHER = "1" * 32, "2" * 32
ROWS = {"texts": {"2022": pa.table({"a": ["x", "y"]}), "2023": pa.table({"a": ["z"]})}}


@pytest.fixture
def shelf(tmp_path):
    """Return a shelf with rows of two pieces under one key."""
    made = Shelf(tmp_path / "kept")
    made.write(KEY, ROWS)
    return made


def test_rows_come_back_by_piece(shelf):
    """All of them, or those wanted."""
    assert shelf.read(KEY, "texts") == ROWS["texts"]
    assert shelf.read(KEY, "texts", ["2023", "2024"]) == {"2023": ROWS["texts"]["2023"]}
    assert shelf.list_pieces(KEY, "texts") == ["2022", "2023"]


def test_a_piece_without_rows_is_left_out(shelf):
    """A name may have none at all."""
    shelf.write(OTHER, {"texts": {"2022": ROWS["texts"]["2022"][:0]}})
    assert shelf.has(OTHER)
    assert shelf.read(OTHER, "texts") == {}


@pytest.mark.parametrize("name", ["texts.arrow", "index.json"])
def test_what_is_cut_short_or_gone_counts_as_not_there(shelf, name):
    """A disk may have been full, or somebody have made room."""
    path = shelf.folder / KEY / name
    path.write_bytes(path.read_bytes()[:-10])
    assert not shelf.has(KEY)
    path.unlink()
    assert not shelf.has(KEY)
    shelf.write(KEY, ROWS)
    assert shelf.has(KEY)
    assert shelf.read(KEY, "texts") == ROWS["texts"]


def test_a_sweep_leaves_what_is_to_be_kept(shelf):
    """What killed runs left goes with the rest."""
    shelf.write(OTHER, ROWS)
    (shelf.folder / ".tmp-1-abc").mkdir()
    shelf.sweep({OTHER})
    assert [path.name for path in shelf.folder.iterdir()] == [OTHER]
    Shelf(shelf.folder / "nowhere").sweep(set())
