"""From one end to the other: a server, a worker, deployments, and a backfill handed to them."""

from __future__ import annotations

import json
import shlex
import shutil
from datetime import date

import documents
import pytest
import small_runs
from fetched_sites import SOURCE, put_pages
from loopback import run_site
from prefect_processes import COMMUNIQUE, PREFECT, PROJECT, run_command, running, wait_until

from pipelines.storage import find_latest, read_history, read_manifest

pytestmark = pytest.mark.prefect
ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
# What the README tells to set up for workers, and the command that starts one.
(TOLD,) = (one for one in documents.read_blocks(documents.README) if "work-pool" in one.text)
*SET_UP, WORKER = (shlex.split(line)[1:] for line in TOLD.commands if line.startswith("prefect "))


@pytest.fixture(scope="module")
def deployed(prefect_server, tmp_path_factory):
    """Deploy from a folder like the project's, with raw releases and a source of its own.

    Return the folder, and the settings of Prefect that commands there need. The source is fetched
    from a site on loopback, with two pages of 2022 and three of 2023.
    """
    folder = tmp_path_factory.mktemp("project")
    for name in ("flows", "pyproject.toml"):
        (folder / name).symlink_to(PROJECT / name)
    shutil.copytree(PROJECT / "pipelines", folder / "pipelines")
    small_runs.write_releases(folder / "data" / "raw", 5)
    home = tmp_path_factory.mktemp("home")
    settings = {"PREFECT_API_URL": prefect_server, "PREFECT_HOME": str(home)}
    settings |= {"PREFECT_WORKER_QUERY_SECONDS": "2"}
    settings |= {"PYTHONPATH": str(folder), "COMMUNIQUE_CONTACT": "mailto:tests@mfa.example"}
    for command in SET_UP:
        run_command(["-m", "prefect", *command], settings, cwd=folder)
    with run_site() as site:
        put_pages(site, range(5), date(2022, 12, 30))
        text = SOURCE.format(connector="feed", address=f"{site.address}/feed")
        sources = folder / "pipelines" / "reference" / "sources"
        # Nobody else is asked, should the hour of the schedule strike meanwhile.
        for path in sources.glob("*.yml"):
            if path.stem != small_runs.SOURCE:
                path.unlink()
        (sources / "aaa_mfa.yml").write_text(text, encoding="utf-8")
        yield folder, settings


@pytest.fixture
def client(prefect_server):
    """Return a client of the session's server."""
    from prefect.client.orchestration import get_client

    assert prefect_server
    with get_client(sync_client=True) as found:
        yield found


def _find_ended(client, name):
    """Return the runs of a deployment that somebody asked for, once all have ended."""
    runs = [
        run
        for run in client.read_flow_runs(limit=200)
        if run.deployment_id and not run.auto_scheduled and name in run.tags
    ]
    return runs if runs and all(run.state.type.value in ENDED for run in runs) else None


def test_a_backfill_runs_in_a_worker_in_yearly_chunks_each_once(client, deployed, tmp_path):
    """What the README tells to set up, and what an operator then asks for twice by mistake."""
    from flows.submitting import submit_backfill
    from pipelines.jobs import BackfillRequest

    folder, settings = deployed
    asked = {"from_day": "2022-06-01", "to_day": "2023-12-31", "reason": "from the archive"}
    asked |= {"sources": ["aaa_mfa", small_runs.SOURCE]}
    again = submit_backfill(BackfillRequest.model_validate(asked))
    days = ["--from", "2022-06-01", "--to", "2023-12-31"]
    sources = ["--source", "aaa_mfa", "--source", small_runs.SOURCE]
    ask = [*COMMUNIQUE, "backfill", *days, *sources, "--reason", "from the archive", "--submit"]
    told = run_command(ask, settings, cwd=folder).stdout
    names = [line.rsplit("  ", 1)[0] for line in told.splitlines()]
    assert names == [name for name, _ in again]
    assert len(names) == 2

    with running([*PREFECT, *WORKER], settings, folder, tmp_path / "worker.log"):
        runs = wait_until(lambda: _find_ended(client, "backfill"), seconds=240)
    log = (tmp_path / "worker.log").read_text(errors="replace")
    assert runs, log
    assert {run.name for run in runs} == set(names)
    assert [run.state.type.value for run in runs] == ["COMPLETED"] * 2, log
    build = find_latest(folder / "data" / "processed")
    assert build is not None
    manifest = read_manifest(build)
    assert (manifest["n_read"], manifest["sources"]["aaa_mfa"]["n_releases"]) == (10, 5)
    assert read_manifest(build)["reason"] in names
    events = [one["event"] for one in read_history(folder / "data" / "processed")]
    assert events == ["started", "published"] * 2


@pytest.mark.usefixtures("deployed")
def test_deployments_are_as_they_are_declared(client):
    """A schedule in the wrong time zone, or two writers at once, would show only at night."""
    (daily,) = (one for one in client.read_deployments() if one.name == "daily")
    (backfill,) = (one for one in client.read_deployments() if one.name == "backfill")
    (schedule,) = daily.schedules
    assert (schedule.schedule.cron, schedule.schedule.timezone) == ("30 4 * * *", "UTC")
    assert daily.concurrency_options.collision_strategy == "CANCEL_NEW"
    assert backfill.concurrency_options.collision_strategy == "ENQUEUE"
    assert backfill.schedules == []
    assert daily.global_concurrency_limit.limit == backfill.global_concurrency_limit.limit == 1
    shape = backfill.parameter_openapi_schema["definitions"]["BackfillRequest"]
    assert {"from_day", "to_day", "reason"} == set(shape["required"])
    assert json.dumps(daily.job_variables) == json.dumps(backfill.job_variables)
    assert [one.name for one in client.read_automations()] == ["communique-zombies"]
