"""Time stamps as the publisher's own clock shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pipelines.reference.source import Source


def local_stamp(written: str, source: Source) -> str:
    """Return a time stamp as written, or, where stamps are in UTC, as the source's zone has it.

    Only a stamp with a time can be moved; a day alone stays as it is.
    """
    written = written.strip()
    if source.stamps == "local" or ":" not in written:
        return written
    try:
        stamp = datetime.fromisoformat(written)
    except ValueError:
        return written
    stamp = stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)
    return stamp.astimezone(ZoneInfo(source.time_zone)).isoformat()
