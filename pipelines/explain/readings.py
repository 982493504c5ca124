"""What each cue of a release gave: the contacts that it tells of, or the reason for none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.coding.merge import merge_findings, specific_type
from pipelines.explain.marks import find_marks
from pipelines.explain.reasons import Reasons
from pipelines.explain.records import Reading, ReadSentence

if TYPE_CHECKING:
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.event import Event
    from pipelines.coding.finding import Finding
    from pipelines.dataset import Found
    from pipelines.records import ContactMention, Release, Span
    from pipelines.reference import Reference


def link_cues(found: Found, published: date | None) -> dict[Span, tuple[int, ...]]:
    """Return the numbers, from 1, of the contacts that each cue tells of, by the cue's span."""
    events = merge_findings(found.coded.findings, published)
    linked: dict[Span, tuple[int, ...]] = {}
    for number, mention in enumerate(found.coded.mentions, start=1):
        place = next((n for n, event in enumerate(events) if _is_told_by(mention, event)), None)
        # Coding puts some findings aside before it joins the rest, so events may be left over.
        findings = events.pop(place).findings if place is not None else ()
        for cue in dict.fromkeys(finding.cue_span for finding in findings):
            linked[cue] = (*linked.get(cue, ()), number)
    return linked


def _is_told_by(mention: ContactMention, event: Event) -> bool:
    return (
        event.best.span == mention.span
        and event.status == mention.status
        and specific_type(event.findings).contact_type == mention.contact_type
    )


def read_sentences(
    release: Release, found: Found, reference: Reference
) -> tuple[ReadSentence, ...]:
    """Return the sentences with a cue, each with its marks and the reading of each cue."""
    words = reference.languages[release.language].cues
    told = words.status.items() if words else ()
    phrases = {form: kind for kind, forms in told for form in forms}
    reasons = Reasons(release.publisher, phrases)
    reader = _Reader(release, found, reference, reasons)
    names = {state.code: state.name for state in reference.states}
    sentences = []
    for number, sentence in enumerate(found.sentences, start=1):
        readings = reader.read(sentence)
        claims = tuple(
            place
            for place, claim in enumerate(found.claims, start=1)
            if sentence.span.contains(claim.span)
        )
        marks = find_marks(sentence, readings, names)
        sentences.append(ReadSentence(number, sentence.span, marks, readings, claims))
    return tuple(sentences)


class _Reader:
    """Reads the cues of one release, with what its findings are joined to."""

    def __init__(
        self, release: Release, found: Found, reference: Reference, reasons: Reasons
    ) -> None:
        self._text = release.text
        self._rules = reference.rules
        self._reasons = reasons
        self._findings = {finding.cue_span: finding for finding in found.coded.findings}
        self._contacts = link_cues(found, release.published_day)
        self._rule_ids = [mention.rule_id for mention in found.coded.mentions]

    def read(self, sentence: CuedSentence) -> tuple[Reading, ...]:
        """Return the reading of each cue of the sentence, in order."""
        readings: list[Reading] = []
        for at in sorted(sentence.cues):
            finding = self._findings.get(sentence.tokens[at].span)
            if finding is None:
                readings.append(self._read_taken(sentence, at, readings))
            else:
                readings.append(self._read_finding(sentence, at, finding))
        return tuple(readings)

    def _read_finding(self, sentence: CuedSentence, at: int, finding: Finding) -> Reading:
        span = finding.cue_span
        cue = self._text[span.start : span.end]
        contacts = self._contacts.get(span, ())
        if contacts:
            rule_id = self._rule_ids[contacts[0] - 1]
            rule = self._rules.get(rule_id, "")
            return Reading(cue, span, finding.contact_type, contacts, rule_id, rule)
        why = self._reasons.tell(finding.reason, sentence, at, self._text)
        rule = self._rules.get(finding.reason, "")
        return Reading(
            cue, span, finding.contact_type, (), finding.reason, rule, why.detail, why.word
        )

    def _read_taken(self, sentence: CuedSentence, at: int, before: list[Reading]) -> Reading:
        """Return the reading of a cue that an earlier cue of the sentence has taken with it."""
        span = sentence.tokens[at].span
        cue = self._text[span.start : span.end]
        contact_type = sentence.cues[at][0].contact_type
        taker = f"read together with '{before[-1].cue}'" if before else "read with another cue"
        contacts = before[-1].contacts if before else ()
        rule_id = "TYPE-INSIDE"
        return Reading(
            cue, span, contact_type, contacts, rule_id, self._rules.get(rule_id, ""), taker
        )
