"""A pair's count unfolds into all that stands behind it, and says what does not count."""

from datetime import date
from io import StringIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rich.console import Console

from pipelines.show import print_pair, show_pair
from pipelines.show.printed import format_pair

DAY = date(2022, 6, 10)


def contact(contact_id, **changes):
    """Return a held meeting of ESP and SWE on 10 June 2022."""
    row = {
        "contact_id": contact_id,
        "contact_type": "meeting",
        "channel": "in_person",
        "format": "bilateral",
        "status": "held",
        "first_day": DAY,
        "last_day": DAY,
        "date_precision": "day",
        "date_edtf": "2022-06-10",
        "year": 2022,
        "host_country": "SWE",
        "level": "head_of_state",
        "sides": ["ESP", "SWE"],
        "encounter_id": f"e-{contact_id}",
        "is_ambiguous": False,
    }
    return {**row, **changes}


UNDATED = {
    "first_day": None,
    "last_day": None,
    "date_precision": "unknown",
    "date_edtf": None,
    "year": None,
}
CONTACTS = [
    contact("talks", encounter_id="e1"),
    contact("visit", contact_type="visit", encounter_id="e1"),
    contact("plan", status="planned", year=None),
    contact("off", status="cancelled"),
    contact("asked", status="invited", **UNDATED),
    contact("undated", **UNDATED),
    contact("spoken", channel="unknown"),
    contact("call", contact_type="telephone_conversation", channel="telephone", host_country=None),
    contact("rite", contact_type="ceremony"),
    contact("others", sides=["ESP", "NOR"]),
]
RELEASES = [
    {
        "release_id": "r1",
        "address": "a.txt",
        "publisher": "ESP",
        "published_day": date(2022, 6, 11),
    },
    {
        "release_id": "r2",
        "address": "b.txt",
        "publisher": "SWE",
        "published_day": date(2022, 6, 10),
    },
]
CLAIM = {
    "release_id": "r1",
    "country_a": "ESP",
    "country_b": "SWE",
    "period_first_day": date(2022, 1, 1),
    "period_last_day": date(2022, 12, 31),
    "period_edtf": "2022",
    "n_claimed": 6,
    "qualifier": "exact",
    "what": "meetings",
    "level": "leaders",
    "quote": "six meetings were held",
}
COUNT = {
    "year": 2022,
    "country_a": "ESP",
    "country_b": "SWE",
    "n_meetings": 1,
    "n_telephone_conversations": 1,
    "n_claimed_meetings": 6,
    "gap": 5,
}


@pytest.fixture
def build(tmp_path):
    """A build with one counted encounter of ESP and SWE, and one of each that is not counted."""
    mentions = [
        {
            "contact_id": one["contact_id"],
            "release_id": release_id,
            "told_as": "news",
            "date_edtf": one["date_edtf"],
            "quote": f"quote of {one['contact_id']}",
            "rule_id": "TYPE-MEDIUM",
        }
        for one in CONTACTS
        for release_id in ("r1", "r2")
    ]
    tables = {"contacts": CONTACTS, "contact_mentions": mentions, "releases": RELEASES}
    for name, rows in {**tables, "claims": [CLAIM], "meetings_per_year": [COUNT]}.items():
        pq.write_table(pa.Table.from_pylist(rows), tmp_path / f"{name}.parquet")
    return tmp_path


def test_contacts_of_one_encounter_stand_under_one_meeting(build) -> None:
    """The visit and the talks during it are two contacts and are counted once."""
    year = show_pair(build, "ESP", "SWE", 2022).years[0]
    groups = [{one.contact_id for one in encounter} for encounter in year.encounters]
    assert groups == [{"talks", "visit"}]


def test_every_contact_that_is_not_counted_says_why(build) -> None:
    """A user who misses a meeting must find it here."""
    years = show_pair(build, "ESP", "SWE").years
    reasons = {one.contact_id: one.reason for year in years for one in year.not_counted}
    assert reasons == {
        "plan": "planned",
        "off": "cancelled",
        "asked": "invited",
        "undated": "no year",
        "spoken": "channel unknown",
        "call": "not a meeting",
        "rite": "not a meeting",
    }


def test_undated_contacts_are_shown_under_no_year_whatever_year_is_asked(build) -> None:
    """They may belong to it, which nobody can tell."""
    years = show_pair(build, "ESP", "SWE", 2022).years
    assert [year.year for year in years] == [2022, None]
    assert {one.contact_id for one in years[1].not_counted} == {"asked", "undated"}


def test_tellings_come_in_the_order_of_publication_with_quote_and_address(build) -> None:
    """Each number unfolds down to the sentence and its release."""
    talks = show_pair(build, "ESP", "SWE", 2022).years[0].encounters[0][0]
    assert [telling.address for telling in talks.tellings] == ["b.txt", "a.txt"]
    assert talks.tellings[0].quote == "quote of talks"


def test_claims_and_gap_stand_beside_the_count(build) -> None:
    """A claim is evidence about coverage and never adds to the count."""
    text = format_pair(show_pair(build, "ESP", "SWE", 2022))
    assert "claims: 6 claimed, 1 counted, gap 5" in text
    assert '"six meetings were held"' in text


def test_order_and_case_of_the_pair_do_not_matter(build) -> None:
    """A pair is always written by code."""
    assert show_pair(build, "swe", "ESP") == show_pair(build, "ESP", "SWE")


def test_side_with_itself_is_refused(build) -> None:
    """A contact needs two different sides."""
    with pytest.raises(ValueError, match="no pair"):
        show_pair(build, "ESP", "esp")


def test_pair_without_contacts_says_so(build) -> None:
    """An empty page would leave open whether the command worked."""
    assert "no contact and no claim" in format_pair(show_pair(build, "NOR", "SWE"))


def test_call_names_the_column_that_counts_it(build) -> None:
    """Not a meeting is not the same as not counted."""
    text = format_pair(show_pair(build, "ESP", "SWE", 2022))
    assert "not a meeting: telephone_conversation" in text
    assert "counted in n_telephone_conversations" in text


@pytest.mark.parametrize("is_terminal", [True, False])
def test_pair_is_printed_on_a_terminal_and_off_it(build, is_terminal) -> None:
    """Brackets of ids and quotes are never read as markup."""
    console = Console(file=StringIO(), force_terminal=is_terminal, width=200)
    print_pair(show_pair(build, "ESP", "SWE", 2022), console)
    assert "[talks]" in console.file.getvalue()
