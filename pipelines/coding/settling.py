"""Settles the findings of a release by one another: what the others make of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.agreement import names_agree
from pipelines.coding.arrivals import without_journeys
from pipelines.coding.journeys import with_own_days
from pipelines.coding.lists import is_at_once
from pipelines.coding.presenting import without_receptions
from pipelines.coding.sides import sides_of
from pipelines.coding.summaries import with_accepted, without_named, without_sums
from pipelines.quick_record import replace
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.records import Span

_TWO = 2
_ATTENDED = frozenset({"ceremony", "multilateral_meeting"})
_SPOKEN_IN = frozenset({"talks", "telephone", "video", "credentials"})


def settle_findings(
    findings: Sequence[Finding], sentences: Sequence[CuedSentence], counts: Sequence[Span]
) -> list[Finding]:
    """Return the findings of a release, without status those that are none beside the others.

    sentences: those they are of. counts: where past contacts are only counted.
    """
    told = _as_apart(_as_joint(without_sums(with_accepted(findings, sentences))), sentences)
    settled = _without_counted(_as_called(_as_titled(_as_foretold(told))), counts)
    settled = _without_delivered(_without_spoken(settled, sentences), sentences)
    settled = _without_hopes(_as_foreign(without_receptions(settled)))
    return with_own_days(without_named(without_journeys(settled)), sentences)


def _as_foretold(findings: Sequence[Finding]) -> list[Finding]:
    """Return the bare headline of a visit as planned that the text only tells as coming.

    "Visit by the envoy of Chile", below which "Mr A will visit us from 5 to 9 May".
    """
    coming = [f for f in findings if f.status and f.order and f.family in {"visit", "talks"}]
    told = [sides_of(f.participants) for f in coming if not f.is_recalled]
    return [
        _foretold(f, findings)
        if f.is_open
        and f.order == 0
        and f.family == "visit"
        and f.status == "held"
        # Else the events of these sides tell whether it was.
        and sides_of(f.participants) not in told
        else f
        for f in findings
    ]


def _foretold(title: Finding, findings: Sequence[Finding]) -> Finding:
    days = {f.date for f in findings if _may_foretell(f, title)}
    if not days:
        return title
    day = days.pop() if len(days) == 1 else UNKNOWN_DATE
    return replace(title, status="planned", date=day, is_open=False)


def _may_foretell(finding: Finding, title: Finding) -> bool:
    """Tell whether a coming visit may be the headline's: of nobody whose side is known."""
    offices = {p.office for p in title.participants} | {None}
    is_planned = (finding.family, finding.status) == ("visit", "planned") and finding.order > 0
    is_open = all(
        p.country is None and p.candidate is None and p.office in offices
        for p in finding.participants
        if not p.is_host
    )
    is_there = finding.host_country == title.host_country
    return is_there and (finding.is_foretold or (is_planned and is_open))


def _as_titled(findings: Sequence[Finding]) -> list[Finding]:
    """Return the messages of a release that is headed "Greetings to leaders" as greetings."""
    kinds = {f.contact_type for f in findings if f.order == 0} & {"congratulation", "condolence"}
    kind = kinds.pop() if len(kinds) == 1 else "letter"
    greetings = [f for f in findings if f.contact_type in {"congratulation", "condolence"}]
    return [
        replace(f, contact_type=kind, family=kind)
        if f.family == "letter" and not any(_answers(f, other) for other in greetings)
        else f
        for f in findings
    ]


def _answers(letter: Finding, greeting: Finding) -> bool:
    """Tell whether a letter is from whom another greeted, to who did: its reply."""
    if not letter.is_chained:
        return False
    senders, others = _with_role(letter, "sender"), _with_role(letter, "recipient")
    is_from = senders == _with_role(greeting, "recipient")
    return bool(others) and is_from and others <= _with_role(greeting, "sender")


def _with_role(finding: Finding, role: str) -> frozenset[str]:
    return sides_of(p for p in finding.participants if p.role == role)


def _as_joint(findings: Sequence[Finding]) -> list[Finding]:
    """Take several partners for those of one meeting where the release tells of one with all.

    "A discussed it with B and C", and below: "A trilateral meeting of A, B and C took place".
    """
    told = [f for f in findings if f.status and not f.is_each and f.family != "visit"]
    joint = {(sides_of(f.participants), f.status) for f in told}
    return [
        replace(f, is_each=False)
        if f.is_each
        and not f.is_separate
        and f.family == "talks"
        and len(sides_of(f.participants)) > _TWO
        and (sides_of(f.participants), f.status) in joint
        else f
        for f in findings
    ]


