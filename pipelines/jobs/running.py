"""The main job: everything from raw releases to published tables."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipelines import report, storage
from pipelines.jobs.backfilling import forget
from pipelines.jobs.building import assemble, check, publish
from pipelines.jobs.coding import code_batches
from pipelines.jobs.collecting import collect
from pipelines.jobs.fetching import fetch_ordered
from pipelines.jobs.recalling import recall
from pipelines.jobs.settings import show_nothing
from pipelines.jobs.spool import read_batches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelines.jobs.building import Checked
    from pipelines.jobs.collecting import Collected
    from pipelines.jobs.fetching import Order
    from pipelines.jobs.settings import Progress, Settings
    from pipelines.jobs.turn import Fetched
    from pipelines.storage import Published

_SUMMED_UP = ("quarantine", "meetings_per_year", "unlisted_holders")
_OF_CONTACTS = ("contact_type", "status")


@contextmanager
def hold(settings: Settings) -> Iterator[None]:
    """Hold the processed folder for one run, and note in its history what becomes of it.

    Raises LockHeldError when another run has it.
    """
    started = datetime.now(UTC)
    with storage.hold_lock(settings.processed, started, settings.wait_seconds):
        storage.note_start(settings.processed, datetime.now(UTC), settings.reason)
        try:
            yield
        except BaseException as error:
            # What went wrong is told by the error, also where it cannot be noted.
            with suppress(OSError):
                _note_failure(settings, error)
            raise


def _note_failure(settings: Settings, error: BaseException) -> None:
    detail = f"{type(error).__name__}: {error}"
    now = datetime.now(UTC)
    storage.note(settings.processed, "failed", now, reason=settings.reason, detail=detail)


def run(
    settings: Settings,
    again: storage.Scope | None = None,
    on_progress: Progress = show_nothing,
    order: Order | None = None,
) -> report.Summary:
    """Do all jobs in order and return the summary; what is done already is not done again.

    again: what is coded again although it is coded. order: what publishers are asked for first;
    None asks nobody.
    """
    if order:
        on_progress("fetching", 0, None)
    # Not while holding the processed folder: a site may take hours.
    fetched = fetch_ordered(settings, order) if order else []
    with hold(settings):
        if again is not None:
            forget(settings, again)
        elif done := recall(settings):
            return summarise(*done, fetched)
        collected = collect(settings, on_progress)
        batches = read_batches(settings.collected)
        code_batches(batches, collected.coding_key, settings, on_progress)
        on_progress("assembling", 0, None)
        staged = assemble(collected, settings)
        on_progress("checking", 0, None)
        checked = check(staged, collected, settings)
        on_progress("publishing", 0, None)
        published = publish(staged, checked, collected, settings)
        return summarise(collected, checked, published, fetched)


def summarise(
    collected: Collected,
    checked: Checked,
    published: Published,
    fetched: Sequence[Fetched] = (),
) -> report.Summary:
    """Return the summary of a run from its jobs' results and the published tables."""
    tables = {name: storage.read_table(published.folder, name) for name in _SUMMED_UP}
    # The others are small, or needed whole.
    tables["contacts"] = storage.read_narrow(published.folder, "contacts", _OF_CONTACTS)
    facts = report.RunFacts(
        n_read=collected.n_read,
        n_coded=checked.n_coded,
        n_refused=checked.n_refused,
        n_new=collected.n_new,
        is_new_build=published.is_new,
        is_latest=published.is_latest,
        warnings=checked.warnings,
        fetched=tuple(one.count() for one in fetched),
    )
    return report.summarise(tables, facts, published.folder)
