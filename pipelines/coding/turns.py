"""Tells who speaks in a release that gives the words of several: "Ilham Aliyev: Thank you"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from pipelines.coding.sides import sides_of
from pipelines.quick_record import replace
from pipelines.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.coding.subjects import Arguments
    from pipelines.coding.teller import Teller
    from pipelines.records import Actor, Participant

# "President of Serbia Aleksandar Vucic:" where a sentence begins; not "It reads, in part:"
_WORD = r"(?:[^\W\d_a-z][\w.'\u2019-]*|of|the|and|for|to)"
_LABEL = re.compile(rf"(?P<label>{_WORD}(?:,? {_WORD}){{0,14}}(?: ?\([^()\n]*\))?): ")
# What a label follows: matches ". " and a line break; not ", ".
_BEFORE_LABEL = re.compile(r"[.?!\"\u201d)>*\n](?:(?<=\n)| )")
# An official before the colon, maybe with a heading before and a remark in brackets behind.
_SPOKEN = re.compile(r"[^.,;:\"@]{0,9}@(?:[^.,;:]{0,9}):")
_SAID = re.compile(r'"x{0,2}t?(?P<who>@)')
_ANSWERED = re.compile(r"[xXNTd]{1,3}:")
_TWO = 2


def add_labels(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Return the sentences and, between them, labels such as "Vladimir Putin:", in order.

    sentences: of a canonical text, in order; a label inside one of them is no span of its own.
    """
    if ": " not in text:
        return list(sentences)
    ends = [sentence.end for sentence in sentences]
    alone = [label for label in _find_labels(text) if not _is_in(label, sentences, ends)]
    return sorted([*sentences, *alone], key=lambda span: span.start)


def _find_labels(text: str) -> Iterator[Span]:
    # Lines without a colon, most of all, have none. Before it, one character tells where one may
    # begin: twice as fast as a search for all.
    done = begin = 0
    for line in text.split("\n"):
        colon = begin + line.rfind(": ")
        if colon >= begin:
            for start in (begin, *(m.end() for m in _BEFORE_LABEL.finditer(text, begin, colon))):
                if start >= done and (match := _LABEL.match(text, start)):
                    done = match.end()
                    yield Span(start, done - 1)
        begin += len(line) + 1


def _is_in(label: Span, sentences: Sequence[Span], ends: Sequence[int]) -> bool:
    place = bisect_right(ends, label.start)
    return place < len(sentences) and sentences[place].start <= label.start


def next_speaker(sentence: CuedSentence, speaking: Actor | None) -> Actor | None:
    """Return who speaks a sentence: whose label it begins with, else who spoke before it."""
    if _SPOKEN.match(sentence.marks):
        actor = next(token for token in sentence.tokens if token.symbol == "@").actors[0]
        return actor if actor.person else None
    return None if _ANSWERED.match(sentence.marks) else speaking


def addressees(teller: Teller) -> list[Participant]:
    """Return to whom "you" is said in talks of two sides: those who are not the speaker's."""
    main = teller.main
    if teller.turn is None or main is None or len(sides_of(main.participants)) != _TWO:
        return []
    own = teller.turn.country or teller.publisher
    others = [p for p in main.participants if (p.country or p.candidate) != own]
    return others if len(others) < len(main.participants) else []


def of_visit(
    sentence: CuedSentence, at: int, arguments: Arguments, teller: Teller
) -> list[Participant]:
    """Return guest and host of "your visit", "my visit" and "this visit", said in the talks."""
    teller = teller if teller.turn else replace(teller, turn=_quoted(sentence, at))
    others = addressees(teller)
    main = teller.main
    if not others or main is None or teller.turn is None or arguments.destination is not None:
        return []
    own = [p for p in main.participants if p not in others]
    words = {*_before(sentence, at)}
    if not words.isdisjoint(sentence.language.yours):
        guests, hosts = others, own
    elif not words.isdisjoint(sentence.language.mine | sentence.language.ours):
        guests, hosts = own, others
    elif not words.isdisjoint(sentence.language.this) and (told := _host_of(main, teller.here)):
        hosts = [p for p in main.participants if (p.country or p.candidate) == told]
        guests = [p for p in main.participants if p not in hosts]
    else:
        return []
    nameless = replace(hosts[0], person=None, office=None, level="unknown") if hosts else None
    host = [replace(nameless, role="host", is_host=True)] if nameless else []
    return [*(replace(p, role="guest", is_host=False) for p in guests), *host]


def _quoted(sentence: CuedSentence, at: int) -> Actor | None:
    """Return who is quoted with what stands at a token: '"Your visit ...," the President said'."""
    if sentence.marks[:at].count('"') % 2 == 0:
        return None
    match = _SAID.search(sentence.marks, at)
    return sentence.tokens[match.start("who")].actors[0] if match else None


def is_present(sentence: CuedSentence, at: int, teller: Teller) -> bool:
    """Tell whether a noun is what a speaker is just in: "this visit"."""
    words = {*_before(sentence, at)}
    return teller.turn is not None and not words.isdisjoint(sentence.language.this)


def of_mine(sentence: CuedSentence, at: int, teller: Teller) -> tuple[Actor, ...]:
    """Return who speaks, for "my fourth visit to China", "my talks"."""
    speaker = teller.turn or teller.speaker
    words = {*_before(sentence, at)}
    is_mine = not words.isdisjoint(sentence.language.mine)
    return (speaker,) if speaker is not None and is_mine else ()


def _host_of(main: Finding, here: str | None) -> str | None:
    place = main.host_country or here
    return place if place in sides_of(main.participants) else None


def _before(sentence: CuedSentence, at: int) -> Sequence[str]:
    """Return the determiner of a noun with the adjectives between: "your short working"."""
    return sentence.small[max(0, at - 3) : at]
