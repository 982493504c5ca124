"""Runs the benchmarks, all or those named, and writes RESULTS.md: python -m benchmarks [NAME ...].

A benchmark that is not run keeps its section of RESULTS.md, so that one can be renewed alone.
"""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from benchmarks.measuring import NotMeasured, describe_commit, describe_machine

RESULTS = Path(__file__).parent / "RESULTS.md"
# Module: what it tells, in the order of the page.
BENCHMARKS = {
    "coding": "Coding, scanning and peers, on one core",
    "workers": "Coding by processes",
    "runs": "Whole runs: time and memory",
    "startup": "Start-up",
    "assembling": "Identity and counts",
    "loading": "Size and loading of tables",
}
HEAD = """\
# Results

Written by `make bench`; [README.md](README.md) says what is measured and how.
Each section names its machine, versions and commit, as one can be renewed without the others.
Where it is not said otherwise a time is the least of several, because others may use the machine.
"""
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)  # matches "## Start-up"; not "### More"


def main() -> None:
    """Run what is asked for and write the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", choices=[[], *BENCHMARKS], help="default: all")
    parser.add_argument("--quick", action="store_true", help="small sizes, to try the benchmarks")
    told = parser.parse_args()
    sections = read_sections(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for name in told.names or BENCHMARKS:
        print(f"{name} ...", flush=True)
        try:
            found = import_module(f"benchmarks.{name}").measure(is_quick=told.quick)
        except NotMeasured as error:
            print(f"{name}: not measured: {error}")
            continue
        print(found)
        day = datetime.now(UTC).date()
        sections[BENCHMARKS[name]] = f"{found}\n{day}, {describe_commit()}. {describe_machine()}\n"
        if not told.quick:
            RESULTS.write_text(write_sections(sections), encoding="utf-8")


def read_sections(page: str) -> dict[str, str]:
    """Return the sections of a page of results by their titles."""
    _, *parts = _SECTION.split(page)
    return {title: text.strip() + "\n" for title, text in zip(parts[::2], parts[1::2], strict=True)}


def write_sections(sections: dict[str, str]) -> str:
    """Return the page of results, its sections in the order of the benchmarks."""
    known = [title for title in BENCHMARKS.values() if title in sections]
    return "\n".join([HEAD, *(f"## {title}\n\n{sections[title]}" for title in known)])


if __name__ == "__main__":
    main()
