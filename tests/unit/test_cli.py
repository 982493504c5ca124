"""The command line: help, exit codes, and errors in one line."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from pipelines.cli.app import call

COMMANDS = [
    ["run"],
    ["backfill"],
    ["serve"],
    ["code"],
    ["normalize"],
    ["explain"],
    ["show"],
    ["tables"],
    ["codebook"],
    ["builds"],
    ["publish"],
    ["score"],
    ["sources"],
    ["sources", "check"],
]


BACKFILL = ["backfill", "--reason", "test", "--from"]


def _ids(words):
    return "-".join(words)


@pytest.mark.parametrize("command", COMMANDS, ids=_ids)
def test_every_command_has_help_with_an_example(command, capsys):
    """Nobody reads a manual before trying a command."""
    assert call([*command, "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"Example: communique {' '.join(command)}" in told
    assert "Exit codes" in told


@pytest.mark.parametrize("command", COMMANDS[5:], ids=_ids)
def test_commands_on_folders_take_both_folders(command, capsys):
    """A script can give the same two options to all of them."""
    call([*command, "--help"])
    told = capsys.readouterr().out
    assert "--raw" in told
    assert "--processed" in told


def test_help_starts_without_pandas_and_prefect():
    """Help that takes three seconds is not asked for twice."""
    script = (
        "import sys, time; start = time.perf_counter()\n"
        "from pipelines.cli.app import call\n"
        "call(['--help'])\n"
        "heavy = {'pandas', 'prefect', 'pyarrow', 'numpy'} & set(sys.modules)\n"
        "print(sorted(heavy), time.perf_counter() - start, file=sys.stderr)"
    )
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    heavy, seconds = done.stderr.strip().rsplit(" ", 1)
    assert heavy == "[]"
    assert float(seconds) < 2  # measured 0.2 s; the bound leaves room for a busy machine


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["frobnicate"], '"frobnicate"', id="unknown-command"),
        pytest.param(["run", "--colour", "red"], "--colour", id="unknown-option"),
        pytest.param(["run", "--workers", "many"], '"many"', id="no-number"),
        pytest.param(["run", "--workers", "0"], "--workers 0", id="no-worker"),
        pytest.param([*BACKFILL, "2024-01-01", "--to", "2023-01-01"], "after", id="reversed-days"),
        pytest.param([*BACKFILL, "8 May", "--to", "2023-01-01"], "--from '8 May'", id="no-from"),
        pytest.param(
            [*BACKFILL, "2023-01-01", "--to", "2023-01-02", "--source", "x"], "x; there", id="no-x"
        ),
        pytest.param(["serve", "--time-zone", "Mars"], "--time-zone Mars", id="no-zone"),
        pytest.param(["serve", "--raw", "nowhere"], "nowhere", id="nothing-to-serve"),
        pytest.param(["run", "--runner", "dask", "--no-prefect"], "--prefect", id="dask-alone"),
        pytest.param(["show", "RUS"], "country-b", id="half-a-pair"),
        pytest.param(["show", "RUS", "rus"], "RUS rus", id="a-pair-of-one"),
        pytest.param(["score"], "labels", id="no-labels"),
        pytest.param(["score", "nowhere.json"], "nowhere.json", id="labels-not-there"),
        pytest.param(["code", "nowhere.txt"], "nowhere.txt", id="release-not-there"),
        pytest.param(["code", "-", "--published", "8 May"], "8 May", id="no-day"),
        pytest.param(["code", "-", "--publisher", "QQQ"], "QQQ", id="no-side"),
        pytest.param(["code", "-", "--source", "nobody"], "nobody", id="no-source"),
    ],
)
def test_wrong_use_is_told_in_one_line_with_the_value(arguments, told, capsys):
    """A traceback tells a user nothing, and a script needs the exit code."""
    assert call(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert told in printed.err


@pytest.mark.parametrize(
    "command", [["tables"], ["tables", "--path"], ["show", "RUS", "TKM"]], ids=_ids
)
def test_before_the_first_run_the_remedy_is_named(command, tmp_path, capsys):
    """A new user's first try is often the second command."""
    assert call([*command, "--processed", str(tmp_path)]) == 2
    assert "communique run" in capsys.readouterr().err


def test_a_raw_folder_that_is_not_there_is_wrong_use(tmp_path, capsys):
    """A misspelled folder must not publish empty tables."""
    missing = tmp_path / "nothing"
    arguments = ["run", "--no-prefect", "--raw", str(missing), "--processed", str(tmp_path)]
    assert call(arguments) == 2
    assert str(missing) in capsys.readouterr().err


def test_a_folder_without_a_source_names_the_file_to_write(tmp_path, capsys):
    """Adding a source is writing one file, and the error says which."""
    (tmp_path / "raw" / "atlantis_mfa").mkdir(parents=True)
    folders = ["--raw", str(tmp_path / "raw"), "--processed", str(tmp_path / "processed")]
    assert call(["run", "--no-prefect", *folders]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "sources/atlantis_mfa.yml" in told
    assert call(["sources", "check", *folders]) == 1


def test_a_folder_in_use_is_busy(tmp_path, capsys):
    """A scheduler can tell a run at work from a run that failed."""
    from datetime import UTC, datetime

    from pipelines.storage import hold_lock

    folders = ["--raw", "data/raw", "--processed", str(tmp_path)]
    with hold_lock(tmp_path, datetime.now(UTC)):
        start = time.monotonic()
        assert call(["run", "--no-prefect", *folders]) == 3
        assert time.monotonic() - start < 5
    assert "another run" in capsys.readouterr().err


def test_the_size_of_batches_is_that_of_the_jobs():
    """The command line names it without importing the jobs, and pandas with them."""
    from pipelines.cli.run import BATCH_SIZE
    from pipelines.jobs import Settings

    assert Settings.__dataclass_fields__["batch_size"].default == BATCH_SIZE


def test_sources_check_passes_on_our_own(capsys, project):
    """A definition that cannot be read stops every run."""
    assert call(["sources", "check", "--raw", str(project / "data" / "raw")]) == 0
    told = capsys.readouterr().out
    assert "turkmenistan_mfa" in told
    assert "known until" in told


def test_code_reads_a_pasted_release(tmp_path, capsys):
    """One release can be tried without a source, a folder or a run."""
    file = tmp_path / "call.txt"
    file.write_text(
        "Telephone conversation\n\n"
        "On May 7, 2023, the President of Turkmenistan had a telephone conversation with "
        "the President of Russia.\n",
        encoding="utf-8",
    )
    day = ["--publisher", "TKM", "--published", "2023-05-08"]
    assert call(["code", str(file), *day, "--json"]) == 0
    (contact,) = json.loads(capsys.readouterr().out)["contact_mentions"]
    assert contact["contact_type"] == "telephone_conversation"
    assert contact["date_edtf"] == "2023-05-07"
    assert contact["sides"] == ["RUS", "TKM"]
    assert call(["code", str(file), *day]) == 0
    assert "telephone_conversation" in capsys.readouterr().out
