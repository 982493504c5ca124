"""Coded parts: what goes in comes out, once, whatever killed the run that wrote it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pipelines.frames import COLUMNS, add_refused, empty_frames, join_frames
from pipelines.records import (
    UNKNOWN_DATE,
    Claim,
    CodedRelease,
    ContactMention,
    DateSpan,
    Participant,
    Refused,
    Release,
    Span,
)
from pipelines.storage import (
    PART_SIZE,
    DocumentKey,
    WrongPart,
    keys_in,
    known_keys,
    read_coded,
    sweep_parts,
    write_part,
)
from pipelines.storage import files as storage_files

KEY = "0123456789abcdef" * 4
OTHER_KEY = "fedcba9876543210" * 4
TEXT = "Title\n\nThey met. Six meetings were held."
MET = Span(7, 16)


def _release(number, content="a", source="aaa_mfa"):
    return Release(
        release_id=f"r{number}",
        source_id=source,
        publisher="AAA",
        language="en",
        title="Title",
        address=f"{number}.txt",
        content_sha256=content * 64,
        text=TEXT,
        title_end=5,
        place="The Palace",
        published_day=date(2023, 5, 8),
        published_basis="dateline",
    )


def _participant(country, person=None):
    return Participant(
        country, None, person, "president", "head_of_state", "participant", is_host=False
    )


def _mention(when=UNKNOWN_DATE):
    return ContactMention(
        contact_type="meeting",
        channel="in_person",
        status="held",
        told_as="news",
        date=when,
        date_basis="stated",
        participants=(_participant("BBB", "Boris Baker"), _participant("AAA")),
        place=None,
        host_country="BBB",
        is_multilateral=False,
        span=MET,
        quote=TEXT[7:16],
        rule_id="TYPE-MEDIUM",
    )


YEAR = DateSpan(date(2022, 1, 1), date(2022, 12, 31), "year", "2022")
CLAIM = Claim("AAA", "BBB", YEAR, 6, "exact", "meetings", None, None, Span(17, 40), TEXT[17:40])
SINCE = DateSpan(date(2023, 3, 1), None, "range", "2023-03/..")
FULL = CodedRelease(
    _release(1),
    "0123456789ab",
    (_mention(), _mention(SINCE)),
    (CLAIM,),
    (Refused("aaa_mfa", "1.txt", "contact", "sides not resolved", quote="They", span_start=7),),
)
BARE = CodedRelease(_release(2), None)
BAD = Refused("aaa_mfa", "bad.txt", "parse", "empty", content_sha256="b" * 64)


def _key(number, content="a"):
    return DocumentKey("aaa_mfa", f"{number}.txt", content * 64)


def _known(folder, key=KEY):
    return {*keys_in(known_keys(folder, key))}


def _read_all(folder, key=KEY):
    return read_coded(folder, key, dict.fromkeys(_known(folder, key)))


def _assert_equal(left, right):
    for name in COLUMNS:
        pd.testing.assert_frame_equal(getattr(left, name), getattr(right, name))


def test_what_was_coded_comes_back_as_frames(tmp_path):
    """The frames are all that assembly sees of a release."""
    write_part(tmp_path, [FULL, BARE, BAD], KEY)
    frames = _read_all(tmp_path)
    assert frames.releases["release_id"].to_list() == ["r1", "r2"]
    assert frames.releases["published_day"].to_list() == [pd.Timestamp("2023-05-08")] * 2
    assert frames.releases["coding_version"].isna().to_list() == [False, True]
    assert frames.mentions["mention_key"].to_list() == [
        "r1:aaaaaaaaaaaa:000",
        "r1:aaaaaaaaaaaa:001",
    ]
    assert frames.mentions["first_day"].to_list() == [pd.NaT, pd.Timestamp("2023-03-01")]
    assert frames.mentions["last_day"].isna().all()
    assert frames.mentions["date_edtf"].to_list()[1] == "2023-03/.."
    (claim,) = frames.claims.to_dict("records")
    assert (claim["n_claimed"], claim["quote"]) == (6, "Six meetings were held.")


def test_participants_keep_their_order(tmp_path):
    """The order of naming tells who is the host's guest."""
    write_part(tmp_path, [FULL], KEY)
    people = _read_all(tmp_path).participants
    assert people["position"].to_list() == [0, 1, 0, 1]
    assert people["country"].to_list() == ["BBB", "AAA"] * 2
    assert people["person"].isna().to_list() == [False, True] * 2


