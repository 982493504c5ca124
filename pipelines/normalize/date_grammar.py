"""The words of dates that stand side by side in a text, and the forms among them.

A text is cut into tokens (numbers and words of dates); each token has a one-letter symbol, and
the forms are patterns over the symbols of tokens that stand side by side.
"""

from __future__ import annotations

import re  # noqa: TC003 - a named tuple that is compiled names its types at run time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pipelines.normalize.date_symbols import CORES, SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ahocorasick_rs import AhoCorasick

_LONGEST_KEPT, _MOST_KEPT = 40, 20_000
_LEFT_OF_ANCHOR = 48
_GAPS = {"": "", ",": ",", "/": "/", "[": "", "]": ""} | dict.fromkeys("-\u2013\u2014", "-")
LONGEST_GAP = 4
_NUMBERS = ("d", "n", "o")


class Token(NamedTuple):
    """A number or word that can be part of a date. value: of its role, else as written."""

    symbol: str
    value: str
    found: re.Match[str]


class Run(NamedTuple):
    """Tokens side by side, with one symbol each; a comma or dash has a symbol and no token."""

    symbols: str
    tokens: list[Token | None]


class Match(NamedTuple):
    """A form found over tokens `start` to `end`; parts: element name to its tokens' bounds."""

    start: int
    end: int
    parts: dict[str, tuple[int, int]]


@dataclass(frozen=True, eq=False)
class Grammar:
    """The compiled patterns of one language.

    anchors: any number, and the words without which there is no date. openings: how each of them
    begins. tokens: all numbers and words of dates. lexicon: symbol and value of a word. counted:
    what a number may count. between: what may stand before a next token, with which none begins.
    """

    openings: AhoCorasick
    anchors: re.Pattern[str]
    tokens: re.Pattern[str]
    lexicon: dict[str, tuple[str, str]]
    forms: tuple[re.Pattern[str], ...]
    counted: re.Pattern[str]
    between: re.Pattern[str]
    known: dict[str, tuple[Match, ...]] = field(default_factory=dict)

    def find_runs(self, text: str) -> Iterator[Run]:
        """Yield the stretches of `text` that hold nothing but numbers and words of dates."""
        done = 0
        for anchor in self._find_anchors(text):
            if anchor.start() >= done:
                start = max(done, anchor.start() - _LEFT_OF_ANCHOR)
                run, done = self._run_round(text, start, anchor.end())
                if not CORES.isdisjoint(run.symbols):
                    yield run

    def _find_anchors(self, text: str) -> Iterator[re.Match[str]]:
        # The pattern is asked where the automaton sees a beginning: to search the whole text with
        # it takes 125 microseconds a release, this 30.
        seen = self.openings.find_matches_as_indexes(text, overlapping=True)
        end = 0
        for start in sorted({begin for _, begin, _ in seen}):
            if start >= end and (anchor := self.anchors.match(text, start)):
                end = anchor.end()
                yield anchor

    def _run_round(self, text: str, start: int, anchor_end: int) -> tuple[Run, int]:
        """Return the run that holds an anchor, and up to where there is no other token."""
        symbols, end = "", start
        tokens: list[Token | None] = []
        for found in self._tokens_round(text, start, anchor_end):
            symbol, value = self._read(found)
            gap = self._gap(text, end, found.start()) if symbols else None
            if gap is None or not symbol:
                if found.start() >= anchor_end:
                    return Run(symbols, tokens), found.end() if not symbol else found.start()
                # What stands between keeps the words before it out of the run.
                symbols, tokens = "", []
                if symbol in _NUMBERS and text[found.start() - 1 : found.start()] == "-":
                    symbol = ""  # the number of "F-16" or "COVID-19"
            elif gap:
                symbols += gap
                tokens.append(None)
            end = found.end()
            if symbol:
                symbols += symbol
                tokens.append(Token(symbol, value, found))
        return Run(symbols, tokens), end if end >= anchor_end else len(text)

    def _tokens_round(self, text: str, start: int, anchor_end: int) -> Iterator[re.Match[str]]:
        """Yield the tokens up to an anchor, and those behind it that may belong to its run."""
        found = self.tokens.search(text, start)
        while found:
            yield found
            end = found.end()
            if end < anchor_end:
                found = self.tokens.search(text, end)
            else:
                # Not the next one anywhere, whose distance would tell that the run has ended.
                gap = self.between.match(text, end)
                found = self.tokens.match(text, gap.end()) if gap else None

    def find_forms(self, symbols: str) -> tuple[Match, ...]:
        """Return the forms in a run, without overlaps, the longer before the earlier."""
        known = self.known.get(symbols)
        if known is None:
            known = tuple(self._forms_in(symbols))
            if len(symbols) <= _LONGEST_KEPT and len(self.known) < _MOST_KEPT:
                self.known[symbols] = known
        return known

    def _forms_in(self, symbols: str) -> Iterator[Match]:
        place = 0
        while place < len(symbols):
            best = self._longest(symbols, place)
            if best is None:
                place += 1
                continue
            # In "No. 5 of March 9, 2022" the day is the ninth.
            inner = (self._longest(symbols, other) for other in range(place + 1, best.end))
            longer = max(
                (match for match in inner if match), key=lambda m: m.end - m.start, default=best
            )
            if longer.end - longer.start > best.end - best.start:
                best = longer
            yield best
            place = best.end

    def _longest(self, symbols: str, place: int) -> Match | None:
        found = [match for form in self.forms if (match := form.match(symbols, place))]
        best = max(found, key=lambda match: match.end(), default=None)
        if best is None or best.end() == place:
            return None
        parts = {name: best.span(name) for name, part in best.groupdict().items() if part}
        return Match(place, best.end(), parts)

    def _gap(self, text: str, start: int, end: int) -> str | None:
        if end - start == 1 and text[start] == " ":
            return ""
        if end - start > LONGEST_GAP:
            return None
        gap = text[start:end]
        return None if "\n\n" in gap else _GAPS.get(gap.strip())

    def _read(self, found: re.Match[str]) -> tuple[str, str]:
        word = found[0]
        if found.lastgroup != "word":
            return SYMBOLS[found.lastgroup or ""], word
        return self.lexicon.get(word) or self.lexicon[" ".join(word.split())]
