"""The codebook leaves out nothing that is declared."""

from __future__ import annotations

from pipelines.reference.lists import ContactType
from pipelines.report import write_codebook
from pipelines.schema import TABLES

MEETING = ContactType(
    name="meeting",
    family="talks",
    channel="in_person",
    counts_as_meeting=True,
    definition="talks | a reception",
    cameo_code="036",
    plover_mode=None,
)
CODEBOOK = write_codebook({"meeting": MEETING}, {"WHO-STATE": "Every participant is of a side."})


def test_every_table_and_column_is_in_the_codebook():
    """What is not in it nobody can use."""
    for table in TABLES.values():
        assert f"### `{table.name}`" in CODEBOOK
        for column in table.columns:
            assert f"| `{column.name}` | " in CODEBOOK
            assert column.about in CODEBOOK


def test_every_closed_value_is_in_the_codebook():
    """Users filter by these values."""
    values = {v for table in TABLES.values() for column in table.columns for v in column.closed}
    assert all(f"`{value}`" in CODEBOOK for value in values)


def test_contact_types_and_rules_are_in_the_codebook():
    """`contact_type` and `rule_id` point to them."""
    assert "| `meeting` | talks | in_person | yes | 036 |  | talks \\| a reception |" in CODEBOOK
    assert "- **WHO-STATE** Every participant is of a side." in CODEBOOK


def test_the_codebook_is_text_with_one_end():
    """It is compared with the committed one byte by byte."""
    assert CODEBOOK.startswith("# Codebook\n")
    assert CODEBOOK.endswith(".\n")
    assert "\n\n\n" not in CODEBOOK
