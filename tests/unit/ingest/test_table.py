"""Rows of tables, and tables that are broken."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from pipelines.ingest import limits
from pipelines.ingest.table import read_tables
from pipelines.records import RawDocument, Refused

HEADER = "link,headline,day,text\n"
GOOD = "u/{n},Call {n},2023-05-08,They spoke.\n"


def _read(raw, source, text=None, name="one.csv"):
    if text is not None:
        content = text.encode() if isinstance(text, str) else text
        (raw / "aaa_mfa" / name).write_bytes(content)
    return list(read_tables(raw / "aaa_mfa", source))


def _good(*numbers):
    return "".join(GOOD.format(n=n) for n in numbers)


def _addresses(found):
    return [one.address for one in found if isinstance(one, RawDocument)]


def _refused(found):
    return [one for one in found if isinstance(one, Refused)]


def test_row_becomes_a_document_of_its_filled_fields(raw, table_source):
    """Sorted keys make its hash independent of the order of columns."""
    (document,) = _read(raw, table_source, HEADER + "u/1,A call,,They spoke.\n")
    assert (document.address, document.file, document.media) == ("u/1", "one.csv#1", "record")
    expected = {"headline": "A call", "link": "u/1", "text": "They spoke."}
    assert document.content.decode() == json.dumps(expected, sort_keys=True)


def test_column_that_is_added_empty_changes_no_version(raw, table_source):
    """A scraper that learns a column must not make a new version of each old release."""
    (before,) = _read(raw, table_source, HEADER + _good(1))
    wider = HEADER.replace("\n", ",seen\n") + _good(1).replace("\n", ",\n")
    (after,) = _read(raw, table_source, wider)
    assert before.content == after.content


def test_missing_column_refuses_the_whole_source_once(raw, table_source):
    """The row names file, column and key; no other file of the source is read."""
    (raw / "aaa_mfa" / "two.csv").write_text(HEADER + _good(1))
    (refused,) = _read(raw, table_source, "link,headline,day\nu/1,A call,2023-05-08\n")
    assert (refused.address, refused.reason) == ("one.csv", "missing field")
    for word in ("one.csv", "'text'", "fields.body", "aaa_mfa.yml", "headline"):
        assert word in refused.detail


def test_row_without_an_address_is_refused_alone(raw, table_source):
    """Without it the release has no identity."""
    found = _read(raw, table_source, HEADER + ",A call,2023-05-08,They spoke.\n" + _good(2))
    assert _addresses(found) == ["u/2"]
    assert [(one.address, one.reason) for one in _refused(found)] == [
        ("one.csv#1", "missing field")
    ]


@pytest.mark.parametrize(
    ("broken", "kept", "reason"),
    [
        pytest.param(
            'u/1,Call 1,2023-05-08,"They spoke.\n', ["u/2", "u/3"], "not well-formed",
            id="quote-never-closed",
        ),
        pytest.param(
            'u/1,Call 1,2023-05-08,"They spoke.\nAnd met, later, twice, again.\n\n',
            ["u/2", "u/3"], "not well-formed", id="quote-never-closed-over-lines",
        ),
        pytest.param(
            'u/1,Call 1,2023-05-08,"They "spoke"."\n', ["u/2", "u/3"], "not well-formed",
            id="quote-inside-quotes",
        ),
        pytest.param(
            "u/1,Call 1,2023-05-08\n", ["u/2", "u/3"], "not well-formed", id="field-missing"
        ),
        pytest.param(
            "u/1,Call 1, again,2023-05-08,They spoke.\n", ["u/2", "u/3"], "not well-formed",
            id="comma-not-quoted",
        ),
        pytest.param(
            b"u/1,Call 1,2023-05-08,\xcf\xf0\xe8\n", ["u/2", "u/3"], "wrong encoding",
            id="not-utf-8",
        ),
        pytest.param(
            b"u/1,Call 1,2023-05-08,a\x00b\n", ["u/2", "u/3"], "binary", id="nul-byte"
        ),
    ],
)  # fmt: skip
def test_broken_row_costs_no_other_row(raw, table_source, broken, kept, reason):
    """An open quote swallows all that follows, unless reading goes back."""
    broken = broken.encode() if isinstance(broken, str) else broken
    found = _read(raw, table_source, (HEADER.encode() + broken + _good(2, 3).encode()))
    assert _addresses(found) == kept
    (refused,) = _refused(found)
    assert refused.reason == reason
    assert "line" in refused.detail


def test_open_quote_in_the_last_row_is_refused(raw, table_source):
    """Nothing follows that could show that it is broken."""
    found = _read(raw, table_source, HEADER + _good(1) + 'u/2,Call 2,2023-05-08,"They\nspoke.\n')
    assert _addresses(found) == ["u/1"]
    (refused,) = _refused(found)
    assert "lines 3 to 4" in refused.detail


def test_prose_with_as_many_commas_as_a_row_is_not_taken_for_one(raw, table_source):
    """After a broken place a line counts only if its address and day look like ones."""
    prose = 'u/1,Call 1,2023-05-08,"They spoke.\nAfter that, as planned, in May, they met.\n'
    found = _read(raw, table_source, HEADER + prose + _good(2))
    assert _addresses(found) == ["u/2"]


def test_each_row_in_a_wrong_encoding_is_counted(raw, table_source):
    """Read = coded + refused holds for rows too."""
    wrong = b"".join(b"u/%d,Call,2023-05-08,\xcf\xf0\xe8\n" % n for n in range(5))
    found = _read(raw, table_source, HEADER.encode() + wrong + _good(9).encode())
    assert [one.reason for one in _refused(found)] == ["wrong encoding"] * 5
    assert _addresses(found) == ["u/9"]


def test_encoding_of_the_source_is_used(raw, make_source, table_source):
    """A table declares no encoding; the source's definition does."""
    source = make_source(
        connector="table", media="record", fields=table_source.fields, encoding="windows-1251"
    )
    row = "u/1,Встреча,2023-05-08,Беседа\n".encode("windows-1251")
    (document,) = _read(raw, source, HEADER.encode() + row)
    assert json.loads(document.content)["headline"] == "Встреча"


