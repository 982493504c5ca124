"""Marks the sentences of a release: tokens with their sides, offices, persons, places and dates."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.normalize.actor_reader import ActorReader
from pipelines.normalize.actors import ActorFinder
from pipelines.normalize.lexicon import Entry, Hit, Lexicon
from pipelines.normalize.memory import Memory
from pipelines.normalize.open_patterns import OpenPatterns
from pipelines.normalize.tokens import WordSymbols, tokenize
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.normalize.raw_token import RawToken
    from pipelines.records import FoundDate, MarkedSentence, Span
    from pipelines.reference.actor_words import ActorWords


@dataclass(frozen=True, slots=True)
class SentenceMarker:
    """The words of one language, compiled once a process."""

    lexicon: Lexicon
    words: ActorWords
    leaders: Mapping[str, str]
    lacking: Mapping[tuple[str, str], str]
    symbols: WordSymbols = field(init=False)
    patterns: OpenPatterns = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "symbols", WordSymbols(self.words))
        object.__setattr__(self, "patterns", OpenPatterns(self.words.patterns))

    def start(self, text: str, publisher: str, principal: str | None) -> ActorFinder:
        """Return the finder of one text's actors; a name once told is remembered.

        publisher: code of the side that speaks. principal: office whom its releases are about.
        """
        organisations = self.lexicon.organisations
        memory = Memory(publisher, principal)
        if publisher in organisations:
            memory.last_organisation = publisher
        reader = ActorReader(text, self.words, memory, self.leaders, self.lacking, organisations)
        return ActorFinder(text, self.words, memory, reader, self.patterns)

    def mark(
        self, finder: ActorFinder, spans: Sequence[Span], dates: Sequence[FoundDate]
    ) -> list[MarkedSentence]:
        """Return the sentences of the finder's text at `spans`, in order, marked.

        dates: of the whole text.
        """
        return self.mark_tokens(finder, spans, [self.tokenize(finder, s, dates) for s in spans])

    def mark_tokens(
        self, finder: ActorFinder, spans: Sequence[Span], tokens: Sequence[Sequence[RawToken]]
    ) -> list[MarkedSentence]:
        """Return the sentences at `spans`, whose tokens are these, in order, marked."""
        marked = [finder.mark(span, each) for span, each in zip(spans, tokens, strict=True)]
        if marked:
            # A headline names by surname whom the text introduces below it.
            marked[0] = finder.put_known(marked[0])
            marked[1:] = [finder.in_full(one) if "@" in one.marks else one for one in marked[1:]]
        return marked

    def tokenize(
        self, finder: ActorFinder, span: Span, dates: Sequence[FoundDate]
    ) -> list[RawToken]:
        """Return the tokens of the sentence at `span`, each side and office still by itself."""
        inside = _inside(span, dates)
        hits = [self._settle(hit, finder) for hit in self._hits(finder.text, span, inside)]
        return tokenize(finder.text, span, hits, inside, self.symbols)

    def _settle(self, hit: Hit, finder: ActorFinder) -> Hit:
        """Return what sides share as the one's that is meant, an adjective else as a mere word."""
        if hit.entry.symbol not in "AP" or " " not in hit.entry.value:
            return hit
        sides = hit.entry.value.split()
        if hit.entry.symbol == "P":  # a place that the publisher may treat as its own
            is_own = finder.memory.publisher in sides[1:]
            return replace(hit, entry=replace(hit.entry, value=sides[-1 if is_own else 0]))
        if (named := finder.memory.sides_of_text) is None:
            hits = self.lexicon.find_hits(finder.text)
            named = frozenset(hit.entry.value for hit in hits if hit.entry.symbol in "SP")
            finder.memory.sides_of_text = named
        meant = [side for side in sides if side == finder.memory.publisher]
        meant = meant or [side for side in sides if side in named]
        entry = replace(hit.entry, value=meant[0]) if len(meant) == 1 else Entry("X", "")
        return replace(hit, entry=entry)

    def find_country(self, words: str) -> str | None:
        """Return the state of a place line such as "The Kremlin, Moscow"; None if not one."""
        found = {
            hit.entry.value.split()[0]
            for hit in self.lexicon.find_hits(words)
            if hit.entry.symbol in "SP"
        }
        return found.pop() if len(found) == 1 else None

    def _hits(self, text: str, span: Span, dates: Sequence[FoundDate]) -> list[Hit]:
        hits = self.lexicon.find_hits(text[span.start : span.end], offset=span.start)
        if not dates:
            return hits
        return [
            hit
            for hit in hits
            if not any(hit.start < d.span.end and d.span.start < hit.end for d in dates)
        ]


def _inside(span: Span, dates: Sequence[FoundDate]) -> list[FoundDate]:
    # Dates stand in order: looking at all of them for each sentence takes the square of both.
    first = bisect_left(dates, span.start, key=lambda found: found.span.start)
    last = bisect_left(dates, span.end, key=lambda found: found.span.start)
    return [found for found in dates[first:last] if span.contains(found.span)]
