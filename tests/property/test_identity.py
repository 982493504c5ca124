"""What holds of identity whatever is told (rules SAME-ORDER, SAME-ID, MENTION)."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.build import identity, shards
from pipelines.schema import TABLES

TABLES_BUILT = {
    "contact_mentions": "mentions",
    "contacts": "contacts",
    "participants": "participants",
}
NO_VERDICTS = pd.DataFrame(columns=["mention_id_a", "mention_id_b", "verdict"], dtype="str")
SOME = settings(max_examples=15, deadline=None)


@SOME
@given(data=st.data())
def test_order_of_arrival_changes_nothing(data, told, build):
    """SAME-ORDER: releases, mentions and participants in any order give the same tables and ids."""
    frames = data.draw(told)
    shuffled = SimpleNamespace(
        **{
            name: frame.iloc[data.draw(st.permutations(range(len(frame))))]
            for name, frame in vars(frames).items()
        }
    )
    first, second = build(frames), build(shuffled)
    for name in TABLES_BUILT.values():
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))


@SOME
@given(data=st.data())
def test_what_is_settled_at_once_is_what_comparing_finds(data, told, build):
    """Tellings that are lone, or alike and near no other, have the contacts that rules give."""
    frames = data.draw(told)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("is_alone", "find_alike"):
            patch.setattr(identity, name, _tell_none)
        compared = build(frames)
    settled = build(frames)
    for name in TABLES_BUILT.values():
        pd.testing.assert_frame_equal(getattr(settled, name), getattr(compared, name))


def _tell_none(rows, *_others):
    return np.zeros(len(rows), dtype="bool")


@SOME
@given(data=st.data())
def test_the_tables_are_as_declared_and_nothing_is_lost(data, told, build):
    """Every mention is of one contact, which exists; keys are unique; closed lists hold."""
    frames = data.draw(told)
    built = build(frames)
    for name, field in TABLES_BUILT.items():
        TABLES[name].check(getattr(built, field))
    assert len(built.mentions) == len(frames.mentions)
    assert set(built.mentions["contact_id"]) == set(built.contacts["contact_id"])
    assert set(built.participants["contact_id"]) == set(built.contacts["contact_id"])


@SOME
@given(data=st.data())
def test_a_contact_has_the_sides_of_its_mentions(data, told, build):
    """SAME-VALUES: the union, no more; in talks of two sides exactly the two."""
    built = build(data.draw(told))
    sides = built.mentions.groupby("contact_id")["sides"].agg(lambda many: sorted(set(many.sum())))
    contacts = built.contacts.set_index("contact_id")
    assert contacts["sides"].to_dict() == sides.to_dict()
    of_two = contacts[contacts["format"] == "bilateral"]
    assert set(of_two["sides"].str.len()) <= {2}


@SOME
@given(data=st.data())
def test_talks_and_a_call_of_one_release_are_not_one_contact(data, told, build, contact_types):
    """MENTION: what one release tells in two families is two contacts."""
    mentions = build(data.draw(told)).mentions
    family = mentions["contact_type"].map(lambda name: contact_types[name].family)
    several = family.groupby([mentions["contact_id"], mentions["release_id"]]).nunique()
    assert (several == 1).all()


@SOME
@given(data=st.data())
def test_a_date_is_never_made_up(data, told, build):
    """SAME-VALUES: a contact's date is one that a telling gave."""
    built = build(data.draw(told))
    dates = set(
        zip(built.mentions["contact_id"], built.mentions["date_edtf"].fillna(""), strict=True)
    )
    own = zip(built.contacts["contact_id"], built.contacts["date_edtf"].fillna(""), strict=True)
    assert set(own) <= dates


@SOME
@given(data=st.data(), country=st.sampled_from(["FRA", "DEU"]))
def test_other_sides_leave_ids_as_they_are(data, told, build, country):
    """SAME-ID: contacts of other sides, told by other releases, rename nothing."""
    frames = data.draw(told)
    others = _of_other_sides(frames, country)
    both = SimpleNamespace(
        **{
            name: pd.concat([frame, getattr(others, name)], ignore_index=True)
            for name, frame in vars(frames).items()
        }
    )
    before, after = build(frames).contacts, build(both).contacts
    is_old = ~after["sides"].map(lambda sides: country in sides)
    pd.testing.assert_frame_equal(before, after[is_old].reset_index(drop=True))


@SOME
@given(data=st.data(), n_shards=st.integers(1, 4))
def test_contacts_found_by_shards_are_those_found_at_once(
    data, told, build, build_by_shards, n_shards
):
    """SAME-ID: the same contacts, ids and values, also where people say that two are one."""
    frames = data.draw(told)
    ids = st.sampled_from(build(frames).mentions["mention_id"].tolist())
    pairs = data.draw(st.lists(st.tuples(ids, ids), max_size=3))
    rows = [(*sorted(two), "same") for two in pairs]
    columns = ["mention_id_a", "mention_id_b", "verdict"]
    verdicts = pd.DataFrame(rows, columns=columns, dtype="str")
    plain, parted = build(frames, verdicts), build_by_shards(frames, verdicts, n_shards)
    for field in TABLES_BUILT.values():
        pd.testing.assert_frame_equal(getattr(plain, field), getattr(parted, field))


@SOME
@given(data=st.data())
def test_shards_of_one_fingerprint_have_the_same_contacts(data, told, build, take_fingerprints):
    """Of sides that are told as before, whatever else is told, the rows of before are taken."""
    frames = data.draw(told)
    frames.mentions = frames.mentions.assign(content_sha256="0" * 64)
    ids = frames.releases["release_id"].tolist()
    gone = data.draw(st.sets(st.sampled_from(ids)))
    some = SimpleNamespace(
        releases=frames.releases[~frames.releases["release_id"].isin(gone)],
        mentions=(left := frames.mentions[~frames.mentions["release_id"].isin(gone)]),
        participants=frames.participants[
            frames.participants["mention_key"].isin(left["mention_key"])
        ],
    )
    both = [_by_shard(build(one)) for one in (frames, some)]
    prints = [take_fingerprints(one, NO_VERDICTS) for one in (frames, some)]
    assert [sorted(one) for one in both] == [sorted(one) for one in prints]
    alike = [one for one in both[0] if prints[0][one] == prints[1].get(one)]
    assert [one for one in alike if both[0][one] != both[1][one]] == []


def _by_shard(built):
    """Return the rows of contacts, with those of their mentions and participants, by shard."""
    contacts = built.contacts
    numbers = shards.shard_of(contacts["sides"].str.join("|").astype("str"))
    told = {}
    for shard, some in contacts.groupby(numbers):
        rows = [
            table[table["contact_id"].isin(some["contact_id"])].to_csv()
            for table in (some, built.mentions, built.participants)
        ]
        told[shard] = [row.partition(",")[2] for text in rows for row in text.splitlines()]
    return told


def _of_other_sides(frames, country):
    """Return the same releases as another publisher's, about its own state and Poland."""
    codes = dict.fromkeys(["RUS", "TKM", "KAZ", "CSTO"], country)
    people = frames.participants
    first = people[people["position"] == 0]
    second = people[people["position"] == 1]
    moved = pd.concat(
        [first.assign(country=first["country"].map(codes)), second.assign(country="POL")]
    )
    return SimpleNamespace(
        releases=frames.releases.assign(release_id="other-" + frames.releases["release_id"]),
        mentions=frames.mentions.assign(
            mention_key="other-" + frames.mentions["mention_key"],
            release_id="other-" + frames.mentions["release_id"],
        ),
        participants=moved.assign(mention_key="other-" + moved["mention_key"]),
    )
