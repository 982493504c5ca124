"""Finds the statements of a release that count past contacts (rules CLAIM and COUNT-CLAIM)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

from pipelines.coding.sides import LEADERS, sides_of
from pipelines.records import UNKNOWN_DATE, Claim, Refused, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import ContactMention, DateSpan, Release
    from pipelines.reference.claim_words import ClaimWords

    FindSide = Callable[[str, str, date], str | None]

_PAIR = 2
_DIGIT = re.compile(r"\d")
# When contacts were counted: "they met twice in 2021", "spoke twice yesterday".
_PERIODS = frozenset({"day", "year", "range", "decade", "half", "quarter", "season", "month"})


@dataclass(frozen=True, slots=True)
class Count:
    """Where a sentence counts contacts, how many, of what kind."""

    sentence: CuedSentence
    span: Span
    what: str
    number: int
    qualifier: str


class ClaimFinder:
    """The words of claims of one language, compiled once a process."""

    def __init__(self, words: ClaimWords) -> None:
        self._words = words
        self._qualifiers = _inverse(words.qualifiers)
        self._nouns = _inverse(words.what)
        self._verbs = _inverse(words.verbs)
        number = rf"(?P<number>{_either(words.numbers)}|\d{{1,3}})"
        qualifier = rf"(?:(?P<qualifier>{_either(self._qualifiers)})\s+)?"
        once = rf"(?P<once>{_either(words.once_words)})"
        # Matches "more than ten bilateral meetings"; not "the fifth meeting", not "G20 meetings",
        # not "the two held a meeting", not "a 2+2 meeting".
        between = rf"(?!(?:{_either(words.held)})\b)[^\W\d_]+(?:-[^\W\d_]+)*"
        self._noun = re.compile(
            rf"(?<![\w+-])(?<!\+ ){qualifier}{number}\s+(?:{between}\s+){{0,3}}?"
            rf"(?P<what>{_either(self._nouns)})\b"
        )
        # Matches "met twice", "spoke with the President at least six times"; not "met two
        # ministers", not "met twice as many".
        self._verb = re.compile(
            rf"\b(?P<what>{_either(self._verbs)})\s+(?:[\w'.-]+,?\s+){{0,14}}?"
            rf"(?:(?:{_either(words.several)}),\s+)?{qualifier}"
            rf"(?:{once}|{number}\s+(?:{_either(words.times)}))\b(?!\s+(?:as|more))"
        )
        # Matches "in 2018 and twice" after "met three times".
        self._again = re.compile(
            rf"[\w\s]{{0,40}}?,?\s+(?:{_either(words.joined)})\s+(?P<again>{qualifier}"
            rf"(?:{once}|{number}\s+(?:{_either(words.times)})))\b"
        )
        # Matches "twice visited"; not "twice, visited".
        self._verb_after = re.compile(
            rf"\b{qualifier}(?:{once}|{number}\s+(?:{_either(words.times)}))\s+"
            rf"(?P<what>{_either(self._verbs)})\b"
        )
        self._figures = _automaton([*words.numbers, *words.once_words])
        self._events = _automaton([*self._nouns, *self._verbs])
        self._held = re.compile(rf"\b(?:{_either(words.held)})\b")
        self._leaders = re.compile(rf"\b(?:{_either(words.leaders)})\b")

    def find_counts(self, release: Release, sentences: Sequence[CuedSentence]) -> list[Count]:
        """Return where contacts are counted, which is no telling of any one of them."""
        return [one for sentence in sentences for one in self._find_in(sentence, release.text)]

    def find_claims(
        self,
        release: Release,
        counts: Sequence[Count],
        mentions: Sequence[ContactMention],
        find_side: FindSide,
    ) -> tuple[tuple[Claim, ...], tuple[Refused, ...]]:
        """Return the claims of a release about a pair, and those of nobody in particular.

        The pair is the sentence's, else that of the release's main contact. find_side: the state
        in which somebody of a name has an office on a day, for "President A" without his state.
        """
        claims: list[Claim] = []
        refused: list[Refused] = []
        begins = {one.sentence.span: one.span.start for one in reversed(counts)}
        for counted in counts:
            begin = begins[counted.sentence.span]
            named = _named(counted, release.published_day, find_side)
            pair = _pair(counted, (begin, named), mentions, release.publisher)
            if pair is None:
                refused.append(_unpaired(counted.sentence, release))
            else:
                claims.append(self._claim(counted, pair, release))
        claims = [one for one in claims if one.n_claimed > 1 or one.period != UNKNOWN_DATE]
        return tuple(claims), tuple(refused)

    def _find_in(self, sentence: CuedSentence, text: str) -> Iterator[Count]:
        words = text[sentence.span.start : sentence.span.end].lower()
        if not self._may_count(words):
            return
        for match in self._noun.finditer(words):
            if self._held.search(words) and not _is_of_date(sentence, match.span("number")):
                yield self._counted(match, self._nouns[match["what"]], sentence)
        for pattern in (self._verb, self._verb_after):
            for match in pattern.finditer(words):
                yield self._counted(match, self._verbs[match["what"]], sentence)
                if again := self._again.match(words, match.end()):
                    yield self._counted(again, self._verbs[match["what"]], sentence)

    def _may_count(self, words: str) -> bool:
        """Tell whether there is a figure and something to count.

        Four sentences of five lack one of them. The patterns, which may begin anywhere, took a
        twentieth of all time to find nothing there, and a look for one form after the other a
        hundredth.
        """
        has_event = self._events.find_matches_as_indexes(words)
        return bool(has_event) and bool(
            _DIGIT.search(words) or self._figures.find_matches_as_indexes(words)
        )

    def _counted(self, match: re.Match[str], what: str, sentence: CuedSentence) -> Count:
        groups = match.groupdict()
        words = {**self._words.numbers, **self._words.once_words}
        said = groups.get("once") or groups["number"]
        number = words[said] if said in words else int(said)
        qualifier = self._qualifiers.get(groups["qualifier"] or "", "exact")
        begin = sentence.span.start
        first = match.start("again" if "again" in groups else 0)
        span = Span(begin + first, begin + match.end())
        return Count(sentence, span, what, number, qualifier)

    def _claim(self, counted: Count, pair: tuple[str, str], release: Release) -> Claim:
        sentence = counted.sentence
        text = release.text[sentence.span.start : sentence.span.end]
        before = release.text[: sentence.span.start].rstrip()
        begin = max(before.rfind(stop, 0, -1) for stop in (". ", "\n"))
        said = release.text[begin + 1 : sentence.span.end].lower()
        is_bilateral = any(word in text.lower() for word in self._words.bilateral)
        is_multilateral = any(word in text.lower() for word in self._words.multilateral)
        formats = {(True, False): "bilateral", (False, True): "multilateral"}
        return Claim(
            country_a=pair[0],
            country_b=pair[1],
            period=_period(counted, release),
            n_claimed=counted.number,
            qualifier=counted.qualifier,
            what=counted.what,
            format=formats.get((is_bilateral, is_multilateral)),
            level="leaders" if self._leaders.search(said) or _is_of_leaders(sentence) else None,
            span=sentence.span,
            quote=text,
        )


def _is_of_date(sentence: CuedSentence, figure: tuple[int, int]) -> bool:
    """Tell whether a figure is that of a day: "On December 4 a meeting was held"."""
    begin = sentence.span.start
    place = Span(begin + figure[0], begin + figure[1])
    return any(token.date is not None and token.span.overlaps(place) for token in sentence.tokens)


def _named(counted: Count, day: date | None, find_side: FindSide) -> list[tuple[int, str]]:
    """Return the sides that a sentence names, and where."""
    found = []
    for token in counted.sentence.tokens:
        for actor in token.actors:
            side = actor.country
            if (side is None or actor.is_publisher) and actor.person and actor.office and day:
                side = find_side(actor.person, actor.office, day) or side
            found += [(token.span.start, side)] if side else []
    return found


def _pair(
    counted: Count,
    told_where: tuple[int, Sequence[tuple[int, str]]],
    mentions: Sequence[ContactMention],
    publisher: str,
) -> tuple[str, str] | None:
    """Return the two sides whose contacts are counted.

    told_where: where the sentence's first count begins, and the sides that it names, and where.
    """
    begin, named = told_where
    told = {side for _, side in named}
    if len(told) > 1 and publisher not in told and all(place > begin for place, _ in named):
        # "Two meetings with the President of India and five with that of France" are our own.
        partners = [side for place, side in named if place > counted.span.start]
        told = {partners[0], publisher} if partners else set()
    if len(told) == 1 and not {"i", "j"}.isdisjoint(counted.sentence.marks):
        told.add(publisher)  # "I spoke twice to the President of France"
    if len(told) != _PAIR:
        if counted.what == "calls" and _are_with_several(mentions):
            return None  # "made four calls", told with whom they were
        main = next((m for m in mentions if not m.is_multilateral), None)
        told = (
            {side for p in main.participants if (side := p.country or p.candidate)}
            if main
            else told
        )
    sides = sorted(told)
    return (sides[0], sides[1]) if len(sides) == _PAIR else None


def _are_with_several(mentions: Sequence[ContactMention]) -> bool:
    """Tell whether a release reports calls of different pairs."""
    calls = (m for m in mentions if m.contact_type == "telephone_conversation")
    return len({sides_of(m.participants) for m in calls if m.told_as == "news"}) > 1


def _is_of_leaders(sentence: CuedSentence) -> bool:
    """Tell whether a leader is named: "I spoke twice to the President of France"."""
    return any(a.level in LEADERS for token in sentence.tokens for a in token.actors)


def _unpaired(sentence: CuedSentence, release: Release) -> Refused:
    return Refused(
        source_id=release.source_id,
        address=release.address,
        stage="claim",
        reason="sides not resolved",
        detail="contacts are counted, and not exactly two sides are told",
        quote=release.text[sentence.span.start : sentence.span.end],
        span_start=sentence.span.start,
        release_id=release.release_id,
        content_sha256=release.content_sha256,
    )


def _period(counted: Count, release: Release) -> DateSpan:
    """Return the period told nearest to a count: "three times in 2018 and twice in 2017"."""
    periods = [
        (_distance(counted.span, token.span), value)
        for token in counted.sentence.tokens
        if token.date is not None
        and (value := token.date.value_as(release.published_day, "past")).precision in _PERIODS
    ]
    return min(periods, key=itemgetter(0), default=(0, UNKNOWN_DATE))[1]


def _distance(span: Span, other: Span) -> int:
    return max(other.start - span.end, span.start - other.end)


def _inverse(forms: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {form: name for name, several in forms.items() for form in several}


def _automaton(forms: Iterable[str]) -> AhoCorasick:
    return AhoCorasick(list(dict.fromkeys(forms)), implementation=Implementation.DFA)


def _either(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
