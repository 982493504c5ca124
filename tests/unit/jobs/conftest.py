"""A site on loopback and an office that fetches from it."""

from __future__ import annotations

import pytest
from fetched_sites import Office
from loopback import run_site


@pytest.fixture
def site():
    """Return a web server on loopback that runs as long as the test."""
    with run_site() as running:
        yield running


@pytest.fixture
def office(tmp_path):
    """Return a raw folder and a reference without sources."""
    return Office(tmp_path)
