"""The patterns of a language's dates, compiled once from its words and forms.

A text is cut into tokens (numbers and words of dates); each token has a one-letter symbol, and
the forms are patterns over the symbols of tokens that stand side by side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipelines.reference.date_words import CAPITAL_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelines.reference.date_words import DateWords

# One symbol for each role of a word, and for each shape of number.
_SYMBOLS = {
    "month": "m", "weak_month": "w", "short_month": "b", "weekday": "k", "short_weekday": "K",
    "season": "s", "day_word": "r", "day_at_pause": "R", "holiday": "h", "part_of_day": "t",
    "modifier": "x", "past": "P", "sooner": "E", "unit": "u", "year_word": "Y", "quarter": "q",
    "half": "H", "quarter_code": "Q", "half_code": "V", "spelled": "O", "count": "c", "ago": "g",
    "decade": "D", "part": "p", "in": "i", "since": "S", "weekend": "W", "until": "U", "from": "F", "to": "T",
    "between": "B", "and": "&", "of": "f", "the": "e", "about": "~",
    "day": "d", "ordinal_day": "o", "year": "y", "year_first": "I", "digits": "A",
    "digit_decade": "D", "year_pair": "Z",
}  # fmt: skip
_DAY = "e?[do]"
_MONTH = "[mwb]"
_YEAR = "y"


def _several(item: str) -> str:
    # One, "5 and 7", "5, 6 and 9-11"; never a list without "and". Bounded: linear on any input.
    span = f"{item}(?:[-T]{item})?"
    return f"(?:{span}(?:,{span}){{0,8}},?&)?{span}"


# What a form may name beyond the roles.
_ELEMENTS = {
    "month": _MONTH, "full_month": "m", "days": _several(_DAY), "months": _several(_MONTH), "years": _several(_YEAR),
    "year_range": "y-y",
    "unit": "[uYqW]", "any_weekday": "[kK]", "ordinal": "[oO]",
    "count": "[cd]", ",": ",", "-": "\\-",
}  # fmt: skip
# Symbols without which tokens side by side cannot hold a date.
ANCHORS = frozenset("mwbkrRhIAsDxPEgYQVyZW")
_GLUE = (",", "-", "of", "the")
_LONGEST_KEPT = 40
_DASHES = "-\u2013\u2014"
_GAPS = {"": "", ",": ",", "/": "/", "[": "", "]": ""} | dict.fromkeys(_DASHES, "-")
_LONGEST_GAP = 4

# Numbers of a date; no part of a bigger number, code or clock time.
_LEFT = r"(?<![\w.,:/+#$\u20ac\u00a3\u2116])(?<![^\W\d_]-)"
_RIGHT = r"(?![\w%:/+\u00b0]|[.,]\d)"
_SHAPES = {
    # 2023-05-07, 2023/5/7 and 2023-05-07T10:30; not 2023-05-071
    "year_first": rf"{_LEFT}\d{{4}}(?P<sep1>[-./])\d{{1,2}}(?P=sep1)\d{{1,2}}(?![\d/-]|[^\W\dT_]|\.\d)",
    # 08/05/2023, 7.05.2023, 07.05.2023g.; not 8/5-2023
    "digits": rf"{_LEFT}\d{{1,2}}(?P<sep2>[-./])\d{{1,2}}(?P=sep2)\d{{4}}(?![\d/-]|\.\d|[^\W\d_](?!\.))",
    # 2021/22, 2021/2022; not 2021/223
    "year_pair": rf"{_LEFT}[12]\d{{3}}/(?:[12]\d)?\d\d{_RIGHT}",
    # 2022; not 22022, 2,022 or 2022/3
    "year": rf"(?<![\w.:/+#$\u20ac\u00a3\u2116])(?<!\d,\d)[12]\d{{3}}{_RIGHT}",
    # 7, 31; not 7%, 10:30, 3.5 or F-16
    "day": rf"{_LEFT}\d{{1,2}}{_RIGHT}",
}


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
    """The compiled patterns of one language."""

    tokens: re.Pattern[str]
    lexicon: dict[str, tuple[str, str]]
    forms: tuple[re.Pattern[str], ...]
    counted: re.Pattern[str]
    known: dict[str, tuple[Match, ...]] = field(default_factory=dict)

    def find_runs(self, text: str) -> Iterator[Run]:
        """Yield the stretches of `text` that hold nothing but numbers and words of dates."""
        symbols, tokens, end = "", [], 0
        for found in self.tokens.finditer(text):
            symbol, value = self._read(found)
            gap = self._gap(text, end, found.start()) if symbols else None
            if gap is None or not symbol:
                if not ANCHORS.isdisjoint(symbols):
                    yield Run(symbols, tokens)
                symbols, tokens = "", []
            elif gap:
                symbols += gap
                tokens.append(None)
            end = found.end()
            if symbol:
                symbols += symbol
                tokens.append(Token(symbol, value, found))
        if not ANCHORS.isdisjoint(symbols):
            yield Run(symbols, tokens)

    def find_forms(self, symbols: str) -> tuple[Match, ...]:
        """Return the forms in a run, from left to right, at each place the longest."""
        known = self.known.get(symbols)
        if known is None:
            known = tuple(self._forms_in(symbols))
            if len(symbols) <= _LONGEST_KEPT and len(self.known) < 20_000:
                self.known[symbols] = known
        return known

    def _forms_in(self, symbols: str) -> Iterator[Match]:
        place = 0
        while place < len(symbols):
            found = [match for form in self.forms if (match := form.match(symbols, place))]
            best = max(found, key=lambda match: match.end(), default=None)
            if best is None or best.end() == place:
                place += 1
                continue
            parts = {name: best.span(name) for name, part in best.groupdict().items() if part}
            yield Match(place, best.end(), parts)
            place = best.end()

    def _gap(self, text: str, start: int, end: int) -> str | None:
        if end - start == 1 and text[start] == " ":
            return ""
        if end - start > _LONGEST_GAP:
            return None
        gap = text[start:end]
        return None if "\n\n" in gap else _GAPS.get(gap.strip())

    def _read(self, found: re.Match[str]) -> tuple[str, str]:
        if found.lastgroup != "word":
            return _SYMBOLS[found.lastgroup or ""], found[0]
        return self.lexicon[found[0]] if found[0] in self.lexicon else self.lexicon[" ".join(found[0].split())]


@lru_cache(maxsize=64)
def compile_grammar(words: DateWords) -> Grammar:
    """Return the patterns of a language's dates."""
    lexicon: dict[str, tuple[str, str]] = {}
    for role, value, word in words.words:
        is_name = words.has_capitals and role in CAPITAL_ROLES
        dots = ("", ".") if role.startswith("short_") else ("",)
        for variant in _variants(word, is_name=is_name):
            lexicon.update({variant + dot: (_SYMBOLS[role], value) for dot in dots})
    for phrase in words.not_dates:
        for variant in _variants(phrase, is_name=False):
            lexicon[variant] = ("", "")
    ordinals = "|".join(map(re.escape, words.ordinal_suffixes))
    decades = "|".join(map(re.escape, words.decade_suffixes))
    named = {
        "ordinal_day": rf"{_LEFT}\d{{1,2}}(?:{ordinals or '(?!)'})(?!\w)",
        "digit_decade": rf"(?<![\w.,:/+-])'?(?:[12]\d)?\d0(?:{decades or '(?!)'})(?!\w)",
        **_SHAPES,
    }
    numbers = "|".join(f"(?P<{name}>{shape})" for name, shape in named.items())
    # The digit is looked for first: six times faster than trying each shape at each letter.
    tokens = rf"(?=[\d'])(?:{numbers})|(?P<word>(?<!\w){_trie(lexicon)}(?!\w))"
    return Grammar(
        tokens=re.compile(tokens),
        lexicon=lexicon,
        forms=tuple(_compile_form(form) for form in words.forms),
        counted=re.compile(rf"\s(?:{'|'.join(sorted(map(re.escape, words.counted))) or '(?!)'})(?!\w)"),
    )


