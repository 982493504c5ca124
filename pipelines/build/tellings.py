"""Mentions made ready to be compared: who took part on which side, when, told by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from anyascii import anyascii

from pipelines.build.days import NO_DAY, count_days, is_fine
from pipelines.build.grouping import (
    distinct_lists,
    first_rows,
    look_up,
    number_groups,
    number_texts,
)
from pipelines.build.ids import hash_with_ordinal, text_of_days
from pipelines.build.levels import rank_levels
from pipelines.build.places import find_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from pipelines.reference.lists import ContactType

# A side in a telling: the rank of its highest level, and the persons named who hold it.
Side = tuple[int, frozenset[str]]
Cast = dict[str, Side]
Tokens = dict[str, frozenset[str]]  # the words of the name of each person

LONG_AGO, FAR_AHEAD = -(10**7), 10**7  # days that stand for an open end
WRITTEN = ("letter", "congratulation", "condolence")
SIDES_THAT_ARE_MANY = 3


# What tells two mentions apart in the order of telling; each release's are in one set of tellings.
ORDER = ["published_day", "release_id", "span_start", "span_end", "mention_key"]
_WITHIN_RELEASE = ORDER[2:]
_PEOPLE = ["telling", "position", "country", "person", "person_id", "office", "level", "role"]
_PEOPLE += ["is_host", "is_inferred"]
_LEFT_OUT = ["is_multilateral"]


@dataclass(frozen=True, slots=True)
class Tellings:
    """Mentions as they are compared, all of a release or of a set of sides together.

    frame: one row a mention, indexed from 0; adds publisher, published_day [releases],
    mention_id, family, sides_text, is_many, is_fine, direction, and as numbers of days start, end,
    published (NO_DAY for none).
    participants: adds telling, the row of the mention; rank of the level; key of the person.
    """

    frame: pd.DataFrame
    participants: pd.DataFrame


def make_tellings(
    mentions: pd.DataFrame,
    participants: pd.DataFrame,
    releases: pd.DataFrame,
    contact_types: Mapping[str, ContactType],
) -> Tellings:
    """Return the mentions as tellings, as they come; `join_tellings` puts them in order.

    Raises KeyError for a contact type that the reference does not have.
    """
    places = find_places(mentions["release_id"], releases["release_id"])
    published = {name: releases[name].array[places] for name in ("publisher", "published_day")}
    frame = mentions.drop(columns=_LEFT_OUT).reset_index(drop=True).assign(**published)
    numbers = pd.Index(frame["mention_key"]).get_indexer(participants["mention_key"])
    people = participants.assign(telling=numbers)[_PEOPLE]
    people = people[numbers >= 0]
    people = people.assign(rank=rank_levels(people["level"]), key=_person_keys(people))
    families = {name: kind.family for name, kind in contact_types.items()}
    sides = distinct_lists(people, "telling", "country").reindex(frame.index)
    texts = sides.str.join("|").astype("str").fillna("")
    is_three = sides.map(len, na_action="ignore") >= SIDES_THAT_ARE_MANY
    # Of bare names only the holders' table told that they speak for three sides (TYPE-THREE).
    is_larger = (frame["contact_type"] == "meeting") & is_three
    frame = frame.assign(
        contact_type=frame["contact_type"].mask(is_larger, "multilateral_meeting"),
        family=pd.Series(look_up(frame["contact_type"], families), dtype="str"),
        sides_text=texts,
        is_many=mentions["is_multilateral"].to_numpy() | is_three.to_numpy(),
    )
    frame = frame.assign(**_days(frame), mention_id=_mention_ids(frame))
    return Tellings(frame.assign(direction=_directions(frame, people)), people)


def join_tellings(many: Sequence[Tellings]) -> Tellings:
    """Return all tellings in one order that does not depend on their arrival, numbered by it."""
    frames = [one.frame for one in many]
    whole = pd.concat(frames, ignore_index=True)
    order = whole.sort_values(ORDER, kind="stable").index.to_numpy()
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    starts = np.cumsum([0, *map(len, frames)])
    people = pd.concat(
        [
            one.participants.assign(telling=places[one.participants["telling"].to_numpy() + start])
            for one, start in zip(many, starts.tolist(), strict=False)
        ]
    )
    keys = {name: people[name].to_numpy() for name in ("telling", "rank", "position")}
    keys |= {name: number_texts(people[name]) for name in ("country", "key")}
    by = ("telling", "country", "rank", "key", "position")
    people = people.iloc[np.lexsort([keys[name] for name in reversed(by)])]
    return Tellings(whole.iloc[order].reset_index(drop=True), people.reset_index(drop=True))


def select_tellings(tellings: Tellings, is_wanted: pd.Series[bool]) -> Tellings:
    """Return some of the tellings in their order, numbered anew."""
    wanted = is_wanted.to_numpy()
    people = tellings.participants[wanted[tellings.participants["telling"].to_numpy()]]
    numbers = np.cumsum(wanted) - 1
    return Tellings(
        tellings.frame[wanted].reset_index(drop=True),
        people.assign(telling=numbers[people["telling"].to_numpy()]),
    )


def name_persons(tellings: Tellings) -> pd.DataFrame:
    """Return the names by which each person is told, one row a name [key, person]."""
    return tellings.participants[["key", "person"]].dropna().drop_duplicates()


def fold_name(name: str) -> str:
    """Return a name in plain small letters, so that spellings of one script can be compared."""
    letters = anyascii(name).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def _directions(frame: pd.DataFrame, people: pd.DataFrame) -> pd.Series[str]:
    """Return which way a contact went: the host of a visit, the only sender of a message.

    Two visits of a pair to one another, or a message and its answer, are two contacts.
    """
    sent = people.loc[people["role"] == "sender", ["telling", "country"]].drop_duplicates()
    sender = sent.drop_duplicates("telling", keep=False).set_index("telling")["country"]
    written = sender.reindex(frame.index).where(frame["family"].isin(WRITTEN))
    return written.where(frame["family"] != "visit", frame["host_country"]).astype("str")


def _mention_ids(frame: pd.DataFrame) -> pd.Series[str]:
    what = frame.assign(day=text_of_days(frame["first_day"]))
    columns = ["release_id", "family", "sides_text", "day"]
    return hash_with_ordinal("mention", what, columns, _WITHIN_RELEASE)


def _days(frame: pd.DataFrame) -> dict[str, NDArray[np.int64] | pd.Series[bool]]:
    """Return the intervals as numbers of days.

    A coarse one is cut at the day of publication, behind which nothing is held and before which
    nothing is planned: what a release of May recalls of "this year" was before June.
    """
    start, end = count_days(frame["first_day"]), count_days(frame["last_day"])
    published = count_days(frame["published_day"])
    fine = is_fine(frame)
    is_dated = (start != NO_DAY) | (end != NO_DAY)
    start = np.where(is_dated & (start == NO_DAY), LONG_AGO, start)
    end = np.where(is_dated & (end == NO_DAY), FAR_AHEAD, end)
    may_cut = is_dated & ~fine & (start <= published) & (published <= end)
    is_past = may_cut & (frame["status"] == "held")
    is_coming = may_cut & frame["status"].isin(["planned", "invited"])
    return {
        "is_fine": fine,
        "start": np.where(is_coming, published, start),
        "end": np.where(is_past, published, end),
        "published": published,
    }


def _person_keys(people: pd.DataFrame) -> pd.Series[str]:
    """Return the id of each person, made from the name where none was given; missing: nameless."""
    is_without = people["person_id"].isna() & people["person"].notna()
    names = people.loc[is_without, "person"]
    made = pd.Series([f"x-{fold_name(name).replace(' ', '-')}" for name in names], names.index)
    keys = people["person_id"].where(~is_without, made.reindex(people.index))
    return keys.where(people["person"].notna()).astype("str")


def list_casts(people: pd.DataFrame, n_tellings: int) -> list[Cast]:
    """Return the sides of each telling; equal casts are one object, which is quick to compare."""
    sides = number_groups(people["telling"].to_numpy(), number_texts(people["country"]))
    ranks = people["rank"].to_numpy()
    by_rank = np.lexsort((ranks, sides))
    heads = people[ranks == ranks[by_rank[first_rows(sides[by_rank])]][sides]]
    columns = (heads[column].tolist() for column in ("telling", "country", "rank", "key"))
    gathered: list[list[tuple[str, int, str]]] = [[] for _ in range(n_tellings)]
    for telling, country, rank, key in zip(*columns, strict=True):
        gathered[telling].append((country, rank, key if isinstance(key, str) else ""))
    make = cache(_make_cast)
    return [make(tuple(rows)) for rows in gathered]


def _make_cast(rows: tuple[tuple[str, int, str], ...]) -> Cast:
    cast: Cast = {}
    for country, rank, key in rows:
        named = cast.get(country, (rank, frozenset()))[1]
        cast[country] = (rank, named | {key} if key else named)
    return cast


def choose_names(names: pd.DataFrame) -> pd.DataFrame:
    """Return the longest name of each person [key].

    names: by which persons are told, in all that is assembled [key, person].
    """
    names = names.assign(length=names["person"].str.len())
    names = names.sort_values(["key", "length", "person"], kind="stable")
    return names.drop_duplicates("key", keep="last")[["key", "person"]]


def split_names(names: pd.DataFrame) -> Tokens:
    """Return the words of each person's longest name; names: see choose_names()."""
    names = choose_names(names)
    pairs = zip(names["key"].tolist(), names["person"].tolist(), strict=True)
    return {key: frozenset(fold_name(name).split()) for key, name in pairs}
