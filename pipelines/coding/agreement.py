"""Tells whether two tellings of one release can be of one contact: medium, sides, names, days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pipelines.coding.sides import (
    are_one_name,
    count_sides,
    is_same,
    merge_participants,
    sides_of,
)
from pipelines.quick_record import replace
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pipelines.coding.event import Event
    from pipelines.coding.finding import Finding
    from pipelines.records import Participant

_OPEN_FAMILIES = frozenset({"talks", "telephone", "video"})
_LEAD = 2  # sentences after the title that tell what the release reports
_LATE = timedelta(days=31)
_RECENT = timedelta(days=7)  # a release that names no day in its title may tell one this far back
_MINISTERS = frozenset({"minister", "foreign_minister", "deputy_leader"})
# "The Chilean envoy" of a headline is the ambassador of the text.
_NO_RANKS = frozenset({"unknown", "counterpart", "other", "envoy"})


def families_agree(event: Event, finding: Finding) -> bool:
    """Tell whether a finding may be by the medium of an event: unknown with any of talks."""
    families = {other.family for other in event.findings}
    if families == {finding.family}:
        return True
    # "A meets B" in a headline says not how: they "met virtually" (rule TYPE-MEDIUM).
    known = {
        f.family
        for f in (*event.findings, finding)
        if f.channel != "unknown" and not (f.is_in_present and f.host_country is None)
    }
    return families | {finding.family} <= _OPEN_FAMILIES and len(known) <= 1


def sides_agree(one: Sequence[Participant], other: Sequence[Participant]) -> bool:
    """Tell whether both tell of the same sides, or one of some of the other's many."""
    if _are_strangers(one, other):
        return False
    own = _shared_sides(one, other)
    one = [_as_own(_as_of(p, own), other) for p in one]
    other = [_as_own(_as_of(p, own), one) for p in other]
    both = count_sides(merge_participants([*one, *other]))
    if both != max(count_sides(one), count_sides(other)):
        return False
    # A bilateral telling may be part of a meeting of three, but not a different pair of it.
    return min(count_sides(one), count_sides(other)) == both


def _are_strangers(one: Sequence[Participant], other: Sequence[Participant]) -> bool:
    """Tell at once that two tellings share nobody, all of them of known sides, as nearly all."""
    sides, others = {p.country for p in one}, {p.country for p in other}
    names = [p.person for p in (*one, *other) if p.person]
    is_known = bool(sides) and bool(others) and None not in sides | others
    return is_known and sides.isdisjoint(others) and len({*names}) == len(names)


def _shared_sides(one: Sequence[Participant], other: Sequence[Participant]) -> frozenset[str]:
    """Return the sides of which both tellings name one official without saying whose.

    "President A and Minister B met" tells more of "President A meets". Not where nobody's side is
    told: "met with Chancellor C and Prime Minister D".
    """
    if not all(any(p.country for p in people) for people in (one, other)):
        return frozenset()
    return frozenset(
        p.candidate
        for p in one
        for q in other
        if p.country is None and q.country is None and p.candidate and p.candidate == q.candidate
        if p.person and q.person and are_one_name(p.person, q.person)
    )


def _as_of(participant: Participant, sides: frozenset[str]) -> Participant:
    # A bare name may be anybody's.
    is_of = participant.country is None and participant.office is not None
    is_of = is_of and participant.candidate in sides
    return replace(participant, country=participant.candidate) if is_of else participant


def _as_own(participant: Participant, others: Sequence[Participant]) -> Participant:
    """Return a host without a side, or whom the other telling calls by his side, as of it.

    "Deputy Premier A" is "the Chilean minister" of the headline.
    """
    if participant.country or not (participant.office and participant.candidate):
        return participant
    is_told = participant.is_host or any(
        p.country == participant.candidate
        and p.office
        and p.person is None
        and (p.level == participant.level or {p.level, participant.level} <= _MINISTERS)
        for p in others
    )
    own = replace(participant, country=participant.candidate, candidate=None)
    return own if is_told else participant


def names_agree(one: Sequence[Participant], other: Sequence[Participant]) -> bool:
    """Tell whether no side is spoken for by different persons in the two tellings."""
    known, known_other = _of_known(one, other), _of_known(other, one)
    for side in {p.country for p in known} & {p.country for p in known_other}:
        names = [p.person for p in known if p.country == side and p.person]
        others = [p.person for p in known_other if p.country == side and p.person]
        if names and others and not any(are_one_name(a, b) for a in names for b in others):
            return False
        levels, other_levels = _levels(known, side), _levels(known_other, side)
        is_nameless = not (names and others)
        if is_nameless and levels and other_levels and levels.isdisjoint(other_levels):
            return False
    return True


def _of_known(one: Sequence[Participant], other: Sequence[Participant]) -> list[Participant]:
    """Return the participants without bare names whose part nobody without a side has beside them.

    The sender under a bare name is no other than the recipient under one.
    """
    roles = {p.role for p in other if p.country is None}
    return [p for p in one if p.country is not None or p.role in roles]


def with_own_side(participants: Sequence[Participant], *, is_all: bool) -> list[Participant]:
    """Return the participants, those named with an office alone as of the side they may be of.

    is_all: not only hosts, whom a guest calls on at home.
    """
    return [
        replace(p, country=p.candidate)
        if p.country is None and p.office and (is_all or p.is_host)
        else p
        for p in participants
    ]


def _levels(participants: Sequence[Participant], side: str | None) -> set[str]:
    told = {p.level for p in participants if p.country == side and p.level}
    # "The ministers" are the foreign ministers named before, of whom one may be a deputy premier.
    ranks = {"minister" if level in _MINISTERS else level for level in told}
    # "The British minister" of a headline may be a Minister of State.
    is_any = any(
        p.office == "minister" and p.person is None and p.country == side for p in participants
    )
    return (ranks | {"deputy_minister"} if is_any else ranks) - _NO_RANKS


def guests_agree(event: Event, finding: Finding) -> bool:
    """Tell whether a visit told twice may be of one guest."""
    if finding.family != "visit":
        return True
    guests = [p for p in event.participants if p.role == "guest"]
    others = [p for p in finding.participants if p.role == "guest"]
    if not guests or not others or not sides_of(guests).isdisjoint(sides_of(others)):
        return True
    return any(is_same(one, other) for one in guests for other in others)


def days_agree(one: Finding, other: Finding, published: date | None) -> bool:
    """Tell whether two tellings may be of one day, where one may tell none."""
    if one.date == UNKNOWN_DATE and other.date == UNKNOWN_DATE:
        return one.is_recalled == other.is_recalled or one.is_topic != other.is_topic
    if UNKNOWN_DATE in (one.date, other.date):
        dated, undated = (other, one) if one.date == UNKNOWN_DATE else (one, other)
        is_recalled = undated.is_recalled or dated.is_recalled
        is_retold = dated.is_retold or undated.is_retold
        # What a headline names, the lead may date a month back.
        is_lead = undated.order == 0 and dated.order <= _LEAD
        reach = _LATE if is_lead else _RECENT
        return not is_recalled and (is_retold or _is_recent(dated, published, reach))
    first, last = (one.date, other.date)
    return not (
        (first.first_day and last.last_day and first.first_day > last.last_day)
        or (last.first_day and first.last_day and last.first_day > first.last_day)
    )


def _is_recent(finding: Finding, published: date | None, reach: timedelta) -> bool:
    if finding.status != "held" or published is None or finding.date.last_day is None:
        return True
    return finding.date.last_day >= published - reach
