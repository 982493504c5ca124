"""The table that tells what the table of holders lacks, so that it can be mended."""

from __future__ import annotations

from pipelines.schema import lists
from pipelines.schema.table import COUNT, DAY, TEXT, Column, Table

UNLISTED_HOLDERS = Table(
    name="unlisted_holders",
    one_row_is="a name that releases give with an office, and that `offices.csv` lacks on that day",
    key=("country", "office", "level", "name", "kind", "holder"),
    columns=(
        Column("country", TEXT, "Code of the side that the office is of."),
        Column("office", TEXT, "Office as told."),
        Column("level", TEXT, "Rank of the office (rule WHO-LEVEL).", closed=lists.LEVELS),
        Column("name", TEXT, "Name as written, without honorifics."),
        Column(
            "kind",
            TEXT,
            "Another spelling of the holder's name, another person, or nobody known that day.",
            closed=lists.UNLISTED_KINDS,
        ),
        Column(
            "holder",
            TEXT,
            "Who held an office of that rank on that day by `offices.csv`; null: nobody known.",
            nullable=True,
        ),
        Column("first_day", DAY, "First day of a contact that names it."),
        Column("last_day", DAY, "Last day of a contact that names it."),
        Column("n_releases", COUNT, "Releases that name it.", "releases"),
        Column("address", TEXT, "One of these, of the latest contact: link or file's name."),
    ),
)
