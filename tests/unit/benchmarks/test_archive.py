"""The synthetic archive is what it says: the same for a seed, with the truth of each release."""

from __future__ import annotations

import hashlib
import json

import pytest

from benchmarks.archive import add_releases, make_releases, write_archive
from pipelines.evaluate.labels import read_labels
from pipelines.ingest import read_raw
from pipelines.records import RawDocument
from pipelines.reference import load_reference

N_RELEASES = 600


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive in its raw form, with truths and reference files."""
    folder = tmp_path_factory.mktemp("archive")
    write_archive(folder, N_RELEASES)
    return folder


def _digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for kind in ("raw", "truth")
        for path in sorted((folder / kind).rglob("*"))
        if path.is_file()
    }


def _truths(folder):
    return [
        json.loads(line)
        for path in sorted((folder / "truth").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def test_the_same_seed_gives_the_same_bytes(archive, tmp_path):
    """A benchmark of another day must read what this one read."""
    write_archive(tmp_path, N_RELEASES)
    assert _digests(tmp_path) == _digests(archive)


def test_another_seed_gives_another_archive(archive, tmp_path):
    """Else the test above could not fail."""
    write_archive(tmp_path, N_RELEASES, seed=9)
    assert not set(_digests(tmp_path).values()) & set(_digests(archive).values())


def test_the_project_reads_just_as_many_releases_as_were_asked_for(archive):
    """No row is refused, and no address stands for two releases."""
    reference = load_reference(archive / "reference")
    read = list(read_raw(archive / "raw", reference.sources))
    assert all(isinstance(one, RawDocument) for one in read)
    assert len(read) == len({one.address for one in read}) == N_RELEASES


def test_no_release_is_lost_at_new_year(tmp_path):
    """What is told a day later, in the new year, must not begin the old year's table anew."""
    write_archive(tmp_path, 9_000)
    reference = load_reference(tmp_path / "reference")
    read = list(read_raw(tmp_path / "raw", reference.sources))
    assert len(read) == 9_000
    days = [truth["published"] for truth in _truths(tmp_path)]
    assert min(days) < "1996-02"
    assert max(days) > "2024-11"


def test_every_release_has_its_truth(archive):
    """A release without one would count as one without contacts."""
    reference = load_reference(archive / "reference")
    addresses = [one.address for one in read_raw(archive / "raw", reference.sources)]
    assert sorted(truth["doc"] for truth in _truths(archive)) == sorted(addresses)


def test_truths_are_labels_that_can_be_scored(archive, tmp_path):
    """Types, days and places of the labels are those that the evaluation knows."""
    for path in sorted((archive / "truth").glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        (tmp_path / f"{path.stem}.json").write_text(f"[{','.join(lines)}]", encoding="utf-8")
    labels = read_labels([tmp_path])
    assert len(labels) == N_RELEASES
    kinds = {contact.contact_type for label in labels for contact in label.contacts}
    assert len(kinds) >= 8
    assert all(contact.days for label in labels for contact in label.contacts)


def test_a_quote_of_the_truth_is_in_its_release():
    """What the truth rests on was really written."""
    for made in make_releases(N_RELEASES, seed=3):
        text = f"{made.row['lead']}\n{made.row['body']}"
        told = [*made.truth["contacts"], *made.truth["claims"]]
        assert all(one["quote"] in text for one in told)


def test_later_releases_come_into_tables_of_their_own(archive):
    """What lies in a raw folder is never changed by what comes later."""
    before = _digests(archive)
    add_releases(archive, 10)
    after = _digests(archive)
    tables = {name for name in before if name.startswith("raw/")}
    assert {name: after[name] for name in tables} == {name: before[name] for name in tables}
    assert len(_truths(archive)) == N_RELEASES + 10
