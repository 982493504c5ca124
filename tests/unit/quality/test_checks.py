"""Every fault that must stop a build is found, and named so that it can be mended."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from pipelines.quality import UnsoundTables, check_tables, count_documents, find_faults


def _change(tables, name, column, value, row=0):
    """Return the tables with one value changed."""
    frame = tables[name].astype({column: "object"})
    frame[column] = [value if n == row else old for n, old in enumerate(frame[column])]
    return tables | {name: frame}


def test_sound_tables_have_no_fault(sound_tables, families, n_read):
    """A check that cries wolf is switched off."""
    assert find_faults(sound_tables, families, n_read) == ()


def test_tables_without_rows_have_no_fault(empty_tables, families):
    """An empty raw folder is no fault."""
    assert find_faults(empty_tables, families, 0) == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(("contacts", "status", "maybe"), "status.*'maybe'", id="closed-list"),
        pytest.param(("contacts", "contact_type", "chat"), "contacts:.*chat", id="contact-type"),
        pytest.param(("contacts", "sides", ["AAA"]), "fewer than two sides", id="one-side"),
        pytest.param(("contacts", "year", 2022), "n_telephone_conversations is not", id="year"),
        pytest.param(("contacts", "status", "planned"), "n_telephone_conv", id="count-of-planned"),
        pytest.param(("contacts", "format", "multilateral"), "n_contacts adds up", id="types"),
        pytest.param(("contacts", "channel", "unknown"), "n_unknown_channel is", id="channel"),
        pytest.param(("contacts", "encounter_id", "e1"), "n_meetings is not what", id="encounter"),
        pytest.param(
            ("contact_mentions", "release_id", "r9"),
            "contact_mentions: 1 release_id not in releases",
            id="dangling-release",
        ),
        pytest.param(
            ("participants", "contact_id", "c9"),
            "participants: 1 contact_id not in contacts",
            id="dangling-contact",
        ),
        pytest.param(
            ("contact_mentions", "span_start", 10),
            "1 quotes are not the text.*r1 10-51",
            id="misquoted-contact",
        ),
        pytest.param(("claims", "quote", "Six!"), "claims: 1 quotes are not", id="misquoted-claim"),
        pytest.param(
            ("claims", "country_a", "CCC"), "claims: country_a is not before.*CCC-BBB", id="pair"
        ),
        pytest.param(
            ("releases", "n_contacts", 2),
            "n_contacts is not the rows of contact_mentions",
            id="tally",
        ),
        pytest.param(
            ("meetings_per_year", "n_meetings", 1),
            "n_meetings is not its two formats.*AAA-BBB 2022",
            id="formats",
        ),
        pytest.param(
            ("meetings_per_year", "n_leader_meetings", 1), "more leaders' meetings", id="leaders"
        ),
        pytest.param(
            ("meetings_per_year", "gap", None),
            "gap and n_claimed_meetings are not null together",
            id="gap",
        ),
        pytest.param(("meetings_per_year", "n_visits", 1), "n_visits is not what", id="count"),
    ],
)
def test_one_wrong_value_is_a_fault_by_name(sound_tables, families, n_read, change, told):
    """Whoever reads the message has not seen the tables."""
    faults = find_faults(_change(sound_tables, *change), families, n_read)
    assert re.search(told, "; ".join(faults))


def test_a_key_that_is_in_two_files_is_a_fault(sound_tables, families, n_read):
    """Rows are looked at file by file, and a key may repeat in another."""
    contacts = sound_tables["contacts"]
    twice = sound_tables | {"contacts": pd.concat([contacts, contacts.iloc[:1]])}
    with pytest.raises(UnsoundTables, match="contacts: 1 rows repeat a key"):
        check_tables(twice, families, n_read)


def test_a_document_that_is_neither_coded_nor_refused_is_a_fault(sound_tables, families, n_read):
    """Nothing is silently dropped: read = coded + refused."""
    with pytest.raises(UnsoundTables, match="5 documents read, but 2 coded and 2 refused"):
        check_tables(sound_tables, families, n_read + 1)


def test_versions_count_as_documents_and_refused_contacts_do_not(sound_tables):
    """Both versions at an address were read; a contact that was refused is inside a release.

    A release in a language that cannot be coded yet is refused, though it stands in the table.
    """
    tables = _change(sound_tables, "releases", "n_versions", 2)
    tables = _change(tables, "quarantine", "stage", "contact")
    assert count_documents(tables) == (3, 1)


def test_a_missing_table_is_a_fault(sound_tables, families, n_read):
    """A build is every table, or none."""
    tables = {name: frame for name, frame in sound_tables.items() if name != "coverage"}
    assert find_faults(tables, families, n_read) == ("missing tables coverage",)


def test_a_build_without_texts_can_still_be_checked(sound_tables, families, n_read):
    """Its offsets point into a text that is not published."""
    tables = sound_tables | {"releases": sound_tables["releases"].assign(text=None)}
    assert find_faults(tables, families, n_read) == ()
