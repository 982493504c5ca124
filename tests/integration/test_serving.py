"""`communique serve`: one command on a machine with nothing set up, and what its runs come to."""

from __future__ import annotations

import os
import signal
import subprocess

import pytest
import small_runs
from prefect_processes import COMMUNIQUE, find_free_port, running, wait_until
from slow_documents import slow_down

from pipelines.storage import find_latest, read_history, read_manifest

pytestmark = pytest.mark.prefect


@pytest.fixture
def served(request, tmp_path):
    """Serve the flows over five releases on a server of their own; yield process and client.

    Its parameter, where there is one: seconds that a release takes.
    """
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

    small_runs.write_releases(tmp_path / "data" / "raw", 5)
    port, log = find_free_port(), tmp_path / "serve.log"
    home = tmp_path / "home"
    home.mkdir()
    command = [*COMMUNIQUE, "serve", "--no-collect", "--port", str(port)]
    slow = slow_down(tmp_path, getattr(request, "param", 0))
    with running(command, {"HOME": str(home)} | slow, tmp_path, log) as process:
        assert wait_until(lambda: "being served" in log.read_text(errors="replace")), (
            log.read_text()
        )
        address = f"http://127.0.0.1:{port}/api"
        own = {PREFECT_API_URL: address, PREFECT_HOME: tmp_path / "client"}
        with temporary_settings(own), get_client(sync_client=True) as client:
            yield process, client
    assert not (home / ".prefect").exists()


def _ask_for_a_run(client):
    deployment = client.read_deployment_by_name("communique/daily")
    return client.create_flow_run_from_deployment(deployment.id).id


def _wait_for(client, run_id, *states, seconds=180):
    """Return the run once it is in one of the states."""

    def find():
        run = client.read_flow_run(run_id)
        return run if run.state.type.value in states else None

    run = wait_until(find, seconds)
    assert run, f"the run is {client.read_flow_run(run_id).state}"
    return run


def _find_children(pid):
    """Return the processes that this one started, by id, with their command."""
    listed = subprocess.run(  # noqa: S603 - every system has it
        ["ps", "-o", "pid=,args=", "--ppid", str(pid)],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    pairs = (line.split(maxsplit=1) for line in listed.stdout.splitlines())
    return {int(number): command for number, command in pairs}


def _find_run_process(pid):
    children = _find_children(pid)
    return next((n for n, command in children.items() if "prefect.engine" in command), None)


def test_serving_needs_no_set_up_and_runs_what_is_asked_for(served, tmp_path):
    """Schedule, backfill and the watch over runs that died are there from the first minute."""
    process, client = served
    run = _wait_for(client, _ask_for_a_run(client), "COMPLETED", "FAILED", "CRASHED")
    assert run.state.is_completed()
    assert run.name.startswith("schedule 20")
    build = find_latest(tmp_path / "data" / "processed")
    assert read_manifest(build)["n_read"] == 5
    daily = client.read_deployment_by_name("communique/daily")
    assert [one.schedule.cron for one in daily.schedules] == ["30 4 * * *"]
    assert daily.concurrency_options.collision_strategy == "CANCEL_NEW"
    backfill = client.read_deployment_by_name("communique-backfill/backfill")
    assert backfill.concurrency_options.collision_strategy == "ENQUEUE"
    assert [one.name for one in client.read_automations()] == ["communique-zombies"]
    children = _find_children(process.pid)
    process.terminate()
    process.wait(timeout=60)
    # The server that it started has ended with it.
    assert not any(os.path.exists(f"/proc/{child}") for child in children)  # noqa: PTH110


@pytest.mark.faults
def test_a_run_whose_process_is_killed_has_crashed_and_the_next_makes_up_for_it(served, tmp_path):
    """Seen by whoever looks at the pages, and in the history beside the tables."""
    process, client = served
    asked = _ask_for_a_run(client)
    _wait_for(client, asked, "RUNNING")
    os.kill(wait_until(lambda: _find_run_process(process.pid)), signal.SIGKILL)
    crashed = _wait_for(client, asked, "CRASHED", seconds=60)
    assert "SIGKILL" in crashed.state.message
    noted = wait_until(lambda: _find_event(tmp_path, "crashed"))
    assert noted["run"] == str(asked)
    _wait_for(client, _ask_for_a_run(client), "COMPLETED")
    assert read_manifest(find_latest(tmp_path / "data" / "processed"))["n_read"] == 5


@pytest.mark.faults
@pytest.mark.parametrize("served", [20], indirect=True)
@pytest.mark.parametrize("is_heard", [False, True])
def test_a_run_that_nobody_watches_any_more_is_marked_as_crashed(served, is_heard):
    """Process and server of flows killed together: only the missing heartbeat tells.

    Killed as soon as it runs, maybe before its first heartbeat, and after that, while it codes.
    """
    process, client = served
    asked = _ask_for_a_run(client)
    _wait_for(client, asked, "RUNNING")
    assert not is_heard or wait_until(lambda: _count_heartbeats(client, asked), 60)
    assert client.read_flow_run(asked).state.is_running()
    run_process = wait_until(lambda: _find_run_process(process.pid))
    server = next(n for n, told in _find_children(process.pid).items() if "server" in told)
    process.kill()
    os.kill(run_process, signal.SIGKILL)
    try:
        crashed = _wait_for(client, asked, "CRASHED", seconds=240)
        assert "heartbeat" in crashed.state.message
    finally:
        os.kill(server, signal.SIGTERM)


def _count_heartbeats(client, run_id):
    """Return how many heartbeats of a run the server has heard."""
    from prefect.events.filters import EventFilter, EventNameFilter, EventResourceFilter

    only = EventFilter(
        event=EventNameFilter(name=["prefect.flow-run.heartbeat"]),
        resource=EventResourceFilter(id=[f"prefect.flow-run.{run_id}"]),
    )
    answer = client._client.post(  # noqa: SLF001 - the client has no call for it
        "/events/filter", json={"filter": only.model_dump(mode="json")}
    )
    return int(answer.json()["total"])


def _find_event(folder, event):
    processed = folder / "data" / "processed"
    return next((one for one in read_history(processed) if one["event"] == event), None)
