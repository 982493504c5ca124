"""The tasks in order, as both flows run them."""

from prefect.logging import get_run_logger

from flows import tasks
from flows.logs import forward_logs
from flows.runners import Where, code_all
from pipelines import jobs, report
from pipelines.storage import Published, Scope


def run_stages(settings: jobs.Settings, where: Where, again: Scope | None = None) -> report.Summary:
    """Collect, code, assemble, check and publish, or recall what the last run made of the same.

    One run at a time in a folder. again: what is coded again although it is coded.
    """
    with forward_logs(), jobs.hold(settings):
        if again is not None:
            tasks.forget(settings, again)
        done = None if again else jobs.recall(settings)
        collected, checked, published = done or _run_tasks(settings, where)
        summary = tasks.tell(collected, checked, published, settings)
    for line in report.tell_lines(summary):
        get_run_logger().info(line)
    return summary


def _run_tasks(
    settings: jobs.Settings, where: Where
) -> tuple[jobs.Collected, jobs.Checked, Published]:
    collected = tasks.collect(settings)
    code_all(collected, settings, where)
    staged = tasks.assemble(collected, settings)
    checked = tasks.check(staged, collected, settings)
    return collected, checked, tasks.publish(staged, checked, collected, settings)
