"""The tasks in order, as both flows run them."""

from prefect.logging import get_run_logger

from flows import tasks
from flows.logs import forward_logs
from flows.runners import Where, code_all
from pipelines import jobs, report
from pipelines.storage import Scope


def run_stages(settings: jobs.Settings, where: Where, again: Scope | None = None) -> report.Summary:
    """Collect, code, assemble, check and publish; one run at a time in a folder.

    again: what is coded again although it is coded.
    """
    with forward_logs(), jobs.hold(settings):
        if again is not None:
            tasks.forget(settings, again)
        collected = tasks.collect(settings)
        code_all(collected, settings, where)
        staged = tasks.assemble(collected, settings)
        checked = tasks.check(staged, collected, settings)
        published = tasks.publish(staged, checked, collected, settings)
        summary = tasks.tell(collected, checked, published, settings)
    for line in report.tell_lines(summary):
        get_run_logger().info(line)
    return summary
