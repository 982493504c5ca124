"""Our log lines in the log of the run: `pipelines` logs plainly and knows nothing of Prefect."""

import logging

from prefect.logging.handlers import APILogHandler


def forward_logs() -> None:
    """Send the log lines of `pipelines` to the run that is on; call it in each process of a run.

    Prefect's own setting for this copies the handlers and not the level, so that only warnings
    would come through.
    """
    logger = logging.getLogger("pipelines")
    logger.setLevel(logging.INFO)
    if not any(isinstance(handler, APILogHandler) for handler in logger.handlers):
        logger.addHandler(APILogHandler())
