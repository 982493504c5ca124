"""The tasks in order, as both flows run them."""

import os
from collections.abc import Sequence

from prefect.futures import wait
from prefect.logging import get_run_logger

from flows import tasks
from flows.artifacts import show_fetched
from flows.logs import forward_logs
from flows.runners import Where, code_all
from pipelines import jobs, report
from pipelines.ingest.window import Window
from pipelines.storage import Published, Scope


def make_order(
    contact: str | None, source_ids: Sequence[str], window: Window | None = None
) -> jobs.Order:
    """Return what publishers are asked for; contact: by default what the environment says."""
    told = contact or os.environ.get("COMMUNIQUE_CONTACT", "")
    return jobs.make_order(told, source_ids, window)


def run_stages(
    settings: jobs.Settings,
    where: Where,
    again: Scope | None = None,
    order: jobs.Order | None = None,
) -> report.Summary:
    """Fetch, collect, code, assemble, check, publish, or recall what the last run made of the same.

    One run at a time in a folder. again: what is coded again although it is coded. order: what
    publishers are asked for first; None asks nobody.
    """
    # Not while holding the processed folder: a site may take hours.
    fetched = _fetch(settings, order) if order else []
    with forward_logs(), jobs.hold(settings):
        if again is not None:
            tasks.forget(settings, again)
        done = None if again else jobs.recall(settings)
        collected, checked, published = done or _run_tasks(settings, where)
        summary = tasks.tell(collected, checked, published, settings, fetched)
    for line in report.tell_lines(summary):
        get_run_logger().info(line)
    return summary


def _fetch(settings: jobs.Settings, order: jobs.Order) -> list[jobs.Fetched]:
    """Fetch each source in a task of its own; one that fails, in spite of retries, stops no other.

    The tasks are threads of the flow's process, so that sources of one host take turns.
    """
    with forward_logs(), jobs.open_fetching(settings, order) as fetching:
        wait([tasks.fetch.submit(name, fetching) for name in fetching.source_ids])
    if fetching.done:
        show_fetched([one.count() for one in fetching.done])
    return fetching.done


def _run_tasks(
    settings: jobs.Settings, where: Where
) -> tuple[jobs.Collected, jobs.Checked, Published]:
    collected = tasks.collect(settings)
    code_all(collected, settings, where)
    staged = tasks.assemble(collected, settings)
    checked = tasks.check(staged, collected, settings)
    return collected, checked, tasks.publish(staged, checked, collected, settings)
