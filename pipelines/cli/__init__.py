"""The command line: `communique COMMAND`.

Nothing here imports pandas or Prefect before a command needs it, so that help comes at once.

app.py      the program, its exit codes and its errors
console.py  where text goes: stdout, stderr, progress
options.py  options that several commands share
run.py      run
collect.py  collect
backfill.py backfill
serve.py    serve
builds.py   builds, publish
release.py  code, explain
sources.py  sources, sources check
tables.py   tables, codebook, show, score
"""

from pipelines.cli.app import main

__all__ = ["main"]
