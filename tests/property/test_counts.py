"""What holds of the yearly tables whatever is told: their sums, counted again without pandas."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.build import build_bilateral_contact_types, build_meetings_per_year, count_pairs
from pipelines.frames import CLAIM_COLUMNS, type_frame
from pipelines.schema import TABLES

SOME = settings(max_examples=15, deadline=None)
KEY = ["year", "country_a", "country_b"]
NO_CLAIMS = type_frame(pd.DataFrame(columns=list(CLAIM_COLUMNS)), CLAIM_COLUMNS)
NONE_COVERED = pd.DataFrame(columns=["country", "year"])


def years_of(built):
    """Return meetings_per_year by year and pair."""
    return build_meetings_per_year([count_pairs(built)], NO_CLAIMS, NONE_COVERED)


def counted(built):
    """Yield each held contact with a year once for each pair of its sides, with its key."""
    for contact in built.contacts.to_dict("records"):
        if contact["status"] == "held" and not pd.isna(contact["year"]):
            for pair in combinations(contact["sides"], 2):
                yield (int(contact["year"]), *pair), contact


def column(table, name):
    """Return a column as a dict by key, without zeros."""
    keys = zip(*(table[one].tolist() for one in KEY), strict=True)
    return {key: n for key, n in zip(keys, table[name].tolist(), strict=True) if n}


@SOME
@given(data=st.data())
def test_the_tables_are_as_declared(data, told, build):
    """Keys are unique, nothing is null that may not be."""
    built = build(data.draw(told))
    TABLES["meetings_per_year"].check(years_of(built))
    TABLES["bilateral_contact_types"].check(build_bilateral_contact_types(built))


@SOME
@given(data=st.data())
def test_counts_of_contacts_equal_the_sums_over_types(data, told, build):
    """COUNT-OTHERS: by pair and year, both formats."""
    built = build(data.draw(told))
    table = years_of(built)
    expected = {name: Counter() for name in ("visit", "telephone", "written", "unknown")}
    for key, contact in counted(built):
        is_visit = contact["contact_type"].endswith("visit")
        expected["visit"][key] += is_visit
        for channel in ("telephone", "written", "unknown"):
            expected[channel][key] += contact["channel"] == channel
    for name, counts in expected.items():
        columns = {"visit": "n_visits", "telephone": "n_telephone_conversations"}
        columns |= {"written": "n_written", "unknown": "n_unknown_channel"}
        assert column(table, columns[name]) == {key: n for key, n in counts.items() if n}


@SOME
@given(data=st.data())
def test_meetings_are_distinct_encounters_of_two_formats(data, told, build):
    """COUNT-MEETING: n_meetings is the sum of both formats; leaders' meetings are among them."""
    built = build(data.draw(told))
    table = years_of(built)
    total = table["n_bilateral_meetings"] + table["n_multilateral_meetings"]
    assert table["n_meetings"].tolist() == total.tolist()
    assert (table["n_leader_meetings"] <= table["n_meetings"]).all()
    first_year = {}
    for (year, *pair), contact in counted(built):
        if isinstance(contact["encounter_id"], str):
            met = (contact["encounter_id"], *pair)
            first_year[met] = min(year, first_year.get(met, year))
    expected = Counter((year, *pair) for (_, *pair), year in first_year.items())
    assert column(table, "n_meetings") == expected


@SOME
@given(data=st.data())
def test_every_pair_and_year_with_a_held_contact_has_a_row(data, told, build):
    """Nothing that is counted is without its row, and without claims no row is without contacts."""
    built = build(data.draw(told))
    table = years_of(built)
    keys = set(zip(*(table[name].tolist() for name in KEY), strict=True))
    assert keys == {key for key, _ in counted(built)}
    assert (table["n_releases"] > 0).all()


@SOME
@given(data=st.data())
def test_types_of_two_sides_add_up_to_the_contacts(data, told, build):
    """COUNT-OTHERS: each held contact of two sides with a year is in one row."""
    built = build(data.draw(told))
    table = build_bilateral_contact_types(built)
    expected = Counter(key for key, one in counted(built) if one["format"] == "bilateral")
    sums = table.groupby(KEY, as_index=False)["n_contacts"].sum()
    assert column(sums, "n_contacts") == expected
    assert (table["n_two_sided"] <= table["n_contacts"]).all()
