"""Assemble, check, publish: from coded parts to the build that `latest` points to."""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd

from pipelines import storage
from pipelines.frames import add_refused, empty_frames
from pipelines.jobs.assembling import assemble_parts, key_chunks, sum_parts
from pipelines.jobs.loading import load_once
from pipelines.jobs.looking_back import keep, look_at_program, note_published
from pipelines.jobs.reusing import find_last
from pipelines.jobs.spool import (
    count_revisions,
    read_inputs,
    read_listed_rows,
    read_looked,
    read_refused,
)
from pipelines.jobs.work import Work, open_tools
from pipelines.jobs.workers import count_cores, spreading
from pipelines.quality import (
    UnsoundTables,
    check_tables,
    count_documents,
    find_drift,
    find_misquotes,
    find_row_faults,
    list_columns,
    tally_sources,
)
from pipelines.report import write_codebook, write_datapackage
from pipelines.schema import CLAIMS, CONTACT_MENTIONS, RELEASES, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipelines.jobs.collecting import Collected
    from pipelines.jobs.reusing import LastBuild
    from pipelines.jobs.settings import Settings
    from pipelines.reference.source import Source
    from pipelines.storage import Published, Staged

# Documents that are in memory at a time, and tellings of which contacts are sought: a part costs
# some tenths of a second, whatever is in it.
CHUNK_SIZE, SHARD_SIZE = 20_000, 40_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """How many of the documents read are coded, and how many refused: together all.

    sources: the numbers of each source. warnings: what may be wrong and was not held against them.
    """

    n_coded: int
    n_refused: int
    sources: Mapping[str, Mapping[str, int]]
    warnings: tuple[str, ...] = ()


def assemble(collected: Collected, settings: Settings) -> Staged:
    """Build all tables from what is coded of the documents read; return where they are staged."""
    listed = read_listed_rows(settings.collected)
    planned = storage.plan_chunks(settings.parts, collected.coding_key, listed, CHUNK_SIZE)
    folder = storage.open_staging(settings.processed)
    work = Work(
        folder,
        storage.Spill(folder.with_suffix(".spilled")),
        storage.Shelf(settings.kept),
        look_at_program(settings),
        settings.reference,
        last=find_last(settings),
        size=SHARD_SIZE,
        with_texts=settings.with_texts,
    )
    unread = add_refused(empty_frames(), read_refused(settings.collected))
    work.spill.add_frame("quarantine", unread.refused, "unread")
    chunks = key_chunks(work, planned)
    # Another process takes seconds to start: not for what is new since yesterday.
    n_untold = sum(not work.shelf.has(key) for key in chunks)
    n_workers = min(settings.n_workers or count_cores(), n_untold or 1)
    with spreading(n_workers) as spread:
        parted = assemble_parts(work, chunks, spread)
    files, kept = sum_parts(work, parted, read_looked(settings.collected))
    shutil.rmtree(work.spill.folder, ignore_errors=True)
    staged = storage.Staged(settings.processed, folder, files, kept)
    log.info("assembled %d tables of %d documents", len(TABLES), collected.n_read)
    reference = open_tools(work).reference
    documents = {
        "CODEBOOK.md": write_codebook(reference.contact_types, reference.rules),
        "datapackage.json": write_datapackage(staged.files),
    }
    return storage.stage_documents(staged, documents)


def check(staged: Staged, collected: Collected, settings: Settings) -> Checked:
    """Check the staged tables as they will be read; raises UnsoundTables when they are wrong.

    They are also wrong when a source gives less than its YAML expects, unless that is accepted.
    """
    reference = load_once(settings.reference)
    families = {name: one.family for name, one in reference.contact_types.items()}
    tables = {name: storage.read_narrow(staged.folder, name, list_columns(name)) for name in TABLES}
    faults = _find_faults_of_rows(staged, find_last(settings), families, settings)
    check_tables(tables, families, collected.n_read, faults)
    n_coded, n_refused = count_documents(tables)
    log.info("checked: %d documents coded, %d refused", n_coded, n_refused)
    tally = tally_sources(tables)
    return Checked(n_coded, n_refused, tally, _check_drift(tally, reference.sources, settings))


