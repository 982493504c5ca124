"""What became of runs: one line a run that began, was published, failed or was killed."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

HISTORY = "runs.jsonl"
STARTED, PUBLISHED, FAILED, KILLED = "started", "published", "failed", "killed"


def note(processed: Path, event: str, now: datetime, **told: str | int | bool) -> None:
    """Add a line to the history of a folder of processed tables.

    Lines are added and never changed; one that a kill cut short is left out when read.
    """
    line = json.dumps({"at": now.isoformat(), "event": event, **told}, ensure_ascii=False) + "\n"
    path = processed / HISTORY
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
    try:
        size = os.fstat(descriptor).st_size
        is_cut = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        os.write(descriptor, (b"\n" if is_cut else b"") + line.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def note_start(processed: Path, now: datetime, reason: str) -> None:
    """Note that a run begins, and that the one before was killed where it has no end.

    Call it while holding the lock.
    """
    # What Prefect's hooks note is of other runs too, which found the lock held for example.
    own = [entry for entry in read_history(processed) if "run" not in entry]
    if own and own[-1]["event"] == STARTED:
        note(processed, KILLED, now, reason=str(own[-1].get("reason", "")))
    note(processed, STARTED, now, reason=reason)


def read_history(processed: Path) -> list[dict[str, Any]]:
    """Return the lines of the history, oldest first."""
    path = processed / HISTORY
    if not path.exists():
        return []
    entries = []
    for line in path.read_bytes().splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and "event" in entry:
            entries.append(entry)
    return entries
