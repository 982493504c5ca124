"""Which mentions are one contact (rules SAME-CONTACT to SAME-UNDATED, SAME-MULTI, SAME-ORDER)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from pipelines.build.blocks import VISIT, Block, join_by_day
from pipelines.build.clusters import TALKS, Cluster
from pipelines.build.coarse import join_coarse, join_undated
from pipelines.build.days import NO_DAY, count_days
from pipelines.build.grouping import number_groups
from pipelines.build.lone import PLANS, find_alike, is_alone, number_near
from pipelines.build.summits import join_summits
from pipelines.build.tellings import list_casts
from pipelines.build.verdicts import read_verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from pipelines.build.tellings import Cast, Tellings, Tokens
    from pipelines.build.verdicts import Verdicts

UNKNOWN_CHANNEL = "unknown"
# Families that a telling of unknown channel may belong to.
SPOKEN = (TALKS, "telephone", "video")
# The contact of tellings that were compared beforehand, see shards.py; OPEN where none is known.
JOINT, OPEN = "joint", -1


class _Row(NamedTuple):
    """What is compared of one telling, besides its sides."""

    release_id: str
    publisher: str
    contact_type: str
    family: str
    channel: str
    status: str
    date_basis: str
    direction: str | None
    host_country: str | None
    is_fine: bool
    start: int
    end: int
    published: int
    a_year_on: int


def find_contacts(
    tellings: Tellings, verdicts: pd.DataFrame, bodies: frozenset[str], tokens: Tokens
) -> pd.DataFrame:
    """Return the contact of each telling: the columns contact and is_ambiguous, same index.

    contact: a number from 0, in the order of the first telling of each contact. verdicts: of
    people, who are always right. bodies: codes of organisations. tokens: see split_names().
    Tellings that have a `joint` already are the contact that it numbers, and are no other.
    Raises ValueError where verdicts contradict one another.
    """
    frame = tellings.frame
    known = read_verdicts(verdicts, frame["mention_id"])
    firsts, ambiguous = _firsts_of_joint(frame)
    for members, is_ambiguous in _find_members(tellings, tokens, known, bodies):
        for member in members:
            firsts[member] = members[0]
        if is_ambiguous:
            ambiguous.add(members[0])
    firsts = known.unite(firsts)
    known.check(firsts)
    number = {first: n for n, first in enumerate(sorted(set(firsts)))}
    found = pd.DataFrame({"contact": [number[first] for first in firsts]}, index=frame.index)
    flags = {number[first] for first in ambiguous if first in number}
    return found.astype({"contact": "int64"}).assign(is_ambiguous=found["contact"].isin(flags))


def _firsts_of_joint(frame: pd.DataFrame) -> tuple[list[int], set[int]]:
    """Return the first telling of the contact of each that has one, and which are ambiguous."""
    if JOINT not in frame:
        return [0] * len(frame), set()
    numbers = pd.Series(frame.index, index=frame.index)
    firsts = numbers.groupby(frame[JOINT]).transform("min")
    is_ambiguous = (frame[JOINT] != OPEN) & frame["is_ambiguous"]
    return firsts.tolist(), set(firsts[is_ambiguous].tolist())


def _rows(frame: pd.DataFrame) -> dict[int, _Row]:
    """Return what is compared of each telling, by its number."""
    columns = (
        column.astype("object").where(column.notna(), None).tolist()
        for column in (frame[name] for name in _Row._fields)
    )
    rows = map(_Row._make, zip(*columns, strict=True))
    return dict(zip(frame.index.tolist(), rows, strict=True))


def _find_members(
    tellings: Tellings, tokens: Tokens, known: Verdicts, bodies: frozenset[str]
) -> Iterator[tuple[list[int], bool]]:
    """Yield the tellings of each contact, first told first, and whether it is ambiguous.

    First those with the same sides are joined, a block at a time, so that only the contacts of
    one block are in memory; then multilateral ones that share some sides.
    """
    frame = _open_blocks(tellings.frame)
    groups = number_near(frame, frame["block"].to_numpy())
    is_lone = _may_be_settled(frame, known) & is_alone(groups)
    yield from (([number], False) for number in frame.index[is_lone].tolist())
    frame, groups = frame[~is_lone], number_groups(groups[~is_lone])
    people = tellings.participants
    casts = list_casts(people[people["telling"].isin(frame.index)], len(tellings.frame))
    different = np.array([id(casts[number]) for number in frame.index.tolist()], dtype="int64")
    is_alike = _may_be_settled(frame, known) & find_alike(frame, groups, different)
    yield from ((alike, False) for alike in _list_groups(frame[is_alike], groups[is_alike]))
    frame = frame[~is_alike]
    rows = _rows(frame)
    summits: dict[str, list[Cluster]] = defaultdict(list)
    for group, is_many, numbers in _blocks(frame):
        units = _units(numbers, rows, casts, known)
        joined = units if len(units) == 1 else _join_block(units, tokens)
        if is_many:
            summits[group].extend(joined)
        else:
            yield from ((one.members, one.is_ambiguous) for one in joined)
    for group in sorted(summits):
        joined = join_summits(summits[group], tokens, bodies)
        yield from ((one.members, one.is_ambiguous) for one in joined)


def _open_blocks(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the tellings whose contacts are to be found, with group, block and a_year_on.

    block: the number of those of the same sides, family and format. A meeting of two on the
    margins of a summit of many is not the summit, whose sides may be told as the same two.
    """
    if JOINT in frame:
        frame = frame[frame[JOINT] == OPEN]
    frame = frame.assign(
        group=frame["family"].mask(frame["family"].isin(SPOKEN), TALKS),
        a_year_on=count_days(frame["published_day"] + pd.DateOffset(years=1)),
    )
    blocks = frame.groupby(["group", "is_many", "sides_text"], sort=False).ngroup()
    return frame.assign(block=blocks)


