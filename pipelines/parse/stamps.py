"""Time stamps as the publisher's own clock shows them, so that late evenings keep their day."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pipelines.reference.source import Source

# Matches "2023-05-08T20:30:00Z", "2023-05-08 20:30 +0300", "20230508203000";
# not "2023-05-08", "2023-05-08+05:00" (a day in a zone), "May 8, 2023 10:30 am".
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d(?=[T ])|\d{8}(?=[T\d]))[T ]?"
    r"(\d\d:?\d\d[\d:.,]*) ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
# Matches "Mon, 08 May 2023 20:30:00 GMT", as RSS and mail have it; not "8 May 2023".
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d.*")
# RFC 5322: the time is that of Greenwich, and nothing is said of the place.
_NO_PLACE = "-0000"


def local_stamp(written: str, source: Source) -> str:
    """Return a time stamp, moved to the clock of the source's zone where the day is another there.

    Which clock a stamp shows is for the source to say, see `Source.stamps`. A day alone and what
    is neither ISO 8601 nor the form of RSS stay as they are, as the day is the publisher's own.
    """
    written = written.strip()
    if source.stamps == "local":
        return written
    stamp = _read(written)
    if stamp is None or (stamp.tzinfo is None and source.stamps != "utc"):
        return written
    shown = stamp.date()
    try:
        stamp = stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)
        local = stamp.astimezone(ZoneInfo(source.time_zone))
    except OverflowError:  # the first or the last day of all calendars
        return written
    return written if local.date() == shown else local.isoformat()


def _read(written: str) -> datetime | None:
    """Return a stamp, without a zone where none is told that is known; None for what is none."""
    try:
        if _MAIL.fullmatch(written):
            stamp = parsedate_to_datetime(written)
            return stamp.replace(tzinfo=UTC) if written.endswith(_NO_PLACE) else stamp
        if found := _ISO.fullmatch(written):
            day, time, zone = found.groups("")
            zone = "Z" if zone.isalpha() else zone
            return datetime.fromisoformat(f"{day}T{time.replace(',', '.')}{zone}")
    except ValueError:  # no such day or time: refused where dates are read
        return None
    return None
