"""The flow on a schedule: fetches what is new, codes what no run has coded, publishes the tables.

A run goes by what is there, not by the day: a missed run is made up for by the next one. So at most
one runs at a time, and a scheduled one that finds another at work is cancelled (prefect.yaml).
"""

from pathlib import Path

from prefect import flow, runtime

from flows.hooks import record_end
from flows.runners import Runner, Where, make_fetchers
from flows.stages import make_order, run_stages
from pipelines import jobs, report

# A run that takes longer hangs: it would keep all later ones from beginning.
TIMEOUT_SECONDS = 12 * 3600
WAIT_SECONDS = 3600.0


def name_daily() -> str:
    """Return the name of a run: why it was made, and the minute for which it was planned."""
    reason = str(runtime.flow_run.parameters.get("reason", "schedule"))
    planned = runtime.flow_run.scheduled_start_time
    return f"{reason} {planned:%Y-%m-%d %H:%M}"


@flow(
    name="communique",
    flow_run_name=name_daily,
    task_runner=make_fetchers(),
    timeout_seconds=TIMEOUT_SECONDS,
    on_failure=[record_end],
    on_crashed=[record_end],
    on_cancellation=[record_end],
)
def daily(  # noqa: PLR0913 - a flow's parameters are what its page and its deployments can set
    raw: Path = Path("data/raw"),
    processed: Path = Path("data/processed"),
    *,
    collect: bool = True,
    sources: tuple[str, ...] = (),
    contact: str | None = None,
    runner: Runner = "serial",
    n_workers: int = 2,
    dask_address: str | None = None,
    batch_size: int = jobs.BATCH_SIZE,
    with_texts: bool = True,
    reason: str = "schedule",
    wait_seconds: float = WAIT_SECONDS,
    accept_drift: bool = False,
) -> report.Summary:
    """Fetch, collect, code, assemble, check and publish.

    collect: ask the sources that say how for what is new, each from where it stopped; False asks
    nobody. sources: those that are asked, by id; none for all. contact: told to every site that is
    asked, by default the environment's COMMUNIQUE_CONTACT.
    runner: "serial" codes in this process, "process" in `n_workers` others, "dask" on the cluster
    at `dask_address` or on one of `n_workers` of its own. batch_size: documents that are coded in
    one go, and again where their worker dies. reason: stands in the manifest.
    wait_seconds: how long to wait for another run in the same folder to end. accept_drift: publish
    also where a source gives less than its YAML expects.
    """
    settings = jobs.Settings(
        raw.resolve(),
        processed.resolve(),
        batch_size=batch_size,
        with_texts=with_texts,
        reason=reason,
        wait_seconds=wait_seconds,
        accept_drift=accept_drift,
    )
    where = Where(runner=runner, n_workers=n_workers, dask_address=dask_address)
    order = make_order(contact, sources) if collect else None
    return run_stages(settings, where, order=order)