def _may_be_settled(frame: pd.DataFrame, known: Verdicts) -> NDArray[np.bool_]:
    """Tell which tellings are of two sides and of a block of which people have found nothing."""
    # Of what people found to be one, all that lies between is near.
    named = frame.index.isin([*known.same, *known.different])
    is_judged = frame["block"].isin(frame.loc[named, "block"])
    return ~(frame["is_many"] | is_judged).to_numpy()


def _list_groups(frame: pd.DataFrame, groups: NDArray[np.int64]) -> Iterator[list[int]]:
    """Yield the numbers of the tellings of each group, in their order."""
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    numbers = frame.index.to_numpy()[order].tolist()
    ends = [*starts[1:].tolist(), len(numbers)]
    for start, end in zip(starts.tolist(), ends, strict=bool(numbers)):
        yield numbers[start:end]


def _blocks(frame: pd.DataFrame) -> Iterator[tuple[str, bool, list[int]]]:
    """Yield the group and format of each block, and the numbers of its tellings."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for number, block in zip(frame.index.tolist(), frame["block"].tolist(), strict=True):
        blocks[block].append(number)
    first = frame.drop_duplicates("block")
    kinds = (first[name].tolist() for name in ("group", "is_many"))
    yield from zip(*kinds, blocks.values(), strict=True)


def _join_block(units: Sequence[Cluster], tokens: Tokens) -> list[Cluster]:
    block = Block(tokens)
    join_by_day(block, [one for one in units if one.is_fine])
    join_coarse(block, [one for one in units if not one.is_fine and one.start is not None])
    join_undated(block, [one for one in units if one.start is None])
    return block.clusters()


def _units(
    numbers: Iterable[int], rows: Mapping[int, _Row], casts: Sequence[Cast], known: Verdicts
) -> list[Cluster]:
    """Return what is to be joined: tellings, those taken together that are one beforehand.

    That is what people found to be one, and what one release tells twice alike, with or without
    a day.
    """
    units: dict[object, Cluster] = {}
    for number in numbers:
        row = rows[number]
        key: object = known.same.get(number)
        if key is None:
            key = (row, id(casts[number]))
        one = _cluster(number, row, casts[number], known.different.get(number, frozenset()))
        if key in units:
            units[key].absorb(one)
        else:
            units[key] = one
    return list(units.values())


def _cluster(number: int, row: _Row, cast: Cast, apart: frozenset[int]) -> Cluster:
    is_dated = row.start != NO_DAY
    is_held = row.status == "held"
    is_unknown = row.family == TALKS and row.channel == UNKNOWN_CHANNEL
    is_on_publication = row.date_basis == "publication"
    publisher, nobody = _told(row.publisher), _told(None)
    is_kind = row.family == VISIT and row.contact_type != VISIT
    is_plan = row.status in PLANS and not is_dated and row.published != NO_DAY
    is_on_day = is_held and row.is_fine and row.start <= row.published <= row.end
    return Cluster(
        members=[number],
        start=row.start if is_dated else None,
        end=row.end if is_dated else None,
        is_fine=row.is_fine,
        family=None if is_unknown else row.family,
        cast=cast,
        releases={row.release_id: row.family},
        direction=_told(row.direction),
        hosts=_told(row.host_country),
        kinds=_told(row.contact_type if is_kind else None),
        on_publication=publisher if row.is_fine and is_on_publication else nobody,
        on_day=publisher if is_on_day or is_on_publication else nobody,
        with_stated_day=publisher if row.is_fine and not is_on_publication else nobody,
        awaited=(row.published + 1, row.a_year_on) if is_plan else None,
        apart=apart,
        is_held=is_held,
    )


@cache
def _told(value: str | None) -> frozenset[str]:
    """Return what is told as a set; one object a value, because there are few and many tellings."""
    return frozenset() if value is None else frozenset({value})
