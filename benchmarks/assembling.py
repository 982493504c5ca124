"""Time and memory of identity and counts, over coded parts of synthetic mentions.

python -m benchmarks.assembling FOLDER WORKERS assembles what lies there, in a process of its own;
python -m benchmarks.assembling FOLDER WORKERS N first writes parts of so many mentions.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measuring import run_child, scratch, write_table

if TYPE_CHECKING:
    from pipelines.jobs import Collected, Settings

SIZES, QUICK_SIZES = (250_000, 500_000, 1_000_000), (20_000,)
WORKERS = (1, 2)
KEY = "0" * 64


def measure(*, is_quick: bool = False) -> str:
    """Return the section on identity and counts."""
    rows = []
    for n_mentions in QUICK_SIZES if is_quick else SIZES:
        with scratch() as folder:
            run_child("-m", "benchmarks.assembling", folder, 1, n_mentions)
            for n_workers in WORKERS:
                child = run_child("-m", "benchmarks.assembling", folder, n_workers)
                told = json.loads(child.output)
                per_mention = 1e6 * told["processor"] / n_mentions
                sizes = (f"{n_mentions:,}", n_workers, f"{told['n_contacts']:,}")
                times = (f"{told['seconds']:.1f}", f"{told['processor']:.1f}", f"{per_mention:.0f}")
                rows.append((*sizes, *times, f"{child.peak_mb:,}", f"{child.total_mb:,}"))
    header = ("mentions", "processes", "contacts", "seconds", "of processors", "us a mention")
    return (
        "From coded parts on disk to the files of all ten tables: versions, holders, sides,\n"
        "identity, encounters, counts. One run each, the start of processes counted: by the wall,\n"
        "and of all processors together, of which the microseconds a mention are.\n"
        "`peak MB` is that of the largest process, the last column what all together took.\n\n"
        f"{write_table((*header, 'peak MB', 'of all processes'), rows)}"
    )


def main() -> None:
    """Write parts, or assemble them once and print what it took as JSON."""
    folder, n_workers = Path(sys.argv[1]), int(sys.argv[2])
    if len(sys.argv) > 3:  # noqa: PLR2004 - the third argument
        _prepare(folder, int(sys.argv[3]))
        return
    from pipelines import jobs

    settings, collected = _settle(folder, n_workers)
    # What is measured is assembling from nothing.
    shutil.rmtree(settings.kept, ignore_errors=True)
    start = time.perf_counter()
    staged = jobs.assemble(collected, settings)
    seconds = time.perf_counter() - start
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(one.ru_utime + one.ru_stime for one in spent)
    (n_contacts,) = (file.n_rows for file in staged.files if file.table == "contacts")
    print(json.dumps({"seconds": seconds, "processor": processor, "n_contacts": n_contacts}))


def _prepare(folder: Path, n_mentions: int) -> None:
    """Write the parts and what lists them."""
    from benchmarks.mention_parts import write_parts
    from benchmarks.mentions import make_frames
    from pipelines.jobs.spool import write_listed, write_looked, write_refused
    from pipelines.reference import load_reference

    settings, _ = _settle(folder, 1)
    settings.collected.mkdir(parents=True)
    listed = write_parts(make_frames(n_mentions, load_reference()), settings.parts, KEY)
    write_listed(settings.collected, listed)
    write_looked(settings.collected, {})
    write_refused(settings.collected, [])
    (folder / "size").write_text(str(len(listed)), encoding="utf-8")


def _settle(folder: Path, n_workers: int) -> tuple[Settings, Collected]:
    from pipelines import jobs

    settings = jobs.Settings(folder / "raw", folder / "processed", n_workers=n_workers)
    size = folder / "size"
    n_read = int(size.read_text(encoding="utf-8")) if size.exists() else 0
    return settings, jobs.Collected(KEY, n_read, 0)


if __name__ == "__main__":
    main()
