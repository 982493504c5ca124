"""`communique collect`: what publishers have, into the raw folder."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from pipelines.cli.console import grid, out, set_up_logging
from pipelines.cli.errors import WrongUse
from pipelines.cli.options import HERE, Contact, Folders, read_manners

if TYPE_CHECKING:
    from pipelines.ingest.window import Window
    from pipelines.jobs import Fetched

PROBLEM = 1
MOST_MISSED = 20


def collect(  # noqa: PLR0913 - the options of a command are its parameters
    *,
    source: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    from_: Annotated[date | None, Parameter(name="--from")] = None,
    to: date | None = None,
    contact: Contact = "",
    folders: Folders = HERE,
    wait: float = 0.0,
    verbose: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Fetch releases from where they are published, and keep them as received; nothing is coded.

    Without days each source goes on where it stopped. Ends with 1 when a source failed; what the
    others have is kept, and a later run goes on from there.

    Example: communique collect --source norway_government --from 2019-01-01 --to 2019-12-31

    Args:
        source: A source to fetch; may be given several times. Without it all that can be fetched.
        from_: First day to fill in.
        to: Last day to fill in.
        wait: Seconds to wait for another run in the same folder to end.
        verbose: Log each step to stderr.
    """
    from pipelines.jobs import Settings, fetch_sources

    window = _read_window(from_, to)
    set_up_logging(verbose=verbose)
    settings = Settings(raw=folders.raw, processed=folders.processed, wait_seconds=wait)
    every = fetch_sources(settings, read_manners(contact), source, window)
    _show(every)
    return PROBLEM if any(done.failure for done in every) else 0


def _read_window(first: date | None, last: date | None) -> "Window | None":
    from pipelines.ingest.window import Window

    if first and last and first > last:
        raise WrongUse(f"--from {first} is later than --to {last}")
    return Window(first, last) if first or last else None


def _show(every: "list[Fetched]") -> None:
    if not every:
        print("no source says how it is fetched: docs/sources.md tells how one does")
        return
    table = grid("source", "new", "revised", "as before", "missed", "")
    for done in every:
        numbers = (done.n_new, done.n_revised, done.n_same, len(done.missed))
        state = "failed" if done.failure else ""
        table.add_row(done.source_id, *map(str, numbers), state)
    out().print(table)
    for done in every:
        for note in (*([done.failure] if done.failure else []), *done.notes):
            print(f"{done.source_id}: {note}")
        for one in done.missed[:MOST_MISSED]:
            print(f"{done.source_id}: missed {one.refused.address}: {one.refused.detail}")
        if len(done.missed) > MOST_MISSED:
            print(f"{done.source_id}: and {len(done.missed) - MOST_MISSED} more")
