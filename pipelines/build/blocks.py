"""Contacts told by day: tellings of the same sides and family joined where their days meet."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from pipelines.build.clusters import (
    are_told_apart,
    can_join,
    can_join_at_distance,
    may_be_one,
    survivor,
)
from pipelines.build.levels import UNKNOWN_RANK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipelines.build.clusters import Cluster
    from pipelines.build.tellings import Tokens

VISIT = "visit"


class Block:
    """The contacts found so far, and on which days they lie."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._all: list[Cluster] = []
        self._by_day: dict[int, list[Cluster]] = {}

    def clusters(self) -> list[Cluster]:
        """Return the contacts, first told first."""
        live = [cluster for cluster in self._all if cluster.joined is None]
        return sorted(live, key=lambda cluster: cluster.order)

    def on_days(self, start: int, end: int) -> list[Cluster]:
        """Return the contacts that lie on one of the days, first told first."""
        found: dict[int, Cluster] = {}
        for day in range(start, end + 1):
            for cluster in self._by_day.get(day, ()):
                if cluster.joined is None:
                    found[cluster.order] = cluster
        return [found[order] for order in sorted(found)] if found else []

    def add(self, cluster: Cluster) -> None:
        """Let a cluster stand as a contact of its own."""
        self._all.append(cluster)
        self._lay(cluster, range(cluster.start or 0, (cluster.end or 0) + 1))

    def join(self, into: Cluster, other: Cluster) -> None:
        """Make one contact of two, of which `into` is in the block."""
        into.absorb(other)
        if into.is_fine and other.is_fine:
            self._lay(into, range(other.start or 0, (other.end or 0) + 1))

    def _lay(self, cluster: Cluster, days: Iterable[int]) -> None:
        if cluster.is_fine:
            for day in days:
                self._by_day.setdefault(day, []).append(cluster)


def join_by_day(block: Block, tellings: Sequence[Cluster]) -> None:
    """Join tellings known to the day (rule SAME-CONTACT), the nearest first.

    Single days come before ranges: what is told for the very day is a better witness than what
    is told for a week.
    """
    days = [one for one in tellings if one.start == one.end]
    ranges = [one for one in tellings if one.start != one.end]
    for one in sorted(days, key=_most_told_first):
        _settle(block, one)
    join_neighbours(block)
    for one in sorted(ranges, key=lambda one: (_length(one), _most_told_first(one))):
        _settle(block, one)
    if ranges:
        join_neighbours(block)


def _length(cluster: Cluster) -> int:
    return (cluster.end or 0) - (cluster.start or 0)


def _most_told_first(cluster: Cluster) -> tuple[int, int]:
    """Rank by how much is told: only after the clear tellings can a vague one be told to fit."""
    sides = cluster.cast.values()
    known = sum((rank != UNKNOWN_RANK) + bool(persons) for rank, persons in sides)
    return -(known + 2 * (cluster.family is not None)), cluster.order


def _settle(block: Block, one: Cluster) -> None:
    """Join a telling to the contact on its days that it fits; alone if none or several."""
    near = block.on_days(one.start or 0, one.end or 0)
    found = [other for other in near if can_join(other, one, block.tokens)]
    if len(found) > 1:
        found = _decide(block, one, found)
    if found:
        block.join(found[0], one)
    else:
        block.add(one)


def _decide(block: Block, one: Cluster, found: list[Cluster]) -> list[Cluster]:
    """Return the one contact of several that a telling belongs to, or none.

    A visit told by its range is all that is told of its days. Where a release or a person keeps
    contacts apart that could be one, the telling goes with its own family. A host tells talks
    from a call. What lacks the word that tells the contacts apart is ambiguous, and goes with
    others that are so.
    """
    pairs = list(combinations(found, 2))
    if all(may_be_one(a, b, block.tokens) for a, b in pairs):
        if not any(are_told_apart(a, b) for a, b in pairs) and one.family == VISIT:
            for other in found[1:]:
                block.join(found[0], other)
            return found[:1]
        if one.start == one.end:
            return [max(found, key=lambda other: (other.family == one.family, -other.order))]
    there = [other for other in found if not one.hosts.isdisjoint(other.hosts)]
    if len(there) == 1:
        return there
    one.is_ambiguous = True
    return [other for other in found if other.is_ambiguous][:1]


def join_neighbours(block: Block) -> None:
    """Join contacts a day apart where that may be one day (publication days, time zones).

    Matched one to one: of three calls on three days no two tellings of a publisher become one.
    Visits are matched as often as they touch: one under way is told day after day.
    """
    for _, first, second in sorted(_neighbours(block), key=lambda edge: edge[0]):
        a, b = survivor(first), survivor(second)
        is_free = a.family == VISIT or not (a.is_matched or b.is_matched)
        if a is not b and is_free and can_join_at_distance(a, b, block.tokens):
            block.join(a, b)
            a.is_matched = True


def _neighbours(block: Block) -> Iterator[tuple[tuple[bool, int, int], Cluster, Cluster]]:
    """Yield pairs of contacts a day apart, with what ranks them.

    Best is a publication day that follows a stated day. A contact that fits two contacts of the
    same day is matched with neither.
    """
    later: list[tuple[Cluster, list[Cluster]]] = []
    n_earlier: Counter[int] = Counter()
    for one in block.clusters():
        found = _on_the_day_after(block, one)
        if found:
            later.append((one, found))
            n_earlier.update(other.order for other in found)
    for one, found in later:
        if len(found) == 1 == n_earlier[found[0].order]:
            is_worse = not (found[0].on_publication and one.with_stated_day)
            yield (is_worse, one.start or 0, found[0].order), one, found[0]


def _on_the_day_after(block: Block, one: Cluster) -> list[Cluster]:
    """Return the contacts that begin on the day after `one` and may be one with it."""
    if not one.is_fine or one.is_ambiguous:
        return []
    day = (one.end or 0) + 1
    return [
        other
        for other in block.on_days(day, day)
        if other.start == day
        and not other.is_ambiguous
        and _may_be_one_day(one, other)
        and can_join_at_distance(one, other, block.tokens)
    ]


def _may_be_one_day(earlier: Cluster, later: Cluster) -> bool:
    """Tell whether the later of two days in a row may be the day on which the earlier was told.

    A publisher that told of a call on each of two days, or states both days, tells of two calls.
    """
    both = earlier.publishers & later.publishers
    if len(earlier.publishers | later.publishers) == 1 and not (
        later.on_publication or (earlier.family == VISIT and earlier.on_publication)
    ):
        return False
    return earlier.family == VISIT or both.isdisjoint(earlier.on_day | later.with_stated_day)
