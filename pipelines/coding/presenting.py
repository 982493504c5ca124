"""Tells at which receptions of ambassadors they present credentials, which are no meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.agreement import names_agree
from pipelines.coding.announced import LEAD
from pipelines.coding.sides import merge_participants, sides_of
from pipelines.quick_record import replace
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding

_ENVOY = "ambassador"


def as_presented(findings: list[Finding], sentence: CuedSentence) -> list[Finding]:
    """Return the reception of an ambassador at which he presents credentials as that.

    "A received the Ambassador of Chile, where she presented her letters of credence".
    """
    alone = [f for f in findings if f.family == "credentials" and not f.participants]
    if not alone:
        return findings
    told = [f for f in findings if f.status and f.family == "talks" and _is_with_envoy(f)]
    told = [f for f in told if f.cue_span.end <= alone[0].cue_span.start]
    if not told or not _is_of_then(sentence, told[-1], alone[0]):
        return findings
    kind = alone[0].contact_type
    return [
        replace(f, contact_type=kind, family=kind, channel="in_person") if f in told else f
        for f in findings
    ]


def _is_with_envoy(talks: Finding) -> bool:
    """Tell whether somebody receives an ambassador, or one side meets one of another."""
    guests = {p.level for p in talks.participants if p.role == "guest"}
    others = {p.country for p in talks.participants if p.level != _ENVOY}
    envoys = {p.country for p in talks.participants if p.level == _ENVOY}
    return guests == {_ENVOY} if guests else len(others) == len(envoys) == 1 and others != envoys


def _is_of_then(sentence: CuedSentence, talks: Finding, presented: Finding) -> bool:
    """Tell whether words tell of no other time: not "who recently presented", "will present"."""
    told, start = sentence.language.status, sentence.span.start
    words = sentence.words[talks.cue_span.end - start : presented.cue_span.start - start].split()
    return not {*told["modal"], *told["recalled"], *told["earlier"]}.intersection(words)


def without_receptions(findings: Sequence[Finding]) -> list[Finding]:
    """Drop the reception of ambassadors at which they present credentials (TYPE-SPECIFIC).

    "A received the Ambassador of Chile, who presented his credentials"; not talks told apart.
    """
    presented = [f for f in findings if f.family == "credentials" and f.status]
    if not presented:
        return list(findings)
    receptions = [
        f
        for f in findings
        if f.family == "talks" and f.status and any(_is_reception(f, one) for one in presented)
    ]
    return [
        replace(f, status=None, reason="TYPE-SPECIFIC") if f in receptions else _at(f, receptions)
        for f in findings
    ]


def _at(presented: Finding, receptions: Sequence[Finding]) -> Finding:
    """Return credentials with the day, place and host of the reception at which they were."""
    if presented.family != "credentials" or not presented.status:
        return presented
    told = next((f for f in receptions if _is_reception(f, presented)), None)
    if told is None:
        return presented
    hosts = [replace(p, role="participant", is_host=False) for p in told.participants if p.is_host]
    people = tuple(merge_participants([*presented.participants, *hosts]))
    return replace(
        presented,
        date=told.date if presented.date == UNKNOWN_DATE else presented.date,
        place=presented.place or told.place,
        host_country=presented.host_country or told.host_country,
        participants=people
        if len(people) == len(presented.participants)
        else presented.participants,
    )


def _is_reception(talks: Finding, presented: Finding) -> bool:
    is_beside = talks.order in {0, presented.order - 1, presented.order}
    is_titled = presented.order == 0 and talks.order <= LEAD and talks.is_met
    is_beside = (is_beside or is_titled) and not presented.is_recalled
    is_of_envoys = any(p.level == "ambassador" for p in talks.participants)
    is_of_sides = sides_of(talks.participants) <= sides_of(presented.participants)
    is_then = talks.date in {UNKNOWN_DATE, presented.date} or presented.date == UNKNOWN_DATE
    is_one = is_beside and is_of_envoys and is_of_sides and is_then
    return is_one and names_agree(talks.participants, presented.participants)
