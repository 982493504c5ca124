"""Settles what is part of a name in a language whose names of sides follow titles in the genitive.

"Президент Туркменистана Сердар ...": a side after a title and before a name stays a side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.quick_record import replace

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from pipelines.normalize.raw_token import RawToken
    from pipelines.reference.actor_words import ActorWords

_NAME, _NO_NAME, _PORTFOLIO = "N", "X", "d"
_TITLES = frozenset("TUd")
# After a name no side, place or office follows at once; after a noun it does ("Позиция Анкары").
_AFTER_NOUN = frozenset("SGPAO")
_BEFORE_WEAK = frozenset("NH")


def settle_names_by_case(tokens: Sequence[RawToken], words: ActorWords) -> list[RawToken]:
    """Return the tokens with places in names made parts of them, and no noun as a name."""
    settled = list(tokens)
    if words.nouns is not None and _starts_with_noun(tokens, words.nouns):
        settled[0] = replace(tokens[0], symbol=_NO_NAME)
    for place, token in enumerate(tokens):
        before = settled[place - 1].symbol if place else "."
        is_weak = token.entry is not None and token.entry.is_weak
        if (token.symbol == "P" and before == _NAME) or (is_weak and before in _BEFORE_WEAK):
            settled[place] = replace(token, symbol=_NAME, entry=None)
        elif token.symbol == "c" and before == _NAME and token.word[0].isupper():
            settled[place] = replace(token, symbol=_NAME)  # "Ван И": no "и" has a capital there
        elif token.symbol == _NAME and before in _TITLES and _agrees(tokens, place, words):
            settled[place] = replace(token, symbol=_PORTFOLIO)
            settled[place + 1] = replace(tokens[place + 1], symbol=_PORTFOLIO)
    return settled


def _agrees(tokens: Sequence[RawToken], place: int, words: ActorWords) -> bool:
    """Tell whether a capitalised word is the adjective of the small one that follows."""
    if words.agreeing is None or place + 1 == len(tokens):
        return False
    noun = tokens[place + 1]
    pair = f"{tokens[place].word} {noun.word}"
    return noun.symbol in "xd" and words.agreeing.fullmatch(pair) is not None


def _starts_with_noun(tokens: Sequence[RawToken], nouns: re.Pattern[str]) -> bool:
    if len(tokens) == 1 or not tokens or tokens[0].symbol != _NAME:
        return False
    word = tokens[0].word
    if word.endswith("."):  # an initial
        return False
    return tokens[1].symbol in _AFTER_NOUN or nouns.fullmatch(word) is not None
