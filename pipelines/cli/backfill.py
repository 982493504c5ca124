"""`communique backfill`: a past period by hand, here, or as runs of the deployment."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from pipelines.cli.console import out, set_up_logging, show_progress
from pipelines.cli.errors import WrongUse
from pipelines.cli.options import HERE, Contact, Folders

if TYPE_CHECKING:
    from pipelines.jobs import BackfillRequest, Settings

PROBLEM = 1

# How pydantic calls a field, and what it is called here.
_OPTIONS = {"from_day": "--from", "to_day": "--to", "reason": "--reason", "sources": "--source"}


def backfill(  # noqa: PLR0913 - the options of a command are its parameters
    *,
    source: Annotated[Sequence[str], Parameter(negative="")] = (),
    from_day: Annotated[str, Parameter(name="--from")],
    to_day: Annotated[str, Parameter(name="--to")],
    reason: str,
    collect: Annotated[bool, Parameter(negative="--no-collect")] = True,
    contact: Contact = "",
    rebuild: Annotated[bool, Parameter(negative="")] = False,
    dry_run: Annotated[bool, Parameter(negative="")] = False,
    submit: Annotated[bool, Parameter(negative="")] = False,
    accept_drift: Annotated[bool, Parameter(negative="")] = False,
    workers: Annotated[int | None, Parameter(show_default=False)] = None,
    wait: float = 3600.0,
    folders: Folders = HERE,
    verbose: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Fill in a past period: fetch it, code what came late, publish, and keep the reason.

    Sources and days say what is asked for, of the sources that say how they are fetched, and what
    --rebuild codes again. Whatever lies below the raw folder and is not coded is coded, as by every
    run. Done twice it changes nothing more. Ends with 1 when a source failed.

    Example: communique backfill --source turkmenistan_mfa --from 2022-01-01 --to 2023-12-31
    --reason "releases of two years from the archive" --dry-run

    Args:
        source: Id of a source; give it again for more of them. Without it, all sources.
        from_day: First day of publication, YYYY-MM-DD.
        to_day: Last day of publication, YYYY-MM-DD.
        reason: Why, as it will stand in manifest.json.
        collect: Ask the sources for what they published then; with --no-collect nobody is asked.
        rebuild: Code the releases of these sources and days again.
        dry_run: Print what would change in the tables of what lies below the raw folder; ask
            nobody, and write nothing.
        submit: Leave it to the Prefect deployment, in one run a year; asked for twice with the
            same reason, a run is made once.
        accept_drift: Publish also where a source gives less than its YAML expects.
        workers: Processes that code. Without it all cores, where there is enough to do.
        wait: Seconds to wait for another run in the same folder to end.
        verbose: Log each step to stderr.
    """
    from pipelines.jobs import Settings, check_request
    from pipelines.reference import load_reference

    told = {"from_day": from_day, "to_day": to_day, "reason": reason, "sources": tuple(source)}
    request = _check(told | {"collect": collect, "rebuild": rebuild, "dry_run": dry_run})
    check_request(request, load_reference().sources)
    if submit:
        if folders != HERE:
            raise WrongUse(
                "--submit: the deployment has its own folders, leave --raw and --processed"
            )
        _submit(request, contact, accept_drift=accept_drift)
        return 0
    set_up_logging(verbose=verbose)
    settings = Settings(
        raw=folders.raw,
        processed=folders.processed,
        n_workers=workers,
        reason=request.describe(),
        wait_seconds=wait,
        accept_drift=accept_drift,
    )
    return _run_here(request, settings, contact)


def _check(told: dict[str, object]) -> "BackfillRequest":
    """Return the request; raises WrongUse naming the option that cannot be meant."""
    from pydantic import ValidationError

    from pipelines.jobs import BackfillRequest

    try:
        return BackfillRequest.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        option = _OPTIONS.get(str(first["loc"][0]), "") if first["loc"] else ""
        value = repr(first["input"]) if option else ""
        words = " ".join(word for word in (option, value) if word)
        raise WrongUse(f"{words}: {first['msg']}" if words else str(first["msg"])) from error


def _run_here(request: "BackfillRequest", settings: "Settings", contact: str) -> int:
    from pipelines import jobs
    from pipelines.report import show_summary

    if request.dry_run:
        _try_here(request, settings)
        return 0
    again = request.scope if request.rebuild else None
    asked = jobs.make_order(contact, request.sources, request.window)
    with show_progress() as progress:
        summary = jobs.run(settings, again, progress, asked if request.collect else None)
    show_summary(summary, out())
    return 0 if summary.is_fetched_whole else PROBLEM


def _try_here(request: "BackfillRequest", settings: "Settings") -> None:
    from pipelines import jobs
    from pipelines.report import show_changes, tell_unasked

    again = request.scope if request.rebuild else None
    with show_progress() as progress:
        found = jobs.preview(settings, again, progress)
    unasked = jobs.find_able(settings, request.sources) if request.collect else []
    for line in tell_unasked(unasked):
        print(line)
    print(f"Would read {found.n_read} releases and code {found.n_new} of them anew.")
    for warning in found.warnings:
        print(f"Warning: {warning}")
    show_changes(found.changes, out())
    print("\nNothing was written: it was a dry run.")


def _submit(request: "BackfillRequest", contact: str, *, accept_drift: bool) -> None:
    import os

    if not os.environ.get("PREFECT_API_URL"):
        raise WrongUse("--submit needs a Prefect server: set PREFECT_API_URL to its address")
    from flows.submitting import submit_backfill

    for name, state in submit_backfill(request, contact, accept_drift=accept_drift):
        print(f"{name}  {state}")