def test_refusals_come_back_with_and_without_a_release(tmp_path):
    """A refusal inside a release names it, also where the code that refused did not know it."""
    write_part(tmp_path, [FULL, BAD], KEY)
    refused = _read_all(tmp_path).refused
    assert refused["address"].to_list() == ["1.txt", "bad.txt"]
    assert refused["release_id"].to_list()[0] == "r1"
    assert refused["release_id"].isna().to_list() == [False, True]
    assert refused["span_start"].to_list() == [7, pd.NA]
    assert refused["detail"].isna().all()


def test_refused_documents_are_known_too(tmp_path):
    """Else every run would read each broken file again."""
    write_part(tmp_path, [BARE, BAD], KEY)
    assert _known(tmp_path, KEY) == {_key(2), DocumentKey("aaa_mfa", "bad.txt", "b" * 64)}


def test_another_coding_key_knows_nothing(tmp_path):
    """Changed rules code everything again."""
    write_part(tmp_path, [FULL], KEY)
    assert _known(tmp_path, OTHER_KEY) == set()


def test_order_of_documents_changes_neither_name_nor_bytes(tmp_path):
    """Two workers that code the same batch write the same file."""
    first = write_part(tmp_path / "a", [FULL, BARE, BAD], KEY)
    second = write_part(tmp_path / "b", [BAD, BARE, FULL], KEY)
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_how_documents_are_split_into_parts_changes_nothing(tmp_path):
    """Many small runs and one full rebuild must publish the same bytes."""
    write_part(tmp_path / "one", [FULL, BARE, BAD], KEY)
    for document in (BAD, FULL, BARE):
        write_part(tmp_path / "many", [document], KEY)
    _assert_equal(_read_all(tmp_path / "one"), _read_all(tmp_path / "many"))


def test_a_document_in_two_parts_is_read_once(tmp_path):
    """Two runs at once on different machines may both have coded it."""
    write_part(tmp_path, [FULL], KEY)
    write_part(tmp_path, [FULL, BARE], KEY)
    assert len(_read_all(tmp_path).mentions) == 2


def test_only_wanted_documents_are_read(tmp_path):
    """What was taken out of the raw folder leaves the tables, and stays in its part."""
    write_part(tmp_path, [FULL, BARE, BAD], KEY)
    frames = read_coded(tmp_path, KEY, {_key(2): None})
    assert frames.releases["release_id"].to_list() == ["r2"]
    assert frames.mentions.empty
    assert frames.refused.empty


def test_the_time_of_fetching_is_that_of_this_run(tmp_path):
    """A sidecar that arrives after coding decides between versions all the same."""
    write_part(tmp_path, [BARE], KEY)
    frames = read_coded(tmp_path, KEY, {_key(2): "2024-01-01T00:00:00Z"})
    assert frames.releases["fetched_at"].to_list() == ["2024-01-01T00:00:00Z"]


def test_a_wanted_document_in_no_part_is_an_error(tmp_path):
    """Published without it, a release would be lost in silence."""
    write_part(tmp_path, [BARE], KEY)
    with pytest.raises(WrongPart, match=r"1 documents are in no coded part.*9\.txt"):
        read_coded(tmp_path, KEY, {_key(2): None, _key(9): None})


def test_two_versions_at_one_address_are_two_documents(tmp_path):
    """The same address with other text is another version."""
    write_part(tmp_path, [FULL, CodedRelease(_release(1, "c"), "0123456789ab", (_mention(),))], KEY)
    frames = _read_all(tmp_path)
    assert frames.releases["content_sha256"].str[0].to_list() == ["a", "c"]
    assert frames.mentions["mention_key"].is_unique


@pytest.mark.parametrize(
    "coded",
    [
        pytest.param([], id="none"),
        pytest.param([BARE, BARE], id="the-same-twice"),
        pytest.param([BARE, CodedRelease(_release(3, source="bbb_mfa"), None)], id="two-sources"),
        pytest.param(
            [CodedRelease(_release(n), None) for n in range(PART_SIZE + 1)], id="too-many"
        ),
    ],
)
def test_a_part_refuses_what_it_cannot_hold(tmp_path, coded):
    """A part is one task's work on one source."""
    with pytest.raises(WrongPart):
        write_part(tmp_path, coded, KEY)
    assert not list(tmp_path.iterdir())


