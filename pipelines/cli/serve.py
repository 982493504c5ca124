"""`communique serve`: the flows on their schedule on one machine, with nothing else to set up."""

import os
from collections.abc import Sequence
from typing import Annotated, Literal

from cyclopts import Parameter

from pipelines.cli.console import write_error
from pipelines.cli.errors import WrongUse
from pipelines.cli.options import HERE, Contact, Folders, read_manners


def serve(  # noqa: PLR0913 - the options of a command are its parameters
    *,
    folders: Folders = HERE,
    cron: str = "30 4 * * *",
    time_zone: str = "UTC",
    collect: Annotated[bool, Parameter(negative="--no-collect")] = True,
    source: Annotated[Sequence[str], Parameter(negative="")] = (),
    contact: Contact = "",
    runner: Literal["serial", "process", "dask"] = "serial",
    workers: int = 2,
    dask_address: str | None = None,
    port: int = 4200,
) -> None:
    """Run the daily flow on a schedule and take backfills, until the process is ended.

    Where PREFECT_API_URL names a server, it is used; else one is started on this machine, which
    nobody else can reach, with its pages at http://127.0.0.1:4200.

    Example: communique serve --cron "30 4 * * *" --time-zone Europe/Berlin

    Args:
        cron: When to run: minute, hour, day, month, day of the week.
        time_zone: Of these hours.
        collect: Fetch what is new first, from the sources that say how; with --no-collect runs
            code what is put below the raw folder.
        source: A source that is asked; may be given several times. Without it all that can be.
        runner: Where releases are coded: in the run, in processes beside it, or on Dask.
        workers: Processes that code.
        dask_address: Address of a Dask scheduler; without it a cluster is made for each run.
        port: Port of the server that is started.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise WrongUse(f"--time-zone {time_zone}: unknown; write one like Asia/Ashgabat") from error
    if not folders.raw.is_dir():
        raise WrongUse(f"{folders.raw}: no such folder of releases")
    if collect:
        _check_order(folders, source, contact)
    from flows.embedded import is_server_set, prepare_prefect
    from flows.server import run_server

    prepare_prefect(folders.processed)
    from contextlib import nullcontext

    own = nullcontext() if is_server_set() else run_server(port)
    with own as address:
        if address:
            # Before Prefect is imported: it reads its settings when it is.
            os.environ["PREFECT_API_URL"] = address
            write_error(f"pages of the runs: {address.removesuffix('/api')}")
        from flows.runners import Where
        from flows.serving import Daily, serve_flows

        where = Where(runner=runner, n_workers=workers, dask_address=dask_address)
        plan = Daily(cron, time_zone, collect, tuple(source))
        serve_flows(folders.raw, folders.processed, where, plan)


def _check_order(folders: Folders, source: Sequence[str], contact: str) -> None:
    """Raise for what would fail every night; leave the contact where runs find it."""
    from pipelines.jobs import Settings, find_able

    if find_able(Settings(folders.raw, folders.processed), source):
        os.environ["COMMUNIQUE_CONTACT"] = read_manners(contact).contact
