"""`communique sources`: what is defined, and whether it is sound."""

from typing import Annotated

from cyclopts import App, Parameter

from pipelines.cli.console import grid, out
from pipelines.cli.options import HERE, Contact, Folders, read_manners

PROBLEM = 1

HELP = """List the sources, check their definitions, or propose one for an address.

Example: communique sources --raw ../releases
"""

app = App(name="sources", help=HELP)


@app.default
def list_sources(*, folders: Folders = HERE) -> None:
    """List the sources, who publishes them, and whether their releases are there.

    Example: communique sources --raw ../releases
    """
    from pipelines.reference import load_reference

    table = grid("source", "publisher", "language", "media", "releases", "name")
    for source_id, source in load_reference().sources.items():
        there = "there" if (folders.raw / source_id).is_dir() else "no folder"
        language = source.language or "any"
        table.add_row(source_id, source.publisher, language, source.media, there, source.name)
    out().print(table)


@app.command
def check(*, folders: Folders = HERE) -> int:
    """Check all definitions of sources, and that each folder of releases has one.

    Ends with 1 and one line a problem when something is missing or wrong. Then tells of the
    holders of offices: gaps of more than a year, and until when those of each side are known.

    Example: communique sources check
    """
    from pipelines.reference import FOLDER
    from pipelines.reference.side import read_states
    from pipelines.reference.source import check_sources, read_sources

    definitions = FOLDER / "sources"
    sides = {state.code for state in read_states(FOLDER / "states.csv")}
    problems = check_sources(definitions, sides)
    if problems:
        print(*problems, sep="\n")
        return PROBLEM
    sources = read_sources(definitions)
    if folders.raw.is_dir():
        from pipelines.ingest import find_sources

        find_sources(folders.raw, sources)
    print(f"{len(sources)} sources are sound: {', '.join(sources)}")
    print(*_describe_holders(), sep="\n")
    return 0


@app.command
def add(
    url: str,
    /,
    *,
    publisher: str | None = None,
    private: Annotated[bool, Parameter(negative="")] = False,
    contact: Contact = "",
) -> None:
    """Propose a definition for a new source, from its feed, its sitemap or a page of its site.

    Prints YAML, with what to check in its first lines; nothing is written.

    Example: communique sources add https://www.mfa.example/rss --publisher NOR

    Args:
        url: Of the feed, the sitemap, or a page that names a feed.
        publisher: The code of the side whose words the releases are.
        private: The host may be of a private network.
    """
    from pipelines.jobs import propose_source
    from pipelines.jobs.proposing import NO_PUBLISHER
    from pipelines.reference.fetch import ALLOWED

    proposed = propose_source(
        url,
        read_manners(contact),
        publisher=publisher or NO_PUBLISHER,
        private=ALLOWED if private else None,
    )
    print(proposed, end="")


def _describe_holders() -> "list[str]":
    """Return a line a gap in offices.csv and a line a day until which sides are known."""
    from pipelines.reference import FOLDER, load_reference
    from pipelines.reference.holder import (
        describe_staleness,
        holder_gaps,
        read_evidence,
        staleness,
    )

    reference = load_reference()
    holders = reference.holders
    past = [state.code for state in reference.states if state.valid_to]
    stale = staleness(holders, read_evidence(FOLDER / "offices_evidence.csv"))
    gaps = [f"offices.csv {gap}" for gap in holder_gaps(holders)]
    return [*gaps, *describe_staleness(stale[~stale["country"].isin(past)])]
