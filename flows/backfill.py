"""The flow for past periods: fetched of those days, come late, or to be coded again, by hand.

It runs the stages of the daily flow, and says in the manifest why the tables changed. It has a
deployment of its own, without a schedule, that waits its turn instead of being cancelled.
"""

from pathlib import Path

from prefect import flow, runtime

from flows import tasks
from flows.daily import TIMEOUT_SECONDS, WAIT_SECONDS
from flows.hooks import record_end
from flows.runners import Runner, Where, make_fetchers
from flows.stages import make_order, run_stages
from pipelines import jobs, report
from pipelines.jobs import BackfillRequest
from pipelines.reference import load_reference


def name_backfill() -> str:
    """Return the name of a run: sources, days and reason."""
    request = BackfillRequest.model_validate(runtime.flow_run.parameters["request"])
    return f"{'dry run of ' if request.dry_run else ''}{request.describe()}"


@flow(
    name="communique-backfill",
    flow_run_name=name_backfill,
    task_runner=make_fetchers(),
    timeout_seconds=TIMEOUT_SECONDS,
    on_failure=[record_end],
    on_crashed=[record_end],
    on_cancellation=[record_end],
)
def backfill(  # noqa: PLR0913 - a flow's parameters are what its page and its deployments can set
    request: BackfillRequest,
    raw: Path = Path("data/raw"),
    processed: Path = Path("data/processed"),
    *,
    contact: str | None = None,
    runner: Runner = "process",
    n_workers: int = 2,
    dask_address: str | None = None,
    batch_size: int = jobs.BATCH_SIZE,
    with_texts: bool = True,
    wait_seconds: float = WAIT_SECONDS,
    accept_drift: bool = False,
) -> report.Summary | None:
    """Fetch the days of the request, code what no run has coded, and of it what is coded, if asked.

    contact: told to every site that is asked, by default the environment's COMMUNIQUE_CONTACT. A
    dry run asks nobody, shows what would change in the tables and returns nothing. Raises
    UnknownSources for a source that is not defined.
    """
    jobs.check_request(request, load_reference().sources)
    settings = jobs.Settings(
        raw.resolve(),
        processed.resolve(),
        batch_size=batch_size,
        with_texts=with_texts,
        reason=request.describe(),
        wait_seconds=wait_seconds,
        accept_drift=accept_drift,
    )
    again = request.scope if request.rebuild else None
    if request.dry_run:
        unasked = jobs.find_able(settings, request.sources) if request.collect else []
        tasks.preview(settings, again, unasked)
        return None
    where = Where(runner=runner, n_workers=n_workers, dask_address=dask_address)
    order = make_order(contact, request.sources, request.window) if request.collect else None
    return run_stages(settings, where, again, order)
