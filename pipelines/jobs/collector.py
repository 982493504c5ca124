"""Python's search for circles of references, paused where millions of objects are made."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the search for circles of references: coding and identity make millions of objects.

    It took an eighth of the time of 100,000 mentions and a twelfth of that of coding, and freed
    nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
