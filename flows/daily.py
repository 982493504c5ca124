"""The flow: codes what no run has coded yet and publishes the tables.

A run goes by what is there, not by the day: a missed run is made up for by the next one. So at most
one runs at a time, and a scheduled one that finds another at work is cancelled (prefect.yaml).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.logging import get_run_logger
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from flows import tasks
from flows.logs import forward_logs
from pipelines import jobs, report

Runner = Literal["serial", "process", "dask"]

# More task runs than this cost more than they bring: Prefect's server takes some 25 a second.
MAX_TASKS = 400

Group = list[jobs.Batch]


@flow(name="communique", flow_run_name="{reason}-of-{raw}")
def daily(  # noqa: PLR0913 - a flow's parameters are what its page and its deployments can set
    raw: Path = Path("data/raw"),
    processed: Path = Path("data/processed"),
    *,
    runner: Runner = "serial",
    n_workers: int = 2,
    dask_address: str | None = None,
    with_texts: bool = True,
    reason: str = "schedule",
    wait_seconds: float = 0.0,
    accept_drift: bool = False,
) -> report.Summary:
    """Collect, code, assemble, check and publish.

    runner: "serial" codes in this process, "process" in `n_workers` others, "dask" on the cluster
    at `dask_address` or on one of `n_workers` of its own. reason: stands in the manifest.
    wait_seconds: how long to wait for another run in the same folder to end. accept_drift: publish
    also where a source gives less than its YAML expects.
    """
    settings = jobs.Settings(
        raw.resolve(),
        processed.resolve(),
        with_texts=with_texts,
        reason=reason,
        wait_seconds=wait_seconds,
        accept_drift=accept_drift,
    )
    with forward_logs(), jobs.hold(settings):
        collected = tasks.collect(settings)
        if runner == "serial":
            for group in group_batches(jobs.read_batches(settings.collected)):
                tasks.code(group, collected.coding_key, settings)
        elif collected.n_new:
            where = make_runner(runner, n_workers, dask_address)
            with share_server():
                lost = code_in_parallel.with_options(task_runner=where)(collected, settings)
            for group in lost:
                tasks.code_apart(group, collected.coding_key, settings)
        staged = tasks.assemble(collected, settings)
        checked = tasks.check(staged, collected, settings)
        published = tasks.publish(staged, checked, collected, settings)
        summary = tasks.tell(collected, checked, published)
    for line in report.tell_lines(summary):
        get_run_logger().info(line)
    return summary


@flow(name="communique-code", validate_parameters=False)
def code_in_parallel(collected: jobs.Collected, settings: jobs.Settings) -> list[Group]:
    """Code all batches on the runner; return the groups that were lost with their worker.

    A worker that dies takes the groups of others with it, and Prefect would fail the whole run:
    so each result is awaited by itself, and what is lost is left to a second pass.
    """
    groups = group_batches(jobs.read_batches(settings.collected))
    futures = [
        (group, tasks.code.submit(group, collected.coding_key, settings)) for group in groups
    ]
    lost = []
    for group, future in futures:
        try:
            future.result()
        except Exception as error:  # noqa: BLE001 - every runner has its own for a lost worker
            source = group[0].source_id
            get_run_logger().warning("documents of %s are coded apart: %s", source, error)
            lost.append(group)
    return lost


@contextmanager
def share_server() -> Iterator[None]:
    """Let other processes use this run's server, also where Prefect has brought it along.

    Else each of them would start a server of its own, which lives on when its process is killed.
    """
    with get_client(sync_client=True) as client:
        address = str(client.api_url)
    with temporary_settings({PREFECT_API_URL: address.rstrip("/")}):
        yield


def group_batches(batches: Iterable[jobs.Batch]) -> list[Group]:
    """Return the batches in order, one a task, or more where the tasks would be too many."""
    every = list(batches)
    size = -(-len(every) // MAX_TASKS) or 1
    return [every[start : start + size] for start in range(0, len(every), size)]


def make_runner(kind: Runner, n_workers: int, address: str | None) -> TaskRunner[Any]:
    """Return where tasks run; threads are of no use to the coding of texts."""
    if kind == "process":
        return ProcessPoolTaskRunner(max_workers=n_workers)
    if kind == "dask":
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415 - an extra that few need

        own = {"n_workers": n_workers, "threads_per_worker": 1, "dashboard_address": None}
        where = {"address": address} if address else {"cluster_kwargs": own}
        on_dask: TaskRunner[Any] = DaskTaskRunner(**where)
        return on_dask
    return ThreadPoolTaskRunner(max_workers=1)
