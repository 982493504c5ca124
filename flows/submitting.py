"""A backfill handed to its deployment: one run a calendar year, each asked for once."""

from typing import TYPE_CHECKING, cast

from prefect.deployments import run_deployment

from pipelines.jobs import BackfillRequest

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun

DEPLOYMENT = "communique-backfill/backfill"


def submit_backfill(
    request: BackfillRequest, contact: str = "", *, accept_drift: bool = False
) -> list[tuple[str, str]]:
    """Ask the deployment for a run for each year of the request; return their names and states.

    contact: told to the sites that are asked; empty for what the worker's environment says.
    A run that was asked for before, with the same reason, is returned and not made again.
    The request was checked when it was made: Prefect's server would check its shape only.
    """
    runs = []
    for part in request.split_by_year():
        parameters = {"request": part.model_dump(mode="json"), "accept_drift": accept_drift}
        if contact.strip():
            parameters["contact"] = contact
        made = run_deployment(
            DEPLOYMENT,
            parameters=parameters,
            timeout=0,
            idempotency_key=part.key,
            tags=["communique", "backfill", *part.sources],
            flow_run_name=part.describe(),
        )
        run = cast("FlowRun", made)
        runs.append((run.name, (run.state and run.state.name) or ""))
    return runs
