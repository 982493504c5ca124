"""The grammar of a language's dates, compiled once from its words and forms."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pipelines.normalize.date_grammar import Grammar
from pipelines.normalize.date_symbols import ANCHORS, ELEMENTS, GLUE, LEFT, SHAPES, SYMBOLS
from pipelines.reference.date_words import CAPITAL_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.reference.date_words import DateWords

_NOTHING = "(?!)"


@lru_cache(maxsize=64)
def compile_grammar(words: DateWords) -> Grammar:
    """Return the patterns of a language's dates."""
    lexicon: dict[str, tuple[str, str]] = {}
    for role, value, word in words.words:
        is_name = words.has_capitals and role in CAPITAL_ROLES
        dots = ("", ".") if role.startswith("short_") else ("",)
        for variant in _variants(word, is_name=is_name):
            lexicon.update({variant + dot: (SYMBOLS[role], value) for dot in dots})
    for phrase in words.not_dates:
        for variant in _variants(phrase, is_name=False):
            lexicon[variant] = ("", "")
    ordinals = "|".join(map(re.escape, words.ordinal_suffixes))
    decades = "|".join(map(re.escape, words.decade_suffixes))
    named = {
        "ordinal_day": rf"{LEFT}\d{{1,2}}(?:{ordinals or '(?!)'})(?!\w)",
        "digit_decade": rf"(?<![\w.,:/+-])'?(?:[12]\d)?\d0(?:{decades or '(?!)'})(?!\w)",
        **SHAPES,
    }
    numbers = "|".join(f"(?P<{name}>{shape})" for name, shape in named.items())
    # The digit is looked for first: six times faster than trying each shape at each letter.
    tokens = rf"(?=[\d'])(?:{numbers})|(?P<word>(?<!\w){_trie(lexicon)}(?!\w))"
    anchors = [word for word, (symbol, _) in lexicon.items() if symbol in ANCHORS or not symbol]
    return Grammar(
        anchors=re.compile(rf"\d+|(?<!\w){_trie(anchors)}(?!\w)"),
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
    return ELEMENTS.get(name) or re.escape(SYMBOLS[name])


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
        is_named = name not in GLUE and f"<{name}>" not in pattern
        group = f"?P<{name}>" if is_named else "?:"
        pattern += f"({group}{_chars(name)}){element[len(name) :]}"
    return re.compile(pattern)
