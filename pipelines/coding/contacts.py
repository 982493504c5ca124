"""Codes the contacts of one release: findings of its sentences, put together to mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines.coding.agendas import below_headings
from pipelines.coding.attendance import stay_of
from pipelines.coding.carrying import (
    as_courtesy_calls,
    bare_calls,
    carried,
    day_of,
    last_told,
    main_told,
    spelled_out,
)
from pipelines.coding.completion import complete_visits, name_publisher, named_hosts
from pipelines.coding.event_type import are_ministers
from pipelines.coding.greeted import greeted
from pipelines.coding.heads import heads_of, is_beside, with_heads, with_members
from pipelines.coding.in_pairs import in_pairs
from pipelines.coding.journeys import with_days_of_trip
from pipelines.coding.merge import merge_findings, specific_type
from pipelines.coding.one_event import as_one_event
from pipelines.coding.place_told import scene_of
from pipelines.coding.printed import with_letter
from pipelines.coding.references import named_in, put_references
from pipelines.coding.settling import settle_findings
from pipelines.coding.sides import known_sides
from pipelines.coding.staying import with_days_of_stay
from pipelines.coding.stays import place_talks
from pipelines.coding.teller import Teller
from pipelines.coding.telling import LEAD, Report
from pipelines.coding.title import says_i
from pipelines.coding.turns import next_speaker
from pipelines.quick_record import replace
from pipelines.records import ContactMention
from pipelines.text import begin_of_paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.agendas import Heading
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.event import Event
    from pipelines.coding.finding import Finding
    from pipelines.coding.findings import SentenceCoder
    from pipelines.coding.heads import Head
    from pipelines.records import Actor, DateSpan, Participant, Release, Span

_REMEMBERED = 8  # actors that a pronoun can stand for
_NEXT = 2  # sentences from one event of a chain to the next
# Matches "met. "; not "met" nor "9.30", nor after initials and titles: "H.E. Mr. A", "U.S. ", nor
# after a short month or apart from any word: "Oct. 5 . "
_STOP = re.compile(  # begins with the stop itself, which a search can skip to
    r"[.?!](?<![\s.(][A-Z].)(?<!\b[Mm][Rr].)(?<!\bMrs.)(?<!\bMs.)(?<!\bDr.)(?<!\bHon.)(?<!\bRt.)"
    r"(?<!\bSt.)(?<!\bNo.)(?<!\bGen.)(?<!\bProf.)(?<!\s.)"
    r"(?<!\bJan.)(?<!\bFeb.)(?<!\bAug.)(?<!\bSept.)(?<!\bSep.)(?<!\bOct.)(?<!\bNov.)(?<!\bDec.)"
    r"(?: |(?<=\.)\n)"
)
_MAY_STOP = re.compile(r"[.?!](?: |(?<=\.)\n)")
# Before a stop these end no short word, which need not be looked for: of every second stop.
_NO_SHORT = frozenset("adehijklmquwxyz)\"'0123456789")
_STOP_LENGTH = 2
_RULES = {"planned": "STATUS-PLANNED", "invited": "STATUS-INVITED", "cancelled": "STATUS-CANCELLED"}
_RULES_OF_FAMILY = {"talks": "TYPE-MEDIUM", "visit": "TYPE-VISIT", "telephone": "TYPE-MEDIUM"}


@dataclass(frozen=True, slots=True)
class Coded:
    """The mentions of a release, and every finding behind or beside them (for `explain`)."""

    mentions: tuple[ContactMention, ...]
    findings: tuple[Finding, ...]


def code_contacts(  # noqa: PLR0913 - a release, and what is known of it
    release: Release,
    sentences: Sequence[CuedSentence],
    coder: SentenceCoder,
    *,
    speaker: Actor | None,
    place_country: str | None,
    subject: Actor | None = None,
    envoy: Actor | None = None,
    both: tuple[Participant, ...] = (),
    letter: Finding | None = None,
    counts: Sequence[Span] = (),
    headings: Sequence[Heading] = (),
) -> Coded:
    """Return the contacts that a release tells of.

    sentences: those with a cue, in order. speaker: whose "I" the text is. subject: whom of the
    publisher's officials the title names. envoy: whose ambassador it names alone. both: whose
    joint statement it is. letter: the one that it prints. place_country: state of its place line,
    None without one. counts: of past contacts only counted. headings: of an agenda, with days.
    """
    orders = [_order(release, sentence) for sentence in sentences]
    first = [s for s, order in zip(sentences, orders, strict=True) if order <= LEAD]
    start = Teller(
        release.publisher,
        speaker,
        speaker if speaker and says_i(release.text) else None,
        here=place_country,
        subject=subject,
        both=both,
        envoy=envoy,
        greeted=next(filter(None, (greeted(s, release.publisher) for s in first)), None),
    )
    findings, heads = _read(release, sentences, coder, start, orders)
    findings = below_headings(with_letter(findings, letter), headings, release.published_day)
    settled = settle_findings(findings, sentences, counts)
    settled = with_days_of_trip(settled, sentences, release)
    settled = with_days_of_stay(settled, sentences, release)
    events = merge_findings(settled, release.published_day)
    report = Report(events, settled, release)
    mentions = [_mention(event, release, place_country, report) for event in events]
    lead = [sentence for sentence in first if not is_beside(sentence)]
    mentions = with_members(with_heads(mentions, heads), sentences, release.publisher)
    mentions = place_talks(name_publisher(mentions, lead, release))
    mentions = complete_visits(mentions, named_hosts(sentences))
    return Coded(tuple(mentions), tuple(settled))


def _read(
    release: Release,
    sentences: Sequence[CuedSentence],
    coder: SentenceCoder,
    start: Teller,
    orders: Sequence[int],
) -> tuple[list[Finding], list[Head]]:
    """Return the findings of the sentences, one after the other, and who led the delegations.

    orders: the number of each sentence.
    """
    findings: list[Finding] = []
    heads: list[Head] = []
    recent: list[Actor] = []
    last: Finding | None = None
    main: Finding | None = None
    dated: Finding | None = None
    turn: Actor | None = None
    scene: tuple[int, str] | None = None
    stay: Finding | None = None
    calls: Finding | None = None
    day: tuple[int, DateSpan] | None = None
    has_quotes = '"' in release.text
    for told, order in zip(sentences, orders, strict=True):
        turn = next_speaker(told, turn) if order else None
        scene = _next_scene(told, order, scene)
        # Made anew, because to replace so many fields takes more than twice as long.
        teller = Teller(
            start.publisher,
            start.speaker,
            start.first_person,
            recent=tuple(recent),
            main=main,
            last=last,
            turn=turn,
            here=start.here,
            scene=scene[1] if scene else None,
            stay=stay,
            subject=start.subject,
            both=start.both,
            envoy=start.envoy,
            greeted=start.greeted,
            is_quoted=has_quotes and _is_quoted(release.text, told.span.start),
        )
        sentence = as_one_event(put_references(told, teller, order))
        found = spelled_out(coder.code(sentence, release.published_day, teller, order), calls)
        found = in_pairs(found, sentence)
        calls = bare_calls(found)
        found = [carried(f, last, dated, day) for f in as_courtesy_calls(found, last, main)]
        day = day_of(sentence, order, release.published_day) or day
        dated = next((f for f in reversed(found) if f.status and f.date.precision == "day"), dated)
        findings += found
        heads += heads_of(sentence)
        last = last_told(found, last)
        stay = stay_of(found, stay)
        main = main_told(main, (last, *found)) if order <= LEAD else main
        recent = _remembered(recent, sentence)
    return findings, heads


def _remembered(recent: list[Actor], sentence: CuedSentence) -> list[Actor]:
    """Return whom a pronoun may mean after a sentence, the likeliest first.

    Whom a sentence tells only as head of a delegation "he" does not mean.
    """
    named = named_in(sentence) if "@" in sentence.marks else []
    both = [*recent, *named] if is_beside(sentence) else [*named, *recent]
    return both[:_REMEMBERED]


def _is_quoted(text: str, start: int) -> bool:
    """Tell whether a place is inside a quotation, each paragraph of which opens with a mark."""
    return text.count('"', begin_of_paragraph(text, start) + 1, start) % 2 == 1


def _next_scene(
    sentence: CuedSentence, order: int, scene: tuple[int, str] | None
) -> tuple[int, str] | None:
    """Return the state that sets the scene, with the sentence that told it, while it is near."""
    country = scene_of(sentence)
    if country:
        return order, country
    return scene if scene and order - scene[0] <= _NEXT else None


def _order(release: Release, sentence: CuedSentence) -> int:
    """Return 0 for the title, else the number of the sentence's place after it, about."""
    if sentence.span.start < release.title_end:
        return 0
    ends = _stops(release.text)
    before = bisect_left(ends, release.title_end + _STOP_LENGTH)
    return 1 + bisect_right(ends, sentence.span.start) - before


