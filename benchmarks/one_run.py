"""One run over an archive in a process of its own: python -m benchmarks.one_run FOLDER WORKERS.

WORKERS is 0 for as many as a run takes by itself. Prints seconds by stage as JSON; the caller
sees how much memory it took.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from pipelines import jobs


def main() -> None:
    """Run, and print how long each stage took."""
    folder, n_workers = Path(sys.argv[1]), int(sys.argv[2]) or None
    settings = jobs.Settings(
        folder / "raw",
        folder / "processed",
        reference=folder / "reference",
        n_workers=n_workers,
    )
    marks: list[tuple[str, float]] = []

    def mark(stage: str, _done: int, _total: int | None) -> None:
        if not marks or marks[-1][0] != stage:
            marks.append((stage, time.perf_counter()))

    summary = jobs.run(settings, on_progress=mark)
    marks.append(("", time.perf_counter()))
    ends = [at for _, at in marks[1:]]
    # A run with nothing to do has no stages.
    stages = {stage: round(end - at, 2) for (stage, at), end in zip(marks, ends, strict=False)}
    print(json.dumps({"stages": stages, "n_read": summary.n_read, "n_new": summary.n_new}))


if __name__ == "__main__":
    main()
