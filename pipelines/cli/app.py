"""The program: its commands, exit codes and errors."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from cyclopts import App, CycloptsError
from rich.console import Console

from pipelines.cli import (
    backfill,
    builds,
    collect,
    normalize,
    release,
    run,
    serve,
    sources,
    tables,
)
from pipelines.cli.console import write_error

OK, PROBLEM, USAGE, BUSY, INTERRUPTED = 0, 1, 2, 3, 130

HELP = """Turns official releases of governments into tables of contacts between states.

communique collect       fetches releases into data/raw
communique run           codes what is new in data/raw and publishes the tables
communique show RUS TKM  unfolds the counts of a pair into quotes and addresses
communique code FILE     codes one release
"""
EXIT_CODES = """Exit codes:
- 0: done
- 1: a problem in the data, such as a check that failed or a source that is wrong
- 2: wrong usage, such as an unknown option or a folder that is not there
- 3: another run is at work in the same folder
"""

# What is wrong with data, settings or reference files, and not with the program.
_PROBLEMS = {
    "LockHeldError": BUSY,
    "NoContact": USAGE,
    "NoServer": PROBLEM,
    "NotFetched": PROBLEM,
    "NotReadable": PROBLEM,
    "UnknownFetch": USAGE,
    "UnknownSource": PROBLEM,
    "UnknownSources": USAGE,
    "UnsoundTables": PROBLEM,
    "WrongBuild": PROBLEM,
    "WrongPart": PROBLEM,
    "WrongReference": PROBLEM,
    "WrongLine": PROBLEM,
    "WrongTable": PROBLEM,
    "WrongUse": USAGE,
    "WrongWorker": PROBLEM,
}


def _tell_usage(error: CycloptsError) -> str:
    """Return one line: what is wrong, and where the right usage is told."""
    command = " ".join(("communique", *(error.command_chain or ())))
    return f"communique: {' '.join(str(error).split())} See {command} --help."


app = App(
    name="communique",
    help=HELP,
    help_epilogue=EXIT_CODES,
    help_format="markdown",
    version=lambda: version("communique"),
    error_console=Console(stderr=True, soft_wrap=True),
    error_formatter=_tell_usage,
    result_action="return_value",
)
app.command(collect.collect)
app.command(run.run)
app.command(backfill.backfill)
app.command(serve.serve)
app.command(release.code)
app.command(release.explain)
app.command(normalize.normalize)
app.command(tables.show)
app.command(tables.tables)
app.command(tables.codebook)
app.command(tables.score)
app.command(builds.builds)
app.command(builds.publish)
app.command(sources.app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command of the arguments and end with its exit code."""
    sys.exit(call(sys.argv[1:] if arguments is None else arguments))


def call(arguments: Sequence[str]) -> int:
    """Run the command of the arguments; return its exit code, with errors told in one line."""
    try:
        return app(arguments, exit_on_error=False) or OK
    except CycloptsError:
        return USAGE
    except KeyboardInterrupt:
        write_error("interrupted; what is coded is kept, and the next run carries on")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of stdout has had enough (`| head`); nothing more can be written there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:
        code = _code_of(error)
        if code is None:
            raise
        write_error(_tell_error(error))
        return code


def _code_of(error: Exception) -> int | None:
    """Return the exit code for an error that a user can mend, None for one that is our own."""
    if isinstance(error, FileNotFoundError | NotADirectoryError | PermissionError):
        return USAGE
    # By name: importing the classes would import pandas before any command needs it.
    return _PROBLEMS.get(type(error).__name__)


def _tell_error(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror.lower()}"
    return str(error)