@lru_cache(maxsize=1)
def _stops(text: str) -> list[int]:
    """Return where the stops of a text end; kept for the sentences of one release.

    Counting the text before each sentence anew takes the square of a long release.
    """
    return [
        found.end()
        for found in _MAY_STOP.finditer(text)
        if text[found.start() - 1] in _NO_SHORT or _STOP.match(text, found.start())
    ]


def _mention(
    event: Event, release: Release, place_country: str | None, report: Report
) -> ContactMention:
    best = event.best
    typed = specific_type(event.findings)
    if typed.contact_type == "consultations" and are_ministers(event.participants):
        typed = replace(typed, contact_type="meeting")
    channel = _channel(event, typed)
    told_as = report.told_as(event)
    date, basis = report.day(event)
    place = next((f for f in event.findings if f.host_country), None)
    host = place.host_country if place else None
    if host is None and channel == "in_person" and told_as == "news":
        sides = {p.country or p.candidate for p in event.participants}
        host = place_country if release.publisher in sides else None
    if host is None and typed.family == "visit":
        hosts = (p for p in event.participants if p.is_host)
        host = next((p.country or p.candidate for p in hosts), None)
    if channel == "unknown" and host and typed.family == "talks":
        channel = "in_person"
    status = event.status
    return ContactMention(
        contact_type=typed.contact_type,
        channel=channel,
        status=status,
        told_as=told_as,
        date=date,
        date_basis=basis,
        participants=event.participants,
        place=place.place if place else None,
        host_country=host,
        is_multilateral=len(known_sides(event.participants)) > 2  # noqa: PLR2004 - rule TYPE-THREE
        or typed.contact_type == "multilateral_meeting"
        or any(finding.is_many for finding in event.findings),
        span=best.span,
        quote=release.text[best.span.start : best.span.end],
        rule_id=_RULES.get(status) or _RULES_OF_FAMILY.get(typed.family, "TYPE-SPECIFIC"),
    )


def _channel(event: Event, typed: Finding) -> str:
    if typed.channel != "unknown":
        return typed.channel
    return next((f.channel for f in event.findings if f.channel != "unknown"), "unknown")
