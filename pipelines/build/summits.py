"""Multilateral contacts told with different sides: joined if they share two (rule SAME-MULTI)."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pipelines.build.clusters import can_join_at_distance, survivor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelines.build.clusters import Cluster
    from pipelines.build.tellings import Tokens

SHARED_SIDES = 2


class _Likeness(NamedTuple):
    """Two contacts that may be one, and by how many sides they differ."""

    n_other_sides: int
    first: Cluster
    second: Cluster


def join_summits(
    clusters: Sequence[Cluster], tokens: Tokens, bodies: frozenset[str]
) -> list[Cluster]:
    """Return multilateral contacts of one family, those of one day and host joined.

    clusters: contacts whose tellings have the same sides. bodies: codes of organisations; one
    that takes part names the event ("Russia with CSTO"). The most alike are joined first.
    """
    pairs = [
        _Likeness(len(a.cast.keys() ^ b.cast.keys()), a, b)
        for a, b in _on_one_day(clusters)
        if _is_one_event(a, b, bodies) and can_join_at_distance(a, b, tokens)
    ]
    pairs.sort(key=lambda pair: (pair.n_other_sides, pair.first.order, pair.second.order))
    rivals: dict[tuple[int, int], list[Cluster]] = defaultdict(list)
    for distance, a, b in pairs:
        rivals[a.order, distance].append(b)
        rivals[b.order, distance].append(a)
    # By the order that clusters have now: one that is joined takes that of its first telling.
    equals = [
        (pair, rivals[pair.first.order, pair[0]], rivals[pair.second.order, pair[0]])
        for pair in pairs
    ]
    for pair, of_first, of_second in equals:
        _join_pair(pair, (of_first, of_second), tokens)
    return [one for one in clusters if one.joined is None]


def _join_pair(
    pair: _Likeness, rivals: tuple[list[Cluster], list[Cluster]], tokens: Tokens
) -> None:
    """Join two contacts, unless one of them is as much like a third that the other cannot be.

    Which of the two it tells of cannot be known then.
    """
    a, b = survivor(pair.first), survivor(pair.second)
    if a is b:
        return
    for one, other, others in ((pair.first, b, rivals[0]), (pair.second, a, rivals[1])):
        if any(not _are_orcan_join_at_distance(other, survivor(rival), tokens) for rival in others):
            one.is_ambiguous = True
    if not (pair.first.is_ambiguous or pair.second.is_ambiguous) and can_join_at_distance(
        a, b, tokens
    ):
        first, second = sorted((a, b), key=lambda one: one.order)
        first.absorb(second)


def _on_one_day(clusters: Sequence[Cluster]) -> Iterator[tuple[Cluster, Cluster]]:
    """Yield each pair of contacts that share a day and a side once, in the order of tellings."""
    cells: dict[tuple[str, int], list[Cluster]] = defaultdict(list)
    for one in sorted(clusters, key=lambda one: one.order):
        if one.is_fine:
            for day in range(one.start or 0, (one.end or 0) + 1):
                for country in one.cast:
                    cells[country, day].append(one)
    seen = set()
    for cell in cells.values():
        for a, b in combinations(cell, 2):
            if (a.order, b.order) not in seen:
                seen.add((a.order, b.order))
                yield a, b


def _is_one_event(a: Cluster, b: Cluster, bodies: frozenset[str]) -> bool:
    shared = a.cast.keys() & b.cast.keys()
    return len(shared) >= SHARED_SIDES or not bodies.isdisjoint(shared)


def _are_orcan_join_at_distance(a: Cluster, b: Cluster, tokens: Tokens) -> bool:
    return a is b or can_join_at_distance(a, b, tokens)
