"""Writes a module as mypyc compiles it best: its records as plain classes, its constants final.

mypyc leaves a class interpreted that has a decorator of our own, and the methods that `dataclass`
adds as the program runs; so they are written out.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_DECORATORS = frozenset({"dataclass", "quick_record", "ordered_record"})
_FUTURE = "from __future__ import annotations\n"
_CONSTANT = re.compile(r"^(_?[A-Z][A-Z0-9_]*) = ", re.MULTILINE)  # matches "_NEAR = "; not "near ="
_ORDER = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}
# What mypyc is told of quick_record.py, whose records are dataclasses to the type checker alone.
QUICK_RECORD = """\
from typing import TypeVar
_T = TypeVar("_T")
def quick_record(cls: type[_T]) -> type[_T]: ...
def ordered_record(cls: type[_T]) -> type[_T]: ...
def replace(record: _T, /, **changes: object) -> _T: ...
"""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a record, as its class declares it.

    default: what it is without an argument, None where it needs one. factory: what makes it then.
    """

    name: str
    annotation: str
    default: str | None = None
    factory: str | None = None
    is_argument: bool = True
    is_shown: bool = True
    is_compared: bool = True


def write_native(path: Path, project: Path, digest: str) -> str:
    """Return the source of a module of `pipelines` as it is compiled.

    project: the folder that holds `pipelines`. digest: of the source that it is compiled from.
    """
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    lines = text.splitlines(keepends=True)
    begin = [
        "from typing import Any, ClassVar, Final\n",
        "from pipelines.compiled import list_fields, refuse_stale\n",
        f'refuse_stale("{digest}")\n',
    ]
    for record in reversed([*_records_in(tree)]):
        inherited, types = _inherited(record, tree, project)
        begin += types
        _make_plain(record, lines, inherited)
    told = _CONSTANT.sub(r"\1: Final = ", "".join(lines))
    return told.replace(_FUTURE, "".join([_FUTURE, *begin]), 1)


def _records_in(tree: ast.Module) -> Iterator[ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and _decorators(node).keys() & _DECORATORS:
            yield node


def _decorators(record: ast.ClassDef) -> dict[str, set[str]]:
    """Return the decorators of a class, each with its options as they are written."""
    calls = [one for one in record.decorator_list if isinstance(one, ast.Call)]
    told = {ast.unparse(one): set[str]() for one in record.decorator_list if one not in calls}
    return told | {ast.unparse(one.func): {*map(ast.unparse, one.keywords)} for one in calls}


def _inherited(
    record: ast.ClassDef, tree: ast.Module, project: Path
) -> tuple[list[_Field], list[str]]:
    """Return the fields of the record that another extends, and the import of their types."""
    imported = [
        (node.module or "", one.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    ]
    bases = {*map(ast.unparse, record.bases)}
    for module, name in imported:
        if name in bases and module.startswith("pipelines."):
            source = project.joinpath(*module.split(".")).with_suffix(".py")
            classes = _records_in(ast.parse(source.read_text(encoding="utf-8")))
            fields = [field for one in classes if one.name == name for field in _fields_of(one)]
            words = {word for field in fields for word in re.findall(r"\w+", field.annotation)}
            types = ", ".join(sorted(word for word in words - {"None"} if word[0].isupper()))
            return fields, [f"from {module} import {types}\n"]
    return [], []


def _declared(record: ast.ClassDef) -> list[ast.AnnAssign]:
    return [one for one in record.body if isinstance(one, ast.AnnAssign)]


def _fields_of(record: ast.ClassDef) -> list[_Field]:
    return [*map(_field_of, _declared(record))]


def _field_of(declared: ast.AnnAssign) -> _Field:
    name, annotation = ast.unparse(declared.target), ast.unparse(declared.annotation)
    value = declared.value
    if not (isinstance(value, ast.Call) and ast.unparse(value.func) == "field"):
        return _Field(name, annotation, ast.unparse(value) if value else None)
    told = {one.arg: ast.unparse(one.value) for one in value.keywords}
    return _Field(
        name,
        annotation,
        told.get("default"),
        told.get("default_factory"),
        is_argument=told.get("init") != "False",
        is_shown=told.get("repr") != "False",
        is_compared=told.get("compare") != "False",
    )


def _make_plain(record: ast.ClassDef, lines: list[str], inherited: Iterable[_Field]) -> None:
    """Put a class without decorator and defaults, and with its methods, in the place of a record.

    lines: of the module, of which those above the record stay where they are.
    """
    methods = _methods_of(record, [*inherited, *_fields_of(record)])
    end = record.end_lineno
    lines[end:end] = [f"    {line}\n" for line in methods]
    for one, field in reversed([*zip(_declared(record), _fields_of(record), strict=True)]):
        lines[one.lineno - 1 : one.end_lineno] = [f"    {field.name}: {field.annotation}\n"]
    for decorator in reversed(record.decorator_list):
        lines[decorator.lineno - 1 : decorator.end_lineno] = []


def _methods_of(record: ast.ClassDef, fields: list[_Field]) -> Iterator[str]:
    """Yield the lines of what the decorator of a record would add to it."""
    told = ", ".join(f"{field.name}={field.is_argument}" for field in fields)
    yield f"__dataclass_fields__: ClassVar[dict[str, Any]] = list_fields({told})"
    yield from _init(fields, is_more=any(_is_post_init(one) for one in record.body))
    shown = ", ".join(f"{field.name}={{self.{field.name}!r}}" for field in fields if field.is_shown)
    yield "def __repr__(self) -> str:"
    yield f'    return f"{record.name}({shown})"'
    if "eq=False" in set().union(*_decorators(record).values()):
        return
    compared = [field.name for field in fields if field.is_compared]
    yield "def __eq__(self, other: object) -> bool:"
    yield f"    if not isinstance(other, {record.name}) or type(other) is not type(self):"
    yield "        return NotImplemented"
    yield f"    return {' and '.join(f'self.{name} == other.{name}' for name in compared)}"
    yield "def __hash__(self) -> int:"
    yield f"    return hash({_tuple('self', compared)})"
    if "ordered_record" in _decorators(record):
        for method, sign in _ORDER.items():
            yield f"def {method}(self, other: {record.name}) -> bool:"
            yield f"    return {_tuple('self', compared)} {sign} {_tuple('other', compared)}"


def _is_post_init(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == "__post_init__"


def _init(fields: list[_Field], *, is_more: bool) -> Iterator[str]:
    arguments = ", ".join(_argument(field) for field in fields if field.is_argument)
    yield f"def __init__(self, {arguments}) -> None:"
    for field in fields:
        name = field.name
        if field.factory:
            yield f"    self.{name} = {field.factory}() if {name} is None else {name}"
        elif field.is_argument or field.default:
            yield f"    self.{name} = {name if field.is_argument else field.default}"
    if is_more:
        yield "    self.__post_init__()"


def _argument(field: _Field) -> str:
    if field.factory:
        return f"{field.name}: {field.annotation} | None = None"
    return f"{field.name}: {field.annotation}{f' = {field.default}' if field.default else ''}"


def _tuple(owner: str, names: Iterable[str]) -> str:
    return f"({''.join(f'{owner}.{name}, ' for name in names)})"
