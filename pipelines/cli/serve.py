"""`communique serve`: the flows on their schedule on one machine, with nothing else to set up."""

import os
from typing import Literal

from pipelines.cli.console import write_error
from pipelines.cli.errors import WrongUse
from pipelines.cli.options import HERE, Folders


def serve(  # noqa: PLR0913 - the options of a command are its parameters
    *,
    folders: Folders = HERE,
    cron: str = "30 4 * * *",
    time_zone: str = "UTC",
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
        from flows.serving import serve_flows

        where = Where(runner=runner, n_workers=workers, dask_address=dask_address)
        serve_flows(folders.raw, folders.processed, where, cron=cron, time_zone=time_zone)
