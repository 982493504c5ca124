"""The Frictionless data package (version 1) that describes a build's files to other tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipelines.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.schema import Column, Table
    from pipelines.storage import BuiltFile

DESCRIPTION = (
    "Contacts between states, coded from releases that governments published. The texts and quotes "
    "are the publishers'; the codebook is CODEBOOK.md, what the build was made from manifest.json."
)

# Frictionless has no lists, and its tools read an integer column with nulls as decimals.
_TYPES = {"text": "string", "day": "date", "yes or no": "boolean", "list of texts": "any"}


def write_datapackage(files: Sequence[BuiltFile]) -> str:
    """Return datapackage.json for the staged files of the tables."""
    package = {
        "profile": "data-package",
        "name": "communique",
        "title": "Contacts between states",
        "description": DESCRIPTION,
        "resources": [_describe(TABLES[name], files) for name in TABLES],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _describe(table: Table, files: Sequence[BuiltFile]) -> dict[str, Any]:
    own = [file for file in files if file.table == table.name]
    if table.is_partitioned:
        where: dict[str, Any] = {"path": [file.path for file in own]}
    else:
        (file,) = own
        where = {"path": file.path, "hash": f"sha256:{file.sha256}"}
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "description": f"One row is {table.one_row_is}.",
        **where,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": _describe_schema(table),
    }


def _describe_schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_describe_column(column) for column in table.columns]}
    nullable = {column.name for column in table.columns if column.nullable}
    # A primary key has no nulls, and a foreign key leads to a table that lies in one file.
    if table.key and not nullable & set(table.key):
        schema["primaryKey"] = list(table.key)
    foreign = [name for name in table.references if not TABLES[name].is_partitioned]
    if foreign:
        schema["foreignKeys"] = [_describe_reference(name) for name in foreign]
    return schema


def _describe_column(column: Column) -> dict[str, Any]:
    whole = "number" if column.nullable else "integer"
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.kind, whole),
        "description": column.about,
        "arrowType": str(column.type),
    }
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.closed:
        constraints["enum"] = list(column.closed)
    return field | ({"constraints": constraints} if constraints else {})


def _describe_reference(name: str) -> dict[str, Any]:
    key = TABLES[name].key[0]
    return {"fields": key, "reference": {"resource": name, "fields": key}}
