"""The codebook: what each table, column, closed value, contact type and rule means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipelines.reference import ContactType
    from pipelines.schema import Column, Table

TITLE = "# Codebook"
PREFACE = """\
What every table, column and value means.
Written from `pipelines/schema`, `contact_types.yml` and `rules.yml`: change it there.

Days are dates without a time. A side is a state by its ISO 3166-1 alpha-3 code (a state of the
past by its ISO 3166-3 code) or an intergovernmental organisation. A pair of sides always stands in
the order of the codes: `country_a` before `country_b`. All offsets count Unicode code points of
`releases.text`, from 0, and `text[span_start:span_end]` is the quote."""
PARTITIONED = (
    "A folder of one file a year of publication, `published_year=YYYY` (0: without a day of "
    "publication). The year is a key of the folders, not a column of the files."
)


def write_codebook(contact_types: Mapping[str, ContactType], rules: Mapping[str, str]) -> str:
    """Return CODEBOOK.md; contact_types by name, rules as id and sentence, in their own order."""
    tables = [line for table in TABLES.values() for line in _tell_table(table)]
    parts = [
        [TITLE, "", PREFACE],
        ["", "## Tables", *tables],
        ["", "## Contact types", "", *_tell_contact_types(contact_types)],
        ["", "## Rules", "", *(f"- **{name}** {sentence}" for name, sentence in rules.items())],
    ]
    return "\n".join(line for part in parts for line in part) + "\n"


def _tell_table(table: Table) -> Iterator[str]:
    yield from ("", f"### `{table.name}`", "", f"One row is {table.one_row_is}.")
    if table.key:
        yield f"Key: {_list_names(table.key)}."
    if table.is_partitioned:
        yield PARTITIONED
    rows = [(f"`{c.name}`", _tell_type(c), c.unit or "", c.about) for c in table.columns]
    yield from ("", *_tell_rows(("column", "type", "unit", "what it is"), rows))
    closed = [column for column in table.columns if column.closed]
    if closed:
        yield from ("", "Closed lists:", "")
        yield from (f"- `{column.name}`: {_list_names(column.closed)}" for column in closed)


def _tell_type(column: Column) -> str:
    return f"{column.kind}, may be null" if column.nullable else column.kind


def _tell_contact_types(contact_types: Mapping[str, ContactType]) -> Iterator[str]:
    header = ("type", "family", "channel", "a meeting", "CAMEO", "PLOVER", "what it is")
    rows = [
        (
            f"`{name}`",
            one.family,
            one.channel,
            "yes" if one.counts_as_meeting else "no",
            one.cameo_code or "",
            one.plover_mode or "",
            one.definition,
        )
        for name, one in contact_types.items()
    ]
    yield from _tell_rows(header, rows)


def _tell_rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in (header, ["---"] * len(header), *rows):
        cells = (cell.replace("|", "\\|").replace("\n", " ") for cell in row)
        yield f"| {' | '.join(cells)} |"


def _list_names(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
