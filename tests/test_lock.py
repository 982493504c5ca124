"""The lock serves what pyproject.toml asks for, behind any index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parent.parent
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
DECLARED = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Matches "pandas==3.1.1 \" and "numpy==2.4.6 ; python_full_version < '3.12' \".
PINS = re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK, flags=re.MULTILINE)
WANTED = [*DECLARED["dependencies"], *DECLARED["optional-dependencies"]["dev"]]


def _canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("text", WANTED)
def test_every_dependency_is_locked_as_asked_for(text):
    """A dependency that was added without `make lock` fails only on a fresh machine."""
    wanted = Requirement(text)
    pinned = [version for name, version in PINS if name == _canonical(wanted.name)]
    assert pinned
    assert all(wanted.specifier.contains(version) for version in pinned)


def test_every_pin_has_hashes():
    """One package without a hash, and pip refuses all of them."""
    blocks = re.split(r"^(?=[a-z0-9-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(PINS) > 100
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_lock_names_no_index_and_no_folder():
    """It must serve behind a mirror, and tell nothing of the machine it was made on."""
    assert not re.search(r"://|--find-links|--index|--extra-index|@ |/[a-z]+/", LOCK)


def test_the_backend_that_builds_the_project_is_locked():
    """Else the set-up downloads something that nobody has pinned."""
    assert "setuptools" in dict(PINS)
