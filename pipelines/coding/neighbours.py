"""Settles the findings of one sentence by one another: a shared day, talks during a visit."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.coding.presenting import as_presented
from pipelines.coding.sides import sides_of
from pipelines.quick_record import replace
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.records import Participant, Token

_TWO = 2
_TALKS = frozenset({"talks", "telephone", "video"})
_ON_A_DAY = _TALKS | {"ceremony"}
# "met with A and", "had a meeting with A, and", up to the next of them; not "A and"
_AND = re.compile(r"[^;:.rKVBc]*(?:@,?ct?@[^;:.rKVBc]*)?,?c[xXtNdA=]{0,5}")
_DURING_IT = re.compile(r"m[hetxXd]{0,3}$")  # "during her recent", up to "visit"
_WHILE = re.compile(r"m[txX]{0,3}$")  # "during my", up to "visits"
_ON_A = re.compile(r"[lf][th]?[xX]{0,2}$")  # "will host A on a", up to "visit"
_DURING = re.compile(r"m[^,;:.KV]*$")  # "during President A's recent", up to "visit"


def settle_neighbours(findings: list[Finding], sentence: CuedSentence) -> list[Finding]:
    """Return the findings of a sentence with what those beside them tell of them."""
    found = _during_visits(_at_each_visit(findings, sentence), sentence)
    found = _with_day_behind(_on_visits(found, sentence), sentence)
    return _with_officials(_with_shared_day(_at_gatherings(as_presented(found, sentence))))


def _on_visits(findings: list[Finding], sentence: CuedSentence) -> list[Finding]:
    """Return the findings, "Chile will host A on a state visit" as the visit alone.

    Where an official of Chile will, or its place is told, they meet, too.
    """
    told = list(findings)
    for place, (talks, visit) in enumerate(pairwise(findings)):
        is_planned = talks.status == visit.status == "planned" and visit.family == "visit"
        is_hosting = {p.role for p in talks.participants} == {"host", "guest"}
        is_bare = visit.place is None and talks.place is None
        hosts = [p for p in talks.participants if p.role == "host"]
        is_bare = is_bare and not any(p.person or p.office for p in hosts)
        if is_planned and is_hosting and is_bare and talks.family == "talks":
            between = _between(sentence, talks.cue_span.end, visit.cue_span.start)
            if _ON_A.search("".join(token.symbol for token in between)):
                told[place] = replace(talks, status=None, reason="MENTION")
    return told


def _at_gatherings(findings: list[Finding]) -> list[Finding]:
    """Return the findings, "met" as no event of its own in "A, B and C met for the summit"."""
    told = list(findings)
    for place, (met, gathering) in enumerate(pairwise(findings)):
        is_of_body = gathering.body is not None and gathering.contact_type == "multilateral_meeting"
        is_same = met.contact_type == "multilateral_meeting" and met.status == gathering.status
        is_met = is_same and met.body is None and not met.is_each
        if is_met and is_of_body and sides_of(met.participants) < sides_of(gathering.participants):
            told[place] = replace(met, status=None, reason="MENTION")
    return told


def _with_officials(findings: list[Finding]) -> list[Finding]:
    """Return the findings, a side of later talks with who had the ones before.

    "Minister A will meet B, followed by talks with C" are talks of A, not of somebody.
    """
    told = list(findings)
    for place, finding in enumerate(findings[1:], start=1):
        before = told[place - 1]
        is_topic = finding.is_topic and finding.status != "planned"
        is_told = bool(before.status) and not (finding.is_recalled or is_topic)
        is_one_chain = is_told and before.status == finding.status
        is_of_two = len(sides_of(finding.participants)) == _TWO
        is_then = finding.status == "planned" or finding.date in {before.date, UNKNOWN_DATE}
        if is_then and is_of_two and finding.family in _TALKS and is_one_chain:
            people = tuple(_named_in(before, p) for p in finding.participants)
            told[place] = replace(finding, participants=people)
    return told


def _named_in(before: Finding, participant: Participant) -> Participant:
    if participant.person or participant.office or participant.level != "unknown":
        return participant
    same = [p for p in before.participants if p.person and _side(p) == _side(participant)]
    return replace(same[0], role="participant", is_host=False) if len(same) == 1 else participant


def _with_day_behind(findings: list[Finding], sentence: CuedSentence) -> list[Finding]:
    """Return the findings, one without a day with that of the next of its chain (TYPE-CARRIED).

    "Met with B and held talks with C on 12 May".
    """
    told = list(findings)
    for place in range(len(told) - 2, -1, -1):
        one, after = told[place], told[place + 1]
        is_open = bool(one.status) and one.date == UNKNOWN_DATE != after.date
        is_alike = (one.status, one.is_recalled) == (after.status, after.is_recalled)
        is_event = {one.family, after.family} <= _ON_A_DAY and not (one.is_topic or after.is_topic)
        if is_open and is_alike and is_event and not one.is_current:
            between = _between(sentence, one.cue_span.end, after.cue_span.start)
            if _AND.fullmatch("".join(token.symbol for token in between)):
                told[place] = replace(one, date=after.date)
    return told


def _with_shared_day(findings: list[Finding]) -> list[Finding]:
    """Return the findings of a sentence, a visit with the day told of its talks (TYPE-CARRIED).

    "I will visit Chile to meet President A on 24 March" is a visit on 24 March.
    """
    if not any(f.family == "visit" and f.status and f.date == UNKNOWN_DATE for f in findings):
        return findings
    return [_on_day_of(finding, findings) for finding in findings]


def _during_visits(findings: list[Finding], sentence: CuedSentence) -> list[Finding]:
    """Return the findings, talks with the sides of "the talks during A's visit to Moscow"."""
    found = list(findings)
    for place, (talks, visit) in enumerate(pairwise(findings)):
        is_told = bool(visit.status) and visit.family == "visit" and visit.participants
        if talks.family != "talks" or not is_told:
            continue
        between = _between(sentence, talks.cue_span.end, visit.cue_span.start)
        marks = "".join(token.symbol for token in between)
        if talks.participants:
            found[place] = _hosted(talks, visit) if _DURING_IT.search(marks) else talks
        elif _DURING.match(marks):
            plain = (replace(p, role="participant", is_host=False) for p in visit.participants)
            found[place] = replace(
                visit,
                contact_type=talks.contact_type,
                family=talks.family,
                channel="in_person",
                cue_span=talks.cue_span,
                participants=tuple(plain),
            )
    return found


def _hosted(talks: Finding, visit: Finding) -> Finding:
    """Return "talks with A during her visit to Chile" with the place of the visit."""
    is_there = sides_of(talks.participants) == sides_of(visit.participants)
    is_then = talks.date in {UNKNOWN_DATE, visit.date} and talks.status == visit.status
    if not (is_there and is_then) or talks.host_country is not None:
        return talks
    return replace(talks, channel="in_person", place=visit.place, host_country=visit.host_country)


def _at_each_visit(findings: list[Finding], sentence: CuedSentence) -> list[Finding]:
    """Return the findings, past talks once for each of several dated visits they were during.

    "The discussions I had with A during my visits to Chile in May and to Peru in June".
    """
    found: list[Finding] = []
    for place, talks in enumerate(findings):
        visits = [f for f in findings[place + 1 :] if f.family == "visit" and f.status == "held"]
        visits = [f for f in visits if f.cue_span == visits[0].cue_span]
        is_open = talks.family == "talks" and talks.status == "held" and talks.participants
        is_told = len(visits) > 1 and all(f.date != UNKNOWN_DATE for f in visits)
        if not (is_open and is_told and talks.date == UNKNOWN_DATE):
            found.append(talks)
            continue
        between = _between(sentence, talks.cue_span.end, visits[0].cue_span.start)
        is_during = _WHILE.search("".join(token.symbol for token in between))
        found += [_talks_at(talks, visit) for visit in visits] if is_during else [talks]
    return found


def _talks_at(talks: Finding, visit: Finding) -> Finding:
    """Return talks on the day of a visit, in its state if that takes part: else where is open."""
    is_there = visit.host_country in sides_of(talks.participants)
    return replace(
        talks,
        date=visit.date,
        is_recalled=True,
        place=visit.place if is_there else None,
        host_country=visit.host_country if is_there else None,
        channel="in_person" if is_there else talks.channel,
    )


def _side(participant: Participant) -> str | None:
    return participant.country or participant.candidate


def _between(sentence: CuedSentence, start: int, end: int) -> list[Token]:
    return [t for t in sentence.tokens if start <= t.span.start and t.span.end <= end]


def _on_day_of(finding: Finding, findings: list[Finding]) -> Finding:
    if finding.family != "visit" or finding.date != UNKNOWN_DATE or finding.is_topic:
        return finding
    days = {
        other.date
        for other in findings
        if other.status == finding.status
        and other.family == "talks"
        and sides_of(other.participants) == sides_of(finding.participants)
        and (other.is_recalled, other.is_topic) == (finding.is_recalled, False)
    } - {UNKNOWN_DATE}
    return replace(finding, date=days.pop()) if len(days) == 1 else finding
