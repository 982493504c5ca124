"""How a build moved against the one before it: sizes of tables, and each source's bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pipelines.schema import DOCUMENT_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipelines.reference.source import Expect, Source

# Numbers of one source: its releases, contacts (mentions) and refused documents.
Tally = dict[str, int]
RELEASES, CONTACTS, REFUSED = "n_releases", "n_contacts", "n_refused"


@dataclass(frozen=True, slots=True)
class Drift:
    """What is outside the bounds of sources: faults keep a build from being published."""

    faults: tuple[str, ...]
    warnings: tuple[str, ...]


def compare_rows(before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    """Return one sentence for each table whose number of rows moved, in the order of `after`."""
    return [
        f"{name}: {before.get(name, 0)} to {n_rows} rows ({n_rows - before.get(name, 0):+d})"
        for name, n_rows in after.items()
        if n_rows != before.get(name, 0)
    ]


def tally_sources(tables: Mapping[str, pd.DataFrame]) -> dict[str, Tally]:
    """Return the numbers of each source in the tables, by source in their order."""
    releases, quarantine = tables["releases"], tables["quarantine"]
    by_source = releases.groupby("source_id")
    refused = quarantine[quarantine["stage"].isin(DOCUMENT_STAGES)]
    numbers = {
        RELEASES: by_source.size(),
        CONTACTS: by_source["n_contacts"].sum(),
        REFUSED: refused.groupby("source_id").size(),
    }
    every = pd.DataFrame(numbers).fillna(0).astype("int64").sort_index()
    return {
        str(source): {str(name): int(n) for name, n in row.items()}
        for source, row in every.to_dict("index").items()
    }


def find_drift(
    before: Mapping[str, Mapping[str, int]],
    after: Mapping[str, Mapping[str, int]],
    sources: Mapping[str, Source],
) -> Drift:
    """Return which sources have less or more than their YAML expects.

    before, after: numbers of each source in the published build and in the new one. Less than a
    minimum is a fault, as releases that were lost look like silence; more than a maximum may be
    right, and is a warning.
    """
    faults: list[str] = []
    warnings: list[str] = []
    for source_id in sorted({*before, *after}):
        was, now = before.get(source_id, {}), after.get(source_id, {})
        if source_id not in sources:
            warnings.append(
                f"{source_id}: no such source any more, {was.get(RELEASES, 0)} releases"
            )
            continue
        expect = sources[source_id].expect
        for what in ("releases", "contacts"):
            numbers = was.get(f"n_{what}", 0), now.get(f"n_{what}", 0)
            faults += (f"{source_id}: {told}" for told in _find_less(what, numbers, expect))
            warnings += (f"{source_id}: {told}" for told in _find_more(what, numbers, expect))
    return Drift(tuple(faults), tuple(warnings))


def _find_less(what: str, numbers: tuple[int, int], expect: Expect) -> Iterator[str]:
    before, after = numbers
    least = getattr(expect, f"min_{what}")
    share = getattr(expect, f"min_{what}_percent")
    if least is not None and after < least:
        yield f"{after} {what}, expect.min_{what} is {least}"
    if share is not None and after * 100 < before * share:
        told = f"{before} {what} before, {after} now"
        yield f"{told}, expect.min_{what}_percent is {share}"


def _find_more(what: str, numbers: tuple[int, int], expect: Expect) -> Iterator[str]:
    before, after = numbers
    most = getattr(expect, f"max_{what}")
    share = getattr(expect, f"max_{what}_percent")
    if most is not None and after > most:
        yield f"{after} {what}, expect.max_{what} is {most}"
    # A first build has nothing to be compared with.
    if share is not None and before and after * 100 > before * share:
        told = f"{before} {what} before, {after} now"
        yield f"{told}, expect.max_{what}_percent is {share}"
