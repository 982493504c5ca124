"""Fetch: what publishers have is asked for and kept below the raw folder; nothing is coded."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines import storage
from pipelines.ingest.hosts import Hosts
from pipelines.jobs.turn import Fetched, Run, fetch_source
from pipelines.reference.source import read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from pipelines.ingest.http import Manners
    from pipelines.ingest.window import Window
    from pipelines.jobs.settings import Settings
    from pipelines.reference.source import Source

# Sources that are fetched at once; those of one host take turns all the same.
N_AT_ONCE = 4


class UnknownFetch(ValueError):  # noqa: N818 - it names a state of the sources, as UnknownSource
    """A source that was asked for is not defined, or does not say how it is fetched."""


class NoContact(ValueError):  # noqa: N818 - it names what is missing, as NotReadable does
    """Sites are to be asked, and nobody is named to whom they could complain."""


@dataclass(frozen=True, slots=True)
class Order:
    """What publishers are asked for before a run codes.

    source_ids: of these the sources that say how they are fetched; none for all that do.
    window: days to fill in; without one each source goes on where it stopped, less its overlap.
    """

    manners: Manners
    source_ids: tuple[str, ...] = ()
    window: Window | None = None


class Fetching:
    """The sources of one run, each asked when it is told to; several may be at once.

    source_ids: in order.
    """

    def __init__(self, sources: Sequence[Source], run: Run) -> None:
        self._sources = {one.source_id: one for one in sources}
        self._run = run
        self._done: dict[str, Fetched] = {}

    @property
    def source_ids(self) -> list[str]:
        """The ids of the sources, in order."""
        return list(self._sources)

    @property
    def done(self) -> list[Fetched]:
        """What became of each source that was asked, in order."""
        return [self._done[name] for name in self._sources if name in self._done]

    def fetch(self, source_id: str) -> Fetched:
        """Fetch what a source has and keep it; a failure is told in what is returned.

        Asked again after a failure it goes on from there, and what both times gave is added up.
        """
        done = fetch_source(self._sources[source_id], self._run)
        if before := self._done.get(source_id):
            n_new, n_revised = done.n_new + before.n_new, done.n_revised + before.n_revised
            done = replace(done, n_new=n_new, n_revised=n_revised)
        self._done[source_id] = done
        return done


def make_order(contact: str, source_ids: Sequence[str] = (), window: Window | None = None) -> Order:
    """Return the order of somebody whom the sites can write to."""
    # Jobs that fetch nothing start without a client.
    from pipelines.ingest.http import Manners  # noqa: PLC0415

    return Order(Manners(" ".join(contact.split())), tuple(source_ids), window)


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
    able = find_able(settings, source_ids)
    for name in source_ids:
        if name not in able:
            raise UnknownFetch(f"source '{name}' has no 'fetch': its releases are put by hand")
    return fetch_ordered(settings, Order(manners, tuple(source_ids), window), clock)


def fetch_ordered(
    settings: Settings, order: Order, clock: Callable[[], datetime] = tell_time
) -> list[Fetched]:
    """Fetch the sources of an order, some at once; one that fails does not stop the others.

    Raises NoContact and LockHeldError, as open_fetching() does.
    """
    with open_fetching(settings, order, clock) as fetching, ThreadPoolExecutor(N_AT_ONCE) as pool:
        return list(pool.map(fetching.fetch, fetching.source_ids))


@contextmanager
def open_fetching(
    settings: Settings, order: Order, clock: Callable[[], datetime] = tell_time
) -> Iterator[Fetching]:
    """Yield what fetches the sources of an order, and hold the raw folder meanwhile.

    Raises UnknownFetch for a source that is not defined, NoContact when there is a source to ask
    and nobody to complain to, LockHeldError when another run is at work in the same raw folder.
    """
    sources = _find_able(settings, order.source_ids)
    if sources and not order.manners.contact.strip():
        raise NoContact(
            f"{', '.join(one.source_id for one in sources)}: sites that are asked need a mail "
            "address or a link to complain to: set COMMUNIQUE_CONTACT, or collect nothing"
        )
    languages = settings.reference / "languages"
    run = Run(settings.raw, languages, order.window, order.manners, Hosts(), clock)
    with _hold(settings) if sources else nullcontext():
        yield Fetching(sources, run)


def find_able(settings: Settings, source_ids: Sequence[str] = ()) -> list[str]:
    """Return which of these sources, none for all, say how they are fetched.

    Raises UnknownFetch for one that is not defined.
    """
    return [one.source_id for one in _find_able(settings, source_ids)]


def _find_able(settings: Settings, source_ids: Sequence[str]) -> list[Source]:
    sources = read_sources(settings.reference / "sources")
    for name in source_ids:
        if name not in sources:
            raise UnknownFetch(f"there is no source '{name}'; there are {', '.join(sources)}")
    return [sources[name] for name in dict.fromkeys(source_ids or sources) if sources[name].fetch]


def _hold(settings: Settings) -> AbstractContextManager[None]:
    if not isinstance(settings.raw, Path):
        # On an object store nothing can be locked: one run at a time is its owner's care.
        return nullcontext()
    return storage.hold_lock(settings.raw, tell_time(), settings.wait_seconds)
