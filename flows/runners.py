"""Where batches are coded (in the flow's process, others beside it, on Dask), sources fetched."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal
from uuid import UUID

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.logging import get_run_logger
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner
from pydantic import BaseModel, ConfigDict, Field

from flows import tasks
from flows.artifacts import begin_progress, track_progress
from pipelines import jobs

Runner = Literal["serial", "process", "dask"]

# More task runs than this cost more than they bring: Prefect's server takes some 25 a second.
MAX_TASKS = 400

Group = list[jobs.Batch]


class Where(BaseModel):
    """Where batches are coded.

    runner: "serial" codes in the process of the flow, "process" in `n_workers` others, "dask" on
    the cluster at `dask_address`, or on one of `n_workers` that the flow starts and stops.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    runner: Runner = "serial"
    n_workers: Annotated[int, Field(ge=1)] = 2
    dask_address: str | None = None


def code_all(collected: jobs.Collected, settings: jobs.Settings, where: Where) -> None:
    """Code all that was collected and is new; what a worker died of is found and refused."""
    if not collected.n_new:
        return
    groups = group_batches(jobs.read_batches(settings.collected))
    # Here and not in the flow below, so that it stands on the page of the run that was asked for.
    bar = begin_progress(sum(map(count_documents, groups)))
    if where.runner == "serial":
        for group in track_progress(groups, count_documents, bar):
            tasks.code(group, collected.coding_key, settings)
        return
    with share_server():
        on_runner = code_in_parallel.with_options(task_runner=make_runner(where))
        lost = on_runner(collected, settings, bar)
    for group in lost:
        tasks.code_apart(group, collected.coding_key, settings)


@flow(name="communique-code", flow_run_name="code-in-parallel", validate_parameters=False)
def code_in_parallel(collected: jobs.Collected, settings: jobs.Settings, bar: UUID) -> list[Group]:
    """Code all batches on the runner; return the groups that were lost with their worker.

    bar: the artifact that shows how far it is.

    A worker that dies takes the groups of others with it, and Prefect would fail the whole run:
    so each result is awaited by itself, and what is lost is left to a second pass.
    """
    groups = group_batches(jobs.read_batches(settings.collected))
    futures = [tasks.code.submit(group, collected.coding_key, settings) for group in groups]
    lost = []
    together = list(zip(groups, futures, strict=True))
    for group, future in track_progress(together, lambda one: count_documents(one[0]), bar):
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


def count_documents(group: Group) -> int:
    """Return how many documents a group of batches has."""
    return sum(batch.n_documents for batch in group)


def make_fetchers() -> TaskRunner[Any]:
    """Return what fetches some sources at once: threads, as sources of one host take turns."""
    threads: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=jobs.N_AT_ONCE)
    return threads


def make_runner(where: Where) -> TaskRunner[Any]:
    """Return what runs tasks; threads are of no use to the coding of texts."""
    if where.runner != "dask":
        return ProcessPoolTaskRunner(max_workers=where.n_workers)
    from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415 - an extra that few need

    own = {"n_workers": where.n_workers, "threads_per_worker": 1, "dashboard_address": None}
    options = {"address": where.dask_address} if where.dask_address else {"cluster_kwargs": own}
    on_dask: TaskRunner[Any] = DaskTaskRunner(**options)
    return on_dask
