"""Collect: list all documents below the raw folder, and set aside those not coded yet."""

from __future__ import annotations

import hashlib
import logging
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.ingest import find_sources
from pipelines.jobs.listing import Listing
from pipelines.jobs.loading import load_once
from pipelines.jobs.looking_back import look, look_at_program
from pipelines.jobs.settings import PACKAGE, show_nothing
from pipelines.jobs.spool import (
    write_batch,
    write_batches,
    write_inputs,
    write_listed,
    write_looked,
    write_refused,
)
from pipelines.storage import READ, coding_key, known_keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipelines.jobs.settings import Progress, Settings
    from pipelines.jobs.spool import Batch
    from pipelines.records import RawDocument
    from pipelines.reference.source import Source

# Bounds the memory of one batch, whatever the size of its documents.
MAX_BATCH_BYTES = 64_000_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run has read: small, whatever the number of documents.

    n_read: documents, and files that could not be read as one. n_new: documents to code, which
    read_batches() has. seen: what the raw folder looked like before it was read.
    """

    coding_key: str
    n_read: int
    n_new: int
    seen: str | None = None


def collect(settings: Settings, on_progress: Progress = show_nothing) -> Collected:
    """Return what is below the raw folder, and write what is to be coded as batches.

    Call it while holding the lock. Raises UnknownSource for a folder without a source,
    FileNotFoundError without a raw folder, WrongReference for wrong reference files.
    """
    seen = look(settings)
    reference = load_once(settings.reference)
    key = coding_key(reference.folder, PACKAGE)
    sources = find_sources(settings.raw, reference.sources)
    shutil.rmtree(settings.collected, ignore_errors=True)
    settings.collected.mkdir(parents=True)
    listing = Listing(
        known_keys(settings.parts, key), settings.processed / READ, look_at_program(settings)
    )
    batches: list[Batch] = []
    for number, source in enumerate(sources):
        on_progress("reading", number, len(sources))
        for documents in _split(listing.list_new(settings.raw, source), settings.batch_size):
            batches.append(write_batch(settings.collected, len(batches), documents))
    on_progress("reading", len(sources), len(sources))
    listed = listing.list_all()
    write_listed(settings.collected, listed)
    write_looked(settings.collected, listing.looked)
    write_refused(settings.collected, listing.refused)
    write_inputs(settings.collected, _hash_files(settings.raw, sources))
    write_batches(settings.collected, batches)
    n_read = len(listed) + len(listing.refused)
    n_new = sum(batch.n_documents for batch in batches)
    log.info("collected %d documents of %d sources, %d of them new", n_read, len(sources), n_new)
    return Collected(key, n_read, n_new, seen)


def _split(documents: Iterator[RawDocument], size: int) -> Iterator[list[RawDocument]]:
    """Yield the documents in lists of at most `size`, and of at most so many bytes."""
    batch: list[RawDocument] = []
    n_bytes = 0
    for one in documents:
        if batch and (len(batch) >= size or n_bytes + len(one.content) > MAX_BATCH_BYTES):
            yield batch
            batch, n_bytes = [], 0
        batch.append(one)
        n_bytes += len(one.content)
    if batch:
        yield batch


def _hash_files(raw: Path, sources: list[Source]) -> dict[str, str]:
    """Return the SHA-256 of each file of the sources, by its path below the raw folder."""
    hashes = {}
    for source in sources:
        for path in sorted((raw / source.source_id).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                with path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                hashes[path.relative_to(raw).as_posix()] = digest
    return hashes
