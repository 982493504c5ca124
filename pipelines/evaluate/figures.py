"""Precision, recall, accuracy and false alarms from counts, with intervals over releases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

# A figure is the sum of the first counts over the sum of the second; each count is a number of
# contacts, persons, claims or releases in one release (scoring.py says which).
FIGURES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "news precision": (("news matched",), ("news coded",)),
    "news recall": (("news matched",), ("news labelled",)),
    "news F1": (("news matched", "news matched"), ("news coded", "news labelled")),
    "contacts precision": (("matched",), ("coded",)),
    "contacts recall": (("matched",), ("labelled",)),
    "contacts F1": (("matched", "matched"), ("coded", "labelled")),
    "type": (("type right",), ("matched",)),
    "date": (("date right",), ("matched",)),
    "status": (("status right",), ("matched",)),
    "told_as": (("told_as right",), ("matched",)),
    "host": (("host right",), ("matched",)),
    "persons": (("persons found",), ("persons named",)),
    "claims precision": (("claims matched",), ("claims coded",)),
    "claims recall": (("claims matched",), ("claims labelled",)),
    "claims F1": (("claims matched", "claims matched"), ("claims coded", "claims labelled")),
    "claims qualifier": (("claims qualified right",), ("claims matched",)),
    "false alarms, news": (("alarmed by news",), ("without contacts",)),
    "false alarms, any": (("alarmed",), ("without contacts",)),
}
N_RESAMPLES = 1000
_INTERVAL = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured share.

    value: None when there was nothing to measure (`of` is 0).
    low, high: 95 % interval of the value over resampled releases.
    right, of: numerator and denominator of the value; twice the matches in an F1.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    right: int
    of: int


def measure(tallies: Sequence[Mapping[str, int]], *, seed: int) -> tuple[Figure, ...]:
    """Return every figure over releases, with bootstrap intervals.

    tallies: counts of each release; a count that a release lacks is 0.
    seed: of the resampling; the same tallies and seed give the same intervals.
    """
    names = sorted({name for sums in FIGURES.values() for side in sums for name in side})
    counts = np.array([[one.get(name, 0) for name in names] for one in tallies], dtype=np.int64)
    counts = counts.reshape(len(tallies), len(names))
    resampled = _resample(counts, seed)
    column = {name: i for i, name in enumerate(names)}
    figures = []
    for name, (above, below) in FIGURES.items():
        numerator, denominator = [column[one] for one in above], [column[one] for one in below]
        right = int(counts[:, numerator].sum())
        of = int(counts[:, denominator].sum())
        low, high = _interval(resampled[:, numerator].sum(1), resampled[:, denominator].sum(1))
        figures.append(Figure(name, right / of if of else None, low, high, right, of))
    return tuple(figures)


def _resample(counts: npt.NDArray[np.int64], seed: int) -> npt.NDArray[np.int64]:
    """Return the summed counts of each resample: as many releases, drawn with replacement."""
    n_releases = len(counts)
    if n_releases == 0:
        return np.zeros((N_RESAMPLES, counts.shape[1]), dtype=np.int64)
    rng = np.random.default_rng(seed)
    times_drawn = rng.multinomial(n_releases, [1 / n_releases] * n_releases, size=N_RESAMPLES)
    resampled: npt.NDArray[np.int64] = times_drawn @ counts
    return resampled


def _interval(
    right: npt.NDArray[np.int64], of: npt.NDArray[np.int64]
) -> tuple[float | None, float | None]:
    """Return the interval over the resamples that had anything to measure."""
    measured = of > 0
    if not measured.any():
        return None, None
    low, high = np.percentile(right[measured] / of[measured], _INTERVAL)
    return float(low), float(high)
