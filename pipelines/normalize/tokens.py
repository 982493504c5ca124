"""Cuts a sentence into tokens: known forms, dates, and single words with their symbol."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.normalize.goals_by_case import settle_goals_by_case
from pipelines.normalize.name_tokens import settle_names, settle_portfolios, without_post_nominals
from pipelines.normalize.names_by_case import settle_names_by_case
from pipelines.normalize.raw_token import RawToken
from pipelines.normalize.seats import settle_seats
from pipelines.normalize.seats_by_case import settle_seats_by_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.normalize.lexicon import Hit
    from pipelines.records import FoundDate, Span
    from pipelines.reference.actor_words import ActorWords

# A word with inner hyphens and apostrophes, an initial (without its full stop only between parts
# of a name: "David E Jeremiah"), a number, a mark.
# Matches "Kassym-Jomart", "O'Brien", "V." and "K.-J." before a capital, "2,500"; not all of
# "Ukraine's".
_WORD = re.compile(
    r"(?P<possessive>';?s\b|(?<=s)'(?=\s))"
    r"|(?P<initial>(?:[^\W\d_]\.|[\u0410-\u042f][\u0430-\u044f]\.(?=[\u0410-\u042f]))"
    r"(?:-[^\W\d_]\.)*(?=\s?(?:d(?:el?|a|i)\s)?[^\W\d_a-z\u0430-\u044f])"
    r"|(?<=[a-z] )[A-HJ-Z](?= [A-Z][a-z]))"
    r"|(?P<word>[^\W\d_]+(?:['-](?!s\b)[^\W\d_]+)*)"
    r"|(?P<number>\d[\d.,:/]*\w*)"
    r"|(?P<mark>[^\w\s])"
)
_MARKS = {
    "/": "-",
    "\u2013": "-",
    "\u2014": "-",
    "-": "-",
    "!": ".",
    "?": ".",
    ".": ".",
    "(": "(",
    ")": ")",
}
_PLAIN_MARKS = frozenset(',;:"')


def tokenize(
    text: str, span: Span, hits: Sequence[Hit], dates: Sequence[FoundDate], words: ActorWords
) -> list[RawToken]:
    """Return the tokens of the sentence at `span`; hits and dates are those inside it, in order."""
    known = {
        hit.start: RawToken(hit.entry.symbol, hit.start, hit.end, entry=hit.entry) for hit in hits
    }
    for found in dates:
        known[found.span.start] = RawToken("D", found.span.start, found.span.end, date=found)
    tokens: list[RawToken] = []
    position = span.start
    while position < span.end:
        token = known.get(position)
        if token is None:
            # No known form begins with a space: the pattern need not be asked.
            if text[position] == " ":
                position += 1
                continue
            match = _WORD.match(text, position, span.end)
            if match is None:
                position += 1
                continue
            end = _end_before_known(match, known)
            token = RawToken(_symbol_of(match, text[position:end], words), position, end)
        tokens.append(token)
        position = token.end
    if words.seats is not None:
        settled = settle_names_by_case(tokens, text, words)
        settled = settle_seats_by_case(settled, text, words, words.seats)
        return settle_goals_by_case(settled, text, words)
    tokens = without_post_nominals(tokens, text, words)
    settled = settle_portfolios(settle_names(tokens), text, words)
    return settle_seats(settled, text, words)


def _end_before_known(match: re.Match[str], known: dict[int, RawToken]) -> int:
    # "non-Ukrainian" is cut where the known form starts.
    if match.lastgroup == "word" and "-" in match.group():
        for place in range(match.start() + 1, match.end()):
            if place in known:
                return place
    return match.end()


def _symbol_of(match: re.Match[str], word: str, words: ActorWords) -> str:
    kind = match.lastgroup
    if kind == "possessive":
        return "'"
    if kind == "initial":
        return words.initial
    if kind == "word":
        return _symbol_of_word(word, words)
    if kind == "mark":
        return word if word in _PLAIN_MARKS else _MARKS.get(word, "x")
    return "x"


def _symbol_of_word(word: str, words: ActorWords) -> str:
    symbol = words.words.get(word)
    if symbol is not None:
        return symbol
    if not word[0].isupper():
        return _symbol_of_small(word, words)
    if word.isupper() and len(word) > 1 and word.lower() in words.words:
        return words.words[word.lower()]  # a headline all in capitals: "VISIT OF THE PRESIDENT"
    if word in words.portfolio:
        return "d"
    if word in words.not_names or len(word) == 1 or _is_shouted(word, words):
        return "X"
    return "F" if word in words.former else "N"


def _is_shouted(word: str, words: ActorWords) -> bool:
    return word.isupper() and word.capitalize() in words.not_names


def _symbol_of_small(word: str, words: ActorWords) -> str:
    if word in words.particles:
        return "n"
    if word in words.former:
        return "F"
    # "al-Maliki" opens with a particle and is a name.
    return "N" if word.partition("-")[0] in words.particles and "-" in word else "x"
