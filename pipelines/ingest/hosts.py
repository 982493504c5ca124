"""One request at a time to a host, and a pause after each, whoever asks."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Hosts:
    """The hosts that are asked in one run; shared by all its clients and threads."""

    def __init__(self) -> None:
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free_at: dict[str, float] = {}
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, host: str, delay_seconds: float) -> Iterator[None]:
        """Wait until the host may be asked, have it alone, and then give it its pause."""
        with self._guard:
            lock = self._locks[host]
        with lock:
            # Again and again: a pause may be made longer while we wait.
            while (wait := self._free_at.get(host, 0.0) - time.monotonic()) > 0:
                time.sleep(wait)
            try:
                yield
            finally:
                self.pause(host, delay_seconds)

    def pause(self, host: str, seconds: float) -> None:
        """Ask nothing of a host for so many seconds from now."""
        until = time.monotonic() + seconds
        self._free_at[host] = max(until, self._free_at.get(host, 0.0))
