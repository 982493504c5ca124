"""Puts tokens together to actors: offices with their sides and names, sides alone, compounds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.normalize.lexicon import Entry
from pipelines.normalize.memory import at
from pipelines.normalize.titles import is_title, rank, read_title
from pipelines.records import Actor, Span, Token

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipelines.normalize.memory import Memory
    from pipelines.normalize.titles import Title
    from pipelines.normalize.tokens import RawToken
    from pipelines.reference.actor_words import ActorWords

# Matches A-A ("Turkmen-Russian"); not "A A", nor S-S of "Japan-Lithuania Foreign Ministers".
_COMPOUND = re.compile(r"[ASG](?:-[ASG])+(?![ASG-]*d*U)")
_FORMER = re.compile(r"F[xdA]{0,2}$")  # matches F, Fx ("former president Suharto"); not Fxw
_STARTS = frozenset("dTUKSGANIHOZBu")
# Offices that only a side beside them makes somebody's: "the leader" alone is nobody in particular.
_NEED_SIDE = frozenset(
    [
        "leader",
        "side",
        "counterpart",
        "other",
        "envoy",
        "ambassador",
        "minister",
        "private",
        "secretary",
        "commissioner",
        "chair",
        "head_of_delegation",
        "executive_director",
        "chief_executive",
    ]
)
_MEMBERS_BY = frozenset({"leader", "head_of_state", "president"})
# Ranks that no organisation has.
_OF_STATES = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
# What a word with a part in titles only is elsewhere.
_ELSEWHERE = {"u": "x", "W": "r", "B": "X"}


@dataclass(frozen=True, slots=True)
class ActorFinder:
    """Finds the actors of one release, sentence by sentence, in order."""

    text: str
    words: ActorWords
    memory: Memory
    leaders: Mapping[str, str]
    organisations: frozenset[str]

    def mark(self, tokens: Sequence[RawToken]) -> tuple[Token, ...]:
        """Return the tokens with every actor, compound and place put together."""
        marks = "".join(token.symbol for token in tokens)
        marked: list[Token] = []
        place = 0
        while place < len(tokens):
            made, place = self._next(tokens, marks, place)
            marked.append(made)
        return tuple(marked)

    def put_known(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """Return the tokens with whom the text introduces in full somewhere, by surname here."""
        return tuple(self._put_known(tokens, place) for place in range(len(tokens)))

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
        if marks[place] in _STARTS:
            if (compound := self._compound(tokens, marks, place)) is not None:
                return compound
            match = self._longest(tokens, marks, place)
            if match is not None:
                actors = tuple(self._actors_of(match, tokens))
                is_former = _FORMER.search(marks, max(0, place - 3), place) is not None
                if actors and not is_former and not any(a.level == "private" for a in actors):
                    return self._token(match, tokens, actors), match.end()
                if len(match.group()) > 1:
                    return self._plain(tokens[place], tokens[match.end() - 1], "x"), match.end()
        return self._plain(tokens[place], tokens[place], marks[place]), place + 1

    def _longest(self, tokens: Sequence[RawToken], marks: str, place: int) -> re.Match[str] | None:
        best: re.Match[str] | None = None
        for pattern in self.words.patterns:
            match = pattern.match(marks, place)
            if match is None or (best is not None and match.end() <= best.end()):
                continue
            if "title" not in match.groupdict() or is_title(match, tokens, self.words):
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
        sides = tuple(self._side(part, span) for part in parts[::2])
        return Token("=", span, self.text[span.start : span.end], actors=sides), match.end()

    def _plain(self, first: RawToken, last: RawToken, symbol: str) -> Token:
        span = Span(first.start, last.end)
        country = first.entry.value if first.entry and symbol in "PA" else None
        if symbol == "O":  # "our country"
            symbol, country = "P", self.memory.publisher
        elif symbol == "G" and first.entry:
            self.memory.last_organisation = first.entry.value
        symbol = _ELSEWHERE.get(symbol, symbol)
        word = self.text[span.start : span.end]
        office = first.entry.value if first.entry and symbol in "TU" else None
        return Token(symbol, span, word, country=country, date=first.date, office=office)

    def _token(
        self, match: re.Match[str], tokens: Sequence[RawToken], actors: tuple[Actor, ...]
    ) -> Token:
        span = Span(tokens[match.start()].start, tokens[match.end() - 1].end)
        alone = all(actor.person is None and actor.office is None for actor in actors)
        return Token("$" if alone else "@", span, self.text[span.start : span.end], actors=actors)

    def _actors_of(  # noqa: PLR0911 - one for each kind of pattern
        self, match: re.Match[str], tokens: Sequence[RawToken]
    ) -> list[Actor]:
        groups = match.groupdict()
        span = Span(tokens[match.start()].start, tokens[match.end() - 1].end)
        if groups.get("sides"):
            sides = _sides_in(tokens[slice(*match.span("sides"))])
            names = self._names_in(tokens, *match.span("names")) if groups.get("names") else []
            # "the presidents of A and B, X and Y" are one each.
            each = names if len(names) == len(sides) else [None] * len(sides)
            return [
                self._official(match, tokens, side, name, span)
                for side, name in zip(sides, each, strict=True)
            ]
        if groups.get("pairs"):
            pairs = self._pairs_in(tokens, *match.span("pairs"))
            return [self._official(match, tokens, side, name, span) for side, name in pairs]
        if groups.get("format"):
            entry = tokens[match.start("format")].entry
            codes = entry.value.split() if entry else []
            return [Actor(span, code, None, None, "unknown") for code in codes]
        if groups.get("names"):
            names = self._names_in(tokens, *match.span("names"))
            return [self._official(match, tokens, None, name, span) for name in names]
        side = tokens[match.start("side")] if groups.get("side") else None
        name = self._name(tokens, *match.span("name")) if groups.get("name") else None
        if groups.get("title"):
            if side is None and name is None and not self._stands_alone(match, tokens):
                return []
            return [self._official(match, tokens, side, name, span)]
        if side is not None:
            return [self._side(side, span)]
        return self._bare_name(name, tokens, match, span)

    def _stands_alone(self, match: re.Match[str], tokens: Sequence[RawToken]) -> bool:
        groups = match.groupdict()
        title = read_title(match, tokens, "", self.words)
        if groups.get("own") or title.side is not None:
            return True
        start = tokens[match.start("title")].start
        has_article = self.text[max(0, start - 4) : start].lower() == "the "
        is_written_as_title = self.text[start].isupper() or (
            title.office == "head_of_state" and (has_article or not self.words.has_articles)
        )
        is_body = title.office == "chair" and not self.words.has_articles
        return is_written_as_title and title.office not in _NEED_SIDE and not is_body

    def _bare_name(
        self, name: str | None, tokens: Sequence[RawToken], match: re.Match[str], span: Span
    ) -> list[Actor]:
        if name is None:
            return []
        before = tokens[match.start() - 1].symbol if match.start() else "."
        known = self.memory.find_person(name)
        has_honorific = tokens[match.start()].symbol == "H"
        is_lone = " " not in name and "." not in name.rstrip(".") and not has_honorific
        if known is not None and not (is_lone and known.office is None):
            return [at(known, span)]
        if is_lone or (before == "t" and not has_honorific):
            # Any word may have a capital; "the Bocharov Ruchei residence" is no person.
            return []
        return [self.memory.remember(Actor(span, None, name, None, None, is_publisher=True))]

    def _names_in(self, tokens: Sequence[RawToken], start: int, end: int) -> list[str]:
        names: list[str] = []
        begin = start
        for place in range(start, end + 1):
            if place == end or tokens[place].symbol in ",c":
                name = self._name(tokens, begin, place)
                names.extend([name] if name else [])
                begin = place + 1
        return names

    def _pairs_in(
        self, tokens: Sequence[RawToken], start: int, end: int
    ) -> list[tuple[RawToken, str]]:
        """Return the sides of "Malta, Reuben Gauci, and Botswana, Gilbert Mangole" with names."""
        at = [place for place in range(start, end) if tokens[place].symbol in "SG"]
        ends = [*at[1:], end]
        return [
            (tokens[place], self._name(tokens, place + 1, until))
            for place, until in zip(at, ends, strict=True)
        ]

    def _name(self, tokens: Sequence[RawToken], start: int, end: int) -> str:
        parts = [token for token in tokens[start:end] if token.symbol in "NnI"]
        return self.text[parts[0].start : parts[-1].end] if parts else ""

    def _official(
        self,
        match: re.Match[str],
        tokens: Sequence[RawToken],
        side: RawToken | None,
        name: str | None,
        span: Span,
    ) -> Actor:
        country = side.entry.value if side is not None and side.entry else None
        title = read_title(match, tokens, country or self.memory.publisher, self.words)
        country = country or title.side
        if country is None:
            return self._official_without_side(title, name, span)
        symbol = side.symbol if side is not None else "S"
        is_organisation = symbol == "G" or country in self.organisations
        office = title.office
        if office == "leader":
            office = self.leaders.get(country, office)
        level = rank(office, country, "G" if is_organisation else symbol, self.words)
        if is_organisation and title.is_plural and office in _MEMBERS_BY:
            level = "head_of_state"  # "the leaders of the CSTO member states": rule WHO-MEMBERS
        if name is None and (known := self.memory.find_office(country, office)) is not None:
            return at(known, span)
        actor = Actor(span, country, name, office, level, is_organisation=is_organisation)
        return self.memory.remember(actor)

    def _official_without_side(self, title: Title, name: str | None, span: Span) -> Actor:
        memory, office = self.memory, title.office
        if title.level == "head_of_organisation":
            # "the Secretary-General" is the one of the organisation named last.
            country = memory.last_organisation
            actor = Actor(span, country, name, office, title.level, is_organisation=True)
            return memory.remember(actor)
        if office == "counterpart" or self._is_foreign(title):
            return memory.remember(Actor(span, None, name, office, title.level))
        own = memory.principal is not None and office in {memory.principal, "head_of_state"}
        if name is None and (known := memory.find_office(memory.publisher, office)) is not None:
            return at(known, span)
        if name is None and not own and (known := memory.last_with_office(office)) is not None:
            return at(known, span)
        publisher = memory.publisher if name is None else None
        actor = Actor(span, publisher, name, office, title.level, is_publisher=True)
        return memory.remember(actor)

    def _is_foreign(self, title: Title) -> bool:
        """Tell whether an office is of a state where an organisation publishes."""
        return title.level in _OF_STATES and self.memory.publisher in self.organisations

    def _side(self, token: RawToken, span: Span) -> Actor:
        country = token.entry.value if token.entry else None
        is_organisation = token.symbol == "G"
        if is_organisation and country:
            self.memory.last_organisation = country
        return Actor(span, country, None, None, "unknown", is_organisation=is_organisation)


def _sides_in(tokens: Sequence[RawToken]) -> list[RawToken]:
    """Return the sides among the tokens, each member of a closed format as one."""
    members = [
        replace(token, symbol="S", entry=Entry("S", code))
        for token in tokens
        if token.symbol == "Z" and token.entry
        for code in token.entry.value.split()
    ]
    return [token for token in tokens if token.symbol in "SGA"] + members
