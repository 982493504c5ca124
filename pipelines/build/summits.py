"""Multilateral contacts told with different sides: joined if they share two (rule SAME-MULTI)."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from pipelines.build.clusters import can_join

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelines.build.clusters import Cluster
    from pipelines.build.tellings import Tokens

SHARED_SIDES = 2
# A calendar of the contacts of each side, so that a contact meets only those of its own sides.
_Days = dict[tuple[str, int], list["Cluster"]]


def join_summits(
    clusters: Sequence[Cluster], tokens: Tokens, bodies: frozenset[str]
) -> list[Cluster]:
    """Return multilateral contacts of one family, those of one day and host joined.

    clusters: contacts whose tellings have the same sides. The one with most sides comes first:
    what is told of a few sides is found in what is told of all. bodies: codes of organisations;
    one that takes part names the event ("Russia with CSTO").
    """
    days: _Days = {}
    ordered = sorted(clusters, key=lambda one: (-len(one.cast), one.order))
    for one in ordered:
        if one.is_fine:
            _join_one(days, one, tokens, bodies)
    return [one for one in ordered if one.joined is None]


def _join_one(days: _Days, one: Cluster, tokens: Tokens, bodies: frozenset[str]) -> None:
    found = [
        other
        for other in _on_its_days(days, one)
        if _is_one_event(one, other, bodies) and can_join(one, other, tokens)
    ]
    kept = _choose(one, found, tokens)
    one.is_ambiguous = one.is_ambiguous or (bool(found) and not kept)
    target = one
    for other in kept:
        if target is one:
            target = other
            target.absorb(one)
        else:
            target.absorb(other)
    _lay(days, target)


def _on_its_days(days: _Days, one: Cluster) -> Iterator[Cluster]:
    found: dict[int, Cluster] = {}
    for country in one.cast:
        for day in range(one.start or 0, (one.end or 0) + 1):
            for other in days.get((country, day), ()):
                if other.joined is None:
                    found[other.order] = other
    return (found[order] for order in sorted(found))


def _is_one_event(one: Cluster, other: Cluster, bodies: frozenset[str]) -> bool:
    shared = one.cast.keys() & other.cast.keys()
    is_known = len(shared) >= SHARED_SIDES or not bodies.isdisjoint(shared)
    return is_known and _hosts_agree(one, other)


def _hosts_agree(one: Cluster, other: Cluster) -> bool:
    return not (one.hosts and other.hosts and one.hosts.isdisjoint(other.hosts))


def _choose(one: Cluster, found: list[Cluster], tokens: Tokens) -> list[Cluster]:
    """Return the contacts that are one with `one`: all if they can be, else the most alike.

    None if two are equally alike: which of them is told cannot be known.
    """
    if all(_hosts_agree(a, b) and can_join(a, b, tokens) for a, b in combinations(found, 2)):
        return found
    ranked = sorted(found, key=lambda other: len(one.cast.keys() ^ other.cast.keys()))
    first, second = (len(one.cast.keys() ^ other.cast.keys()) for other in ranked[:2])
    return ranked[:1] if first < second else []


def _lay(days: _Days, one: Cluster) -> None:
    for country in one.cast:
        for day in range(one.start or 0, (one.end or 0) + 1):
            cell = days.setdefault((country, day), [])
            if one not in cell:
                cell.append(one)
