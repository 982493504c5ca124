"""The data package describes the build as it is, and Frictionless agrees."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from frictionless import Package, Resource, Schema, validate

from pipelines.report import write_datapackage
from pipelines.schema import TABLES
from pipelines.storage import BuildFacts, publish, read_table, stage_documents, stage_tables

NOW = datetime(2024, 1, 1, tzinfo=UTC)
FACTS = BuildFacts("run", "0" * 64, {}, 4, 3, 1, {})


def _publish(processed, tables):
    staged = stage_tables(processed, tables)
    documents = {"datapackage.json": write_datapackage(staged.files)}
    return publish(stage_documents(staged, documents), FACTS, now=NOW).folder


@pytest.mark.parametrize("fixture", ["sound_tables", "empty_tables"])
def test_frictionless_finds_no_fault_in_a_build(tmp_path, request, fixture):
    """It is how other tools learn what the files hold."""
    build = _publish(tmp_path, request.getfixturevalue(fixture))
    report = validate(str(build / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    assert {task.name for task in report.tasks} == set(TABLES)


def test_frictionless_finds_a_fault_that_is_there(tmp_path, sound_tables):
    """A description that allows everything says nothing."""
    contacts = sound_tables["contacts"].assign(status="maybe")
    build = _publish(tmp_path, sound_tables | {"contacts": contacts})
    report = validate(str(build / "datapackage.json"))
    faults = {task.name: [error.type for error in task.errors] for task in report.tasks}
    assert faults["contacts"] == ["constraint-error"]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_fits_the_described_schema(tmp_path, sound_tables, name):
    """Frictionless reads only the first file of a partitioned table: here it gets all rows."""
    build = _publish(tmp_path, sound_tables)
    (resource,) = [r for r in _read(build)["resources"] if r["name"] == name]
    schema = {key: value for key, value in resource["schema"].items() if key != "foreignKeys"}
    frame = read_table(build, name)
    rows = frame.astype("object").where(frame.notna(), None).to_dict("records")
    report = Resource(data=rows, schema=Schema.from_descriptor(schema)).validate()
    assert report.valid, report.flatten(["title", "message"])


def test_every_file_of_a_table_is_listed(tmp_path, sound_tables):
    """Partitioned tables are listed by their paths."""
    build = _publish(tmp_path, sound_tables)
    for resource in _read(build)["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        assert all((build / path).is_file() for path in paths)
    listed = {r["name"]: r["path"] for r in _read(build)["resources"]}
    assert listed["releases"] == [
        "releases/published_year=0/part-0.parquet",
        "releases/published_year=2022/part-0.parquet",
        "releases/published_year=2023/part-0.parquet",
    ]


def test_columns_are_described_with_unit_type_and_constraints(tmp_path, sound_tables):
    """Lists have no type in Frictionless: the exact type stands beside."""
    package = Package(str(_publish(tmp_path, sound_tables) / "datapackage.json"))
    contacts = {
        f["name"]: f for f in package.get_resource("contacts").schema.to_descriptor()["fields"]
    }
    assert contacts["sides"]["arrowType"].startswith("list<")
    assert contacts["status"]["constraints"] == {
        "required": True,
        "enum": ["held", "planned", "invited", "cancelled"],
    }
    assert contacts["n_releases"]["unit"] == "releases"
    assert package.get_resource("contacts").schema.primary_key == ["contact_id"]


def _read(build):
    return json.loads((build / "datapackage.json").read_text(encoding="utf-8"))
