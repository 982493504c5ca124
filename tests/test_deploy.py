"""Unit files and the compose file name what is there, and reach nobody but this machine."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pipelines.cli.app import app

PROJECT = Path(__file__).resolve().parent.parent
DEPLOY = PROJECT / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
# Not Prefect's own: compose puts it into the others.
OURS = {"PREFECT_DATABASE_PASSWORD"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_settings_of_prefect_are_spelled_as_prefect_has_them(path):
    """One that is misspelled is ignored, and nobody is told."""
    import prefect.settings

    names = set(re.findall(r"\bPREFECT_[A-Z_]+[A-Z]\b", path.read_text(encoding="utf-8"))) - OURS
    assert [name for name in names if not hasattr(prefect.settings, name)] == []


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_start_commands_that_exist_and_give_a_run_time_to_end(path):
    """A service that does not start is found out after the machine has."""
    text = path.read_text(encoding="utf-8")
    (command,) = re.findall(r"^ExecStart=/opt/communique/\.venv/bin/(.+)$", text, re.MULTILINE)
    program, verb = command.split()[:2]
    assert program == "prefect" or (program == "communique" and verb in set(app))
    assert "User=communique" in text
    if "serve " in command or "worker" in command:
        assert "KillMode=mixed" in text
        assert "TimeoutStopSec=900" in text


def test_systemd_understands_the_units(tmp_path):
    """A key that is misspelled is ignored, and nobody is told."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd here")
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        # It looks whether the programs are there, which they are where the project is installed.
        there = re.sub(r"(?<=ExecStart=)/opt/communique/\.venv/bin/\w+", sys.executable, text)
        (tmp_path / unit.name).write_text(there, encoding="utf-8")
    units = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(  # noqa: S603 - the system's own program
        [program, "verify", *units], check=False, capture_output=True, text=True
    )
    # Of other units of this machine it may have something to say, too.
    told = [
        line for line in done.stderr.splitlines() if str(tmp_path) in line or "communique" in line
    ]
    assert (done.returncode, told) == (0, [])


def test_only_this_machine_reaches_the_server():
    """Prefect asks nobody who they are, unless it is told to."""
    ports = [port for one in COMPOSE["services"].values() for port in one.get("ports", [])]
    assert ports == ["127.0.0.1:4200:4200"]
    assert all("0.0.0.0" not in path.read_text(encoding="utf-8") for path in UNITS)  # noqa: S104


def test_the_compose_file_names_services_volumes_and_deployments_that_are_there():
    """No engine is at hand in the tests: what can be read is compared."""
    services = COMPOSE["services"]
    for one in services.values():
        assert set(one.get("depends_on", {})) <= set(services)
        assert one.get("image") or one.get("build")
    named = [v.split(":")[0] for one in services.values() for v in one.get("volumes", [])]
    assert {name for name in named if "/" not in name} == set(COMPOSE["volumes"])
    told = " ".join(services["deploy"]["command"])
    for path in re.findall(r"flows/\S+\.yaml", told):
        assert (PROJECT / path).exists(), path
    declared = yaml.safe_load((PROJECT / "flows" / "automations.yaml").read_text(encoding="utf-8"))
    assert f"inspect {declared['automations'][0]['name']} " in told


def test_the_image_is_built_of_files_that_are_there():
    """Else it is noticed where it is built for the first time."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = [line.split()[1:-1] for line in text.splitlines() if line.startswith("COPY")]
    for name in (name for names in copied for name in names):
        assert (PROJECT / name).exists(), name
