"""Which contacts in person are one meeting: the visit and the talks during it (ENCOUNTER)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pipelines.build.blocks import VISIT
from pipelines.build.days import NO_DAY, count_days, is_fine
from pipelines.build.grouping import distinct_lists
from pipelines.build.ids import short_hash
from pipelines.build.levels import RANKS_IN_ORDER, UNKNOWN_RANK, highest_levels, rank_levels
from pipelines.build.tellings import FAR_AHEAD, LONG_AGO

if TYPE_CHECKING:
    from collections.abc import Iterator

TALKS = "talks"
Ranks = tuple[int, int]  # of the highest levels of the two sides


@dataclass(slots=True, order=True)
class _Encounter:
    """Contacts in person of a pair that are one meeting. lead: number of its first contact."""

    start: int
    lead: int
    end: int
    ranks: Ranks = field(compare=False)
    hosts: frozenset[str] = field(compare=False)
    is_fine: bool = field(compare=False)

    @property
    def length(self) -> int:
        """How many days lie between the first and the last."""
        return self.end - self.start

    @property
    def n_unknown(self) -> int:
        """How many sides are of unknown level."""
        return self.ranks.count(UNKNOWN_RANK)


def find_encounters(contacts: pd.DataFrame, participants: pd.DataFrame) -> pd.Series[str]:
    """Return the encounter_id of each held contact in person, missing for all others.

    contacts: indexed by number; has contact_id, family, channel, status, format, level, sides,
    sides_text, host_country and the date. participants: has contact, country and level.
    """
    is_meeting = (contacts["status"] == "held") & (contacts["channel"] == "in_person")
    met = contacts[is_meeting & contacts["family"].isin([TALKS, VISIT])]
    # A multilateral contact is an encounter of its own.
    of_two = _describe(met[met["format"] == "bilateral"], participants)
    names = dict(zip(met.index.tolist(), met["contact_id"].tolist(), strict=True))
    leads = {number: number for number in names}
    leads |= _join_by_day(of_two)
    for encounters in _of_pairs(of_two, leads):
        leads |= _join_vague(encounters)
    ids = {number: short_hash("encounter", names[_end_of(leads, number)]) for number in leads}
    return pd.Series(ids, dtype="str").reindex(contacts.index)


def _describe(of_two: pd.DataFrame, participants: pd.DataFrame) -> pd.DataFrame:
    """Return the contacts with their days as numbers and the ranks of both sides."""
    start, end = count_days(of_two["first_day"]), count_days(of_two["last_day"])
    there = participants[participants["contact"].isin(of_two.index)]
    sides = highest_levels(there, "contact")
    ranks = pd.Series(np.array(RANKS_IN_ORDER)[sides["order"]], index=sides.index)
    by_contact = ranks.groupby(sides["contact"])
    is_dated = (start != NO_DAY) | (end != NO_DAY)
    described = of_two.assign(
        is_fine=is_fine(of_two),
        rank=rank_levels(of_two["level"]),
        rank_a=by_contact.first(),
        rank_b=by_contact.last(),
        start=np.where(start == NO_DAY, LONG_AGO, start),
        end=np.where(end == NO_DAY, FAR_AHEAD, end),
    )
    dated: pd.DataFrame = described.loc[is_dated].sort_index()
    return dated


def _join_by_day(of_two: pd.DataFrame) -> dict[int, int]:
    """Return the first contact of each run of days without a break, of one pair and level."""
    by = ["sides_text", "rank"]
    fine = of_two[of_two["is_fine"]].assign(number=of_two.index[of_two["is_fine"]])
    fine = fine.sort_values([*by, "start", "end", "number"], kind="stable")
    reached = fine.groupby(by)["end"].cummax()
    before = reached.groupby([fine[name] for name in by]).shift()
    is_first = before.isna() | (fine["start"] > before + 1)
    leads = fine["number"].where(is_first).ffill().astype("int64")
    return dict(zip(fine["number"].tolist(), leads.tolist(), strict=True))


def _of_pairs(of_two: pd.DataFrame, leads: dict[int, int]) -> Iterator[list[_Encounter]]:
    """Yield the encounters so far of each pair that has one of coarse date or unknown level."""
    of_two = of_two.assign(lead=pd.Series(of_two.index, index=of_two.index).map(leads))
    runs = of_two.groupby("lead").agg(
        sides_text=("sides_text", "first"),
        is_fine=("is_fine", "first"),
        start=("start", "min"),
        end=("end", "max"),
        rank_a=("rank_a", "min"),
        rank_b=("rank_b", "min"),
    )
    lists = distinct_lists(of_two, "lead", "host_country")
    hosts = dict(zip(lists.index.tolist(), lists.tolist(), strict=True))
    is_vague = ~runs["is_fine"] | (runs[["rank_a", "rank_b"]] == UNKNOWN_RANK).any(axis="columns")
    runs = runs[runs["sides_text"].isin(set(runs.loc[is_vague, "sides_text"]))].sort_index()
    found: dict[str, list[_Encounter]] = {}
    for lead, pair, fine, start, end, *ranks in runs.itertuples(name=None):
        hosted = frozenset(hosts.get(lead, ()))
        one = _Encounter(start, lead, end, (ranks[0], ranks[1]), hosted, fine)
        found.setdefault(pair, []).append(one)
    yield from found.values()


def _join_vague(encounters: list[_Encounter]) -> dict[int, int]:
    """Return the encounter that each vague one is part of, by lead; the clearest are settled first.

    One of unknown level is part of the one encounter that it touches, a coarse one of the one
    inside its interval; if there are none or several it stands alone.
    """
    clear = sorted(one for one in encounters if one.is_fine and not one.n_unknown)
    coarse: list[_Encounter] = []
    joined: dict[int, int] = {}
    vague = [one for one in encounters if not one.is_fine or one.n_unknown]
    longest = max((one.length for one in encounters if one.is_fine), default=0)
    for one in sorted(vague, key=lambda one: (not one.is_fine, one.n_unknown, one.length, one)):
        near = _touching(one, clear, longest) if one.is_fine else _inside(one, clear, coarse)
        found = list(islice((other for other in near if _ranks_agree(one, other)), 2))
        if len(found) == 1:
            joined[one.lead] = found[0].lead
        elif one.is_fine:
            insort(clear, one)
        else:
            coarse.append(one)
    return joined


def _touching(one: _Encounter, others: list[_Encounter], longest: int) -> Iterator[_Encounter]:
    """Yield those of the others that share a day with one, or end or begin the day beside it.

    longest: none of the others is longer.
    """
    near = _starting(others, one.start - 1 - longest, one.end + 1)
    return (other for other in near if other.end >= one.start - 1)


def _inside(
    one: _Encounter, others: list[_Encounter], coarse: list[_Encounter]
) -> Iterator[_Encounter]:
    for other in chain(_starting(others, one.start, one.end), coarse):
        is_elsewhere = one.hosts and other.hosts and one.hosts.isdisjoint(other.hosts)
        if one.start <= other.start and other.end <= one.end and not is_elsewhere:
            yield other


def _starting(others: list[_Encounter], first: int, last: int) -> Iterator[_Encounter]:
    begin = bisect_left(others, first, key=lambda other: other.start)
    end = bisect_right(others, last, key=lambda other: other.start)
    return islice(others, begin, end)


def _ranks_agree(one: _Encounter, other: _Encounter) -> bool:
    pairs = zip(one.ranks, other.ranks, strict=True)
    return all(a == b or UNKNOWN_RANK in (a, b) for a, b in pairs)


def _end_of(leads: dict[int, int], number: int) -> int:
    while leads[number] != number:
        number = leads[number]
    return number
