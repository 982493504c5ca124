"""What the documents name is there: commands, options, tables, files, rules, links."""

from __future__ import annotations

import ast
import io
import re
import shlex
from contextlib import redirect_stdout
from functools import cache
from typing import TYPE_CHECKING

import documents
import pytest
import yaml
from documents import DOCUMENTS, PROJECT, README

from pipelines.cli.app import app, call
from pipelines.reference import FOLDER, load_reference
from pipelines.report import write_codebook
from pipelines.schema import TABLES

if TYPE_CHECKING:
    from pathlib import Path

BLOCKS = documents.read_blocks(README)
SHELL = [block for block in BLOCKS if block.language == "sh"]
COMMANDS = [name for name in app if not name.startswith("-")]
SUBCOMMANDS = [["sources", "add"], ["sources", "check"]]
COLUMNS = {column.name for table in TABLES.values() for column in table.columns}
# Where a name that documents use must stand somewhere.
CODE = ("pipelines/**/*.py", "pipelines/**/*.yml", "flows/*", "tests/**/conftest.py")
# Matches "tests/golden/<source_id>", "score.json", "pipelines.evaluate.diff"; not "n_meetings".
_PATH = re.compile(r"[\w.<>*-]*(?:/[\w.<>*-]+)+/?|[\w<>-]+(?:\.\w+)*\.[a-z]+")
_WORD = re.compile(r"[a-z]+(?:_[a-z]+)+")  # matches "n_meetings"; not "contacts"


def _name(document: Path) -> str:
    return document.relative_to(PROJECT).as_posix()


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
        assert re.search(rf'@flow\(\s*name="{flow}"', code)
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
    commands = set(COMMANDS)
    commands |= {f"sources {name}" for name in app["sources"] if not name.startswith("-")}
    shown = list(documents.read_commands(README))
    missing = {one for one in commands if not any(f"communique {one}" in line for line in shown)}
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_options_exist(document: Path) -> None:
    """An option that was renamed is an error in its reader's first minute."""
    for words in map(shlex.split, documents.read_commands(document)):
        used = {word.split("=")[0] for word in words if word.startswith("--")}
        assert used <= _options(_command_of(words)), words
    alone = {name.split()[0] for name in documents.read_names(document) if name.startswith("--")}
    known = [_options((name,)) for name in COMMANDS]
    assert alone <= set().union(*known)


def _command_of(words: list[str]) -> tuple[str, ...]:
    """Return the command without its arguments; empty for the program alone."""
    return tuple(words[1:3] if words[1:3] in SUBCOMMANDS else words[1:2])


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


def test_every_source_is_listed() -> None:
    """A source comes with oddities that its users must know."""
    listed = (PROJECT / "docs" / "sources.md").read_text(encoding="utf-8")
    found = set(re.findall(r"^\| `(\w+)` \|", listed, re.MULTILINE))
    assert found == load_reference().sources.keys()


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
def test_names_set_as_code_exist(document: Path) -> None:
    """Files, columns, values and functions that a document names are spelled as in the project."""
    for name in documents.read_names(document):
        if _PATH.fullmatch(name):
            assert _is_there(name), name
        elif _WORD.fullmatch(name):
            assert name in _known_words(), name


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


def _is_there(name: str) -> bool:
    """Tell whether a path, a module or a file that a build has is there; `<...>` is any name."""
    if name.startswith("data/processed"):
        return True  # made by a run
    pattern = re.sub(r"<\w+>", "*", name).rstrip("/")
    if "/" in pattern:
        return any(PROJECT.glob(pattern))
    if any(any((PROJECT / top).rglob(pattern)) for top in ("pipelines", "flows", "tests")):
        return True
    module, _, last = name.rpartition(".")
    is_module = (PROJECT / module.replace(".", "/")).exists() and last in _known_words()
    return is_module or (PROJECT / name).exists() or name in _code() or "*" in pattern


@cache
def _code() -> str:
    paths = (path for pattern in CODE for path in PROJECT.glob(pattern) if path.is_file())
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.suffix != ".pyc")


@cache
def _known_words() -> set[str]:
    ids = {path.stem for path in (FOLDER / "sources").glob("*.yml")}
    return COLUMNS | TABLES.keys() | ids | set(re.findall(r"[a-z_]+", _code()))
