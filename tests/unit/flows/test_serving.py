"""Served deployments are those of flows/prefect.yaml, and collecting alone is tried again."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def declared():
    """Return the deployments for workers, by name."""
    text = (PROJECT / "flows" / "prefect.yaml").read_text(encoding="utf-8")
    return {one["name"]: one for one in yaml.safe_load(text)["deployments"]}


def test_served_deployments_are_those_for_workers(declared, tmp_path):
    """Who moves from one machine to workers finds the same flows, limits and tags."""
    from flows.runners import Where
    from flows.serving import Daily, make_deployments

    (schedule,) = declared["daily"]["schedules"]
    where = Where(runner="process", n_workers=3)
    plan = Daily(schedule["cron"], schedule["timezone"])
    made = make_deployments(tmp_path, tmp_path, where, plan)
    assert [one.name for one in made] == list(declared)
    for one in made:
        limit = declared[one.name]["concurrency_limit"]
        assert one.concurrency_limit == limit["limit"]
        assert one.concurrency_options.collision_strategy == limit["collision_strategy"]
        assert one.tags == declared[one.name]["tags"]
        assert one.parameters["processed"] == str(tmp_path)
        assert (one.parameters["runner"], one.parameters["n_workers"]) == ("process", 3)
    daily, backfill = made
    assert (daily.parameters["collect"], daily.parameters["sources"]) == (True, [])
    assert [(s.schedule.cron, s.schedule.timezone) for s in daily.schedules] == [
        (schedule["cron"], schedule["timezone"])
    ]
    assert not backfill.schedules


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        pytest.param(OSError("input/output error"), True, id="disk-away"),
        pytest.param(TimeoutError("no answer"), True, id="no-answer"),
        pytest.param(FileNotFoundError("raw"), False, id="no-folder"),
        pytest.param(PermissionError("raw"), False, id="no-right"),
        pytest.param(ValueError("sources/x.yml:3"), False, id="wrong-definition"),
    ],
)
def test_only_what_may_pass_is_tried_again(error, passes):
    """A wrong definition fails the same way in five minutes, and delays whoever mends it."""
    from prefect.states import Failed

    from flows.tasks import is_passing

    assert is_passing(None, None, Failed(data=error)) is passes


@pytest.mark.parametrize("may_pass", [True, False])
def test_a_source_is_asked_again_where_what_it_failed_of_may_pass(may_pass):
    """A site that is down may be up in a minute; one that forbids will forbid again."""
    from prefect.states import Failed

    from flows.tasks import SourceFailed, is_passing

    failed = Failed(data=SourceFailed("no answer", may_pass=may_pass))
    assert is_passing(None, None, failed) is may_pass


def test_collecting_alone_has_retries():
    """The rest fails of its input, and would fail of it again."""
    from prefect import Task

    from flows import tasks

    made = [one for one in vars(tasks).values() if isinstance(one, Task)]
    retries = {one.name: one.retries for one in made}
    assert (retries.pop("fetch"), retries.pop("collect")) == (3, 3)
    assert set(retries.values()) == {0}


def test_flows_have_a_time_limit_and_leave_their_end_in_the_history():
    """A run that hangs would keep all later ones from beginning."""
    from flows.backfill import backfill
    from flows.daily import daily
    from flows.hooks import record_end

    for flow in (daily, backfill):
        assert flow.timeout_seconds == 12 * 3600
        assert flow.on_crashed_hooks == flow.on_failure_hooks == [record_end]


def test_a_hook_notes_what_became_of_a_run(tmp_path):
    """Where the process was killed, only Prefect knows."""
    from flows.hooks import record_end
    from pipelines.storage import read_history

    run = SimpleNamespace(id="1234", parameters={"processed": str(tmp_path)})
    state = SimpleNamespace(type=SimpleNamespace(value="CRASHED"), message="exit\ncode -9")
    record_end(None, run, state)
    (entry,) = read_history(tmp_path)
    assert (entry["event"], entry["run"], entry["detail"]) == ("crashed", "1234", "exit code -9")
    nowhere = SimpleNamespace(id="1", parameters={"processed": str(tmp_path / "nowhere")})
    record_end(None, nowhere, state)
    assert not (tmp_path / "nowhere").exists()
