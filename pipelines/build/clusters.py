"""A contact in the making: the tellings joined so far, and what they say between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.build.levels import UNKNOWN_RANK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.build.tellings import Cast, Side, Tokens

WIKIDATA = "Q"
TALKS = "talks"


@dataclass(slots=True, eq=False)
class Cluster:
    """Tellings that are one contact; grows while the tellings of a block are joined.

    members: numbers of tellings. start, end: days; None for an unknown date.
    family: None while the channel is unknown. releases: the family as which each release tells
    it. direction, hosts, kinds: what was told of the
    visit's host or message's sender, of the host, of the kind of visit; empty when not told.
    on_publication, with_stated_day: publishers by what their day rests on. on_day: publishers
    that told of it while it happened.
    awaited: first and last day on which a plan without a date may have come about.
    apart: tellings that a person found to be another contact. joined: the cluster this one became.
    """

    members: list[int]
    start: int | None
    end: int | None
    is_fine: bool
    family: str | None
    cast: Cast
    releases: dict[str, str]
    direction: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    on_publication: frozenset[str] = frozenset()
    on_day: frozenset[str] = frozenset()
    with_stated_day: frozenset[str] = frozenset()
    apart: frozenset[int] = frozenset()
    awaited: tuple[int, int] | None = None
    is_held: bool = False
    is_ambiguous: bool = False
    is_matched: bool = False
    joined: Cluster | None = field(default=None, repr=False)

    @property
    def order(self) -> int:
        """Number of the first telling: an order that does not depend on arrival."""
        return self.members[0]

    @property
    def publishers(self) -> frozenset[str]:
        """Publishers that tell a day of it."""
        return self.on_publication | self.with_stated_day

    def absorb(self, other: Cluster) -> None:
        """Take over the tellings of `other`, which is no contact of its own from now on."""
        other.joined = self
        self._widen(other)
        self.members = sorted([*self.members, *other.members])
        self.family = self.family or other.family
        self.cast = join_casts(self.cast, other.cast)
        self.releases = other.releases | self.releases
        for name in _UNITED:
            own, added = getattr(self, name), getattr(other, name)
            # Most often both were told the same, or one nothing: to unite them took twice as long.
            if not added <= own:
                setattr(self, name, own | added)
        self.is_held = self.is_held or other.is_held
        self.is_ambiguous = self.is_ambiguous or other.is_ambiguous
        self.is_matched = self.is_matched or other.is_matched

    def _widen(self, other: Cluster) -> None:
        """Span both intervals where both are days; else keep the one that is known better."""
        if self.is_fine and other.is_fine:
            self.start = min(self.start or 0, other.start or 0)
            self.end = max(self.end or 0, other.end or 0)
        elif other.is_fine or self.start is None:
            self.start, self.end, self.is_fine = other.start, other.end, other.is_fine


_UNITED = (
    *("direction", "hosts", "kinds", "apart"),
    *("on_publication", "on_day", "with_stated_day"),
)


def survivor(cluster: Cluster) -> Cluster:
    """Return the cluster that `cluster` has become."""
    while cluster.joined is not None:
        cluster = cluster.joined
    return cluster


def may_be_one(a: Cluster, b: Cluster, tokens: Tokens) -> bool:
    """Tell whether nothing that is told of the two contradicts their being one (SAME-CONTACT)."""
    if a.family != b.family and a.family is not None and b.family is not None:
        return False
    if a.direction and b.direction and a.direction.isdisjoint(b.direction):
        return False
    return casts_agree(a.cast, b.cast, tokens)


def are_told_apart(a: Cluster, b: Cluster) -> bool:
    """Tell whether a release tells of talks and of a call that day, or a person's verdict is so."""
    shared = a.releases.keys() & b.releases.keys()
    if any(a.releases[release] != b.releases[release] for release in shared):
        return True
    return not (a.apart.isdisjoint(b.members) and b.apart.isdisjoint(a.members))


def can_join(a: Cluster, b: Cluster, tokens: Tokens) -> bool:
    """Tell whether the two can be one contact if their days are the same.

    What one release tells twice of the same day, sides and family is a repetition.
    """
    return may_be_one(a, b, tokens) and not are_told_apart(a, b)


def can_join_at_distance(a: Cluster, b: Cluster, tokens: Tokens) -> bool:
    """Tell the same where days or sides are not the same.

    Host and kind must agree then, and no release may tell of both (rule MENTION).
    """
    if not a.releases.keys().isdisjoint(b.releases) or not hosts_agree(a, b):
        return False
    is_other_kind = a.kinds and b.kinds and a.kinds.isdisjoint(b.kinds)
    return not is_other_kind and can_join(a, b, tokens)


def hosts_agree(a: Cluster, b: Cluster) -> bool:
    """Tell whether the hosts that both were told with have one in common."""
    return not (a.hosts and b.hosts and a.hosts.isdisjoint(b.hosts))


def casts_agree(a: Cast, b: Cast, tokens: Tokens) -> bool:
    """Tell whether no side that both have is led by somebody else in the other."""
    if a is b:
        return True
    return all(
        _sides_agree(side, b[country], tokens) for country, side in a.items() if country in b
    )


def _sides_agree(a: Side, b: Side, tokens: Tokens) -> bool:
    """Compare persons where both name them, else levels, of which an unknown one fits any."""
    (rank_a, persons_a), (rank_b, persons_b) = a, b
    if persons_a and persons_b:
        return not persons_a.isdisjoint(persons_b) or _names_agree(persons_a, persons_b, tokens)
    return rank_a == rank_b or UNKNOWN_RANK in (rank_a, rank_b)


def _names_agree(a: Iterable[str], b: Iterable[str], tokens: Tokens) -> bool:
    """Tell whether a name of one may be short for a name of the other ("Putin").

    Two Wikidata ids are two persons, whatever their names: father and son share one.
    """
    for one in a:
        for other in b:
            if one.startswith(WIKIDATA) and other.startswith(WIKIDATA):
                continue
            words, others = tokens[one], tokens[other]
            if words and others and (words <= others or others <= words):
                return True
    return False


def join_casts(a: Cast, b: Cast) -> Cast:
    """Return the sides of both; of a side the highest known rank and all persons that hold it."""
    if a is b:
        return a
    joined = dict(a)
    for country, (rank, persons) in b.items():
        own_rank, own_persons = a.get(country, (rank, persons))
        joined[country] = (min(own_rank, rank), own_persons | persons)
    return joined
