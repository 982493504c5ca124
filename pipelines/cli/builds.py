"""Commands about published builds: builds, publish."""

import json
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from pipelines.cli.console import out
from pipelines.cli.options import HERE, Folders, Json

if TYPE_CHECKING:
    from pathlib import Path

SHOWN_RUNS = 30
SHOWN = ("releases", "contacts", "meetings_per_year")


def builds(
    *,
    folders: Folders = HERE,
    runs: Annotated[bool, Parameter(negative="")] = False,
    as_json: Json = False,
) -> None:
    """List the builds that are kept, newest first, and which of them is the published one.

    Example: communique builds

    Args:
        runs: List what became of the last runs instead: published, failed, killed.
    """
    if runs:
        _show_runs(folders, as_json=as_json)
        return
    from pipelines.storage import find_latest, list_builds, read_hold

    latest, hold = find_latest(folders.processed), read_hold(folders.processed)
    rows = [_describe(build, latest) for build in list_builds(folders.processed)]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    from rich.table import Table

    grid = Table(box=None, pad_edge=False)
    for name in ("build", "published", *SHOWN, "", "reason"):
        grid.add_column(name, justify="right" if name in SHOWN else "left", overflow="fold")
    for row in rows:
        counts = [str(row["rows"][name]) for name in SHOWN]
        day = row["published_at"][:16].replace("T", " ")
        mark = "latest" if row["is_latest"] else ""
        grid.add_row(row["build_id"], day, *counts, mark, row["reason"])
    out().print(grid)
    if hold is not None:
        print(f"latest is held at {hold.build_id} since {hold.since[:16]}: {hold.reason}")


def _show_runs(folders: Folders, *, as_json: bool) -> None:
    from pipelines.storage import read_history

    rows = read_history(folders.processed)[-SHOWN_RUNS:]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        told = [str(row[name]) for name in ("run", "reason", "build_id", "detail") if name in row]
        print(f"{row['at'][:19].replace('T', ' ')}  {row['event']:<10}{'  '.join(told)}")


def publish(
    *,
    build: str,
    reason: str = "by hand",
    hold: Annotated[bool, Parameter(negative="")] = False,
    folders: Folders = HERE,
) -> None:
    """Make a build that is kept the published one, after checking that all its files are whole.

    The next run publishes what it makes, as always; with --hold it makes builds and leaves the
    published one, until this command is given without --hold.

    Example: communique publish --build 8ab06265035d --hold --reason "dates of May are wrong"

    Args:
        build: Id of the build, as `communique builds` tells it, or the start of it.
        reason: Why, for whoever looks later.
        hold: Let no run publish another one.
    """
    from pipelines.jobs import switch

    print(switch(folders.processed, build, reason=reason, hold=hold))


def _describe(build: "Path", latest: "Path | None") -> dict[str, Any]:
    from pipelines.storage import read_manifest

    manifest = read_manifest(build)
    names = ("build_id", "published_at", "reason", "coding_version", "n_read", "n_coded")
    told = {name: manifest[name] for name in (*names, "n_refused", "rows")}
    return told | {"is_latest": build.resolve() == latest, "folder": str(build)}
