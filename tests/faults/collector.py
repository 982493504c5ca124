"""Fetches in processes of its own, one a line of orders, so that tests can kill them.

It has imported everything before, so that a kill hits the work and not the start of Python.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from pipelines.ingest.fetching import fetch
from pipelines.ingest.http import Manners
from pipelines.jobs import Settings, fetch_sources

NOW = datetime(2023, 5, 20, tzinfo=UTC)


def work(folder: Path) -> int:
    """Fetch all sources of the folder's reference into it; return how many failed."""
    settings = Settings(folder / "raw", folder / "processed", folder / "reference")
    manners = Manners("mailto:tests@mfa.example", attempts=2, first_wait_seconds=0.0)
    return sum(
        done.failure is not None for done in fetch_sources(settings, manners, clock=tell_now)
    )


def tell_now() -> datetime:
    """Return the same day in every run, so that their stores can be compared."""
    return NOW


def main() -> None:
    """Start a process for each folder that is named; tell its id, then how it ended."""
    assert callable(fetch)
    while line := sys.stdin.readline():
        pid = os.fork()
        if not pid:
            try:
                status = work(Path(json.loads(line)))
            except BaseException:  # noqa: BLE001 - nothing of the parent may run here
                traceback.print_exc()
                status = 9
            os._exit(status)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        # Not before the test has done with it: until then its id is nobody else's.
        sys.stdin.readline()
        _, waited = os.waitpid(pid, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(waited)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
