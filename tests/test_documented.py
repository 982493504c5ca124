"""What the documents show runs, and what they name is there."""

from __future__ import annotations

import ast
import csv
import doctest
import io
import re
import shlex
import shutil
from contextlib import redirect_stdout
from functools import cache
from typing import TYPE_CHECKING, Any

import documents
import duckdb
import pytest
import yaml
from documents import DOCUMENTS, PROJECT, README

from pipelines import storage
from pipelines.cli.app import app, call
from pipelines.jobs import Settings, run
from pipelines.reference import FOLDER, load_reference
from pipelines.reference.source import check_sources
from pipelines.report import write_codebook
from pipelines.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
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
COLUMNS = {column.name for table in TABLES.values() for column in table.columns}
SOURCES_OF_NAMES = ("pipelines/**/*.py", "pipelines/**/*.yml", "flows/*", "tests/**/conftest.py")


def _name(document: Path) -> str:
    return document.relative_to(PROJECT).as_posix()


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder like the project's, in which the sample has been run."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "data").mkdir()
    (folder / "data" / "raw").symlink_to(PROJECT / "data" / "raw")
    (folder / "tests").symlink_to(PROJECT / "tests")
    run(Settings(raw=folder / "data" / "raw", processed=folder / "data" / "processed"))
    return folder


