"""Puts tokens together to actors: offices with their sides and names, sides alone, compounds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.normalize.memory import at
from pipelines.normalize.titles import is_title
from pipelines.records import Actor, Span, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.normalize.actor_reader import ActorReader
    from pipelines.normalize.memory import Memory
    from pipelines.normalize.open_patterns import OpenPatterns
    from pipelines.normalize.raw_token import RawToken
    from pipelines.reference.actor_words import ActorWords

# Matches A-A ("Turkmen-Russian"); not "A A", nor S-S of "Japan-Lithuania Foreign Ministers".
_COMPOUND = re.compile(r"[ASG](?:-[ASG])+(?![ASG-]*d*U)")
_FORMER = re.compile(r"F[xdA]{0,2}$")  # matches F, Fx ("former president Suharto"); not Fxw
_STARTS = re.compile("[dTUKSGANIHOZBu]")  # what an actor may start with
# What a word with a part in titles only is elsewhere.
_ELSEWHERE = {"u": "x", "W": "r", "B": "X"}


@dataclass(frozen=True, slots=True)
class ActorFinder:
    """Finds the actors of one release, sentence by sentence, in order."""

    text: str
    words: ActorWords
    memory: Memory
    reader: ActorReader
    patterns: OpenPatterns

    def mark(self, tokens: Sequence[RawToken]) -> tuple[Token, ...]:
        """Return the tokens with every actor, compound and place put together."""
        marks = "".join([token.symbol for token in tokens])
        marked: list[Token] = []
        place = 0
        while start := _STARTS.search(marks, place):
            marked += self._plain_all(tokens[place : start.start()])
            made, place = self._next(tokens, marks, start.start())
            marked.append(made)
        marked += self._plain_all(tokens[place:])
        return tuple(marked)

    def put_known(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """Return the tokens with whom the text introduces in full somewhere, by surname here."""
        return tuple(self._put_known(tokens, place) for place in range(len(tokens)))

    def in_full(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """Return the tokens with the side and office of whom the text introduces further on."""
        return tuple(
            replace(token, actors=tuple(self._introduced(actor) for actor in token.actors))
            if token.symbol == "@"
            and any(actor.person and not actor.office for actor in token.actors)
            else token
            for token in tokens
        )

    def _introduced(self, actor: Actor) -> Actor:
        return self._in_full(actor) if actor.person and not actor.office else actor

    def _put_known(self, tokens: Sequence[Token], place: int) -> Token:
        token = tokens[place]
        beside = (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2])
        if token.symbol == "@":
            return replace(token, actors=tuple(self._in_full(actor) for actor in token.actors))
        if token.symbol != "N" or any(other.symbol in "NnH" for other in beside):
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
        if (compound := self._compound(tokens, marks, place)) is not None:
            return compound
        match = self._longest(tokens, marks, place)
        if match is not None:
            actors = tuple(self.reader.read(match, tokens))
            is_former = _FORMER.search(marks, max(0, place - 3), place) is not None
            if actors and not is_former and not any(a.level == "private" for a in actors):
                return self._token(match, tokens, actors), match.end()
            if match.end() - place > 1:
                span = Span(tokens[place].start, tokens[match.end() - 1].end)
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
        if any(a.end != b.start for a, b in pairwise(parts)):
            return None  # "Ukraine - Russia's ..." is a dash between clauses
        span = Span(parts[0].start, parts[-1].end)
        sides = tuple(self.reader.read_side(part, span) for part in parts[::2])
        return Token("=", span, self.text[span.start : span.end], actors=sides), match.end()

    def _plain_all(self, tokens: Sequence[RawToken]) -> list[Token]:
        # Nearly all are mere words; a call for each of them was a fiftieth of all time.
        text = self.text
        return [
            Token(token.symbol, Span(token.start, token.end), text[token.start : token.end])
            if token.entry is None and token.date is None and token.symbol not in _ELSEWHERE
            else self._plain(token)
            for token in tokens
        ]

    def _plain(self, token: RawToken) -> Token:
        symbol, entry = token.symbol, token.entry
        span = Span(token.start, token.end)
        word = self.text[token.start : token.end]
        if symbol == "O":  # "our country"
            return Token("P", span, word, country=self.memory.publisher)
        if entry is None:
            return Token(_ELSEWHERE.get(symbol, symbol), span, word, date=token.date)
        if symbol == "G":
            self.memory.last_organisation = entry.value
        country = entry.value if symbol in "PA" else None
        office = entry.value if symbol in "TU" else None
        return Token(_ELSEWHERE.get(symbol, symbol), span, word, country=country, office=office)

    def _token(
        self, match: re.Match[str], tokens: Sequence[RawToken], actors: tuple[Actor, ...]
    ) -> Token:
        span = Span(tokens[match.start()].start, tokens[match.end() - 1].end)
        alone = all(actor.person is None and actor.office is None for actor in actors)
        return Token("$" if alone else "@", span, self.text[span.start : span.end], actors=actors)
