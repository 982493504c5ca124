"""The flow for what came late: releases of past periods put below the raw folder by hand.

It does what the daily flow does, and says in the manifest why the tables changed. It has a
deployment of its own, without a schedule, that waits its turn instead of being cancelled.
"""

from pathlib import Path

from prefect import flow

from flows.daily import Runner, daily
from pipelines import report

# A daily run that is at work ends first.
WAIT_SECONDS = 3600


@flow(name="communique-backfill", flow_run_name="backfill-{reason}")
def backfill(
    reason: str,
    raw: Path = Path("data/raw"),
    processed: Path = Path("data/processed"),
    *,
    runner: Runner = "process",
    n_workers: int = 2,
) -> report.Summary:
    """Code what no run has coded yet; `reason` says what was filled in and why.

    Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("a backfill needs a reason, such as 'releases of 2019 from the archive'")
    return daily(raw, processed, runner=runner, n_workers=n_workers, reason=f"backfill: {reason}")
