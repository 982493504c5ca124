"""Marks the sentences of a release: tokens with their sides, offices, persons, places and dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.normalize.actors import ActorFinder
from pipelines.normalize.lexicon import Hit, Lexicon
from pipelines.normalize.memory import Memory
from pipelines.normalize.tokens import tokenize
from pipelines.records import MarkedSentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.records import FoundDate, Release, Span
    from pipelines.reference.actor_words import ActorWords


@dataclass(frozen=True, slots=True)
class SentenceMarker:
    """The words of one language, compiled once a process."""

    lexicon: Lexicon
    words: ActorWords
    leaders: Mapping[str, str]

    def mark(
        self,
        release: Release,
        spans: Sequence[Span],
        dates: Sequence[FoundDate],
        principal: str | None,
    ) -> list[MarkedSentence]:
        """Return the sentences at `spans`, in order, marked; a name once told is remembered.

        dates: of the whole text. principal: office whom the publisher's releases are about.
        """
        finder = ActorFinder(
            release.text, self.words, Memory(release.publisher, principal), self.leaders
        )
        marked: list[MarkedSentence] = []
        for span in spans:
            inside = [found for found in dates if span.contains(found.span)]
            hits = self._hits(release.text, span, inside)
            tokens = finder.mark(tokenize(release.text, span, hits, inside, self.words))
            marked.append(MarkedSentence(span, tokens, "".join(token.symbol for token in tokens)))
        return marked

    def find_country(self, words: str) -> str | None:
        """Return the state of a place line such as "The Kremlin, Moscow"; None if not one."""
        found = {
            hit.entry.value for hit in self.lexicon.find_hits(words) if hit.entry.symbol in "SP"
        }
        return found.pop() if len(found) == 1 else None

    def _hits(self, text: str, span: Span, dates: Sequence[FoundDate]) -> list[Hit]:
        found = self.lexicon.find_hits(text[span.start : span.end])
        shifted = [Hit(hit.start + span.start, hit.end + span.start, hit.entry) for hit in found]
        return [
            hit
            for hit in shifted
            if not any(hit.start < d.span.end and d.span.start < hit.end for d in dates)
        ]
