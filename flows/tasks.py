"""A Prefect task round each job: paths in, small results out.

Nothing is cached by Prefect: what is coded already is known by its content (pipelines/storage),
and a cached task would not notice when its output is gone.
"""

from typing import Any

from prefect import State, runtime, task
from prefect.cache_policies import NO_CACHE

from flows.artifacts import show_overview, show_preview
from flows.logs import forward_logs
from pipelines import jobs, report
from pipelines.storage import Published, Scope, Staged

# Only what depends on others is tried again: a disk that is away for a moment, a site. The rest
# fails the same way twice.
RETRY_SECONDS = [10.0, 60.0, 300.0]


def name_group() -> str:
    """Return the name of a task that codes batches, by source and number of the first."""
    first: jobs.Batch = runtime.task_run.parameters["batches"][0]
    name = str(runtime.task_run.task_name).replace("_", "-")
    return f"{name}-{first.source_id}-{first.path.stem.removeprefix('batch-')}"


class SourceFailed(RuntimeError):  # noqa: N818 - reads as what it says, like Refused
    """A source could not be fetched to its end; may_pass: it may be otherwise in a minute."""

    def __init__(self, told: str, *, may_pass: bool) -> None:
        super().__init__(told)
        self.may_pass = may_pass


def is_passing(_task: object, _run: object, state: State[Any]) -> bool:
    """Tell whether what collecting failed of may pass: not a folder that is not there."""
    # Not state.result(): whether that is to be awaited depends on the thread.
    error = state.data
    if isinstance(error, SourceFailed):
        return error.may_pass
    is_wrong = isinstance(error, FileNotFoundError | NotADirectoryError | PermissionError)
    return isinstance(error, OSError) and not is_wrong


@task(
    cache_policy=NO_CACHE,
    task_run_name="fetch-{source_id}",
    retries=len(RETRY_SECONDS),
    retry_delay_seconds=RETRY_SECONDS,
    retry_condition_fn=is_passing,
)
def fetch(source_id: str, fetching: jobs.Fetching) -> None:
    """Ask a source for what it has; raises SourceFailed when it was left before its end."""
    done = fetching.fetch(source_id)
    if done.failure:
        raise SourceFailed(done.failure, may_pass=done.may_pass)


@task(
    cache_policy=NO_CACHE,
    task_run_name="collect",
    retries=len(RETRY_SECONDS),
    retry_delay_seconds=RETRY_SECONDS,
    retry_condition_fn=is_passing,
)
def collect(settings: jobs.Settings) -> jobs.Collected:
    """List what is below the raw folder, and set aside what is not coded yet."""
    return jobs.collect(settings)


@task(cache_policy=NO_CACHE, task_run_name="forget")
def forget(settings: jobs.Settings, scope: Scope) -> int:
    """Remove coded parts with releases in scope, so that they are coded again."""
    return jobs.forget(settings, scope)


@task(cache_policy=NO_CACHE, task_run_name=name_group)
def code(batches: list[jobs.Batch], key: str, settings: jobs.Settings) -> list[jobs.CodedBatch]:
    """Code some batches, one after the other."""
    with forward_logs():
        return [jobs.code_batch(batch, key, settings) for batch in batches]


@task(cache_policy=NO_CACHE, task_run_name=name_group)
def code_apart(
    batches: list[jobs.Batch], key: str, settings: jobs.Settings
) -> list[jobs.CodedBatch]:
    """Code batches whose worker died, each in a process of its own, to find what killed it."""
    return [one for batch in batches for one in jobs.code_apart(batch, key, settings)]


@task(cache_policy=NO_CACHE, task_run_name="assemble")
def assemble(collected: jobs.Collected, settings: jobs.Settings) -> Staged:
    """Build all tables beside the published ones."""
    return jobs.assemble(collected, settings)


@task(cache_policy=NO_CACHE, task_run_name="check")
def check(staged: Staged, collected: jobs.Collected, settings: jobs.Settings) -> jobs.Checked:
    """Check the tables; a fault fails the run and leaves the published build as it is."""
    return jobs.check(staged, collected, settings)


@task(cache_policy=NO_CACHE, task_run_name="publish")
def publish(
    staged: Staged, checked: jobs.Checked, collected: jobs.Collected, settings: jobs.Settings
) -> Published:
    """Move `latest` to the checked tables."""
    return jobs.publish(staged, checked, collected, settings)


@task(cache_policy=NO_CACHE, task_run_name="tell")
def tell(
    collected: jobs.Collected,
    checked: jobs.Checked,
    published: Published,
    settings: jobs.Settings,
    fetched: list[jobs.Fetched],
) -> report.Summary:
    """Sum up the run in artifacts of Prefect, and return the summary."""
    summary = jobs.summarise(collected, checked, published, fetched)
    show_overview(jobs.look_over(summary, checked, published, settings))
    return summary


@task(cache_policy=NO_CACHE, task_run_name="preview")
def preview(settings: jobs.Settings, again: Scope | None, unasked: list[str]) -> jobs.Preview:
    """Find what a run would change, and show it as artifacts; nothing is published.

    unasked: sources that a run would ask, and a dry run does not.
    """
    with forward_logs():
        found = jobs.preview(settings, again)
    show_preview(found, settings.reason, unasked)
    return found
