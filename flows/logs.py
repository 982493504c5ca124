"""Our log lines in the log of the run: `pipelines` logs plainly and knows nothing of Prefect."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from prefect.logging.handlers import APILogHandler


@contextmanager
def forward_logs() -> Iterator[None]:
    """Send the log lines of `pipelines` to the run that is on, while the block runs.

    Needed in each process of a run. Prefect's own setting for this copies the handlers and not
    the level, so that only warnings would come through.
    """
    logger = logging.getLogger("pipelines")
    level, handler = logger.level, APILogHandler()
    if any(isinstance(one, APILogHandler) for one in logger.handlers):
        # A block round this one forwards already.
        yield
        return
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
