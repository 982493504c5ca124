"""The coding key: a hash of everything that decides how a document is coded."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Code that a document passes through on its way from bytes to a coded part, and the part's shape.
CODE = (
    "parse/**/*.py",
    "normalize/**/*.py",
    "coding/**/*.py",
    "reference/*.py",
    "dataset.py",
    "frames.py",
    "quick_record.py",
    "records.py",
    "text.py",
    "storage/rows.py",
)
# Works at assembly, over all mentions at once: a new president recodes nothing.
NOT_CODE = (
    "normalize/as_key.py",
    "normalize/counterparts.py",
    "normalize/holder_names.py",
    "normalize/holder_offices.py",
    "normalize/holders.py",
    "normalize/name_parts.py",
    "normalize/russian_holders.py",
    "normalize/unlisted.py",
    "reference/holder.py",
    "reference/person_names.py",
)

# Reference files read while coding; offices, verdicts and corrections are read at assembly.
REFERENCE = (
    "languages/**/*.yml",
    "sources/**/*.yml",
    "sides/*.csv",
    "states.csv",
    "places.csv",
    "formats.csv",
    "offices_lacking.csv",
    "contact_types.yml",
)

VERSION_LENGTH = 12


def coding_key(reference: Path, package: Path) -> str:
    """Return the SHA-256 over names and bytes of all that is read while coding.

    reference: the folder of reference files. package: the folder `pipelines`.
    """
    digest = hashlib.sha256()
    for kind, folder, patterns in (("code", package, CODE), ("reference", reference, REFERENCE)):
        for name, path in sorted(_find_files(folder, patterns)):
            content = path.read_bytes()
            # The length keeps the end of one file from passing for the start of the next.
            digest.update(f"{kind}/{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def coding_version(key: str) -> str:
    """Return the short form of a coding key, as it stands in the tables."""
    return key[:VERSION_LENGTH]


def _find_files(folder: Path, patterns: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    for pattern in patterns:
        for path in folder.glob(pattern):
            name = path.relative_to(folder).as_posix()
            if name not in NOT_CODE:
                yield name, path
