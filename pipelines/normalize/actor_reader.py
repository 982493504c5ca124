"""Reads what a pattern of the grammar of actors found: officials, sides, persons."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.normalize.bodies import of_its_body, side_before, side_inside, without_side
from pipelines.normalize.lexicon import Entry
from pipelines.normalize.memory import at
from pipelines.normalize.titles import rank, read_title
from pipelines.quick_record import quick_record, replace
from pipelines.records import Actor, Span

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from pipelines.normalize.memory import Memory
    from pipelines.normalize.raw_token import RawToken
    from pipelines.normalize.titles import Title
    from pipelines.reference.actor_words import ActorWords

# Offices that only a side beside them makes somebody's: "the leader" alone is nobody in particular.
_NEED_SIDE = frozenset((
    "leader", "side", "counterpart", "other", "envoy", "ambassador", "minister", "private",
    "secretary", "commissioner", "chair", "head_of_delegation", "executive_director",
    "chief_executive",
))  # fmt: skip
_BEGIN = 400  # characters that hold the title and what the first sentence begins with
_MEMBERS_BY = frozenset({"leader", "head_of_state", "president", "prime_minister"})
_OF_STATES = frozenset({"head_of_state", "head_of_government", "foreign_minister"})  # no body's


@quick_record
class ActorReader:
    """Reads the actors of the patterns found in one text, in order, and remembers them.

    leaders: office of each state's effective leader. lacking: whose an office is that a state
    lacks, by both. organisations: codes of those among sides.
    """

    text: str
    words: ActorWords
    memory: Memory
    leaders: Mapping[str, str]
    lacking: Mapping[tuple[str, str], str]
    organisations: frozenset[str]

    def read(  # noqa: PLR0911 - one for each kind of pattern
        self, match: re.Match[str], tokens: Sequence[RawToken]
    ) -> list[Actor]:
        """Return the actors of a pattern that matched the symbols of these tokens."""
        groups = match.groupdict()
        span = Span(tokens[match.start()].span.start, tokens[match.end() - 1].span.end)
        if groups.get("sides"):
            sides = _sides_in(tokens[slice(*match.span("sides"))])
            names = self._names_in(tokens, *match.span("names")) if groups.get("names") else []
            # "the presidents of A and B, X and Y" are one each; of one side all are.
            sides = sides * len(names) if names and len(sides) == 1 else sides
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
            named = [self._official(match, tokens, None, name, span) for name in names]
            return [_as_nobodys(actor) for actor in named] if len(named) > 1 else named
        side = tokens[match.start("side")] if groups.get("side") else None
        name = self._name(tokens, *match.span("name")) if groups.get("name") else None
        if groups.get("title"):
            side = side or side_inside(match, tokens)
            if side is None and name is None and not self._stands_alone(match, tokens):
                return []
            side = side or (side_before(tokens, match.start()) if name else None)
            return [self._official(match, tokens, side, name, span)]
        if side is not None:
            return [self.read_side(side, span)]
        return self._bare_name(name, tokens, match, span)

    def _stands_alone(self, match: re.Match[str], tokens: Sequence[RawToken]) -> bool:
        groups = match.groupdict()
        title = read_title(match, tokens, "", self.words)
        if groups.get("own") or title.side is not None:
            return True
        start = tokens[match.start("title")].span.start
        has_article = self.text[max(0, start - 4) : start].lower() == "the "
        is_written_as_title = self.text[start].isupper() or (
            title.office == "head_of_state" and (has_article or not self.words.has_articles)
        )
        is_body = title.office == "chair" and not self.words.has_articles
        is_of_field = title.office == "minister" and "d" in match["title"]
        is_known = title.office not in _NEED_SIDE or is_of_field
        return is_written_as_title and is_known and not is_body

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
        """Return the sides of "Malta, Reuben Gauci, and Botswana, Gilbert Mangole" with names.

        Also of "Mauricio Macri of Argentina and Michel Temer of Brazil".
        """
        at = [place for place in range(start, end) if tokens[place].symbol in "SG"]
        bounds = [*at, end] if at[0] == start else [start, *at]
        names = (self._name(tokens, *span) for span in pairwise(bounds))
        return [(tokens[place], name) for place, name in zip(at, names, strict=True)]

    def _name(self, tokens: Sequence[RawToken], start: int, end: int) -> str:
        parts = [token for token in tokens[start:end] if token.symbol in "NnI"]
        words = [token.word for token in parts]
        for n in range(2, len(words) - 1):
            # A name and, run into it, its card on the page: "Ilham Aliyev Aliyev IlhamPresident".
            if words[n] == words[n - 1] and words[n + 1].startswith(words[0]):
                parts = parts[:n]
                break
        return self.text[parts[0].span.start : parts[-1].span.end] if parts else ""

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
            title = without_side(title, match, tokens, self.words)
            actor = self._official_without_side(title, name, span)
            is_begin = match.start() == 1 and tokens[0].symbol == "t"
            self.memory.note_own(actor, is_begin=is_begin)
            return actor
        if side is not None:
            title = of_its_body(title, match, tokens, self.words)
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
        if name is not None and (known := self.memory.find_elsewhere(name, country, office)):
            return at(known, span)
        actor = Actor(span, country, name, office, level, is_organisation=is_organisation)
        if is_organisation:
            self.memory.last_organisation = country
        else:
            self.memory.note_office(country, office)
        return self.memory.remember(actor)

    def _official_without_side(self, title: Title, name: str | None, span: Span) -> Actor:
        memory, office = self.memory, title.office
        is_open = memory.last_organisation is None and memory.publisher not in self.organisations
        if office == "director_general" and is_open:
            title = replace(title, level="other")  # of a department of the publisher's
        if title.level == "head_of_organisation":
            return self._of_organisation(title, name, span)
        if (of := self.lacking.get((memory.publisher, office))) is not None:
            return self._of_other(title, name, of, span)
        if office == "counterpart":
            return memory.remember(Actor(span, None, name, office, title.level))
        if self._is_foreign(title):
            return self._of_other(title, name, "", span)
        if name is None and (known := self._told_before(office)) is not None:
            return at(known, span)
        publisher = memory.publisher if name is None else None
        actor = Actor(span, publisher, name, office, title.level, is_publisher=True)
        return memory.remember(actor)

    def _of_organisation(self, title: Title, name: str | None, span: Span) -> Actor:
        """Return "the Secretary-General", the publisher's, else of the organisation named last."""
        memory, office = self.memory, title.office
        is_own = name is None and memory.publisher in self.organisations
        country = memory.publisher if is_own else memory.last_organisation
        known = memory.find_office(country, office) if name is None and country else None
        if known is not None:
            return at(known, span)
        return memory.remember(
            Actor(span, country, name, office, title.level, is_organisation=True)
        )

    def _says_i(self) -> bool:
        """Tell whether a text begins as somebody's own words: "I am pleased to announce"."""
        memory = self.memory
        if memory.says_i is None:
            begin = f" {self.text[:_BEGIN]}".replace("\n", " ")
            forms = (form for form, symbol in self.words.words.items() if symbol == "i")
            places = [at for form in forms if (at := begin.find(f" {form} ")) >= 0]
            first = min(places, default=0)
            # Before a label ("President A: I thank you") others tell of whoever speaks then.
            memory.says_i = bool(places) and ": " not in self.text[:first]
        return memory.says_i

    def _of_other(self, title: Title, name: str | None, of: str, span: Span) -> Actor:
        """Return who has an office that the publisher lacks; of: its side, "" unknown."""
        memory, office = self.memory, title.office
        if name is None and (known := memory.last_with_office(office)) is not None:
            return at(known, span)
        if of and name is None:
            return Actor(span, of, None, "monarch", "head_of_state")
        side = memory.last_side_with(office) if name is None else None
        return memory.remember(Actor(span, side, name, office, title.level))

    def _told_before(self, office: str) -> Actor | None:
        """Return who is meant by an office alone: the publisher's own, else a foreign one."""
        memory = self.memory
        foreign = memory.last_with_office(office)
        if foreign is not None and memory.is_speakers(office) and self._says_i():
            return foreign  # who says "I" names himself so no more
        own = memory.principal is not None and office in {memory.principal, "head_of_state"}
        own = own or memory.has_holder(memory.publisher, office)
        return memory.find_office(memory.publisher, office) or (None if own else foreign)

    def _is_foreign(self, title: Title) -> bool:
        """Tell whether an office is of a state where an organisation publishes."""
        return title.level in _OF_STATES and self.memory.publisher in self.organisations

    def read_side(self, token: RawToken, span: Span) -> Actor:
        """Return the side that a token names, as an actor at `span`."""
        country = token.entry.value if token.entry else None
        is_organisation = token.symbol == "G"
        if is_organisation and country:
            self.memory.last_organisation = country
        return Actor(span, country, None, None, "unknown", is_organisation=is_organisation)


def _as_nobodys(actor: Actor) -> Actor:
    """Return one of several of a rank that each state has but once, as not yet the publisher's."""
    is_open = actor.country is None and actor.level in _OF_STATES
    return replace(actor, is_publisher=False) if is_open else actor


def _sides_in(tokens: Sequence[RawToken]) -> list[RawToken]:
    """Return the sides among the tokens, each member of a closed format as one."""
    members = [
        replace(token, symbol="S", entry=Entry("S", code))
        for token in tokens
        if token.symbol == "Z" and token.entry
        for code in token.entry.value.split()
    ]
    return [token for token in tokens if token.symbol in "SGA"] + members
