"""How far the fetching of a source has come: one small file in its raw folder, replaced whole."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.storage.files import TEMPORARY, write_whole

PROGRESS = ".progress.json"


@dataclass(frozen=True, slots=True)
class Progress:
    """What the next run must know.

    reached: the day up to which runs without a window have fetched everything.
    looked_at: when the source was last asked to the end, whether it had anything or not.
    begun: ISO time at which a run began that has not ended, and of which window; None if all did.
    lists: as `Lists` gives them. missed: by address, what was listed and not received.
    days: the latest days with new releases, sorted.
    """

    reached: date | None = None
    looked_at: str | None = None
    begun: tuple[str, str] | None = None
    lists: dict[str, Any] = field(default_factory=dict)
    missed: dict[str, dict[str, Any]] = field(default_factory=dict)
    days: tuple[date, ...] = ()


def read_progress(folder: Path) -> Progress:
    """Return how far a source's fetching has come; raises ValueError when its file is broken."""
    path = folder / PROGRESS
    if not path.exists():
        return Progress()
    try:
        loaded = Progress(**json.loads(path.read_text(encoding="utf-8")))
        return replace(
            loaded,
            reached=date.fromisoformat(str(loaded.reached)) if loaded.reached else None,
            begun=(loaded.begun[0], loaded.begun[1]) if loaded.begun else None,
            days=tuple(date.fromisoformat(str(day)) for day in loaded.days),
        )
    except (ValueError, TypeError) as error:
        raise ValueError(
            f"{path} is broken: remove it, and the next run looks at the whole list"
        ) from error


def write_progress(folder: Path, progress: Progress) -> None:
    """Write how far a source's fetching has come; call it while holding the raw folder."""
    told = json.dumps(asdict(progress), default=str, ensure_ascii=False, indent=1)
    path = folder / PROGRESS
    if isinstance(path, Path):
        for left in folder.glob(f"{TEMPORARY}*"):  # by a run that was killed while it wrote
            left.unlink()
        write_whole(path, told.encode())
    else:  # an object store shows an object whole or not at all
        path.write_text(told, encoding="utf-8")