def _find_faults_of_rows(
    staged: Staged, last: LastBuild, families: Mapping[str, str], settings: Settings
) -> Iterator[str]:
    """Yield what is wrong with rows, of which some are in memory at a time.

    Files and rows that the last build has too were checked before it was published.
    """
    changed = [file for file in staged.files if file.table and not last.has(file)]
    for file in changed:
        name = file.table or ""
        without = ("text",) if name == RELEASES.name else ()
        before = last.folder / file.path if last.folder and last.find(file.path) else None
        for rows in storage.read_other_rows(staged.folder / file.path, name, before, without):
            yield from find_row_faults(name, rows, families)
    if settings.with_texts:
        yield from _find_misquotes(staged.folder, last, {file.path for file in changed})


def _find_misquotes(folder: Path, last: LastBuild, changed: set[str]) -> Iterator[str]:
    """Yield what is quoted wrongly, with the texts of one year in memory at a time."""
    claims = storage.read_table(folder, CLAIMS.name)
    if last.folder is not None:
        known = storage.read_table(last.folder, CLAIMS.name)
        claims = claims[~_as_keys(claims).isin(_as_keys(known))]
    left = set(claims["release_id"])
    for year in sorted(storage.list_years(folder), reverse=True):
        paths = {storage.path_of(table, year) for table in (RELEASES, CONTACT_MENTIONS)}
        # The newest years first: most often they have all that is new, and no other is read.
        if not left and changed.isdisjoint(paths):
            continue
        texts = storage.read_table(folder, RELEASES.name, year=year)
        mentions = storage.read_table(folder, CONTACT_MENTIONS.name, year=year)
        of_year = claims[claims["release_id"].isin(texts["release_id"])]
        left -= set(of_year["release_id"])
        yield from find_misquotes(texts, {"contact_mentions": mentions, "claims": of_year})


def _as_keys(claims: pd.DataFrame) -> pd.MultiIndex:
    """Return all that a claim tells, by which a claim is the same as one of the last build."""
    return pd.MultiIndex.from_frame(claims)


def _check_drift(
    tally: Mapping[str, Mapping[str, int]], sources: Mapping[str, Source], settings: Settings
) -> tuple[str, ...]:
    """Return what has drifted and may be published; raises UnsoundTables for what may not."""
    latest = storage.find_latest(settings.processed)
    # A build made before tallies were kept has none to compare with.
    before = storage.read_manifest(latest).get("sources", {}) if latest else {}
    drift = find_drift(before, tally, sources)
    if drift.faults and not settings.accept_drift:
        told = "; ".join(drift.faults)
        raise UnsoundTables(f"not published: {told}: run with --accept-drift if that is right")
    warnings = (*drift.faults, *drift.warnings)
    for one in warnings:
        log.warning("%s", one)
    return warnings


def publish(
    staged: Staged, checked: Checked, collected: Collected, settings: Settings
) -> Published:
    """Make the checked tables the published build, and tidy up what no build needs any more."""
    facts = storage.BuildFacts(
        reason=settings.reason,
        coding_key=collected.coding_key,
        inputs=read_inputs(settings.collected),
        n_read=collected.n_read,
        n_coded=checked.n_coded,
        n_refused=checked.n_refused,
        sources=checked.sources,
        n_revisions=count_revisions(settings.collected),
    )
    published = storage.publish(staged, facts, now=datetime.now(UTC))
    versions = {
        storage.read_manifest(build)["coding_version"]
        for build in storage.list_builds(settings.processed)
    }
    storage.sweep_parts(settings.parts, versions)
    storage.Shelf(settings.kept).sweep(staged.kept)
    shutil.rmtree(settings.collected)
    note_published(settings, published, collected.n_new)
    keep(settings, collected.seen, published.build_id, checked.warnings)
    log.info("published %s", published.folder)
    return published
