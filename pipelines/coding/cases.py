"""Puts the preposition that a case stands for before whoever is told in that case.

In "переговоры Президента Вьетнама с" the genitive says what "of" says in English. With it written
out, every construction of patterns.py reads such a language, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.sides import surname_of
from pipelines.quick_record import replace
from pipelines.records import Span, Token

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor

# Symbols of prepositions, as in patterns.py; "n" is the nominative, which stands for none.
_OF, _TO, _BY, _NONE = "o", "y", "g", "n"
_APART = "|"  # before an official who makes no list with the side before
_WHO = frozenset("@$=")
# Matches "K" and "KxX" before a group ("переговоры о", "визит нового"); not "Kw".
_NOUN = re.compile(r"K[xXD]{0,2}$")
# Matches "Kl$" before a group: "визит в Россию Президента Вьетнама"; not "Kl$c".
_NOUN_AND_PLACE = re.compile(r"K[xXD]{0,2}[ly][xX]?[P$]$")
_PASSIVE = re.compile(r"V[xXD]{0,2}$")


class CaseReader:
    """The endings of cases of one language; without any a sentence stays as it is."""

    def __init__(self, endings: Mapping[str, tuple[str, ...]]) -> None:
        """endings: of each case, by the symbol of the preposition that it stands for."""
        self._endings = dict(endings)

    def put_prepositions(self, sentence: CuedSentence) -> CuedSentence:
        """Return the sentence with an empty token for each preposition that a case stands for."""
        if not self._endings:
            return sentence
        tokens: list[Token] = []
        cues = {}
        for place, token in enumerate(sentence.tokens):
            if tokens and (joined := self._with_office_behind(tokens[-1], token)) is not None:
                tokens[-1] = joined
                continue
            marks = "".join(other.symbol for other in tokens)
            if token.symbol in _WHO and (symbol := self._symbol_before(token, marks)):
                tokens.append(Token(symbol, Span(token.span.start, token.span.start), ""))
            if place in sentence.cues:
                cues[len(tokens)] = sentence.cues[place]
            tokens.append(token)
        marks = "".join(token.symbol for token in tokens)
        return replace(sentence, tokens=tuple(tokens), marks=marks, cues=cues)

    def _symbol_before(self, token: Token, marks: str) -> str | None:
        case = self._case_of(token)
        told = case if case in {_TO, _BY} else None
        if _NOUN.search(marks):
            return None if case == _NONE else told or _OF
        if _NOUN_AND_PLACE.search(marks):
            return None if case == _NONE else told or _BY
        if marks.endswith("$") and token.symbol == "@":
            return _APART  # "на полях саммита АСЕАН Министр"
        # "послание Президента России Президенту Казахстана", "принят Президентом"
        is_agent = case == _BY and _PASSIVE.search(marks) is not None
        return told if marks.endswith("@") or is_agent else None

    def _case_of(self, token: Token) -> str | None:
        """Return the symbol of the case of an official, None where nothing tells it.

        The title's first word tells it, or a name. A side's own case is not told by its ending:
        "Новой Зеландии" may be two.
        """
        words = [word.lower() for word in token.word.split() if "." not in word]
        if token.symbol != "@" or not words:
            return None
        has_title = any(actor.office for actor in token.actors)
        telling = words[:1] if has_title else [words[-1], words[0]]
        told = (s for w in telling for s in (_TO, _BY) if w.endswith(self._endings[s]))
        case = next(told, None)
        is_one = len(token.actors) == 1 and has_title
        is_nominative = is_one and words[0].endswith(self._endings[_NONE])
        return case or (_NONE if is_nominative else None)

    def _with_office_behind(self, before: Token, token: Token) -> Token | None:
        """Return the actor before with the office right behind its name, None if it is no such.

        "А.Лукашенко Президент Республики Беларусь" is how a page sets who somebody is; after a
        name in another case, of whom no office is told, somebody else may follow.
        """
        if (before.symbol, token.symbol) != ("@", "@") or self._case_of(token) != _NONE:
            return None
        if len(before.actors) != 1:
            return None
        named, told = before.actors[0], token.actors[0]
        if not _may_be_one(named, told):
            return None
        known = replace(
            named, country=told.country, office=named.office or told.office, level=told.level
        )
        return replace(before, actors=(known,))


def _may_be_one(named: Actor, told: Actor) -> bool:
    if named.person is None or named.person == told.person:
        return named.person is not None and named.country == told.country
    if told.person is not None or told.country is None:
        return False
    if named.country is not None:
        return named.country == told.country
    is_nominative = named.person.casefold().endswith(surname_of(named.person))
    return named.office is None and is_nominative
