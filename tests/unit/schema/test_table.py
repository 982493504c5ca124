"""What a declared table gives and refuses."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from pipelines.schema import RELEASES, TABLES, Column, Table, WrongTable
from pipelines.schema.table import COUNT, FLAG, TEXT, TEXTS

PETS = Table(
    name="pets",
    one_row_is="a pet",
    key=("name",),
    columns=(
        Column("name", TEXT, "Its name."),
        Column("kind", TEXT, "What it is.", closed=("cat", "dog")),
        Column("n_legs", COUNT, "Legs.", "legs", nullable=True),
        Column("is_tame", FLAG, "Comes when called."),
        Column("note", TEXT, "Anything else.", nullable=True),
        Column("toys", TEXTS, "Its toys, sorted."),
    ),
)


def _pets(**changed):
    columns = {
        "toys": [["ball"], []],
        "name": ["Tom", "Ada"],
        "kind": ["cat", "dog"],
        "n_legs": [4, None],
        "is_tame": [True, False],
        "note": ["", "shy"],
        "extra": [1, 2],
    }
    return pd.DataFrame(columns | changed)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_every_column_says_what_it_is(table):
    """The codebook and the file's metadata have nothing else to tell users."""
    assert table.one_row_is
    assert all(column.about.endswith((".", "`.")) for column in table.columns)
    assert len(set(table.column_names)) == len(table.columns)
    assert set(table.key) | set(table.order) <= set(table.column_names)
    assert table.key or table.order


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_an_empty_table_passes_its_own_check(table):
    """A first run on an empty folder publishes tables without rows, and not no tables."""
    empty = table.empty()
    table.check(empty)
    assert table.to_arrow(empty).num_rows == 0


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_every_referenced_table_has_the_key_column(table):
    """A reference is by the name of the other table's key."""
    assert all(TABLES[other].key[0] in table.column_names for other in table.references)


def test_the_declared_tables_are_those_of_the_design():
    """Names are the contract with users."""
    assert list(TABLES) == [
        "releases",
        "contact_mentions",
        "contacts",
        "participants",
        "claims",
        "meetings_per_year",
        "bilateral_contact_types",
        "quarantine",
        "coverage",
        "unlisted_holders",  # added since: names are added, never changed
    ]


def test_the_partition_key_is_no_column():
    """A reader of the folder would have it twice."""
    assert all("published_year" not in table.column_names for table in TABLES.values())


def test_select_orders_columns_and_rows_and_types_them():
    """Equal content in another order must give equal bytes."""
    selected = PETS.select(_pets())
    assert list(selected.columns) == ["name", "kind", "n_legs", "is_tame", "note", "toys"]
    assert list(selected["name"]) == ["Ada", "Tom"]
    assert list(selected.index) == [0, 1]
    assert [str(dtype) for dtype in selected.dtypes] == [
        "str",
        "str",
        "Int32",
        "bool",
        "str",
        "object",
    ]


def test_select_leaves_its_frame_as_it_was():
    """A step that changes its input in place changes what others hold."""
    frame = _pets()
    PETS.select(frame)
    pd.testing.assert_frame_equal(frame, _pets())


def test_an_empty_text_that_may_be_null_becomes_null():
    """Two spellings of "nothing told" would be counted as two values."""
    assert PETS.select(_pets())["note"].isna().to_list() == [False, True]


def test_select_names_the_columns_that_are_missing():
    """Filled with nulls they would be published."""
    with pytest.raises(WrongTable, match="pets: missing columns kind, toys"):
        PETS.select(_pets().drop(columns=["kind", "toys"]))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param({"is_tame": [True, None]}, "pets.is_tame", id="null-flag-is-no-yes"),
        pytest.param({"n_legs": ["four", 4]}, "pets.n_legs", id="word-for-a-number"),
        pytest.param({"n_legs": [4.5, 4]}, "pets.n_legs", id="part-of-a-leg"),
    ],
)
def test_select_refuses_what_the_type_cannot_hold(changed, message):
    """A silent cast would publish a value that nobody told."""
    with pytest.raises(WrongTable, match=message):
        PETS.select(_pets(**changed))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        pytest.param({"kind": ["cat", "fox"]}, "kind.*'fox'", id="not-in-closed-list"),
        pytest.param({"kind": ["cat", None]}, "kind.*not_nullable", id="null"),
        pytest.param(
            {"name": ["Tom", "Tom"]}, "1 rows repeat a key, first Tom", id="same-key-twice"
        ),
        pytest.param({"toys": [["b", "a"], []]}, "toys.*sorted", id="list-out-of-order"),
        pytest.param({"toys": ["ball", []]}, "toys.*sorted", id="text-for-a-list"),
    ],
)
def test_check_names_column_and_value(changed, message):
    """The error is read by somebody who has not seen the frame."""
    with pytest.raises(WrongTable, match=message):
        PETS.check(PETS.select(_pets(**changed)))


def test_a_nullable_part_of_a_key_may_be_null_once():
    """A host not told is null in the key of bilateral_contact_types."""
    table = Table("t", "a row", (Column("a", TEXT, "A.", nullable=True),), key=("a",))
    table.check(table.select(pd.DataFrame({"a": [None, "x"]})))
    with pytest.raises(WrongTable, match="1 rows repeat a key, first nan"):
        table.check(table.select(pd.DataFrame({"a": [None, None]})))


def test_descriptions_travel_in_the_arrow_schema():
    """A file alone must tell what it holds."""
    schema = RELEASES.arrow_schema()
    assert schema.metadata[b"description"] == b"One row is a release, in its shown version."
    field = schema.field("n_versions")
    assert field.metadata[b"unit"] == b"versions"
    assert field.metadata[b"description"].startswith(b"Different texts")
    assert schema.field("published_day").type == pa.date32()
    assert not schema.field("release_id").nullable


def test_arrow_tables_carry_no_trace_of_pandas():
    """Its metadata names versions, and the bytes would change with them."""
    table = PETS.to_arrow(PETS.select(_pets()))
    assert b"pandas" not in table.schema.metadata
    assert table.column("toys").to_pylist() == [[], ["ball"]]
    assert table.column("n_legs").to_pylist() == [None, 4]
