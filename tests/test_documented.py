"""What the README shows runs: recipes, commands, the query of a cell, a new source."""

from __future__ import annotations

import csv
import doctest
import io
import re
import shlex
import shutil
from contextlib import redirect_stdout
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import documents
import duckdb
import pytest
from documents import PROJECT, README

from pipelines import storage
from pipelines.cli.app import call
from pipelines.jobs import Settings, fetching, run
from pipelines.reference import FOLDER, load_reference
from pipelines.reference.source import Source, check_sources, read_sources
from pipelines.reference.source_checks import BOUNDS

if TYPE_CHECKING:
    from pathlib import Path

BLOCKS = documents.read_blocks(README)
SHELL = [block for block in BLOCKS if block.language == "sh"]
RUN_HERE = [
    pytest.param(line, block.output, id=f"{block.line} {line}")
    for block in SHELL
    for line in block.commands
    if line.startswith("communique ")
]
CELL = "a.year = 2022 AND a.country = 'RUS' AND b.country = 'TKM'"
SOURCE_ROW = {
    "link": "https://example.org/norway/1",
    "headline": "Telephone conversation with the Prime Minister of Sweden",
    "date": "08/05/2023",
    "body": "Prime Minister of Norway Jonas Gahr Støre spoke by telephone with Prime Minister of "
    "Sweden Ulf Kristersson today.",
}


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder like the project's, in which the sample has been run."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "data").mkdir()
    (folder / "data" / "raw").symlink_to(PROJECT / "data" / "raw")
    (folder / "tests").symlink_to(PROJECT / "tests")
    processed = folder / "data" / "processed"
    run(Settings(raw=folder / "data" / "raw", processed=processed))
    # The README publishes there without texts; what is coded already is not coded again.
    shutil.copytree(processed, folder / "tables_to_share", symlinks=True)
    return folder


@pytest.fixture
def _here(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    # No publisher hears of a test.
    monkeypatch.setattr(fetching, "read_sources", _read_sources_unable)


def _read_sources_unable(folder: Path) -> dict[str, Source]:
    """Return the sources as if none said how it is fetched."""
    return {name: replace(one, fetch=None) for name, one in read_sources(folder).items()}


@pytest.fixture
def build(workplace: Path) -> Path:
    """Return the folder of the published build."""
    return (workplace / "data" / "processed" / "latest").resolve()


def _compare(expected: str | None, printed: str) -> None:
    if expected is not None:
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        assert doctest.OutputChecker().check_output(expected, printed, flags), printed


@pytest.mark.usefixtures("_here")
def test_recipes_run_one_after_the_other() -> None:
    """A recipe that fails is worse than none: its reader looks for the error in the tables."""
    names: dict[str, Any] = {}
    for block in BLOCKS:
        place = f"README.md, line {block.line}"
        if block.language == "python":
            with redirect_stdout(io.StringIO()) as printed:
                exec(compile(block.text, place, "exec"), names)  # noqa: S102 - our own document
            _compare(block.output, printed.getvalue())
        elif block.language == "sql":
            assert names["tables"].sql(block.text).fetchall(), place
    assert {"build", "per_year", "mentions", "contacts"} <= names.keys()
    assert len(names["visits_of_turkmenistan"]) > 0
    assert len(names["all_releases"].collect()) == len(names["releases"])


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize(("line", "output"), RUN_HERE)
def test_commands_run(line: str, output: str | None) -> None:
    """What the README tells to type must do what it says."""
    with redirect_stdout(io.StringIO()) as printed:
        assert call(shlex.split(line)[1:]) == 0
    _compare(output, printed.getvalue())


def test_the_query_of_a_cell_gives_every_cell(build: Path) -> None:
    """The README says what a meeting is; the table must not mean something else."""
    (query,) = (block.text for block in BLOCKS if CELL in block.text)
    tables = duckdb.connect()
    tables.execute(f"SET file_search_path = '{build}'")
    rows = storage.read_table(build, "meetings_per_year")
    assert not rows.empty
    for row in rows.to_dict("records"):
        cell = f"a.year = {row['year']} AND a.country = $a AND b.country = $b"
        sides = {"a": row["country_a"], "b": row["country_b"]}
        found = tables.execute(query.replace(CELL, cell), sides)
        names = [column[0] for column in found.description]
        assert found.fetchall() == [tuple(row[name] for name in names)], row


def test_bounds_of_the_readme_are_bounds_of_a_source() -> None:
    """A bound that is misspelled in the README is copied from there."""
    (block,) = (one for one in BLOCKS if one.language == "yaml" and "expect:" in one.text)
    assert set(re.findall(r"^  (\w+):", block.text, re.MULTILINE)) <= set(BOUNDS)


def test_a_source_is_added_by_the_file_of_the_readme(tmp_path: Path) -> None:
    """Adding a source of a known shape is one YAML file and no Python."""
    (block,) = (one for one in BLOCKS if one.language == "yaml" and "publisher:" in one.text)
    reference, raw = tmp_path / "reference", tmp_path / "raw"
    shutil.copytree(FOLDER, reference, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = reference / re.findall(r"pipelines/reference/(\S+)", block.text)[0]
    path.write_text(block.text, encoding="utf-8")
    assert check_sources(path.parent, {state.code for state in load_reference().states}) == []
    (raw / path.stem).mkdir(parents=True)
    with (raw / path.stem / "releases.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(SOURCE_ROW))
        writer.writeheader()
        writer.writerow(SOURCE_ROW)
    run(Settings(raw=raw, processed=tmp_path / "processed", reference=reference))
    built = storage.find_latest(tmp_path / "processed")
    assert built is not None
    (contact,) = storage.read_table(built, "contacts").to_dict("records")
    assert (contact["contact_type"], contact["sides"]) == ("telephone_conversation", ["NOR", "SWE"])
    assert contact["date_edtf"] == "2023-05-08"
