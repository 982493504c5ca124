"""Time and memory of identity and counts, over frames of synthetic mentions.

python -m benchmarks.assembling N does it once for so many mentions, in a process of its own.
"""

from __future__ import annotations

import json
import sys
import time

from benchmarks.measuring import run_child, write_table

SIZES, QUICK_SIZES = (250_000, 500_000, 1_000_000), (20_000,)


def measure(*, is_quick: bool = False) -> str:
    """Return the section on identity and counts."""
    rows = []
    for n_mentions in QUICK_SIZES if is_quick else SIZES:
        child = run_child("-m", "benchmarks.assembling", str(n_mentions))
        told = json.loads(child.output)
        per_mention = 1e6 * told["seconds"] / n_mentions
        rows.append(
            (
                f"{n_mentions:,}",
                f"{told['n_contacts']:,}",
                f"{told['seconds']:.1f}",
                f"{per_mention:.0f}",
                f"{child.peak_mb:,}",
            )
        )
    header = ("mentions", "contacts", "seconds", "microseconds a mention", "peak MB")
    return (
        "From coded frames to all ten tables in memory: versions, holders, sides, identity,\n"
        "encounters, counts. One run each, by the wall.\n\n"
        f"{write_table(header, rows)}"
    )


def main() -> None:
    """Assemble once, and print what it took as JSON."""
    from benchmarks.mentions import make_frames
    from pipelines.assembly import assemble
    from pipelines.jobs.building import paused_collector
    from pipelines.reference import load_reference

    reference = load_reference()
    frames = make_frames(int(sys.argv[1]), reference)
    start = time.perf_counter()
    with paused_collector():
        tables = assemble(frames, reference)
    seconds = time.perf_counter() - start
    n_contacts = len(tables["contacts"])
    print(json.dumps({"seconds": seconds, "n_contacts": n_contacts}))


if __name__ == "__main__":
    main()