def test_byte_order_mark_is_no_part_of_the_first_column(raw, table_source):
    """Spreadsheets write one."""
    (document,) = _read(raw, table_source, b"\xef\xbb\xbf" + (HEADER + _good(1)).encode())
    assert document.address == "u/1"


def test_field_longer_than_the_csv_module_allows_is_read(raw, table_source):
    """Its default is 131,072 characters; stenographic records are longer."""
    (document,) = _read(raw, table_source, HEADER + f"u/1,Call,2023-05-08,{'word ' * 40_000}\n")
    assert len(document.content) > 200_000


def test_row_that_is_too_large_is_refused_alone(raw, table_source, monkeypatch):
    """One line of 200 MB must not be held in memory."""
    monkeypatch.setattr("pipelines.ingest.lines.MAX_DOCUMENT_BYTES", 1000)
    text = HEADER + _good(1) + f"u/2,Call,2023-05-08,{'word ' * 1000}\n" + _good(3)
    found = _read(raw, table_source, text)
    assert _addresses(found) == ["u/1", "u/3"]
    assert [one.reason for one in _refused(found)] == ["too large"]


def test_open_quotes_all_over_a_file_end_in_bounded_time(raw, table_source, monkeypatch):
    """Each of them would read the rest of the file again."""
    monkeypatch.setattr("pipelines.ingest.csv_rows._MAX_BYTES_AGAIN", 5000)
    text = HEADER + _good(1) + 'u/2,Call,2023-05-08,"They\n' * 200
    found = _read(raw, table_source, text)
    assert _addresses(found) == ["u/1"]
    assert len(_refused(found)) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\x89PNG\x00\x00", "binary", id="picture"),
        pytest.param("link,headline".encode("utf-16"), "binary", id="utf-16"),
        pytest.param(b"link,link,headline,day,text\n", "not well-formed", id="column-twice"),
    ],
)
def test_file_that_is_no_table_leaves_other_files_alone(raw, table_source, content, reason):
    """It is refused as a whole, and the next table is read."""
    (raw / "aaa_mfa" / "two.csv").write_text(HEADER + _good(1))
    found = _read(raw, table_source, content)
    assert [(one.address.partition("#")[0], one.reason) for one in _refused(found)] == [
        ("one.csv", reason)
    ]
    assert _addresses(found) == ["u/1"]


def test_json_lines_are_rows(raw, table_source):
    """Broken lines and lines that are no object cost nothing else."""
    rows = [{"link": f"u/{n}", "headline": "Call", "text": "They spoke."} for n in (1, 2)]
    lines = [json.dumps(rows[0]), "{broken", "[1]", "", json.dumps(rows[1])]
    found = _read(raw, table_source, "\n".join(lines), name="one.jsonl")
    assert _addresses(found) == ["u/1", "u/2"]
    assert [one.reason for one in _refused(found)] == ["not well-formed"] * 2


def test_parquet_is_read_as_rows(raw, table_source):
    """Days come as their ISO text."""
    frame = pd.DataFrame(
        {"link": ["u/1"], "headline": ["Call"], "day": [pd.Timestamp("2023-05-08")], "text": ["A"]}
    )
    frame.to_parquet(raw / "aaa_mfa" / "one.parquet")
    (document,) = _read(raw, table_source)
    assert json.loads(document.content)["day"].startswith("2023-05-08")


def test_parquet_that_is_none_is_refused(raw, table_source):
    """A download that broke off."""
    (refused,) = _read(raw, table_source, b"PAR1 and then nothing", name="one.parquet")
    assert refused.reason == "not well-formed"


def test_tab_separated_table_is_read(raw, table_source):
    """The suffix names the separator."""
    text = (HEADER + _good(1)).replace(",", "\t")
    assert _addresses(_read(raw, table_source, text, name="one.tsv")) == ["u/1"]


def test_documents_of_tables_are_no_larger_than_others(raw, table_source, monkeypatch):
    """A row of Parquet is known only once it is whole."""
    monkeypatch.setattr("pipelines.ingest.table.MAX_DOCUMENT_BYTES", 10)
    (refused,) = _read(raw, table_source, HEADER + _good(1))
    assert (refused.address, refused.reason) == ("u/1", "too large")
    assert limits.MAX_DOCUMENT_BYTES > 10
