"""Prefect's settings where the user has made none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.embedded import DEFAULTS, OWN, prepare_prefect


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """Return an environment without settings of Prefect and with an empty home."""
    for name in (*DEFAULTS, *OWN):
        # Set first, so that what the test itself sets is undone as well.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    return monkeypatch


def test_history_stays_beside_the_tables_and_nothing_is_sent(environment, tmp_path):
    """A first run may neither write to the user's home nor call anybody."""
    assert environment
    prepare_prefect(tmp_path / "processed")
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "processed" / ".prefect")
    assert (tmp_path / "processed" / ".prefect").is_dir()
    assert os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert os.environ["DO_NOT_TRACK"] == "1"


@pytest.mark.parametrize("name", OWN)
def test_a_users_own_prefect_is_left_alone(name, environment, tmp_path):
    """Whoever has a server wants the run to be there."""
    environment.setenv(name, "http://127.0.0.1:4200/api")
    prepare_prefect(tmp_path / "processed")
    assert not (tmp_path / "processed").exists()
    assert os.environ[name] == "http://127.0.0.1:4200/api"


def test_a_users_own_profiles_are_left_alone(environment, tmp_path):
    """Profiles lie in the home that a PREFECT_HOME of ours would hide."""
    assert environment
    (tmp_path / "home" / ".prefect").mkdir(parents=True)
    (tmp_path / "home" / ".prefect" / "profiles.toml").touch()
    prepare_prefect(tmp_path / "processed")
    assert "PREFECT_HOME" not in os.environ
