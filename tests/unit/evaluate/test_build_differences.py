"""The difference of two builds names what was gained, lost and changed."""

from io import StringIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rich.console import Console

from pipelines.evaluate import diff
from pipelines.evaluate.printed import format_difference, print_difference

RELEASE = {"release_id": "r1", "address": "a.txt"}
CLAIM = {"claim_id": "k1", "release_id": "r1", "n_claimed": 6}


def contact(number, **changes):
    """Return a call of ESP and SWE."""
    row = {
        "contact_id": f"c{number}",
        "contact_type": "telephone_conversation",
        "status": "held",
        "date_edtf": "2023-05-07",
        "sides": ["ESP", "SWE"],
        "n_releases": 1,
    }
    return {**row, **changes}


def mention(number, **changes):
    """Return the one telling of such a call."""
    row = {
        **contact(number),
        "mention_id": f"m{number}",
        "release_id": "r1",
        "quote": f"call {number}",
    }
    return {**row, "span_start": 0, **changes}


def write_build(folder, contacts, mentions):
    """Write the tables that a difference reads; claims stay equal."""
    folder.mkdir()
    tables = {"releases": [RELEASE], "contacts": contacts, "contact_mentions": mentions}
    for name, rows in {**tables, "claims": [CLAIM]}.items():
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{name}.parquet")
    return folder


@pytest.fixture
def builds(tmp_path):
    """Two builds: contact 1 lost, 2 changed its status, 3 gained, 4 only moved in the text."""
    build_a = write_build(
        tmp_path / "a",
        [contact(1), contact(2), contact(4)],
        [mention(1), mention(2), mention(4)],
    )
    build_b = write_build(
        tmp_path / "b",
        [contact(2, status="planned"), contact(3), contact(4, n_releases=2)],
        [mention(2, status="planned"), mention(3), mention(4, span_start=9)],
    )
    return build_a, build_b


def test_rows_are_added_removed_or_changed(builds) -> None:
    """Offsets and counts that follow other rows make no change."""
    result = diff(*builds)
    kinds = [
        (change.kind, change.row_id) for change in result.changes if change.table == "contacts"
    ]
    assert kinds == [("removed", "c1"), ("changed", "c2"), ("added", "c3")]
    assert result.counts["contact_mentions"] == {"equal": 1, "added": 1, "removed": 1, "changed": 1}


def test_change_shows_both_values_quote_and_address(builds) -> None:
    """A reader judges a change by the sentence that it rests on."""
    change = next(one for one in diff(*builds).changes if one.row_id == "c2")
    assert (change.before, change.after) == ({"status": "held"}, {"status": "planned"})
    assert (change.address, change.quote) == ("a.txt", "call 2")


def test_a_build_does_not_differ_from_itself(builds) -> None:
    """Nothing gained, nothing lost."""
    assert diff(builds[0], builds[0]).changes == ()


def test_difference_is_printed_with_signs(builds) -> None:
    """Gains, losses and changes are told apart at a glance."""
    text = format_difference(diff(*builds))
    assert "+ contacts c3" in text
    assert "- contacts c1" in text
    assert "status: held -> planned" in text


@pytest.mark.parametrize("is_terminal", [True, False])
def test_difference_is_printed_on_a_terminal_and_off_it(builds, is_terminal) -> None:
    """Both show the counts and every change."""
    console = Console(file=StringIO(), force_terminal=is_terminal, width=120)
    print_difference(diff(*builds), console)
    assert "contact_mentions" in console.file.getvalue()
    assert "call 3" in console.file.getvalue()
