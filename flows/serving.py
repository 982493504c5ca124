"""Both flows served from one process: no work pool, no worker, nothing to set up before."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml
from prefect import serve
from prefect.automations import Automation
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.backfill import backfill
from flows.daily import daily
from flows.runners import Where

AUTOMATIONS = Path(__file__).with_name("automations.yaml")

# One writes and one waits for it: more would only wait.
LIMIT = 2


@dataclass(frozen=True, slots=True)
class Daily:
    """When the daily flow runs, and which sources it asks; none: all that say how."""

    cron: str
    time_zone: str
    collect: bool = True
    sources: tuple[str, ...] = ()


def serve_flows(raw: Path, processed: Path, where: Where, plan: Daily) -> None:
    """Serve the daily flow on its schedule, and the backfill, until the process is ended.

    Runs that fell due meanwhile are made up for by the next one. The schedule stays active when
    serving ends, so that a run that is missing is seen to be late.
    """
    asyncio.run(set_up_automations())
    deployments = make_deployments(raw, processed, where, plan)
    serve(*deployments, pause_on_shutdown=False, limit=LIMIT)


def make_deployments(
    raw: Path, processed: Path, where: Where, plan: Daily
) -> tuple[RunnerDeployment, RunnerDeployment]:
    """Return the deployments of both flows, as flows/prefect.yaml has them for workers."""
    parameters = {"raw": str(raw.resolve()), "processed": str(processed.resolve())}
    parameters |= where.model_dump(mode="json")
    scheduled = daily.to_deployment(
        name="daily",
        schedule=Cron(plan.cron, timezone=plan.time_zone),
        description="Fetch what is new, code what no run has coded yet and publish the tables.",
        tags=["communique", "daily"],
        parameters=parameters | {"collect": plan.collect, "sources": list(plan.sources)},
        concurrency_limit=_one_at_a_time(ConcurrencyLimitStrategy.CANCEL_NEW),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    by_hand = backfill.to_deployment(
        name="backfill",
        description="The same for releases of past periods, with a reason; started by hand.",
        tags=["communique", "backfill"],
        parameters=parameters,
        concurrency_limit=_one_at_a_time(ConcurrencyLimitStrategy.ENQUEUE),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    # Prefect's types leave open whether a loop runs here; none does.
    return cast("RunnerDeployment", scheduled), cast("RunnerDeployment", by_hand)


async def set_up_automations() -> list[str]:
    """Set up what the server does by itself, where it is not yet; return the names."""
    declared = yaml.safe_load(AUTOMATIONS.read_text(encoding="utf-8"))["automations"]
    names = []
    for one in declared:
        automation = Automation.model_validate(one)
        names.append(automation.name)
        try:
            await Automation.aread(name=automation.name)
        except ValueError:
            await automation.acreate()
    return names


def _one_at_a_time(strategy: ConcurrencyLimitStrategy) -> ConcurrencyLimitConfig:
    return ConcurrencyLimitConfig(limit=1, collision_strategy=strategy)