@pytest.fixture
def _here(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


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
        assert dict(zip(names, found.fetchone(), strict=True)) == {n: row[n] for n in names}, row


def test_a_source_is_added_by_the_file_of_the_readme(tmp_path: Path) -> None:
    """Adding a source of a known shape is one YAML file and no Python."""
    (block,) = (block for block in BLOCKS if block.language == "yaml")
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


def test_r_recipe_names_what_is_there() -> None:
    """R is not at hand in the tests; at least its tables and columns are."""
    (block,) = (block for block in BLOCKS if block.language == "r")
    names = set(re.findall(r"\b[a-z]+(?:_[a-z]+)+\b(?!\()", block.text))
    assert {"country_a", "meetings_per_year"} <= names
    assert names - COLUMNS <= TABLES.keys() | {"per_year"}


def test_shell_blocks_hold_commands_that_exist() -> None:
    """What is not run here is at least spelled as it is in the project."""
    kinds = {line.split()[0] for block in SHELL for line in block.commands}
    assert kinds <= {"communique", "make", "prefect", "export"}


def test_prefect_commands_name_a_deployment_and_its_parameters() -> None:
    """A deployment that was renamed would be looked for in the server, not in the README."""
    lines = [line for block in SHELL for line in block.commands if line.startswith("prefect dep")]
    deployed = yaml.safe_load((PROJECT / "flows" / "prefect.yaml").read_text(encoding="utf-8"))
    entrypoints = {one["name"]: one["entrypoint"] for one in deployed["deployments"]}
    assert lines
    for line in lines:
        words = shlex.split(line)
        flow, name = words[3].split("/")
        file, function = entrypoints[name].split(":")
        code = (PROJECT / file).read_text(encoding="utf-8")
        assert f'@flow(name="{flow}"' in code
        tree = ast.walk(ast.parse(code))
        (made,) = (n for n in tree if isinstance(n, ast.FunctionDef) and n.name == function)
        known = {one.arg for one in (*made.args.args, *made.args.kwonlyargs)}
        assert {word.split("=")[0] for word in words[5::2]} <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_targets_of_make_exist(document: Path) -> None:
    """The two commands are the first thing that anybody types."""
    shown = [line for block in documents.read_blocks(document) for line in block.commands]
    shown += documents.read_names(document)
    targets = {line.split()[1] for line in shown if line.startswith("make ")}
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert targets <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_every_command_is_in_the_readme() -> None:
    """A command that is not told of is not used."""
    commands = {name for name in app if not name.startswith("-")}
    commands |= {f"sources {name}" for name in app["sources"] if not name.startswith("-")}
    shown = list(documents.read_commands(README))
    missing = {one for one in commands if not any(f"communique {one}" in line for line in shown)}
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_options_exist(document: Path) -> None:
    """An option that was renamed is an error in its reader's first minute."""
    for line in documents.read_commands(document):
        words = shlex.split(line)[1:]
        used = {word.split("=")[0] for word in words if word.startswith("--")}
        assert used <= _options(_command_of(words)), line
    alone = {name.split()[0] for name in documents.read_names(document) if name.startswith("--")}
    known = [_options((name,)) for name in app if not name.startswith("-")]
    assert alone <= set().union(*known)


def _command_of(words: list[str]) -> tuple[str, ...]:
    is_group = words[0] == "sources" and len(words) > 1 and not words[1].startswith("-")
    return tuple(words[: 1 + is_group])


@cache
def _options(command: tuple[str, ...]) -> set[str]:
    with redirect_stdout(io.StringIO()) as told:
        assert call([*command, "--help"]) == 0, command
    return {"--help", *re.findall(r"--[a-z-]+", told.getvalue())}


def test_tables_are_told_as_they_are_declared() -> None:
    """The README's list and pictures are of the same tables as the codebook's."""
    listed = dict(
        re.findall(r"^\| `(\w+)` \| (.+) \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert listed == {name: table.one_row_is for name, table in TABLES.items()}
    (drawn,) = (block.text for block in BLOCKS if block.language == "mermaid")
    (plain,) = (block.text for block in BLOCKS if block.language == "text")
    for picture in (drawn, plain):
        words = set(re.findall(r"\b[a-z]+(?:_[a-z]+)*\b", picture))
        ids = {table.key[0] for table in TABLES.values() if table.key[:1] and len(table.key) == 1}
        assert TABLES.keys() <= words
        assert words - TABLES.keys() - ids <= {"flowchart", "raw", "data"}


def test_codebook_is_up_to_date() -> None:
    """`communique run`, then `communique codebook > CODEBOOK.md` renews it."""
    reference = load_reference()
    fresh = write_codebook(reference.contact_types, reference.rules)
    assert (PROJECT / "CODEBOOK.md").read_text(encoding="utf-8") == fresh


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_links_lead_somewhere(document: Path) -> None:
    """A dead link is found by the reader who needs it."""
    for link in documents.read_links(document):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not anchor or anchor in documents.read_anchors(target), link


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_names_set_as_code_exist(document: Path, build: Path) -> None:
    """Files, columns, values and functions that a document names are spelled as in the project."""
    known = _known_words()
    for name in documents.read_names(document):
        if re.fullmatch(r"[\w.<>*-]*(?:/[\w.<>*-]+)+|[\w<>-]+(?:\.[\w]+)?\.[a-z]{2,5}", name):
            assert name in {f"{t}.{c}" for t in TABLES for c in COLUMNS} or _is_there(
                name, build
            ), name
        elif re.fullmatch(r"[a-z]+(?:_[a-z]+)+", name):
            assert name in known, name


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_rules_that_are_cited_exist(document: Path) -> None:
    """A rule's id is what a reader searches for."""
    rules = load_reference().rules
    starts = {rule.split("-")[0] for rule in rules if "-" in rule}
    cited = re.findall(r"\b[A-Z]+-[A-Z]+\b", document.read_text(encoding="utf-8"))
    assert {one for one in cited if one.split("-")[0] in starts} <= rules.keys()


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_no_path_of_one_machine_is_shown(document: Path) -> None:
    """What works on the writer's machine alone does not belong here."""
    text = document.read_text(encoding="utf-8")
    assert not re.findall(r"(?:^|[\s`'\"(])(/(?:home|root|tmp|work|Users)/\S*)", text)


def _is_there(name: str, build: Path) -> bool:
    """Tell whether a path, a bare file name or a module exists; `<...>` stands for any name."""
    if name.startswith("data/processed"):
        return True
    pattern = re.sub(r"<\w+>", "*", name).rstrip("/")
    if "/" in pattern:
        return any(PROJECT.glob(pattern))
    module = PROJECT / pattern.replace(".", "/")
    is_module = any(
        path.exists() for path in (module, module.parent.with_suffix(".py"), module.parent)
    )
    return is_module or any(_files_named(pattern)) or any(build.glob(pattern)) or "*" in pattern


def _files_named(pattern: str) -> Iterator[Path]:
    for folder in ("pipelines", "flows", "tests", "docs"):
        yield from (PROJECT / folder).rglob(pattern)
    yield from PROJECT.glob(pattern)


@cache
def _known_words() -> set[str]:
    words = set(COLUMNS) | set(TABLES)
    for pattern in SOURCES_OF_NAMES:
        for path in PROJECT.glob(pattern):
            if path.is_file():
                words |= set(re.findall(r"[a-z_]+", path.read_text(encoding="utf-8").lower()))
    return words | {path.stem for path in (FOLDER / "sources").glob("*.yml")}
