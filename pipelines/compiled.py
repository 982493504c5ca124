"""What can be compiled by `make compiled`, and that it never runs once its source has changed."""

from __future__ import annotations

import hashlib
from dataclasses import field, fields, make_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from dataclasses import Field

PACKAGE = Path(__file__).resolve().parent
# Where coding spends its time.
COMPILED = ("records.py", "text.py", "coding/*.py", "normalize/*.py")
# Work at assembly, on frames.
NOT_COMPILED = frozenset(
    {
        "normalize/as_key.py",
        "normalize/counterparts.py",
        "normalize/holder_names.py",
        "normalize/holder_offices.py",
        "normalize/holders.py",
        "normalize/name_parts.py",
        "normalize/naming.py",
        "normalize/russian_holders.py",
        "normalize/unlisted.py",
    }
)
# Compiled code also rests on the types of what it is compiled beside.
WATCHED = ("*.py", "coding/*.py", "normalize/*.py", "reference/*.py")


class StaleBuild(ImportError):  # noqa: N818 - it names what is wrong, as WrongReference does
    """The compiled modules are of another source than the one beside them."""


def refuse_stale(digest: str) -> None:
    """Raise StaleBuild unless the source is still that of the digest.

    Each compiled module calls it before anything else, with the digest that it was built from.
    """
    if source_digest(PACKAGE) != digest:
        raise StaleBuild(
            "the source has changed since `make compiled`: "
            "run that again, or `make pure` to use the source as it is"
        )


@cache
def source_digest(package: Path) -> str:
    """Return the SHA-256 over names and bytes of the source that compiled modules rest on."""
    digest = hashlib.sha256()
    for name, path in sorted(_find_files(package, WATCHED)):
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def list_compiled(package: Path) -> list[str]:
    """Return the modules to compile, as paths below the package `pipelines`."""
    found = {name for name, _ in _find_files(package, COMPILED)} - NOT_COMPILED
    return sorted(name for name in found if not name.endswith("__init__.py"))


def list_fields(**is_argument: bool) -> dict[str, Field[Any]]:
    """Return what `dataclasses.fields` is to tell of a compiled record.

    is_argument: by the name of a field, whether a record is made with it.
    """
    told = [(name, object, field(init=is_init)) for name, is_init in is_argument.items()]
    record: Any = make_dataclass("Record", told)
    return {one.name: one for one in fields(record)}


def _find_files(folder: Path, patterns: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    for pattern in patterns:
        for path in folder.glob(pattern):
            yield path.relative_to(folder).as_posix(), path
