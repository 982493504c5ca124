"""Where text goes: results to stdout, everything about the work to stderr."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from rich.table import Table

# What is not shown on a terminal is not cut to the width of one.
PLAIN_WIDTH = 200


def out() -> Console:
    """Return the console of results; plain and wide where stdout is no terminal."""
    width = None if sys.stdout.isatty() else PLAIN_WIDTH
    return Console(width=width, highlight=False)


def grid(*names: str) -> "Table":
    """Return a table without rows; lines only on a terminal."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD if out().is_terminal else None, pad_edge=False)
    for name in names:
        table.add_column(name)
    return table


def write_error(message: str) -> None:
    """Write one line to stderr, whatever the message."""
    sys.stderr.write(f"communique: {' '.join(message.split())}\n")


@contextmanager
def show_progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """Yield what takes progress; a bar on stderr while it runs, and only on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda stage, done, total: progress.update(
            task, description=stage, completed=done, total=total
        )


class _OneLine(logging.Formatter):
    """Leaves out the traceback: what crashed is in the tables, and --verbose shows where."""

    def formatException(self, ei: object) -> str:  # noqa: ARG002, N802 - logging's own interface
        return ""


def set_up_logging(*, verbose: bool) -> None:
    """Send the log to stderr: warnings one line each, with `verbose` everything."""
    handler = logging.StreamHandler(sys.stderr)
    shape = "%(levelname)s %(name)s: %(message)s" if verbose else "%(levelname)s: %(message)s"
    handler.setFormatter((logging.Formatter if verbose else _OneLine)(shape))
    logger = logging.getLogger("pipelines")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO if verbose else logging.WARNING)
    logger.propagate = False
