"""Small finished tables that hold together: what storage, quality and report are tested on."""

from __future__ import annotations

import pandas as pd
import pytest

from pipelines.schema import TABLES

TEXT = "A call\n\nThe presidents spoke by telephone on 7 May. In 2022 six meetings were held."
CALL = "The presidents spoke by telephone on 7 May."
CLAIM = "In 2022 six meetings were held."
MAY_7 = pd.Timestamp("2023-05-07")

FAMILIES = {"meeting": "talks", "official_visit": "visit", "telephone_conversation": "telephone"}


def _span(quote):
    start = TEXT.index(quote)
    return {"span_start": start, "span_end": start + len(quote), "quote": quote}


def _release(release_id, day, **others):
    return {
        "release_id": release_id,
        "source_id": "aaa_mfa",
        "publisher": "AAA",
        "language": "en",
        "title": "A call",
        "published_day": day,
        "published_basis": "dateline" if day is not None else None,
        "address": f"{release_id}.txt",
        "place": None,
        "content_sha256": release_id * 8,
        "n_versions": 1,
        "n_contacts": 0,
        "n_claims": 0,
        "coding_version": "0123456789ab",
        "text": TEXT,
    } | others


CONTACT = {
    "contact_id": "c1",
    "contact_type": "telephone_conversation",
    "channel": "telephone",
    "status": "held",
    "first_day": MAY_7,
    "last_day": MAY_7,
    "date_precision": "day",
    "date_edtf": "2023-05-07",
    "sides": ["AAA", "BBB"],
    "place": None,
    "host_country": None,
}
PAIR = {"country_a": "AAA", "country_b": "BBB"}
NO_COUNTS = {
    column.name: 0 for column in TABLES["meetings_per_year"].columns if column.name[:2] == "n_"
}
COVERED = {"is_covered_a": True, "is_covered_b": False}

ROWS = {
    "releases": [
        _release("r1", pd.Timestamp("2023-05-08"), n_contacts=1, n_claims=1),
        _release("r2", pd.Timestamp("2022-03-01")),
        _release("r3", None, coding_version=None),
    ],
    "contact_mentions": [
        CONTACT
        | _span(CALL)
        | {
            "mention_id": "m1",
            "release_id": "r1",
            "told_as": "news",
            "date_basis": "stated",
            "persons": ["Anna Able", "Boris Baker"],
            "rule_id": "TYPE-MEDIUM",
        }
    ],
    "contacts": [
        CONTACT
        | {
            "format": "bilateral",
            "year": 2023,
            "level": "head_of_state",
            "reported_by": ["AAA"],
            "n_releases": 1,
            "encounter_id": None,
            "is_ambiguous": False,
            "cameo_code": "041",
            "plover_mode": None,
        }
    ],
    "participants": [
        {
            "contact_id": "c1",
            "country": country,
            "person": person,
            "person_id": person and f"x-{person}",
            "office": "president",
            "level": "head_of_state",
            "role": "participant",
            "is_host": False,
            "is_inferred": False,
        }
        for country, person in (("BBB", None), ("AAA", "Anna Able"))
    ],
    "claims": [
        PAIR
        | _span(CLAIM)
        | {
            "claim_id": "k1",
            "release_id": "r1",
            "period_first_day": pd.Timestamp("2022-01-01"),
            "period_last_day": pd.Timestamp("2022-12-31"),
            "period_edtf": "2022",
            "n_claimed": 6,
            "qualifier": "exact",
            "what": "meetings",
            "format": None,
            "level": None,
        }
    ],
    "meetings_per_year": [
        NO_COUNTS
        | PAIR
        | COVERED
        | {"year": 2023, "n_telephone_conversations": 1, "n_claimed_meetings": None, "gap": None},
        NO_COUNTS | PAIR | COVERED | {"year": 2022, "n_claimed_meetings": 6, "gap": 6},
    ],
    "bilateral_contact_types": [
        PAIR
        | {
            "year": 2023,
            "contact_type": "telephone_conversation",
            "level": "head_of_state",
            "host_country": None,
            "n_contacts": 1,
            "n_two_sided": 0,
            "n_releases": 1,
            "first_day": MAY_7,
            "last_day": MAY_7,
        }
    ],
    "quarantine": [
        {
            "source_id": "aaa_mfa",
            "address": "bad.txt",
            "release_id": None,
            "stage": "parse",
            "reason": "empty",
            "detail": "=1+1",
            "quote": "",
            "span_start": None,
        }
    ],
    "coverage": [
        {
            "source_id": "aaa_mfa",
            "month": "2023-05",
            "n_releases": 1,
            "n_contacts": 1,
            "n_refused": 0,
            "is_gap": False,
        }
    ],
    "unlisted_holders": [
        {
            "country": "BBB",
            "office": "president",
            "level": "head_of_state",
            "name": "Una Nova",
            "kind": "other person",
            "holder": "Ana Alta",
            "first_day": MAY_7,
            "last_day": MAY_7,
            "n_releases": 1,
            "address": "call.txt",
        }
    ],
}
N_READ = 4


@pytest.fixture
def sound_tables():
    """Return finished tables of three releases, in which every check holds."""
    return {name: TABLES[name].select(pd.DataFrame(rows)) for name, rows in ROWS.items()}


@pytest.fixture
def empty_tables():
    """Return all tables without rows."""
    return {name: table.empty() for name, table in TABLES.items()}


@pytest.fixture
def families():
    """Return the family of each contact type of the sound tables."""
    return FAMILIES


@pytest.fixture
def n_read():
    """Return how many documents were read for the sound tables."""
    return N_READ
