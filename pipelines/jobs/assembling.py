"""Assemble by parts: some releases at a time, then some sides, then a file of the build.

Between the steps rows stand on disk, so that memory is that of one part, whatever there is of
releases, and the parts of a step can be worked on by several processes. What releases tell is
kept from run to run, and contacts are sought again only of sides of which something else is told
than in the last build: the rows of all others are taken from its files.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pipelines import storage
from pipelines.assembly import Sums, sum_up
from pipelines.build.contacts import no_contacts
from pipelines.build.counts import PairCounts, count_pairs
from pipelines.build.shards import N_SHARDS, SHARD, shard_of
from pipelines.jobs.comparing import (
    COUNTS,
    TOLD,
    TYPES,
    build_shards,
    find_across,
    fingerprint_shards,
    plan_shards,
)
from pipelines.jobs.laying import read_all
from pipelines.jobs.telling import ASIDE, key_of_chunk, tell_chunk
from pipelines.jobs.work import ALL, Work, open_tools, to_rows
from pipelines.jobs.workers import call
from pipelines.jobs.writing import (
    find_changed_years,
    link_years,
    list_files,
    spill_gone,
    spill_texts,
    write_file,
)
from pipelines.schema import BILATERAL_CONTACT_TYPES, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from pipelines.jobs.comparing import Shelved
    from pipelines.jobs.workers import Spread
    from pipelines.storage import BuiltFile, Chunk

# What is kept beside a build: what its shards were told, what each adds to the counts, and of
# which chunks it was made.
PRINTS, CHUNKS = "fingerprints", "chunks"


@dataclass(frozen=True, slots=True)
class Parted:
    """What is known once all parts are done. prints: see take_fingerprints().

    changed: the shards that are told otherwise than in the last build. files: those written so far.
    """

    shelved: Shelved
    prints: pd.DataFrame
    changed: NDArray[np.int64]
    files: tuple[BuiltFile, ...]


def key_chunks(work: Work, chunks: Iterable[Chunk]) -> dict[str, Chunk]:
    """Return chunks by the keys of what their releases tell."""
    return {key_of_chunk(work, chunk): chunk for chunk in chunks}


def assemble_parts(work: Work, chunks: Mapping[str, Chunk], spread: Spread) -> Parted:
    """Write the files that have the rows of parts; what all parts add up to is still to come.

    chunks: see key_chunks(). Also what is not cut up is done where parts are, so that this process
    stays as small as it was.
    """
    untold = [(work, *one) for one in chunks.items() if not work.shelf.has(one[0])]
    # Other processes read the reference as they start, and this one needs it for the sums.
    spread(tell_chunk, untold, meanwhile=partial(open_tools, work))
    keys = list(chunks)
    before = [key for kept in _read_kept(work, CHUNKS) for key in kept["key"]]
    years = frozenset(find_changed_years(work, keys, before))
    # What is compared across sides is one task, beside which other processes spill texts.
    texts = [(spill_texts, work, *one, years) for one in chunks.items() if work.with_texts]
    shelved: Shelved = spread(call, [(find_across, work, keys), *texts])[0]
    (prints,) = spread(fingerprint_shards, [(work, shelved)])
    changed = _find_changed(work, prints)
    parts = plan_shards(prints[prints[SHARD].isin(changed)], work.size)
    spread(build_shards, ((work, *one, shelved) for one in enumerate(parts)))
    spill_gone(work, changed)
    written = spread(write_file, ((work, keys, *one) for one in list_files(work, years)))
    files = [file for file in written if file] + link_years(work, keys, years)
    return Parted(shelved, prints, changed, tuple(files))


def sum_parts(
    work: Work, parted: Parted, looked: Mapping[str, date]
) -> tuple[tuple[BuiltFile, ...], frozenset[str]]:
    """Write the files of what all parts add up to.

    Returns the files of all tables, and the keys of all that the next run may take from the shelf.
    """
    sums = _read_sums(work, parted.shelved.keys, parted.changed)
    files = list(parted.files)
    for name, frame in sum_up(sums, open_tools(work).reference, looked).items():
        files += storage.stage_frame(work.folder, name, {name: frame})
    kept = _keep_counts(work, files, parted, sums.pairs[0])
    order = list(TABLES)
    files.sort(key=lambda file: (order.index(file.table or ""), file.path))
    return tuple(files), frozenset({*parted.shelved.keys, parted.shelved.across, kept})


def _key_of_counts(work: Work, files: Iterable[BuiltFile]) -> str:
    """Return the key of what is counted of the contacts in files of a build."""
    return work.key_of("counts", sorted((file.path, file.sha256) for file in files if file.table))


def _is_known(work: Work) -> bool:
    """Tell whether there is what the last run kept of its build."""
    return work.last.folder is not None and work.shelf.has(_key_of_counts(work, work.last.files))


def _read_kept(work: Work, name: str) -> list[pd.DataFrame]:
    """Return what the last run kept of its build under a name, nothing where it has no rows."""
    key = _key_of_counts(work, work.last.files)
    return read_all(work.shelf, [key], name) if _is_known(work) else []


def _find_changed(work: Work, prints: pd.DataFrame) -> NDArray[np.int64]:
    """Return the shards that are told otherwise than in the last build, or in one of the two."""
    if not _is_known(work):
        # Also those of which nothing is told any more, and the last build may have contacts.
        return np.arange(N_SHARDS)
    (before,) = _read_kept(work, PRINTS) or [prints[:0]]
    both = prints.merge(before, on=SHARD, how="outer", suffixes=("", "_before"), validate="1:1")
    is_other = both["fingerprint"] != both["fingerprint_before"]
    return both.loc[is_other, SHARD].to_numpy().astype("int64")


def _read_sums(work: Work, keys: Sequence[str], changed: NDArray[np.int64]) -> Sums:
    """Return what all parts give to be summed up, those of before and those made now."""
    nothing = open_tools(work).nothing
    unread = work.spill.read_frames("quarantine").values()
    aside = {
        name: pd.concat(
            [
                getattr(nothing, name),
                *read_all(work.shelf, keys, name),
                *(unread if name == "quarantine" else ()),
            ],
            ignore_index=True,
        )
        for name in ASIDE
    }
    types = [
        BILATERAL_CONTACT_TYPES.empty(),
        _types_of_before(work, changed),
        *work.spill.read_frames(TYPES).values(),
    ]
    pairs = _count_all(work, count_pairs(no_contacts()), changed)
    return Sums(**aside, pairs=[pairs], types=pd.concat(types))


def _count_all(work: Work, none: PairCounts, changed: NDArray[np.int64]) -> PairCounts:
    """Return the counts of all contacts, and the releases that tell of them."""
    both = []
    for name in (COUNTS, TOLD):
        before = _read_kept(work, name)
        kept = [rows[~np.isin(shard_of(rows["home"]), changed)] for rows in before]
        found = work.spill.read_frames(name).values()
        both.append(pd.concat([getattr(none, name), *kept, *found], ignore_index=True))
    return PairCounts(*both)


def _types_of_before(work: Work, changed: NDArray[np.int64]) -> pd.DataFrame:
    """Return the rows of the last build's table for pairs of which the same is told."""
    if work.last.folder is None:
        return BILATERAL_CONTACT_TYPES.empty()
    rows = storage.read_table(work.last.folder, BILATERAL_CONTACT_TYPES.name)
    homes = rows["country_a"] + "|" + rows["country_b"]
    return rows[~np.isin(shard_of(homes), changed)]


def _keep_counts(
    work: Work, files: Iterable[BuiltFile], parted: Parted, counted: PairCounts
) -> str:
    """Keep for the next run what was told and counted of each shard; return the key."""
    key = _key_of_counts(work, files)
    frames = {
        PRINTS: parted.prints[[SHARD, "fingerprint"]],
        COUNTS: counted.counts,
        TOLD: counted.told,
        CHUNKS: pd.DataFrame({"key": parted.shelved.keys}, dtype="str"),
    }
    if not work.shelf.has(key):
        work.shelf.write(key, {name: {ALL: to_rows(one)} for name, one in frames.items()})
    return key
