"""Flows that fetch first, from sites on loopback: a task a source, which alone is tried again."""

from __future__ import annotations

import json
from functools import partial

import pytest
from fetched_sites import MANNERS, Office, put_pages
from loopback import Page, answer_in_turn, run_site
from prefect_processes import read_artifacts

from pipelines import jobs
from pipelines.storage import find_latest, read_manifest

pytestmark = pytest.mark.prefect


@pytest.fixture
def site():
    """Return a site with a feed of ten pages."""
    with run_site() as running:
        put_pages(running, range(10))
        yield running


@pytest.fixture
def office(prefect_server, tmp_path, site, monkeypatch):
    """Return a raw folder of sources that are fetched, as flows see it; they wait for nothing."""
    from flows import backfill, daily, tasks

    assert prefect_server
    assert backfill.jobs is daily.jobs is jobs
    made = Office(tmp_path)
    made.add("aaa_mfa", f"{site.address}/feed")
    made.settings.raw.mkdir()
    monkeypatch.setattr(jobs, "Settings", partial(jobs.Settings, reference=made.reference))
    monkeypatch.setattr(jobs, "make_order", lambda _, *what: jobs.Order(MANNERS, *what))
    monkeypatch.setattr(tasks, "fetch", tasks.fetch.with_options(retry_delay_seconds=0))
    return made


@pytest.fixture
def client(prefect_server):
    """Return a client of the session's server."""
    from prefect.client.orchestration import get_client

    assert prefect_server
    with get_client(sync_client=True) as found:
        yield found


def _find_run(client, start):
    (run,) = (one for one in client.read_flow_runs(limit=200) if one.name.startswith(start))
    return run


def test_each_source_is_fetched_in_a_task_and_a_failure_stops_no_other(client, site, office):
    """One is down for a moment and asked again, one is gone: what can be had is published."""
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    from flows.daily import daily

    feed, down = site.pages["/feed"], Page(b"", status=503)
    # As often as one try of ours asks a site: the second try is Prefect's.
    site.pages["/feed"] = answer_in_turn(*[down] * MANNERS.attempts, feed)
    office.add("bbb_mfa", f"{site.address}/gone")
    processed = office.settings.processed
    summary = daily(office.settings.raw, processed, reason="test of fetching")
    assert (summary.n_read, summary.is_fetched_whole) == (10, False)
    run = _find_run(client, "test of fetching ")
    assert run.state.is_completed()
    only = FlowRunFilter(id=FlowRunFilterId(any_=[run.id]))
    runs = {one.name: one for one in client.read_task_runs(flow_run_filter=only)}
    assert (runs["fetch-aaa_mfa"].state.name, runs["fetch-aaa_mfa"].run_count) == ("Completed", 2)
    assert (runs["fetch-bbb_mfa"].state.name, runs["fetch-bbb_mfa"].run_count) == ("Failed", 1)
    rows = json.loads(read_artifacts(client, run)["communique-fetched"].data)
    assert [(row["source"], row["new"], bool(row["failed of"])) for row in rows] == [
        ("aaa_mfa", 10, False),
        ("bbb_mfa", 0, True),
    ]
    assert (
        "bbb\\_mfa was not fetched to its end" in read_artifacts(client, run)["communique-run"].data
    )


def test_a_backfill_fetches_its_days_and_a_dry_run_asks_nobody(client, site, office):
    """An operator looks first, and the raw folder is as if nobody had."""
    from flows.backfill import backfill

    asked = {"from_day": "2023-05-03", "to_day": "2023-05-05", "reason": "days of the site"}
    raw, processed = office.settings.raw, office.settings.processed
    assert backfill(asked | {"dry_run": True}, raw, processed) is None
    assert (site.asked, list(raw.iterdir()), processed.exists()) == ([], [], False)
    run = _find_run(client, "dry run of backfill of all sources 2023-05-03 to 2023-05-05: days")
    told = read_artifacts(client, run)["communique-dry-run"].data
    assert "a run would first ask aaa_mfa" in told
    backfill(asked, raw, processed, runner="serial")
    assert len(office.files()) == 3
    assert read_manifest(find_latest(processed))["n_read"] == 3


def test_a_flow_without_a_contact_fails_before_it_asks(client, site, office, monkeypatch):
    """Its message says what to set, where the operator looks."""
    from flows.daily import daily

    monkeypatch.undo()
    monkeypatch.delenv("COMMUNIQUE_CONTACT", raising=False)
    monkeypatch.setattr(jobs, "Settings", partial(jobs.Settings, reference=office.reference))
    with pytest.raises(jobs.NoContact):
        daily(office.settings.raw, office.settings.processed, reason="test without contact")
    run = _find_run(client, "test without contact ")
    assert "COMMUNIQUE_CONTACT" in run.state.message
    assert site.asked == []
