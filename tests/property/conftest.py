"""Made-up tellings of contacts, close enough in days and sides to be confused with one another."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import strategies as st

from pipelines.build import build_contacts, shards
from pipelines.build.contacts import describe_contacts
from pipelines.build.identity import find_contacts
from pipelines.build.tellings import (
    choose_names,
    join_tellings,
    make_tellings,
    name_persons,
    select_tellings,
    split_names,
)
from pipelines.frames import (
    MENTION_COLUMNS,
    PARTICIPANT_COLUMNS,
    RELEASE_COLUMNS,
    type_frame,
)
from pipelines.reference.files import read_yaml
from pipelines.schema import TABLES

PUBLISHERS = ("RUS", "TKM", "KAZ")
PERSONS = {
    "RUS": [("head_of_state", "Vladimir Putin", "Q7747"), ("foreign_minister", "Lavrov", "Q58217")],
    "TKM": [
        ("head_of_state", "Serdar Berdimuhamedov", "Q18357826"),
        ("head_of_state", "Gurbanguly Berdimuhamedov", "Q316547"),
    ],
    "KAZ": [("head_of_government", None, None), ("head_of_state", "Tokayev", "x-tokayev")],
    "CSTO": [("head_of_organisation", None, None)],
}
NOBODY = ("unknown", None, None)
DAYS = pd.date_range("2022-12-29", "2023-01-03").strftime("%Y-%m-%d").tolist()
DATES = [(day, day, "day", day) for day in DAYS]
DATES += [(a, b, "range", f"{a}/{b}") for a, b in zip(DAYS, DAYS[2:], strict=False)]
DATES += [("2022-12-01", "2022-12-31", "month", "2022-12"), (None, None, "unknown", None)]
DATES += [("2022-01-01", "2022-12-31", "year", "2022"), ("2022-11-01", None, "range", "2022-11/..")]
TYPES = ("meeting", "consultations", "visit", "state_visit", "telephone_conversation", "letter")
STATUSES = ("held", "held", "held", "planned", "invited", "cancelled")
VERDICTS = ["mention_id_a", "mention_id_b", "verdict"]
TABLES_BUILT = {
    "contact_mentions": "mentions",
    "contacts": "contacts",
    "participants": "participants",
}
FIELDS = {"person_id": "str", "is_inferred": "bool"}

casts = st.lists(st.sampled_from(list(PERSONS)), min_size=2, max_size=3, unique=True).flatmap(
    lambda codes: st.fixed_dictionaries(
        {code: st.sampled_from([NOBODY, *PERSONS[code]]) for code in codes}
    )
)
releases = st.tuples(st.sampled_from(PUBLISHERS), st.sampled_from([*DAYS, "2023-02-01", None]))
mentions = st.fixed_dictionaries(
    {
        "release": st.integers(0, 4),
        "contact_type": st.sampled_from(TYPES),
        "date": st.sampled_from(DATES),
        "status": st.sampled_from(STATUSES),
        "basis": st.sampled_from(["stated", "publication"]),
        "is_channel_known": st.booleans(),
        "host": st.sampled_from([None, None, "RUS", "TKM"]),
        "cast": casts,
    }
)
stories = st.tuples(
    st.lists(releases, min_size=5, max_size=5), st.lists(mentions, min_size=1, max_size=12)
)


@pytest.fixture(scope="session")
def contact_types(project):
    """Return family and codes of each contact type, as the reference has them."""
    kinds = read_yaml(project / "pipelines" / "reference" / "contact_types.yml")
    return {name: SimpleNamespace(**kind) for name, kind in kinds.items()}


@pytest.fixture(scope="session")
def told():
    """Return the strategy that makes the frames of assembly."""
    return stories.map(lambda story: _frames(*story))


@pytest.fixture(scope="session")
def build(contact_types):
    """Return a function from frames to the tables of contacts."""

    def _build(frames, verdicts=None):
        if verdicts is None:
            verdicts = pd.DataFrame(columns=VERDICTS, dtype="str")
        tellings = make_tellings(
            frames.mentions, frames.participants, frames.releases, contact_types
        )
        return build_contacts(tellings, verdicts, contact_types, bodies=frozenset({"CSTO"}))

    return _build


@pytest.fixture(scope="session")
def lay_across(contact_types):
    """Return a function from frames to tellings, those compared across sides with a contact."""

    def _lay(frames, verdicts):
        told = make_tellings(frames.mentions, frames.participants, frames.releases, contact_types)
        tokens = split_names(name_persons(told))
        is_across = shards.is_joint(told, shards.find_tied(told, verdicts))
        pieces = [shards.leave_open(select_tellings(told, ~is_across))]
        if is_across.any():
            across = join_tellings([select_tellings(told, is_across)])
            pieces.append(shards.join_across(across, verdicts, frozenset({"CSTO"}), tokens))
        return join_tellings(pieces), tokens

    return _lay


@pytest.fixture(scope="session")
def build_by_shards(contact_types, lay_across):
    """Return a function from frames to the tables of contacts, found for some sides at a time."""

    def _build(frames, verdicts, n_shards):
        told, tokens = lay_across(frames, verdicts)
        numbers = shards.shard_of(told.frame["home"], n_shards)
        built = []
        for shard in range(n_shards):
            some = join_tellings([select_tellings(told, pd.Series(numbers == shard))])
            found = find_contacts(some, verdicts[:0], frozenset(), tokens)
            built.append(describe_contacts(some, found, contact_types))
        return SimpleNamespace(
            **{
                field: TABLES[name].select(pd.concat([getattr(one, field) for one in built]))
                for name, field in TABLES_BUILT.items()
            }
        )

    return _build


@pytest.fixture(scope="session")
def take_fingerprints(lay_across):
    """Return a function from frames to the fingerprint of each shard of which they tell."""

    def _take(frames, verdicts):
        told, _ = lay_across(frames, verdicts)
        names = choose_names(name_persons(told))
        prints = shards.take_fingerprints(shards.sum_lines(told), shards.list_persons(told), names)
        return dict(zip(prints["shard"], prints["fingerprint"], strict=True))

    return _take


def _frames(publishers, told_mentions):
    release_rows = [
        {"release_id": f"release-{n}", "publisher": publisher, "published_day": day}
        for n, (publisher, day) in enumerate(publishers)
    ]
    mention_rows = [_mention_row(n, one) for n, one in enumerate(told_mentions)]
    people = [
        {"mention_key": f"mention-{n:02d}", "position": position, "country": country}
        | {"level": level, "person": person, "person_id": person_id}
        | {"role": "participant", "is_host": False, "is_inferred": False}
        for n, one in enumerate(told_mentions)
        for position, (country, (level, person, person_id)) in enumerate(one["cast"].items())
    ]
    return SimpleNamespace(
        releases=_frame(release_rows, RELEASE_COLUMNS),
        mentions=_frame(mention_rows, MENTION_COLUMNS),
        participants=_frame(people, PARTICIPANT_COLUMNS | FIELDS),
    )


def _mention_row(n, one):
    first, last, precision, edtf = one["date"]
    channels = {"telephone_conversation": "telephone", "letter": "written"}
    channel = channels.get(one["contact_type"], "in_person")
    if one["contact_type"] in {"meeting", "consultations"} and not one["is_channel_known"]:
        channel = "unknown"
    return {
        "mention_key": f"mention-{n:02d}",
        "release_id": f"release-{one['release']}",
        "contact_type": one["contact_type"],
        "channel": channel,
        "status": one["status"],
        "told_as": "news",
        "first_day": first,
        "last_day": last,
        "date_precision": precision,
        "date_edtf": edtf,
        "date_basis": one["basis"] if edtf else "unknown",
        "host_country": one["host"],
        "is_multilateral": len(one["cast"]) > 2 or "CSTO" in one["cast"],
        "span_start": n,
        "span_end": n + 1,
        "quote": "q",
        "rule_id": "TYPE-MEDIUM",
    }


def _frame(rows, columns):
    return type_frame(pd.DataFrame(rows, columns=list(columns)), columns)
