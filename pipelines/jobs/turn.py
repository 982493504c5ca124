"""The turn of one source in a run that fetches: from its progress to its store and back."""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pipelines import storage
from pipelines.ingest.answers import AskedToWait, NotFetched
from pipelines.ingest.lists import Lists
from pipelines.ingest.pages import Memory, Missed, Received, Unchanged
from pipelines.ingest.rhythm import MAX_DAYS, find_silence
from pipelines.ingest.window import Entry, Window
from pipelines.reference.language import read_dates
from pipelines.report import FetchedCounts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from pipelines.ingest.hosts import Hosts
    from pipelines.ingest.http import Manners
    from pipelines.reference.fetch import Fetch
    from pipelines.reference.source import Source
    from pipelines.storage import Progress, RawStore

# What could not be fetched in so many runs is named in the tables and not asked for any more.
MAX_TRIES = 5

log = logging.getLogger(__name__)


@dataclass
class Fetched:
    """What became of one source; failure: why it was left before its end, None if it was not.

    missed: releases listed and not received. notes: what a person should look at. may_pass: whether
    what it failed of may be over in a minute.
    """

    source_id: str
    n_new: int = 0
    n_revised: int = 0
    n_same: int = 0
    missed: list[Missed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failure: str | None = None
    may_pass: bool = False

    def count(self) -> FetchedCounts:
        """Return it in numbers."""
        numbers = (self.n_new, self.n_revised, self.n_same, len(self.missed))
        return FetchedCounts(self.source_id, *numbers, self.failure, tuple(self.notes))


@dataclass(frozen=True, slots=True)
class Run:
    """What the sources of one run share; window: None to go on where each stopped.

    languages: the folder with their words of days.
    """

    raw: Path
    languages: Path
    window: Window | None
    manners: Manners
    hosts: Hosts
    clock: Callable[[], datetime]


def fetch_source(source: Source, run: Run) -> Fetched:
    """Fetch what a source has and keep it; a failure is told in what is returned."""
    done = Fetched(source.source_id)
    try:
        _work(source, run, done)
    except NotFetched as error:
        done.failure = error.detail
        done.may_pass = not error.is_lasting and not isinstance(error, AskedToWait)
    except Exception as error:  # one source must not end the turns of the others
        log.exception("%s crashed the fetching", source.source_id)
        done.failure = f"{type(error).__name__}: {error}"
        done.may_pass = isinstance(error, OSError)
    if done.failure:
        log.warning("%s failed: %s", source.source_id, done.failure)
    return done


def _work(source: Source, run: Run, done: Fetched) -> None:
    # Jobs that fetch nothing start without a client.
    from pipelines.ingest.fetching import fetch  # noqa: PLC0415
    from pipelines.ingest.http import Client  # noqa: PLC0415

    if source.fetch is None:
        raise ValueError(f"source '{source.source_id}' has no 'fetch'")
    folder = run.raw / source.source_id
    folder.mkdir(parents=True, exist_ok=True)
    store = storage.RawStore(folder)
    before = storage.read_progress(folder)
    window = run.window or _next_window(source, source.fetch, before, run, done)
    begun, before = _begin(folder, before, window, run)
    # A window is filled in whatever the feed was like last time.
    lists = Lists({} if run.window else before.lists)
    memory = Memory(
        lambda address: _known(store, address),
        run.clock,
        begun,
        _again(before),
        lists,
        read_dates(run.languages, source.language) if source.fetch.day else None,
    )
    days = set(before.days)
    with closing(Client(source.fetch, run.manners, run.hosts)) as client:
        for one in fetch(source, window, client, memory):
            _take(one, store, done, days)
    after = _sum_up(before, store, done, days, run)
    if not run.window:
        _note_gap(lists, before, done)
        after = replace(after, reached=run.clock().date(), lists=lists.to_json())
    if silence := find_silence(after.days, run.clock().date(), source.fetch.silent_days):
        done.notes.append(silence)
    if lists.n_without_link:
        done.notes.append(f"{lists.n_without_link} items of the feed have no link")
    done.notes += lists.notes
    storage.write_progress(folder, after)


def _next_window(source: Source, told: Fetch, before: Progress, run: Run, done: Fetched) -> Window:
    overlap = timedelta(days=told.overlap_days)
    if before.reached:
        return Window(before.reached - overlap)
    if source.connector == "feed":
        return Window()
    first = run.clock().date() - overlap
    done.notes.append(f"first run: what is older than {first} needs --from")
    return Window(first)


def _begin(folder: Path, before: Progress, window: Window, run: Run) -> tuple[str | None, Progress]:
    """Note that a run has begun; return when one of the same window did that has not ended."""
    name = f"{window.first_day}/{window.last_day}" if run.window else ""
    if before.begun and before.begun[1] == name:
        return before.begun[0], before
    begun = (run.clock().isoformat(timespec="seconds"), name)
    noted = replace(before, begun=begun)
    storage.write_progress(folder, noted)
    return None, noted


def _known(store: RawStore, address: str) -> Mapping[str, Any] | None:
    version = store.latest(address)
    return version.sidecar if version else None


def _again(before: Progress) -> tuple[Entry, ...]:
    return tuple(
        Entry(address, date.fromisoformat(told["day"]) if told["day"] else None)
        for address, told in before.missed.items()
        if told["tries"] < MAX_TRIES and not told["is_lasting"]
    )


def _take(
    one: Received | Unchanged | Missed, store: RawStore, done: Fetched, days: set[date]
) -> None:
    if isinstance(one, Missed):
        done.missed.append(one)
        log.warning("%s: %s", done.source_id, one.refused.detail)
        return
    if isinstance(one, Unchanged):
        done.n_same += 1
        return
    kept = store.keep(one.document.content, one.document.file, one.sidecar)
    done.n_new += kept == "new"
    done.n_revised += kept == "revised"
    done.n_same += kept == "same"
    if kept == "new":
        days.add(date.fromisoformat(one.sidecar.get("listed_day", one.sidecar["fetched_at"])[:10]))


def _sum_up(
    before: Progress, store: RawStore, done: Fetched, days: set[date], run: Run
) -> Progress:
    missed = dict(before.missed)
    for one in done.missed:
        address = one.entry.address
        missed[address] = {
            "day": one.entry.day.isoformat() if one.entry.day else None,
            "tries": missed.get(address, {"tries": 0})["tries"] + 1,
            "is_lasting": one.is_lasting,
            "reason": one.refused.reason,
            "detail": one.refused.detail,
        }
    # A page that is there and could not be looked at again is no loss.
    left = {address: told for address, told in missed.items() if not store.latest(address)}
    return replace(
        before,
        looked_at=run.clock().isoformat(timespec="seconds"),
        begun=None,
        missed=left,
        days=tuple(sorted(days)[-MAX_DAYS:]),
    )


def _note_gap(lists: Lists, before: Progress, done: Fetched) -> None:
    """Note a feed that is too short: it begins after the day that the last run came to."""
    for address in lists.to_json():
        days = [entry.day for entry in lists.entries_of(address) if entry.day]
        if before.reached and days and min(days) > before.reached:
            told = f"begins on {min(days)}, the last run came to {before.reached}"
            done.notes.append(f"the feed {told}: fill in what lies between")
