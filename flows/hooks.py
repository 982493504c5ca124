"""What a run that failed or crashed leaves in our history, also where its process is gone.

A run that fails notes it itself; these hooks add what only Prefect knows, its state and its id,
and run in the worker where the process of the run was killed.
"""

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import Flow, State
from prefect.client.schemas.objects import FlowRun

from pipelines import storage

log = logging.getLogger(__name__)


def record_end(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001
    """Note in the folder of processed tables that a run failed, crashed or was cancelled."""
    processed = Path(flow_run.parameters.get("processed") or "data/processed")
    if not processed.is_dir():
        return
    event = str(state.type.value).lower()
    # By its id: where the process was killed, the worker knows the run by another name.
    told = {"run": str(flow_run.id), "detail": " ".join(str(state.message or "").split())[:500]}
    try:
        storage.note(processed, event, datetime.now(UTC), **told)
    except OSError:
        # A full disk is the likeliest reason to fail, and must not hide why.
        log.exception("%s could not be noted", flow_run.name)
