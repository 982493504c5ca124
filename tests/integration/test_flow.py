"""The Prefect flow: it runs, tells what it did, and its schedules make runs.

With other versions of fastapi and SQLAlchemy than the lock's, flows fail or schedules silently make
no runs, and no check of dependencies notices: these tests do.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from prefect_processes import COMMUNIQUE, read_artifacts, run_command, wait_until

pytestmark = pytest.mark.prefect

RELEASE = """Telephone conversation with the President of Russia

On May 7, 2023, the President of Turkmenistan Serdar Berdimuhamedov had a telephone conversation
with the President of Russia Vladimir Putin.
"""


@pytest.fixture
def raw(tmp_path):
    """Return a raw folder with releases of one source."""
    folder = tmp_path / "raw" / "turkmenistan_mfa"
    folder.mkdir(parents=True)
    for number in range(3):
        text = f" date 2023-05-0{number + 8} {RELEASE}"
        (folder / f"call-{number}.txt").write_text(text, encoding="utf-8")
    return folder.parent


@pytest.fixture
def client(prefect_server):
    """Return a client of the session's server."""
    from prefect.client.orchestration import get_client

    assert prefect_server
    with get_client(sync_client=True) as found:
        yield found


def _find_runs(client, **equal):
    runs = client.read_flow_runs(limit=200)
    return [run for run in runs if all(getattr(run, k) == v for k, v in equal.items())]


def _find_named(client, start):
    """Return the runs whose name begins so; the minute for which they were planned follows."""
    return [run for run in client.read_flow_runs(limit=200) if run.name.startswith(start)]


def _run_command(arguments, environment):
    """Run `communique` in a process of its own, with none of this one's settings of Prefect."""
    return run_command([*COMMUNIQUE, *arguments], environment)


def test_the_flow_publishes_what_the_plain_jobs_publish(client, raw, tmp_path):
    """The flow is a shell: it may not change a byte."""
    from flows.daily import daily
    from pipelines import jobs

    plain = jobs.run(jobs.Settings(raw, tmp_path / "plain"))
    summary = daily(raw, tmp_path / "flow", collect=False, reason="test of the flow")
    assert summary.n_read == 3
    assert summary.n_new == 3
    assert summary.build.name == plain.build.name
    (run,) = _find_named(client, "test of the flow ")
    assert run.state.is_completed()


def test_a_run_tells_what_it_did(client, raw, tmp_path):
    """Whoever looks at a run sees its numbers and our own log lines."""
    from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId

    from flows.daily import daily

    summary = daily(raw, tmp_path / "processed", collect=False, reason="test of telling")
    (run,) = _find_named(client, "test of telling ")
    only = LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run.id]))

    def find_messages():
        told = [line.message for line in client.read_logs(only, limit=200)]
        return told if any(line.startswith("Read 3 releases") for line in told) else None

    messages = wait_until(find_messages)
    assert messages
    assert any(line.startswith("collected 3 documents") for line in messages)
    shown = read_artifacts(client, run)
    tables = ("sources", "refusals", "contacts", "changes", "movements", "gaps", "unlisted-holders")
    assert {f"communique-{name}" for name in (*tables, "run", "build", "coding")} == set(shown)
    assert "Read 3 releases: 3 coded, 0 refused" in shown["communique-run"].data
    assert '"type": "telephone_conversation"' in shown["communique-contacts"].data
    assert str(summary.build) in shown["communique-build"].description
    assert float(shown["communique-coding"].data) == 100


def test_against_a_running_server_other_processes_code(client, prefect_server, raw, tmp_path):
    """What is coded is known by its content, whoever coded it, and is not coded again.

    How far it is shows on the page of the run, and not on that of the flow in which they code.
    """
    folders = ["--raw", str(raw), "--processed", str(tmp_path / "processed")]
    environment = {"PREFECT_API_URL": prefect_server, "PREFECT_HOME": str(tmp_path / "home")}
    first, second = (
        _run_command(["run", "--workers", "2", "--reason", reason, *folders], environment)
        for reason in ("test of processes", "once more")
    )
    assert "Coded anew: 3." in first.stdout
    assert "Nothing new was coded" in second.stdout
    assert "communique-code" in first.stderr
    assert "temporary server" not in first.stderr
    (run,) = _find_named(client, "test of processes ")
    assert float(read_artifacts(client, run)["communique-coding"].data) == 100


