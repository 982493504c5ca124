"""The direction of the design holds: who may import whom, and who may touch the outside."""

from __future__ import annotations

import ast
from collections import defaultdict
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parent.parent
FILES = sorted(path for top in ("pipelines", "flows") for path in (PROJECT / top).rglob("*.py"))
MAX_LINES = 280

# Imports go from a higher number to a lower one, or stay inside the part.
LAYERS = {
    "flows": 7,
    "cli": 7,
    "jobs": 6,
    "ingest": 5,
    "storage": 5,
    "quality": 5,
    "report": 5,
    "evaluate": 5,
    "explain": 5,
    "show": 5,
    "dataset": 5,
    "assembly": 4,
    "normalized": 4,
    "parse": 3,
    "normalize": 3,
    "coding": 3,
    "build": 3,
    "reference": 2,
    "compiled": 1,
    "quick_record": 1,
    "records": 1,
    "text": 1,
    "schema": 1,
    "frames": 1,
}
# Parts of one layer that may use one another, as long as there is no circle. `dataset` is the
# method without effects: it uses nothing of its layer.
NEIGHBOURS = {"cli", "storage", "quality", "report", "evaluate", "explain", "show"}
NEIGHBOURS |= {"quick_record", "records", "text", "schema", "frames"}
PURE = {"parse", "normalize", "coding", "build", "assembly", "normalized", "dataset"}
PURE |= {"quick_record", "records", "text", "schema", "frames"}

OUTSIDE_MODULES = {
    "glob", "http", "httpx", "os", "pathlib", "random", "requests", "shutil", "socket", "sqlite3",
    "subprocess", "tempfile", "time", "urllib.request",
}  # fmt: skip
OUTSIDE_CALLS = {
    "input", "now", "open", "print", "read_bytes", "read_csv", "read_parquet", "read_text",
    "to_csv", "to_parquet", "today", "utcnow", "write_bytes", "write_table", "write_text",
}  # fmt: skip


def _name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def _part(module: str) -> str | None:
    """Return the part of the design that a dotted module name belongs to."""
    top, *rest = module.split(".")
    if top == "flows":
        return "flows"
    return rest[0] if top == "pipelines" and rest else None


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}: relative imports hide the direction"
            yield node.module or ""
            # `from pipelines import text` imports a module; harmless where it is a name.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _own_part(path: Path) -> str | None:
    return _part(".".join(path.relative_to(PROJECT).with_suffix("").parts))


def _runtime_imports(path: Path) -> Iterator[str]:
    """Yield what is imported when the module runs, without what only type checkers read."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def _is_allowed(own: str, other: str) -> bool:
    if LAYERS[own] == LAYERS[other]:
        # The command line runs the flow; nothing in a flow needs the command line.
        return own == other or own in NEIGHBOURS
    return LAYERS[own] > LAYERS[other]


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_imports_follow_the_direction_of_the_design(path):
    """A stage that reads a later stage's code would make the one way a circle."""
    own = _own_part(path)
    if own in (None, "__init__"):
        return
    assert own in LAYERS, f"{own} has no layer: add it here and to the design"
    parts = {part for part in map(_part, _imports(path)) if part is not None}
    wrong = {part for part in parts if part not in LAYERS or not _is_allowed(own, part)}
    assert not wrong, f"{_name(path)} may not import {', '.join(sorted(wrong))}"


def test_parts_import_one_another_without_a_circle():
    """Neighbours in a layer may lean on one another, but not both ways."""
    graph = defaultdict(set)
    for path in FILES:
        own = _own_part(path)
        if own in LAYERS:
            parts = {part for part in map(_part, _imports(path)) if part in LAYERS}
            graph[own] |= parts - {own}
    order = list(TopologicalSorter(graph).static_order())
    assert order.index("records") < order.index("jobs")


def test_modules_import_one_another_without_a_circle():
    """Nobody can read either of two modules first that need one another, be it for types alone."""
    modules = {".".join(path.relative_to(PROJECT).with_suffix("").parts): path for path in FILES}
    graph = {name: set(_imports(path)) & {*modules} - {name} for name, path in modules.items()}
    order = list(TopologicalSorter(graph).static_order())
    assert order.index("pipelines.records") < order.index("pipelines.coding.contacts")


@pytest.mark.parametrize("path", [path for path in FILES if _own_part(path) in PURE], ids=_name)
def test_the_middle_touches_neither_disk_nor_network_nor_clock(path):
    """What depends on the day of the run or the machine cannot be rebuilt to the same bytes."""
    modules = set(_runtime_imports(path)) & OUTSIDE_MODULES
    calls = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
            calls |= {name} & OUTSIDE_CALLS
    assert not modules | calls, f"{_name(path)} uses {', '.join(sorted(modules | calls))}"


@pytest.mark.parametrize("path", [path for path in FILES if _own_part(path) != "flows"], ids=_name)
def test_pipelines_never_import_prefect(path):
    """The method must be usable, and testable in milliseconds, without an orchestrator."""
    assert not {name for name in _imports(path) if name.split(".")[0].startswith("prefect")}


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_file_stays_short_and_says_what_it_is(path):
    """A reader finds any rule within a minute."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_LINES
    assert ast.get_docstring(ast.parse(text))
