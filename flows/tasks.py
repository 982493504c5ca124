"""A Prefect task round each job: paths in, small results out.

Nothing is cached by Prefect: what is coded already is known by its content (pipelines/storage),
and a cached task would not notice when its output is gone.
"""

from prefect import runtime, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.logs import forward_logs
from pipelines import jobs, report
from pipelines.storage import Published, Staged


def name_group() -> str:
    """Return the name of a task that codes batches, by source and number of the first."""
    first: jobs.Batch = runtime.task_run.parameters["batches"][0]
    name = str(runtime.task_run.task_name).replace("_", "-")
    return f"{name}-{first.source_id}-{first.path.stem.removeprefix('batch-')}"


@task(cache_policy=NO_CACHE)
def collect(settings: jobs.Settings) -> jobs.Collected:
    """List what is below the raw folder, and set aside what is not coded yet."""
    return jobs.collect(settings)


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


@task(cache_policy=NO_CACHE)
def assemble(collected: jobs.Collected, settings: jobs.Settings) -> Staged:
    """Build all tables beside the published ones."""
    return jobs.assemble(collected, settings)


@task(cache_policy=NO_CACHE)
def check(staged: Staged, collected: jobs.Collected, settings: jobs.Settings) -> jobs.Checked:
    """Check the tables; a fault fails the run and leaves the published build as it is."""
    return jobs.check(staged, collected, settings)


@task(cache_policy=NO_CACHE)
def publish(
    staged: Staged, checked: jobs.Checked, collected: jobs.Collected, settings: jobs.Settings
) -> Published:
    """Move `latest` to the checked tables."""
    return jobs.publish(staged, checked, collected, settings)


@task(cache_policy=NO_CACHE)
def tell(collected: jobs.Collected, checked: jobs.Checked, published: Published) -> report.Summary:
    """Sum up the run as an artifact of Prefect, and return it."""
    summary = jobs.summarise(collected, checked, published)
    create_table_artifact(
        key="communique-run",
        table=report.summary_rows(summary),
        description=" ".join(report.tell_lines(summary)),
    )
    return summary