def test_a_run_that_fails_is_shown_as_failed(client, raw, tmp_path):
    """A flow that hides its failure leaves old tables for new ones."""
    from flows.daily import daily

    (raw / "atlantis_mfa").mkdir()
    with pytest.raises(ValueError, match=r"sources/atlantis_mfa\.yml"):
        daily(raw, tmp_path / "processed", collect=False, reason="test of failing")
    (run,) = _find_named(client, "test of failing ")
    assert run.state.is_failed()


def test_a_backfill_states_its_reason(client, raw, tmp_path):
    """Whoever finds tables changed can read why, in the run's name too."""
    from flows.backfill import backfill
    from pipelines.storage import read_manifest

    request = {"from_day": "2023-05-01", "to_day": "2023-05-31", "reason": "from the archive"}
    request |= {"collect": False}
    summary = backfill(request, raw, tmp_path / "processed", runner="serial")
    told = "backfill of all sources 2023-05-01 to 2023-05-31: from the archive"
    assert read_manifest(summary.build)["reason"] == told
    assert _find_runs(client, name=told)


def test_a_dry_run_publishes_nothing_and_shows_what_it_would(client, raw, tmp_path):
    """An operator looks before tables change."""
    from flows.backfill import backfill

    request = {"from_day": "2023-05-01", "to_day": "2023-05-31", "reason": "a look"}
    request |= {"dry_run": True, "rebuild": True, "collect": False}
    assert backfill(request, raw, tmp_path / "processed") is None
    assert not (tmp_path / "processed").exists()
    (run,) = _find_runs(
        client, name="dry run of backfill of all sources 2023-05-01 to 2023-05-31, rebuilt: a look"
    )
    shown = read_artifacts(client, run)["communique-preview"]
    assert '"table": "releases", "year": 2023, "added": 2' in shown.data


def test_a_backfill_without_a_reason_does_not_begin(client, raw, tmp_path):
    """A change that nobody can explain later is worse than a gap."""
    from prefect.exceptions import ParameterTypeError

    from flows.backfill import backfill

    assert client
    with pytest.raises(ParameterTypeError, match="reason"):
        backfill({"from_day": "2023-05-01", "to_day": "2023-05-31"}, raw, tmp_path / "processed")


def test_a_schedule_makes_runs(client):
    """With a wrong SQLAlchemy the deployment is ready, its schedule active, and no run comes."""
    from prefect.client.schemas.actions import DeploymentScheduleCreate
    from prefect.client.schemas.schedules import CronSchedule

    from flows.daily import daily

    hourly = DeploymentScheduleCreate(schedule=CronSchedule(cron="0 * * * *"), active=True)
    deployment = client.create_deployment(
        flow_id=client.create_flow(daily), name="hourly", schedules=[hourly]
    )
    runs = wait_until(lambda: _find_runs(client, deployment_id=deployment))
    assert runs
    starts = sorted(run.expected_start_time for run in runs)
    assert all(run.state.is_scheduled() for run in runs)
    assert starts[1] - starts[0] == timedelta(hours=1)


def test_the_command_line_runs_the_flow_without_a_server(raw, tmp_path):
    """A fresh machine has no server: Prefect brings one, and leaves the user's home alone."""
    home = tmp_path / "home"
    home.mkdir()
    processed = tmp_path / "processed"
    folders = ["--raw", str(raw), "--processed", str(processed)]
    done = _run_command(["run", "--prefect", *folders], {"HOME": str(home)})
    assert "Read 3 releases" in done.stdout
    assert (processed / "latest" / "contacts.parquet").exists()
    assert (processed / ".prefect").is_dir()
    assert not (home / ".prefect").exists()
