"""Code: turn batches of documents into coded parts, and live through what kills a process."""

from __future__ import annotations

import hashlib
import logging
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pipelines.dataset import code_document
from pipelines.jobs.collector import paused_collector
from pipelines.jobs.loading import load_once
from pipelines.jobs.settings import PACKAGE, show_nothing
from pipelines.jobs.spool import read_batch
from pipelines.jobs.workers import count_cores, open_pool
from pipelines.records import CodedRelease, Refused
from pipelines.storage import coding_key, coding_version, write_part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipelines.jobs.settings import Progress, Settings
    from pipelines.jobs.spool import Batch
    from pipelines.records import RawDocument
    from pipelines.reference import Reference

# A process takes two seconds to start and to read its reference: this many documents take longer.
WORTH_PROCESSES = 1_000

log = logging.getLogger(__name__)


class WrongWorker(RuntimeError):  # noqa: N818 - it names what is wrong, as WrongReference does
    """A worker process has other code or reference files than the run that it works for."""


@dataclass(frozen=True, slots=True)
class CodedBatch:
    """How many documents of a batch were read, and how many of them crashed the coding."""

    n_documents: int
    n_crashed: int


def code_batches(
    batches: Sequence[Batch], key: str, settings: Settings, on_progress: Progress = show_nothing
) -> list[CodedBatch]:
    """Code batches here, or in the processes of the settings; return what became of each.

    Batches lost with their process are coded again, each apart from the others.
    """
    total = sum(batch.n_documents for batch in batches)
    on_progress("coding", 0, total)
    coded: list[CodedBatch] = []
    lost: list[Batch] = []
    n_workers = settings.n_workers or (count_cores() if total >= WORTH_PROCESSES else 1)
    if n_workers > 1 and len(batches) > 1:
        coded, lost = _code_in_pool(
            batches, key, replace(settings, n_workers=n_workers), on_progress
        )
    else:
        for batch in batches:
            coded.append(code_batch(batch, key, settings))
            on_progress("coding", sum(one.n_documents for one in coded), total)
    for batch in lost:
        coded.extend(code_apart(batch, key, settings))
        on_progress("coding", sum(one.n_documents for one in coded), total)
    return coded


def code_batch(batch: Batch, key: str, settings: Settings) -> CodedBatch:
    """Code the documents of one batch into one coded part.

    Raises WrongWorker when this process would code otherwise than `key` says.
    """
    reference = _load(settings.reference, key)
    with paused_collector():
        coded = [_code_one(document, reference, key) for document in read_batch(batch)]
    write_part(settings.parts, coded, key)
    n_crashed = sum(isinstance(one, Refused) and one.reason == "crashed" for one in coded)
    log.info("coded %d documents of %s", len(coded), batch.source_id)
    return CodedBatch(len(coded), n_crashed)


def code_apart(batch: Batch, key: str, settings: Settings) -> list[CodedBatch]:
    """Code a batch whose process died, in halves of halves, until the document is found.

    Each piece has a process of its own; the document that kills it is refused, the rest is coded.
    """
    pieces = [batch]
    coded = []
    while pieces:
        piece = pieces.pop()
        try:
            with open_pool(1) as pool:
                coded.append(pool.submit(code_batch, piece, key, settings).result())
        except BrokenProcessPool:
            if piece.n_documents > 1:
                pieces.extend(piece.halves())
                continue
            (document,) = read_batch(piece)
            log.exception("%s ended the process that coded it", document.address)
            refused = _refuse(document, "it ended the process that coded it")
            write_part(settings.parts, [refused], key)
            coded.append(CodedBatch(1, 1))
    return coded


def _code_in_pool(
    batches: Sequence[Batch], key: str, settings: Settings, on_progress: Progress
) -> tuple[list[CodedBatch], list[Batch]]:
    """Return what was coded, and the batches that were lost with a process of the pool."""
    total = sum(batch.n_documents for batch in batches)
    coded: list[CodedBatch] = []
    lost: list[Batch] = []
    with open_pool(settings.n_workers or count_cores()) as pool:
        futures = {pool.submit(code_batch, batch, key, settings): batch for batch in batches}
        for future in as_completed(futures):
            try:
                coded.append(future.result())
            except BrokenProcessPool:
                lost.append(futures[future])
            on_progress("coding", sum(one.n_documents for one in coded), total)
    return coded, lost


def _code_one(document: RawDocument, reference: Reference, key: str) -> CodedRelease | Refused:
    """Code one document; a crash is logged and refuses this document alone."""
    try:
        return code_document(document, reference, coding_version(key))
    except Exception as error:  # the reading and coding of texts must not end a run
        log.exception("%s crashed the coding", document.address)
        return _refuse(document, f"{type(error).__name__}: {error}")


def _refuse(document: RawDocument, detail: str) -> Refused:
    digest = hashlib.sha256(document.content).hexdigest()
    return Refused(
        document.source_id, document.address, "parse", "crashed", detail, content_sha256=digest
    )


@cache
def _load(folder: Path, key: str) -> Reference:
    """Return the reference, once for each process and coding key."""
    reference = load_once(folder)
    if coding_key(reference.folder, PACKAGE) != key:
        raise WrongWorker("code or reference files differ from those of the run: install the same")
    return reference