def _as_apart(findings: Sequence[Finding], sentences: Sequence[CuedSentence]) -> list[Finding]:
    """Take the officials of several states whom somebody met for met one by one.

    Not so at his own home, where guests come together, nor where the release tells of one meeting
    with all. That the guests met each other is thus coded only where it is told.
    """
    titles = {f.span for f in findings if f.order == 0}
    if any(sentence.span in titles and is_at_once(sentence) for sentence in sentences):
        return list(findings)
    joint = {sides_of(f.participants) for f in findings if f.status and not f.may_be_apart}
    at_home = {
        sides_of(f.participants)
        for f in findings
        if f.may_be_apart and f.host_country in sides_of(f.participants[:1])
    }
    return [
        replace(f, is_each=True, contact_type="meeting")
        if f.may_be_apart
        and f.contact_type == "multilateral_meeting"
        and sides_of(f.participants) not in joint | at_home
        else f
        for f in findings
    ]


def _as_called(findings: Sequence[Finding]) -> list[Finding]:
    """Return "he also spoke to B" below a heading "Telephone conversations" as calls."""
    kinds = {f.family for f in findings if f.order == 0}
    call = next((f for f in findings if f.order == 0 and f.family == "telephone"), None)
    if kinds != {"telephone"} or call is None:
        return list(findings)
    return [
        replace(f, contact_type=call.contact_type, family=call.family, channel=call.channel)
        if f.contact_type == "meeting" and f.channel == "unknown" and f.is_chained
        else f
        for f in findings
    ]


def _without_counted(findings: Sequence[Finding], counts: Sequence[Span]) -> list[Finding]:
    """Drop what only counts contacts ("they met six times"): that is a claim (rule CLAIM)."""
    return [
        replace(f, status=None, reason="CLAIM")
        if any(f.cue_span.overlaps(c) for c in counts)
        else f
        for f in findings
    ]


def _without_spoken(
    findings: Sequence[Finding], sentences: Sequence[CuedSentence]
) -> list[Finding]:
    """Drop congratulations and condolences spoken in talks, a call or an audience (TYPE-INSIDE)."""
    talks = [f for f in findings if f.status and f.family in _SPOKEN_IN and not f.is_recalled]
    sent = {s.span for s in sentences if any(map(s.words.__contains__, s.language.written))}
    kept: list[Finding] = []
    for finding in findings:
        is_spoken = (
            finding.family in {"congratulation", "condolence"}
            and finding.span not in sent
            and any(sides_of(finding.participants) == sides_of(talk.participants) for talk in talks)
        )
        kept.append(replace(finding, status=None, reason="TYPE-INSIDE") if is_spoken else finding)
    return kept


def _without_delivered(
    findings: Sequence[Finding], sentences: Sequence[CuedSentence]
) -> list[Finding]:
    """Drop the letter that somebody handed over: "received the message from the Ambassador"."""
    letters = [f for f in findings if f.family == "letter" and f.status]
    handed = [
        f
        for f in letters
        if any(_is_of_another(f, other) for other in letters) and _is_definite(f, sentences)
    ]
    return [replace(f, status=None, reason="MENTION") if f in handed else f for f in findings]


def _is_of_another(letter: Finding, other: Finding) -> bool:
    """Tell whether another sender of the same sides was told before."""
    is_before = other.order < letter.order
    is_of_sides = sides_of(other.participants) == sides_of(letter.participants)
    return is_before and is_of_sides and not names_agree(other.participants, letter.participants)


def _is_definite(letter: Finding, sentences: Sequence[CuedSentence]) -> bool:
    sentence = next(s for s in sentences if s.span == letter.span)
    before = sentence.words[: letter.cue_span.start - sentence.span.start].split()
    return not sentence.language.definite.isdisjoint(before[-2:])


def _as_foreign(findings: Sequence[Finding]) -> list[Finding]:
    """Take nobody for the publisher's who visited the publisher's state under a bare name."""
    guests = {
        p.person
        for f in findings
        if f.family == "visit"
        for p in f.participants
        if p.role == "guest" and p.country is None and p.candidate is None
    }
    if not guests:
        return list(findings)
    return [
        replace(
            f,
            participants=tuple(
                replace(p, candidate=None) if p.country is None and p.person in guests else p
                for p in f.participants
            ),
        )
        for f in findings
    ]


def _without_hopes(findings: Sequence[Finding]) -> list[Finding]:
    """Drop what is hoped for on no day; not talks for which a visit brings the sides together."""
    visits = [f for f in findings if f.family == "visit" and f.status and not f.is_hoped_for]
    coming = [sides_of(f.participants) for f in visits if f.status == "planned" or f.is_current]
    return [
        replace(f, status=None, reason="STATUS-UNREAL")
        if f.is_hoped_for
        and f.date == UNKNOWN_DATE
        and (f.family == "visit" or sides_of(f.participants) not in coming)
        else f
        for f in findings
    ]
