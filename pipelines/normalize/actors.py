"""Puts tokens together to actors: offices with their sides and names, sides alone, compounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.normalize.apart import end_before_another
from pipelines.normalize.memory import at
from pipelines.normalize.titles import is_title
from pipelines.quick_record import replace
from pipelines.records import Actor, MarkedSentence, Span, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.normalize.actor_reader import ActorReader
    from pipelines.normalize.memory import Memory
    from pipelines.normalize.open_patterns import OpenPatterns
    from pipelines.normalize.raw_token import RawToken
    from pipelines.reference.actor_words import ActorWords

# Matches A-A ("Turkmen-Russian"); not "A A", nor S-S of "Japan-Lithuania Foreign Ministers".
_COMPOUND = re.compile(r"[ASG](?:-[ASG])+(?![ASG-]*d*U)")
_NAMED = re.compile("[@N]")
_PARTS_OF_NAMES = frozenset("NnH")
_FORMER = re.compile(r"F[xdA]{0,2}$")  # matches F, Fx ("former president Suharto"); not Fxw
# "San Pedro" of "in San Pedro, Belize"; not of "in San Pedro, Belize's town"
_TOWN = re.compile(r"(?<=l)(?P<town>N{1,4}),S(?!')")
_IN = frozenset({"in", "at"})
_STARTS = frozenset("dTUKSGANIHOZBu")  # what an actor may start with
# What a word with a part in titles only is elsewhere.
_ELSEWHERE = {"u": "x", "W": "r", "B": "X", "K": "T"}
# What may stand otherwise in the end than before actors are put together.
_OPEN = re.compile("[dTUKSGANIHOZBuPW]")


@dataclass(frozen=True, slots=True)
class ActorFinder:
    """Finds the actors of one release, sentence by sentence, in order."""

    text: str
    words: ActorWords
    memory: Memory
    reader: ActorReader
    patterns: OpenPatterns

    def mark(self, span: Span, tokens: Sequence[RawToken]) -> MarkedSentence:
        """Return the sentence with every actor, compound and place put together."""
        symbols = "".join([token.symbol for token in tokens])
        marked: list[Token] = []
        marks = ""
        place = 0
        # Nearly all are mere words: they stay as they are, many at a time.
        while found := _OPEN.search(symbols, place):
            start = found.start()
            marked += tokens[place:start]
            marks += symbols[place:start]
            made, place = self._next(tokens, symbols, start)
            marked.append(made)
            marks += made.symbol
        marked += tokens[place:]
        return MarkedSentence(span, tuple(marked), marks + symbols[place:])

    def put_known(self, sentence: MarkedSentence) -> MarkedSentence:
        """Return the sentence with whom the text introduces in full somewhere, by surname here."""
        tokens = list(sentence.tokens)
        for found in _NAMED.finditer(sentence.marks):
            place = found.start()
            tokens[place] = self._put_known(sentence, place)
        return MarkedSentence(
            sentence.span, tuple(tokens), "".join([token.symbol for token in tokens])
        )

    def in_full(self, sentence: MarkedSentence) -> MarkedSentence:
        """Return the sentence with the side and office of whom the text introduces further on."""
        short = [
            place
            for place, token in enumerate(sentence.tokens)
            if token.symbol == "@" and any(one.person and not one.office for one in token.actors)
        ]
        if not short:
            return sentence
        tokens = list(sentence.tokens)
        for place in short:
            actors = tuple(self._introduced(actor) for actor in tokens[place].actors)
            tokens[place] = replace(tokens[place], actors=actors)
        return MarkedSentence(sentence.span, tuple(tokens), sentence.marks)

    def _introduced(self, actor: Actor) -> Actor:
        return self._in_full(actor) if actor.person and not actor.office else actor

    def _put_known(self, sentence: MarkedSentence, place: int) -> Token:
        token, marks = sentence.tokens[place], sentence.marks
        if token.symbol == "@":
            return replace(token, actors=tuple(self._in_full(actor) for actor in token.actors))
        beside = marks[max(0, place - 1) : place] + marks[place + 1 : place + 2]
        if not _PARTS_OF_NAMES.isdisjoint(beside):
            return token
        known = self.memory.find_person(token.word)
        if known is None or known.office is None:
            return token
        return replace(token, symbol="@", actors=(at(known, token.span),))

    def _in_full(self, actor: Actor) -> Actor:
        if actor.person is None and actor.office is not None and actor.country is not None:
            holder = self.memory.find_office(actor.country, actor.office)
            return at(holder, actor.span) if holder is not None else actor
        if actor.person is None or actor.country is not None:
            return actor
        known = self.memory.find_person(actor.person)
        is_introduced = known is not None and (known.country or known.office)
        return at(known, actor.span) if known is not None and is_introduced else actor

    def _next(self, tokens: Sequence[RawToken], marks: str, place: int) -> tuple[Token, int]:
        if marks[place] not in _STARTS:
            return self._plain(tokens[place]), place + 1
        if (compound := self._compound(tokens, marks, place)) is not None:
            return compound
        if marks[place] == "N" and (town := self._town(tokens, marks, place)) is not None:
            return town
        match = self._longest(tokens, marks, place)
        another = match and end_before_another(match, tokens, self.memory, self.words)
        if another:
            # "At the request of the President of Turkey, Vladimir Putin spoke": two officials.
            match = self._longest(tokens[:another], marks[:another], place)
        if match is not None:
            actors = tuple(self.reader.read(match, tokens))
            is_former = _FORMER.search(marks, max(0, place - 3), place) is not None
            if actors and not is_former and not any(a.level == "private" for a in actors):
                return self._token(match, tokens, actors), match.end()
            if match.end() - place > 1:
                span = Span(tokens[place].span.start, tokens[match.end() - 1].span.end)
                return Token("x", span, self.text[span.start : span.end]), match.end()
        return self._plain(tokens[place]), place + 1

    def _longest(self, tokens: Sequence[RawToken], marks: str, place: int) -> re.Match[str] | None:
        best: re.Match[str] | None = None
        for pattern in self.patterns.find_open(marks, place):
            match = pattern.match(marks, place)
            if match is None or (best is not None and match.end() <= best.end()):
                continue
            if "title" not in pattern.groupindex or is_title(match, tokens, self.words):
                best = match
        return best

    def _compound(
        self, tokens: Sequence[RawToken], marks: str, place: int
    ) -> tuple[Token, int] | None:
        match = _COMPOUND.match(marks, place)
        if match is None:
            return None
        parts = tokens[match.start() : match.end()]
        if any(a.span.end != b.span.start for a, b in pairwise(parts)):
            return None  # "Ukraine - Russia's ..." is a dash between clauses
        span = Span(parts[0].span.start, parts[-1].span.end)
        sides = tuple(self.reader.read_side(part, span) for part in parts[::2])
        return Token("=", span, self.text[span.start : span.end], actors=sides), match.end()

    def _town(self, tokens: Sequence[RawToken], marks: str, place: int) -> tuple[Token, int] | None:
        """Return a town that no table knows as a place: "in San Pedro, Belize"."""
        match = _TOWN.match(marks, place) if self.words.has_articles else None
        if match is None or tokens[place - 1].word.lower() not in _IN:
            return None
        state = tokens[match.end("town") + 1].entry
        span = Span(tokens[place].span.start, tokens[match.end("town") - 1].span.end)
        word = self.text[span.start : span.end]
        if state is None or self.memory.find_person(word) is not None:
            return None
        return Token("P", span, word, country=state.value), match.end("town")

    def _plain(self, token: RawToken) -> Token:
        """Return what a token is that is part of no actor."""
        symbol, span, word, entry = token.symbol, token.span, token.word, token.entry
        if symbol == "O":  # "our country"
            return Token("P", span, word, country=self.memory.publisher)
        if entry is None:
            is_elsewhere = symbol in _ELSEWHERE
            return Token(_ELSEWHERE[symbol], span, word) if is_elsewhere else token
        if symbol == "G":
            self.memory.last_organisation = entry.value
        country = entry.value if symbol in "PA" else None
        office = entry.value if symbol in "TUK" else None
        return Token(_ELSEWHERE.get(symbol, symbol), span, word, country=country, office=office)

    def _token(
        self, match: re.Match[str], tokens: Sequence[RawToken], actors: tuple[Actor, ...]
    ) -> Token:
        span = Span(tokens[match.start()].span.start, tokens[match.end() - 1].span.end)
        alone = all(actor.person is None and actor.office is None for actor in actors)
        return Token("$" if alone else "@", span, self.text[span.start : span.end], actors=actors)
