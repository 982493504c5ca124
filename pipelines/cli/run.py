"""`communique run`: the main job, plainly or as the Prefect flow."""

from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.embedded import is_server_set
from pipelines.cli.console import out, set_up_logging, show_progress
from pipelines.cli.errors import WrongUse
from pipelines.cli.options import HERE, Contact, Folders

if TYPE_CHECKING:
    from pipelines.jobs import Order, Settings
    from pipelines.report import Summary


Runner = Literal["serial", "process", "dask"]

# As in pipelines.jobs, which is not imported before a run.
BATCH_SIZE = 500
PROBLEM = 1


def run(  # noqa: PLR0913 - the options of a command are its parameters
    *,
    folders: Folders = HERE,
    collect: Annotated[bool, Parameter(negative="")] = False,
    contact: Contact = "",
    prefect: Annotated[bool | None, Parameter(show_default=False)] = None,
    workers: Annotated[int | None, Parameter(show_default=False)] = None,
    runner: Annotated[Runner | None, Parameter(show_default=False)] = None,
    dask_address: str | None = None,
    batch_size: int = BATCH_SIZE,
    texts: Annotated[bool, Parameter(negative="--without-texts")] = True,
    reason: str = "run",
    wait: float = 0.0,
    accept_drift: Annotated[bool, Parameter(negative="")] = False,
    verbose: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Code what is new below the raw folder, check all tables and publish them.

    What is coded already is not coded again. A run that fails leaves the published tables as they
    were. Nobody is asked for anything without --collect; with it the run ends with 1 when a source
    failed, and publishes what the others have.

    Example: communique run --raw ../releases --processed ../tables --workers 4

    Args:
        collect: First fetch what is new from the sources that say how, as `communique collect`.
        prefect: Run as the Prefect flow, or plainly. Without either: the flow where PREFECT_API_URL
            is set.
        workers: Processes that code. Without it a plain run uses all cores where it has enough to
            do. With two or more, a document that ends its process is found and refused.
        runner: Where batches are coded: in this process, in others beside it, or on Dask, which
            needs Prefect. Without it: in others where there are two workers or more.
        dask_address: Address of a Dask scheduler; without it a cluster is made for the run.
        batch_size: Releases that are coded in one go.
        texts: Publish the texts of the releases, or leave them out; quotes stay.
        reason: Why the run is made, as it will stand in manifest.json.
        wait: Seconds to wait for another run in the same folder to end.
        accept_drift: Publish also where a source gives less than its YAML expects.
        verbose: Log each step to stderr.
    """
    from pipelines.jobs import Settings, make_order
    from pipelines.report import show_summary

    if workers is not None and workers < 1:
        raise WrongUse(f"--workers {workers}: give 1 or more")
    n_workers = 1 if runner == "serial" else workers
    # The flow stays in one process unless it is told otherwise, a plain run uses all cores.
    runner = runner or ("process" if (workers or 1) > 1 else "serial")
    with_prefect = is_server_set() if prefect is None else prefect
    if runner == "dask" and not with_prefect:
        raise WrongUse("--runner dask: add --prefect, whose flow spreads the work")
    settings = Settings(
        raw=folders.raw,
        processed=folders.processed,
        n_workers=n_workers,
        batch_size=batch_size,
        with_texts=texts,
        reason=reason,
        wait_seconds=wait,
        accept_drift=accept_drift,
    )
    order = make_order(contact) if collect else None
    if with_prefect:
        summary = _run_flow(settings, order, runner, workers or 2, dask_address)
    else:
        summary = _run_plainly(settings, order, verbose=verbose)
    show_summary(summary, out())
    return 0 if summary.is_fetched_whole else PROBLEM


def _run_plainly(settings: "Settings", order: "Order | None", *, verbose: bool) -> "Summary":
    from pipelines import jobs

    set_up_logging(verbose=verbose)
    with show_progress() as progress:
        return jobs.run(settings, on_progress=progress, order=order)


def _run_flow(
    settings: "Settings",
    order: "Order | None",
    runner: Runner,
    workers: int,
    dask_address: str | None,
) -> "Summary":
    from flows.embedded import prepare_prefect

    # Before the flow is imported: Prefect reads its settings when it is.
    prepare_prefect(settings.processed)
    from flows.daily import daily

    return daily(
        settings.raw,
        settings.processed,
        collect=order is not None,
        contact=order.manners.contact if order else None,
        runner=runner,
        n_workers=workers,
        dask_address=dask_address,
        batch_size=settings.batch_size,
        with_texts=settings.with_texts,
        reason=settings.reason,
        wait_seconds=settings.wait_seconds,
        accept_drift=settings.accept_drift,
    )