def test_a_refusal_of_no_document_is_no_part(tmp_path):
    """It would never be found again by its content."""
    with pytest.raises(ValueError, match="without content_sha256"):
        write_part(tmp_path, [Refused("aaa_mfa", "x.csv", "ingest", "missing field")], KEY)


def test_a_kill_while_writing_leaves_no_part(tmp_path, monkeypatch):
    """Half a file under a part's name would be believed."""

    def die(_descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(storage_files.os, "fsync", die)
    with pytest.raises(KeyboardInterrupt):
        write_part(tmp_path, [FULL], KEY)
    monkeypatch.undo()
    assert _known(tmp_path, KEY) == set()
    write_part(tmp_path, [FULL], KEY)
    assert _known(tmp_path, KEY) == {_key(1)}


def test_a_left_over_temporary_file_is_no_part_and_is_swept(tmp_path):
    """After a power cut it may hold anything."""
    part = write_part(tmp_path, [FULL], KEY)
    leftover = part.with_name(".tmp-1-abcd")
    leftover.write_bytes(b"half")
    assert _known(tmp_path, KEY) == {_key(1)}
    assert sweep_parts(tmp_path, keep={KEY[:12]}) == []
    assert not leftover.exists()
    assert part.exists()


def test_a_broken_part_is_named_with_its_remedy(tmp_path):
    """A disk that lost a block must not end in a riddle."""
    part = write_part(tmp_path, [FULL], KEY)
    part.write_bytes(b"PAR1")
    with pytest.raises(WrongPart, match=f"{part.name} cannot be read: delete it"):
        known_keys(tmp_path, KEY)


def test_parts_of_other_coding_versions_can_be_swept(tmp_path):
    """Each change of a rule leaves a whole set of them."""
    write_part(tmp_path, [FULL], KEY)
    write_part(tmp_path, [FULL], OTHER_KEY)
    assert sweep_parts(tmp_path, keep={KEY[:12]}) == [OTHER_KEY[:12]]
    assert _known(tmp_path, KEY) == {_key(1)}
    assert _known(tmp_path, OTHER_KEY) == set()


def test_nothing_coded_gives_frames_without_rows(tmp_path):
    """Assembly of nothing must still find every column with its dtype."""
    for frames in (read_coded(tmp_path, KEY, {}), empty_frames()):
        for name, columns in COLUMNS.items():
            frame = getattr(frames, name)
            assert frame.empty
            assert {c: str(dtype) for c, dtype in frame.dtypes.items()} == columns


def test_dtypes_do_not_depend_on_what_is_in_the_part(tmp_path):
    """A part with only nulls in a column must join one with values."""
    write_part(tmp_path / "bare", [BARE], KEY)
    write_part(tmp_path / "full", [FULL], KEY)
    for folder in (tmp_path / "bare", tmp_path / "full"):
        frames = _read_all(folder)
        for name, columns in COLUMNS.items():
            dtypes = {c: str(dtype) for c, dtype in getattr(frames, name).dtypes.items()}
            assert dtypes == columns


def test_refusals_of_whole_files_join_the_frames(tmp_path):
    """They stand in no part and must still reach the quarantine."""
    write_part(tmp_path, [BAD], KEY)
    refused = Refused("aaa_mfa", "x.csv", "ingest", "missing field", "no column 'body'")
    frames = add_refused(_read_all(tmp_path), [refused])
    assert frames.refused["address"].to_list() == ["bad.txt", "x.csv"]
    _assert_equal(add_refused(frames, []), frames)


def test_a_frame_that_lacks_a_column_is_refused():
    """Filled with nulls the mistake would be published."""
    frames = add_refused(empty_frames(), [BAD])
    broken = type(frames)(
        **{name: getattr(frames, name) for name in COLUMNS if name != "refused"},
        refused=frames.refused.drop(columns="reason"),
    )
    with pytest.raises(KeyError, match="reason"):
        join_frames([broken])
