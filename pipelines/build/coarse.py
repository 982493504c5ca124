"""Contacts not told by day: tellings of a month or longer, and plans without a date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from pipelines.build.clusters import TALKS, can_join_at_distance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipelines.build.blocks import Block
    from pipelines.build.clusters import Cluster


def join_coarse(block: Block, tellings: Sequence[Cluster]) -> None:
    """Join each coarse telling to the one contact inside its interval (rule SAME-COARSE).

    If there are several it stands alone, with others of the very same interval: they are alike
    in all that is known. If there is none inside, one that only overlaps will do (SAME-CONTACT).
    """
    calendar = _Calendar(block.clusters())
    for one in sorted(tellings, key=lambda one: (_length(one), one.order)):
        found = list(islice(_fitting(block, one, calendar.inside(one)), 2))
        found = found or list(islice(_fitting(block, one, calendar.touching(one)), 2))
        if len(found) > 1:
            one.is_ambiguous = True
            alike = (other for other in calendar.coarse if _is_alike(one, other))
            found = list(islice(_fitting(block, one, alike), 1))
        if found:
            block.join(found[0], one)
        else:
            block.add(one)
            calendar.coarse.append(one)


def join_undated(block: Block, tellings: Sequence[Cluster]) -> None:
    """Join each plan without a date to the one contact held within a year (SAME-UNDATED).

    All else of unknown date stands alone.
    """
    calendar = _Calendar([one for one in block.clusters() if one.is_held])
    for one in sorted(tellings, key=lambda one: one.order):
        found: list[Cluster] = []
        if one.awaited is not None:
            coming = (held for held in calendar.starting(*one.awaited) if _is_of_family(one, held))
            found = list(islice(_fitting(block, one, coming), 2))
        if len(found) == 1:
            block.join(found[0], one)
        else:
            block.add(one)


class _Calendar:
    """Dated contacts sorted by first day, so that those of an interval are found at once."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        dated = [one for one in clusters if one.start is not None]
        self._sorted = sorted(dated, key=lambda one: (one.start, one.order))
        self._starts = [one.start or 0 for one in self._sorted]
        self._longest = max((_length(one) for one in self._sorted), default=0)
        self.coarse: list[Cluster] = []

    def starting(self, first: int, last: int) -> Iterator[Cluster]:
        """Yield the contacts that begin on one of the days."""
        begin, end = bisect_left(self._starts, first), bisect_right(self._starts, last)
        return islice(self._sorted, begin, end)

    def inside(self, one: Cluster) -> Iterator[Cluster]:
        """Yield the contacts that lie wholly inside the interval of `one`."""
        start, end = one.start or 0, one.end or 0
        yield from (other for other in self.starting(start, end) if (other.end or 0) <= end)
        yield from (other for other in self.coarse if _is_inside(other, one))

    def touching(self, one: Cluster) -> Iterator[Cluster]:
        """Yield the contacts that share a day with the interval of `one`."""
        start, end = one.start or 0, one.end or 0
        near = self.starting(start - self._longest, end)
        yield from (other for other in near if (other.end or 0) >= start)
        yield from (
            other
            for other in self.coarse
            if (other.start or 0) <= end and (other.end or 0) >= start
        )


def _fitting(block: Block, one: Cluster, others: Iterable[Cluster]) -> Iterator[Cluster]:
    return (other for other in others if can_join_at_distance(other, one, block.tokens))


def _length(cluster: Cluster) -> int:
    return (cluster.end or 0) - (cluster.start or 0)


def _is_inside(inner: Cluster, outer: Cluster) -> bool:
    is_after = (inner.start or 0) >= (outer.start or 0)
    return is_after and (inner.end or 0) <= (outer.end or 0)


def _is_of_family(one: Cluster, other: Cluster) -> bool:
    """Compare families strictly: plans for talks of unknown channel are no plans for a call."""
    return (one.family or TALKS) == (other.family or TALKS)


def _is_alike(one: Cluster, other: Cluster) -> bool:
    return other.is_ambiguous and (one.start, one.end) == (other.start, other.end)
