"""All sources below a raw folder."""

from __future__ import annotations

import pytest

from pipelines.ingest import UnknownSource, find_sources, read_folder, read_raw
from pipelines.records import RawDocument, Refused


def test_folder_without_source_names_the_yaml_to_write(raw, make_source):
    """Else its releases would be left out and nobody would know."""
    (raw / "bbb_mfa").mkdir()
    with pytest.raises(UnknownSource, match=r"sources/bbb_mfa\.yml"):
        list(read_raw(raw, {"aaa_mfa": make_source()}))


def test_unknown_source_is_found_before_the_first_document_is_read(raw, make_source):
    """A run must not stop half way because of a folder late in the alphabet."""
    (raw / "aaa_mfa" / "one.txt").write_text("A call")
    (raw / "zzz_mfa").mkdir()
    with pytest.raises(UnknownSource):
        next(read_raw(raw, {"aaa_mfa": make_source()}))


def test_file_beside_the_folders_is_an_error(raw, make_source):
    """A release dropped in the wrong place has no publisher."""
    (raw / "stray.txt").write_text("A call")
    with pytest.raises(UnknownSource, match=r"stray\.txt"):
        find_sources(raw, {"aaa_mfa": make_source()})


@pytest.mark.parametrize("name", [".gitkeep", "README.md", "LICENSE"])
def test_files_that_are_no_data_may_lie_beside_the_folders(raw, make_source, name):
    """A repository needs them."""
    (raw / name).write_text("about this folder")
    assert [s.source_id for s in find_sources(raw, {"aaa_mfa": make_source()})] == ["aaa_mfa"]


def test_missing_raw_folder_is_named(tmp_path, make_source):
    """A mistyped path must not look like an empty folder."""
    with pytest.raises(FileNotFoundError, match="nowhere"):
        find_sources(tmp_path / "nowhere", {"aaa_mfa": make_source()})


def test_source_without_a_folder_gives_nothing(raw, make_source):
    """All sources are defined; not every folder has all of them."""
    sources = {"aaa_mfa": make_source(), "bbb_mfa": make_source("bbb_mfa")}
    assert list(read_raw(raw, sources)) == []


def test_same_bytes_at_the_same_address_come_once(raw, make_source):
    """A release kept in two files is one; under two addresses it is two."""
    for name in ("a.txt", "b.txt", "c.txt"):
        (raw / "aaa_mfa" / name).write_text("A call")
    for name in ("a.txt", "b.txt"):
        sidecar = raw / "aaa_mfa" / f"{name}.meta.json"
        sidecar.write_text('{"address": "https://mfa.example/1"}')
    addresses = [one.address for one in read_folder(raw, make_source())]
    assert addresses == ["https://mfa.example/1", "c.txt"]


def test_other_bytes_at_the_same_address_both_come(raw, table_source):
    """They are versions; which of them is shown is decided later."""
    rows = "link,headline,day,text\nu/1,A call,2023-05-08,old\nu/1,A call,2023-05-08,new\n"
    (raw / "aaa_mfa" / "one.csv").write_text(rows)
    documents = list(read_folder(raw, table_source))
    assert [one.address for one in documents] == ["u/1", "u/1"]


def test_a_table_that_is_refused_leaves_other_sources_alone(raw, make_source, table_source):
    """One publisher's new column must not cost the others."""
    (raw / "aaa_mfa" / "one.csv").write_text("link,headline,day\nu/1,A call,2023-05-08\n")
    (raw / "bbb_mfa").mkdir()
    (raw / "bbb_mfa" / "one.txt").write_text("A call")
    sources = {"aaa_mfa": table_source, "bbb_mfa": make_source("bbb_mfa")}
    first, second = read_raw(raw, sources)
    assert isinstance(first, Refused)
    assert isinstance(second, RawDocument)


def test_documents_come_sorted_by_source_and_file(raw, make_source):
    """The same folder must give the same order on every machine."""
    (raw / "bbb_mfa").mkdir()
    for path in ("bbb_mfa/b.txt", "aaa_mfa/z.txt", "bbb_mfa/a.txt", "aaa_mfa/y.txt"):
        (raw / path).write_text("A call")
    sources = {"bbb_mfa": make_source("bbb_mfa"), "aaa_mfa": make_source()}
    assert [one.file for one in read_raw(raw, sources)] == ["y.txt", "z.txt", "a.txt", "b.txt"]
