"""How far the tables of a synthetic archive are its truth: a sanity figure, never accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import evaluate

if TYPE_CHECKING:
    from pathlib import Path

# A part of the releases tells as much, and comparing all would take as long as coding them.
N_SCORED = 3_000


def score_truth(folder: Path, n_releases: int) -> str:
    """Return F1 of contacts as news and of all, and false alarms, of every so-manieth release."""
    step = max(1, n_releases // N_SCORED)
    labels = folder / "labels"
    labels.mkdir(exist_ok=True)
    for path in sorted((folder / "truth").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            some = [line for number, line in enumerate(lines) if number % step == 0]
        text = f"[{','.join(some)}]"
        (labels / f"{path.stem}.json").write_text(text, encoding="utf-8")
    build = (folder / "processed" / "latest").resolve()
    (group,) = (one for one in evaluate.score(build, [labels]).groups if one.source_id == "all")
    figures = {one.name: one.value for one in group.figures}
    names = ("news F1", "contacts F1", "false alarms, any")
    return ", ".join(f"{name} {figures[name]:.3f}" for name in names)
