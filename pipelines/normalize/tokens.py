"""Cuts a sentence into tokens: known forms, dates, and single words with their symbol."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from pipelines.normalize.goals_by_case import settle_goals_by_case
from pipelines.normalize.name_tokens import settle_names, settle_portfolios, without_post_nominals
from pipelines.normalize.names_by_case import settle_names_by_case
from pipelines.normalize.raw_token import RawToken
from pipelines.normalize.seats import settle_seats
from pipelines.normalize.seats_by_case import settle_seats_by_case
from pipelines.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.normalize.lexicon import Hit
    from pipelines.records import FoundDate
    from pipelines.reference.actor_words import ActorWords

# A word with inner hyphens and apostrophes, an initial (without its full stop only between parts
# of a name: "David E Jeremiah"), a number, a mark.
# Matches "Kassym-Jomart", "O'Brien", "V.", "Th." and "K.-J." before a capital, "2,500"; not all of
# "Ukraine's".
# Most are words without any of that, which are tried first.
_WORD = re.compile(
    r"(?P<plain>[^\W\d_]{2,}+(?![\w'.-]))"
    r"|(?P<possessive>';?s\b|(?<=s)'(?=\s))"
    r"|(?P<initial>(?:[^\W\d_]\.|(?:[CKSTZ]h|D[jz]|Ts|Y[aeou])\.|[\u0410-\u042f][\u0430-\u044f]\.(?=[\u0410-\u042f]))"
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
    "&": "c",
    "(": "(",
    ")": ")",
}
_WORDS = frozenset({"plain", "word"})
# A piece between spaces whose tokens depend on what stands before or after it: an initial, the
# apostrophe of a plural. Matches "V.", "E", "States'", "'"; not "I", "visit.", "'s", "Russia's".
_OPEN = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_]|[CKSTZ]h|D[jz]|Ts|Y[aeou])\.|^[A-HJ-Z]$|s'$|^'(?!s\b)"
)
_MOST_KEPT = 100_000  # words, so that a process does not grow with its texts
_PLAIN_MARKS = frozenset(',;:"')


def tokenize(
    text: str,
    span: Span,
    hits: Sequence[Hit],
    dates: Sequence[FoundDate],
    symbols: WordSymbols,
) -> list[RawToken]:
    """Return the tokens of the sentence at `span`; hits and dates are those inside it, in order."""
    words = symbols.words
    hits = [hit for hit in hits if not _is_syllable(hit, text)]
    tokens = cut_sentence(text, span, _known(text, hits, dates, words), symbols)
    if words.seats is not None:
        settled = settle_names_by_case(tokens, words)
        settled = settle_seats_by_case(settled, words, words.seats)
        return settle_goals_by_case(settled, words)
    tokens = settle_names(without_post_nominals(tokens, words), words)
    found = {token.symbol for token in tokens}
    # Few sentences have a title or a place: for the others, both would only copy the tokens.
    tokens = tokens if found.isdisjoint("TU") else settle_portfolios(tokens, words)
    return settle_seats(tokens, words) if "P" in found else tokens


def cut_sentence(
    text: str, span: Span, known: Sequence[RawToken], symbols: WordSymbols
) -> list[RawToken]:
    """Return the tokens of a sentence, of which some are known, as they stand in it."""
    tokens: list[RawToken] = []
    position = span.start
    for one in known:
        if one.span.start >= position:
            # Unless a number or a mark goes over where the known form starts.
            position = _cut(tokens, text, (position, span.end), symbols, stop=one.span.start)
        if one.span.start == position:
            tokens.append(one)
            position = one.span.end
    _cut(tokens, text, (position, span.end), symbols, stop=span.end)
    return tokens


class WordSymbols(dict[str, str]):
    """The symbols of words met so far: a process meets most of them again and again.

    pieces: likewise the tokens of what stands between two spaces.
    """

    def __init__(self, words: ActorWords) -> None:
        """words: of the language."""
        self.words = words
        self.pieces = _Pieces(self)

    def __missing__(self, word: str) -> str:
        """Return the symbol of a word, and keep it."""
        symbol = _symbol_of_word(word, self.words)
        if len(self) < _MOST_KEPT:
            self[word] = symbol
        return symbol


class _Pieces(dict[str, "tuple[tuple[str, int, int, str], ...] | None"]):
    """Symbol, bounds and word of each token of a piece; None where its surroundings decide."""

    def __init__(self, symbols: WordSymbols) -> None:
        self._symbols = symbols

    def __missing__(self, piece: str) -> tuple[tuple[str, int, int, str], ...] | None:
        """Return the tokens of a piece, and keep them."""
        cut: list[RawToken] = []
        _search(cut, piece, (0, len(piece)), self._symbols, stop=len(piece))
        tokens = tuple((one.symbol, one.span.start, one.span.end, one.word) for one in cut)
        found = None if _OPEN.search(piece) else tokens
        if len(self) < _MOST_KEPT:
            self[piece] = found
        return found


def _known(
    text: str, hits: Sequence[Hit], dates: Sequence[FoundDate], words: ActorWords
) -> list[RawToken]:
    tokens = [
        _without_side(hit, text)
        if text[hit.end : hit.end + 1] == "-" and text.startswith(words.behind_sides, hit.end)
        else RawToken(
            hit.entry.symbol, Span(hit.start, hit.end), text[hit.start : hit.end], entry=hit.entry
        )
        for hit in hits
    ]
    if dates:
        tokens += [RawToken("D", one.span, one.quote, date=one) for one in dates]
        tokens.sort(key=attrgetter("span.start"))
    return tokens


def _is_syllable(hit: Hit, text: str) -> bool:
    """Tell whether a title ("Ing", engineer) is but part of a name: "Tsai Ing-wen"."""
    after = text[hit.end : hit.end + 2]
    return after[:1] == "-" and hit.entry.symbol == "H" and after[1:].islower()


def _without_side(hit: Hit, text: str) -> RawToken:
    """Return the side in "the US-based Council" as a word: the Council is not said to be its."""
    return RawToken("x", Span(hit.start, hit.end), text[hit.start : hit.end])


def _cut(
    tokens: list[RawToken],
    text: str,
    bounds: tuple[int, int],
    symbols: WordSymbols,
    *,
    stop: int,
) -> int:
    """Add the tokens between the bounds that start before `stop`; return where the next starts."""
    place, end = bounds
    pieces = symbols.pieces
    # The last piece goes on behind `stop`, unless that is after a space.
    whole = stop if stop == end else text.rfind(" ", place, stop)
    if whole >= place:
        for piece in text[place:whole].split(" "):
            after = place + len(piece)
            cut = pieces[piece]
            if cut is None:
                _search(tokens, text, (place, end), symbols, stop=after)
            else:
                # Nine of ten words: to look their piece up takes half as long as to search it.
                for symbol, first, last, word in cut:
                    tokens.append(RawToken(symbol, Span(place + first, place + last), word))
            place = after + 1
    return _search(tokens, text, (place, end), symbols, stop=stop) if place < stop else stop


def _search(
    tokens: list[RawToken],
    text: str,
    bounds: tuple[int, int],
    symbols: WordSymbols,
    *,
    stop: int,
) -> int:
    """Do as `_cut` does, for pieces of which the surroundings may decide."""
    for match in _WORD.finditer(text, *bounds):
        start, end = match.span()
        if start >= stop:
            break
        kind = match.lastgroup
        is_word = kind in _WORDS
        if end > stop and is_word and "-" in match[0]:
            end = stop  # "non-Ukrainian" is cut where the known form starts
        word = text[start:end]
        symbol = symbols[word] if is_word else _symbol_of(kind, word, symbols.words)
        tokens.append(RawToken(symbol, Span(start, end), word))
        if end >= stop:
            return end
    return stop


def _symbol_of(kind: str | None, word: str, words: ActorWords) -> str:
    if kind == "possessive":
        return "'"
    if kind == "initial":
        return words.initial
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