def _variants(word: str, *, is_name: bool) -> set[str]:
    if is_name:
        return {word, word.upper()}
    return {word, word[0].upper() + word[1:], word.upper()}


def _trie(words: Iterable[str]) -> str:
    # Matches the longest of the words; one branch a first letter keeps it fast.
    tree: dict[str, dict] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict) -> str:
    ends = "" in node
    options = [
        (r"\s" if letter == " " else re.escape(letter)) + _branch(child)
        for letter, child in sorted(node.items())
        if letter
    ]
    if not options:
        return ""
    body = options[0] if len(options) == 1 and not ends else f"(?:{'|'.join(options)})"
    # A word that goes on is only left early where the shorter one ends: "Sun" in "Sunday".
    return body + ("?" if ends else "")


@cache
def _chars(name: str) -> str:
    return _ELEMENTS.get(name) or re.escape(_SYMBOLS[name])


def _compile_form(form: str) -> re.Pattern[str]:
    """Return the pattern over symbols of a form such as "(in|since) the? year unless(of)"."""
    pattern = ""
    for element in form.split():
        look, _, names = element.partition("(")
        if names:
            symbols = f"[{''.join(_chars(name).strip('[]') for name in names[:-1].split('|'))}]"
            way = "" if pattern else "<"
            pattern += f"(?{way}{'!' if look else '='}{symbols})"
            continue
        name = element.rstrip("?")
        is_named = name not in _GLUE and f"<{name}>" not in pattern
        group = f"?P<{name}>" if is_named else "?:"
        pattern += f"({group}{_chars(name)}){element[len(name) :]}"
    return re.compile(pattern)
