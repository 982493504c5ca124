"""Mentions made ready to be compared: who took part on which side, when, told by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from anyascii import anyascii

from pipelines.build.days import NO_DAY, count_days, is_fine
from pipelines.build.grouping import distinct_lists
from pipelines.build.ids import hash_with_ordinal, text_of_days
from pipelines.build.levels import rank_levels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from pipelines.reference.lists import ContactType

# A side in a telling: the rank of its highest level, and the persons named who hold it.
Side = tuple[int, frozenset[str]]
Cast = dict[str, Side]
Tokens = dict[str, frozenset[str]]  # the words of the name of each person

LONG_AGO, FAR_AHEAD = -(10**7), 10**7  # days that stand for an open end
WRITTEN = ("letter", "congratulation", "condolence")
SIDES_THAT_ARE_MANY = 3


@dataclass(frozen=True, slots=True)
class Tellings:
    """All mentions in an order that does not depend on their arrival.

    frame: one row a mention, indexed from 0 by publication day, release and place in the text;
    adds publisher, published_day [releases], mention_id, family, sides, sides_text, persons,
    is_many, is_fine, direction, and as numbers of days start, end, published (NO_DAY for none).
    participants: sorted; adds telling, rank of the level, key of the person.
    casts: the sides of each mention. tokens: the words of the name of each person.
    """

    frame: pd.DataFrame
    participants: pd.DataFrame
    casts: list[Cast]
    tokens: Tokens


def order_tellings(
    mentions: pd.DataFrame,
    participants: pd.DataFrame,
    releases: pd.DataFrame,
    contact_types: Mapping[str, ContactType],
) -> Tellings:
    """Return the mentions as tellings; participants get `telling`, the number of their mention.

    Raises KeyError for a contact type that the reference does not have.
    """
    published = releases[["release_id", "publisher", "published_day"]]
    frame = mentions.merge(published, on="release_id", how="left", validate="many_to_one")
    order = ["published_day", "release_id", "span_start", "span_end", "mention_key"]
    frame = frame.sort_values(order, kind="stable", ignore_index=True)
    numbers = pd.DataFrame({"mention_key": frame["mention_key"], "telling": frame.index})
    people = participants.merge(numbers, on="mention_key", how="inner", validate="many_to_one")
    people = people.assign(rank=rank_levels(people["level"]), key=_person_keys(people))
    people = people.sort_values(["telling", "country", "rank", "key", "position"], kind="stable")
    families = {name: kind.family for name, kind in contact_types.items()}
    frame = frame.assign(
        family=pd.Series([families[one] for one in frame["contact_type"]], dtype="str"),
        sides=_lists(people, "country", frame),
        # Also those that the holders' table added: `participants` tells which are inferred.
        persons=_lists(people, "person", frame),
    )
    frame = frame.assign(sides_text=frame["sides"].str.join("|").astype("str"))
    frame = frame.assign(**_days(frame), is_many=_is_many(frame), mention_id=_mention_ids(frame))
    frame = frame.assign(direction=_directions(frame, people))
    return Tellings(frame, people, _casts(people, len(frame)), _tokens(people))


def fold_name(name: str) -> str:
    """Return a name in plain small letters, so that spellings of one script can be compared."""
    letters = anyascii(name).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def _lists(people: pd.DataFrame, column: str, frame: pd.DataFrame) -> pd.Series[list[str]]:
    """Return the sorted values of each telling, an empty list where it has none."""
    found = distinct_lists(people, "telling", column).to_dict()
    lists = [found.get(number, []) for number in frame.index]
    return pd.Series(lists, index=frame.index, dtype="object")


def _is_many(frame: pd.DataFrame) -> pd.Series[bool]:
    return frame["is_multilateral"] | (frame["sides"].str.len() >= SIDES_THAT_ARE_MANY)


def _directions(frame: pd.DataFrame, people: pd.DataFrame) -> pd.Series[str]:
    """Return which way a contact went: the host of a visit, the only sender of a message.

    Two visits of a pair to one another, or a message and its answer, are two contacts.
    """
    sent = people.loc[people["role"] == "sender", ["telling", "country"]].drop_duplicates()
    sender = sent.drop_duplicates("telling", keep=False).set_index("telling")["country"]
    written = sender.reindex(frame.index).where(frame["family"].isin(WRITTEN))
    return written.where(frame["family"] != "visit", frame["host_country"]).astype("str")


def _mention_ids(frame: pd.DataFrame) -> pd.Series[str]:
    what = frame.assign(day=text_of_days(frame["first_day"]), place_in_order=frame.index)
    columns = ["release_id", "family", "sides_text", "day"]
    return hash_with_ordinal("mention", what, columns, ["place_in_order"])


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
    fold = cache(fold_name)
    names = people["person"].tolist()
    made = [
        f"x-{fold(name).replace(' ', '-')}" if isinstance(name, str) else None for name in names
    ]
    keys = people["person_id"].where(people["person_id"].notna(), pd.Series(made, people.index))
    return keys.where(people["person"].notna()).astype("str")


def _casts(people: pd.DataFrame, n_tellings: int) -> list[Cast]:
    """Return the sides of each telling; equal casts are one object, which is quick to compare."""
    top = people.groupby(["telling", "country"], sort=False)["rank"].transform("min")
    heads = people[people["rank"] == top]
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


def _tokens(people: pd.DataFrame) -> Tokens:
    """Return the words of each person's longest name."""
    names = people[["key", "person"]].dropna().drop_duplicates()
    names = names.assign(length=names["person"].str.len())
    names = names.sort_values(["key", "length", "person"], kind="stable").drop_duplicates(
        "key", keep="last"
    )
    pairs = zip(names["key"].tolist(), names["person"].tolist(), strict=True)
    return {key: frozenset(fold_name(name).split()) for key, name in pairs}
