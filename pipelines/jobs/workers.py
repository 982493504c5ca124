"""Work on several cores: a function over many arguments, here or in processes beside this one."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


Result = TypeVar("Result")


class Spread(Protocol):
    """Calls a function with each of the arguments, and returns what it returned, in order.

    meanwhile: what this process does while it would only wait for others.
    """

    def __call__(
        self,
        function: Callable[..., Result],
        arguments: Iterable[tuple[Any, ...]],
        meanwhile: Callable[[], object] = ...,
    ) -> list[Result]:
        """Return the results in the order of the arguments."""


def call(function: Callable[..., Result], *arguments: Any) -> Result:  # noqa: ANN401 - whatever it takes
    """Return what a function gives, so that several of them can be spread at once."""
    return function(*arguments)


def count_cores() -> int:
    """Return how many cores this process may use, of which a container may have fewer."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def open_pool(n_workers: int) -> ProcessPoolExecutor:
    """Return a pool of processes that share nothing with this one."""
    # Not "fork": a fork of a process with threads, such as a flow's, can hang for ever.
    return ProcessPoolExecutor(n_workers, mp_context=multiprocessing.get_context("spawn"))


def _wait() -> None:
    """Do nothing, as one does while others work."""


@contextmanager
def spreading(n_workers: int) -> Iterator[Spread]:
    """Yield what spreads work over so many processes, or over none but this one."""
    if n_workers == 1:
        yield _call_here
        return
    with open_pool(n_workers) as pool:

        def call_there(
            function: Callable[..., Result],
            arguments: Iterable[tuple[Any, ...]],
            meanwhile: Callable[[], object] = _wait,
        ) -> list[Result]:
            futures = [pool.submit(function, *some) for some in arguments]
            meanwhile()
            return [future.result() for future in futures]

        yield call_there


def _call_here(
    function: Callable[..., Result],
    arguments: Iterable[tuple[Any, ...]],
    meanwhile: Callable[[], object] = _wait,
) -> list[Result]:
    meanwhile()
    return [function(*some) for some in arguments]
