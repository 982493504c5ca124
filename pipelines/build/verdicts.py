"""What people found: pairs of mentions that are the same contact, or are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Verdicts on tellings by number.

    same: the first of all tellings that people found to be one contact, for each of them.
    different: the tellings that a telling is no contact with, both ways.
    pairs: pairs that are different, with their mention ids for messages.
    """

    same: dict[int, int]
    different: dict[int, frozenset[int]]
    pairs: tuple[tuple[int, int, str], ...]

    def unite(self, contacts: Sequence[int]) -> list[int]:
        """Return the contacts, those made one of which people found a telling each to be one."""
        parents: dict[int, int] = {}
        for telling, first in self.same.items():
            a, b = _root(parents, contacts[telling]), _root(parents, contacts[first])
            parents[max(a, b)] = min(a, b)
        return [_root(parents, contact) for contact in contacts]

    def check(self, contacts: Sequence[int]) -> None:
        """Raise ValueError when two tellings that people found different are one contact."""
        for a, b, names in self.pairs:
            if contacts[a] == contacts[b]:
                raise ValueError(
                    f"identity.csv: '{names}' are different, but other verdicts make them the "
                    "same; remove the wrong one"
                )


def read_verdicts(verdicts: pd.DataFrame, mention_ids: pd.Series[str]) -> Verdicts:
    """Return the verdicts on tellings whose mention ids are `mention_ids`, in their order.

    A verdict on a mention that is not there is left out: `find_stale_verdicts` tells of it.
    """
    parents: dict[int, int] = {}
    different: dict[int, frozenset[int]] = {}
    pairs: list[tuple[int, int, str]] = []
    for a, b, verdict, names in _numbered(verdicts, mention_ids):
        if verdict == SAME:
            first, second = _root(parents, a), _root(parents, b)
            parents[max(first, second)] = min(first, second)
        elif verdict == DIFFERENT:
            pairs.append((a, b, names))
            different[a] = different.get(a, frozenset()) | {b}
            different[b] = different.get(b, frozenset()) | {a}
        else:
            raise ValueError(f"identity.csv: '{verdict}' on {names} is neither same nor different")
    known = {*parents, *parents.values()}
    return Verdicts({one: _root(parents, one) for one in sorted(known)}, different, tuple(pairs))


def find_stale_verdicts(verdicts: pd.DataFrame, mention_ids: pd.Series[str]) -> pd.DataFrame:
    """Return the verdicts of which a mention is no longer there, to be looked at again."""
    is_here = verdicts["mention_id_a"].isin(mention_ids) & verdicts["mention_id_b"].isin(
        mention_ids
    )
    return verdicts[~is_here]


def _numbered(
    verdicts: pd.DataFrame, mention_ids: pd.Series[str]
) -> Iterator[tuple[int, int, str, str]]:
    named = {*verdicts["mention_id_a"], *verdicts["mention_id_b"]}
    here = mention_ids[mention_ids.isin(named)]
    numbers = dict(zip(here.tolist(), here.index.tolist(), strict=True))
    columns = (verdicts[name].tolist() for name in ("mention_id_a", "mention_id_b", "verdict"))
    for a, b, verdict in sorted(zip(*columns, strict=True)):
        if a in numbers and b in numbers:
            yield numbers[a], numbers[b], verdict, f"{a}, {b}"


def _root(parents: dict[int, int], one: int) -> int:
    while parents.get(one, one) != one:
        one = parents[one]
    return one
