"""Which releases are wanted: a span of days, and what a list tells of each release's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from pipelines.ingest.seen import Seen
from pipelines.parse.dateline import find_address_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelines.reference.fetch import Fetch

# A page is listed by the publisher's clock, and asked for by ours.
_ZONES = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Days, both inclusive; None where a side is open."""

    first_day: date | None = None
    last_day: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the window."""
        return not self.is_before(day) and (self.last_day is None or day <= self.last_day)

    def is_before(self, day: date) -> bool:
        """Tell whether a day lies before the window begins."""
        return self.first_day is not None and day < self.first_day


@dataclass(frozen=True, slots=True)
class Entry:
    """A release as a list names it.

    day: of publication, as listed or as in the address; None where neither tells.
    changed: when the page was changed last, never before it was published; None where not told.
    """

    address: str
    day: date | None = None
    changed: datetime | None = None

    def is_wanted(self, window: Window) -> bool:
        """Tell whether the release may lie in the window; one of unknown day may."""
        if self.day:
            return window.holds(self.day)
        return not (self.changed and window.is_before(self.changed.date() + _ZONES))


def choose_entries(entries: Iterable[Entry], fetch: Fetch, window: Window) -> Iterator[Entry]:
    """Yield the entries that a source wants and that may lie in the window, each address once."""
    seen = Seen()
    for entry in entries:
        address = entry.address.partition("#")[0]
        if not _is_of_source(address, fetch) or not seen.add(address):
            continue
        dated = Entry(address, entry.day or _day_in(address), entry.changed)
        if dated.is_wanted(window):
            yield dated


def _is_of_source(address: str, fetch: Fetch) -> bool:
    is_included = not fetch.include or any(fnmatchcase(address, one) for one in fetch.include)
    return is_included and not any(fnmatchcase(address, one) for one in fetch.exclude)


def _day_in(address: str) -> date | None:
    for found in find_address_dates(address):
        try:
            return date.fromisoformat(found.text)
        except ValueError:
            return None  # "2023-02-30" is a number of something else
    return None
