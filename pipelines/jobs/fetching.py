"""Fetch: what publishers have is asked for and kept below the raw folder; nothing is coded."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines import storage
from pipelines.ingest.hosts import Hosts
from pipelines.jobs.turn import Fetched, Run, fetch_source
from pipelines.reference.source import read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pipelines.ingest.http import Manners
    from pipelines.ingest.window import Window
    from pipelines.jobs.settings import Settings
    from pipelines.reference.source import Source

# Sources that are fetched at once; those of one host take turns all the same.
N_AT_ONCE = 4


class UnknownFetch(ValueError):  # noqa: N818 - it names a state of the sources, as UnknownSource
    """A source that was asked for is not defined, or does not say how it is fetched."""


def tell_time() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def fetch_sources(
    settings: Settings,
    manners: Manners,
    source_ids: Sequence[str] = (),
    window: Window | None = None,
    clock: Callable[[], datetime] = tell_time,
) -> list[Fetched]:
    """Fetch the sources asked for, or all that say how; one that fails does not stop the others.

    window: days to fill in; without one each source goes on where it stopped, less its overlap.
    Raises UnknownFetch for a source that cannot be fetched, LockHeldError when another run is at
    work in the same raw folder.
    """
    sources = _choose(read_sources(settings.reference / "sources"), source_ids)
    if not sources:
        return []
    languages = settings.reference / "languages"
    run = Run(settings.raw, languages, window, manners, Hosts(), clock)
    with _hold(settings), ThreadPoolExecutor(N_AT_ONCE) as pool:
        return list(pool.map(lambda source: fetch_source(source, run), sources))


def _choose(sources: Mapping[str, Source], wanted: Sequence[str]) -> list[Source]:
    able = {name: one for name, one in sources.items() if one.fetch}
    for name in wanted:
        if name not in sources:
            raise UnknownFetch(f"there is no source '{name}'; there are {', '.join(sources)}")
        if name not in able:
            raise UnknownFetch(f"source '{name}' has no 'fetch': its releases are put by hand")
    return [able[name] for name in dict.fromkeys(wanted or able)]


@contextmanager
def _hold(settings: Settings) -> Iterator[None]:
    if not isinstance(settings.raw, Path):
        # On an object store nothing can be locked: one run at a time is its owner's care.
        yield
        return
    with storage.hold_lock(settings.raw, tell_time(), settings.wait_seconds):
        yield
