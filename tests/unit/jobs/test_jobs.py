"""Jobs: what is listed and set aside, and what becomes of documents that crash the coding."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import pairwise

import pyarrow as pa
import pytest

from pipelines.jobs import Batch, Settings, code_apart, code_batch, code_batches, coding
from pipelines.jobs.collecting import MAX_BATCH_BYTES, _split
from pipelines.jobs.spool import (
    read_batch,
    read_batches,
    read_inputs,
    read_listed,
    read_refused,
    write_batch,
    write_batches,
    write_inputs,
    write_listed,
    write_refused,
)
from pipelines.records import CodedRelease, RawDocument, Refused, Release
from pipelines.storage import LISTED, DocumentKey, known_keys

KEY = "0" * 64


def _document(number, content=b"text"):
    return RawDocument("source", f"release-{number:02d}.txt", content, "text", "file")


def _code(document, _reference, version):
    """Stand in for the coding: what a document does to it is written in the document."""
    if document.content == b"raises":
        raise RuntimeError("no such case")
    if document.content == b"kills":
        raise BrokenProcessPool
    digest = coding.hashlib.sha256(document.content).hexdigest()
    release = Release(
        release_id=document.address,
        source_id=document.source_id,
        publisher="TKM",
        language="en",
        title="",
        address=document.address,
        content_sha256=digest,
        text="",
        title_end=0,
    )
    return CodedRelease(release, version)


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Return settings in a new folder, with coding that does what documents say."""
    monkeypatch.setattr(coding, "code_document", _code)
    monkeypatch.setattr(coding, "_load", lambda _folder, _key: None)
    return Settings(tmp_path / "raw", tmp_path / "processed")


def test_a_batch_is_read_as_it_was_written(tmp_path):
    """A worker codes the documents that were listed, not what lies there by then."""
    documents = [_document(n, bytes([n, 255])) for n in range(5)]
    batch = write_batch(tmp_path, 3, documents)
    assert read_batch(batch) == documents
    first, second = batch.halves()
    assert [*read_batch(first), *read_batch(second)] == documents


def test_lists_of_a_run_are_read_as_they_were_written(tmp_path):
    """All that later jobs need is on disk, so that they get a path and no data."""
    listed = {DocumentKey("s", "a", "b"): None, DocumentKey("s", "c", "d"): "2023-05-08"}
    refused = [Refused("s", "a", "ingest", "empty"), Refused("s", "b", "parse", "x", span_start=3)]
    batches = [Batch(tmp_path / "batch-000000.parquet", "s", 0, 7)]
    rows = [(*key, fetched_at) for key, fetched_at in listed.items()]
    columns = zip(*rows, strict=True)
    write_listed(tmp_path, pa.Table.from_arrays([*map(pa.array, columns)], schema=LISTED))
    write_refused(tmp_path, refused)
    write_batches(tmp_path, batches)
    write_inputs(tmp_path, {"s/a.txt": "b"})
    assert read_listed(tmp_path) == listed
    assert read_refused(tmp_path) == refused
    assert read_batches(tmp_path) == batches
    assert read_inputs(tmp_path) == {"s/a.txt": "b"}


def test_batches_are_bounded_in_number_and_bytes():
    """Five hundred documents of the largest size would not fit into memory."""
    large = bytes(MAX_BATCH_BYTES // 2)
    documents = [_document(n) for n in range(5)] + [_document(n, large) for n in range(5, 9)]
    batches = list(_split(iter(documents), 4))
    assert [one for batch in batches for one in batch] == documents
    assert max(map(len, batches)) <= 4
    assert all(sum(len(one.content) for one in batch) <= MAX_BATCH_BYTES for batch in batches)
    assert all(one[-1].address < other[0].address for one, other in pairwise(batches))


def test_a_document_that_crashes_the_coding_is_refused_alone(tmp_path, settings):
    """One odd release must not keep ten thousand others from being published."""
    documents = [_document(1), _document(2, b"raises"), _document(3)]
    batch = write_batch(tmp_path, 0, documents)
    (coded,) = code_batches([batch], KEY, settings)
    assert (coded.n_documents, coded.n_crashed) == (3, 1)
    known = known_keys(settings.parts, KEY)["address"]
    assert {*known.to_pylist()} == {one.address for one in documents}


def test_a_document_that_kills_its_process_is_found_and_refused(tmp_path, settings, monkeypatch):
    """After a death nobody knows which document it was; halving finds it."""

    class _Pool:
        def submit(self, function, *arguments):
            future = Future()
            try:
                future.set_result(function(*arguments))
            except BrokenProcessPool as error:
                future.set_exception(error)
            return future

    @contextmanager
    def pool(_n_workers):
        yield _Pool()

    # A killed process is no exception there; here it is one, and must not be caught on the way.
    def code_one(document, reference, key):
        return _code(document, reference, key)

    monkeypatch.setattr(coding, "open_pool", pool)
    monkeypatch.setattr(coding, "_code_one", code_one)
    documents = [_document(n, b"kills" if n == 5 else b"text") for n in range(9)]
    batch = write_batch(tmp_path, 0, documents)
    coded = code_apart(batch, KEY, settings)
    assert sum(one.n_documents for one in coded) == 9
    assert sum(one.n_crashed for one in coded) == 1
    assert len(known_keys(settings.parts, KEY)) == 9


def test_a_worker_with_other_code_does_not_code(tmp_path):
    """Its results would be kept under a key that promises something else."""
    batch = write_batch(tmp_path, 0, [_document(1)])
    with pytest.raises(coding.WrongWorker, match="install the same"):
        code_batch(batch, KEY, Settings(tmp_path, tmp_path))
