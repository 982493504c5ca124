"""Strict reading of reference files: every scalar is text, and errors name file and line."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class WrongReference(ValueError):  # noqa: N818 - it names a state of the data, as Refused does
    """A reference file is wrong: stop before the first document is read."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}:{line}: {message}")


class _TextLoader(yaml.CSafeLoader):
    """Leaves every scalar as text ("NO" is Norway, not False) and refuses repeated keys."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the library's own interface


def _mapping_without_repeats(loader: _TextLoader, node: yaml.MappingNode) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            problem = f"key '{key}' is repeated; keep one"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_TextLoader.add_constructor("tag:yaml.org,2002:map", _mapping_without_repeats)


def read_yaml(path: Path) -> dict[str, Any]:
    """Return the mapping in a YAML file, with texts as scalars.

    Raises WrongReference when the file is no mapping, repeats a key or is not YAML.
    """
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_TextLoader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise WrongReference(path, mark.line + 1 if mark else 1, str(error.problem)) from error
    if not isinstance(loaded, dict):
        raise WrongReference(path, 1, "the file must hold one mapping of keys to values")
    return loaded


def read_csv(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) for each row of a CSV file whose leading '#' lines are its header.

    Raises WrongReference when the columns are not exactly `columns` or a row has another length.
    """
    with path.open(encoding="utf-8", newline="") as file:
        lines = [(n, line) for n, line in enumerate(file, start=1) if not line.startswith("#")]
    reader = csv.reader(line for _, line in lines)
    numbers = [n for n, _ in lines]
    header = next(reader, [])
    if header != list(columns):
        raise WrongReference(
            path, numbers[0] if numbers else 1, f"columns must be {','.join(columns)}"
        )
    for row in reader:
        line = numbers[reader.line_num - 1]
        if len(row) != len(header):
            raise WrongReference(path, line, f"{len(row)} fields where {len(header)} are needed")
        yield line, dict(zip(header, row, strict=True))
