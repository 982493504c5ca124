"""Finds the words of contacts in a text, and puts them as tokens into its marked sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import field
from itertools import zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipelines.quick_record import quick_record, replace
from pipelines.records import MarkedSentence, Span, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipelines.reference.cue import Cue
    from pipelines.reference.cues import ContactCues


@quick_record
class CueHit:
    """Cue words at a place of a text; a form that is noun and verb brings both cues."""

    span: Span
    cues: tuple[Cue, ...]


@quick_record
class CuedSentence:
    """A marked sentence in which each cue is one token: "K" a noun, "V" a verb, "B" both.

    cues: by the index of their token. words: the sentence in lower case, as long as its span.
    language: the words of contacts in its language.
    """

    span: Span
    tokens: tuple[Token, ...]
    marks: str
    cues: dict[int, tuple[Cue, ...]]
    words: str
    language: ContactCues
    _small: list[str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def small(self) -> list[str]:
        """The word of each token in small letters.

        Rules ask for them a hundred times a sentence; made once, coding is a tenth faster.
        """
        if self._small is None:
            small = [token.word.lower() for token in self.tokens]
            object.__setattr__(self, "_small", small)
            return small
        return self._small

    def with_tokens(self, tokens: Sequence[tuple[int, Token]]) -> CuedSentence:
        """Return the sentence with other tokens, each with the index that it or its first had."""
        told = tuple(token for _, token in tokens)
        cues = {new: self.cues[old] for new, (old, _) in enumerate(tokens) if old in self.cues}
        marks = "".join([token.symbol for token in told])
        return replace(self, tokens=told, marks=marks, cues=cues)


_WORDS_BEFORE = 3  # words from "attend" to what is attended, itself counted: "the official"
_NAME_BEFORE = 5  # the same to the name of a body: "the informal European Union's"
_NAME_NEAR = 80  # characters that hold those words and a name
_GOAL_NEAR = 60  # characters in which "for" follows "left Bern this morning"
_FORM_NEAR = 40  # characters that hold a form which begins inside another
_PAIR = 2
_LED = re.compile(r"(?P<what>(?: [\w.'-]+){1,6}?)(?:,[^,.;]*(?:,[^,.;]*){0,3}?,)? to ")
_START, _END = attrgetter("span.start"), attrgetter("span.end")


class CueFinder:
    """The cue words of one language, compiled once a process."""

    def __init__(self, words: ContactCues, counted: Iterable[str] = ()) -> None:
        """counted: words that only claims count ("contacts"), whose sentences are read, too."""
        # A medium ("by telephone") is no event of its own and must not be read as one.
        no_events = dict.fromkeys((*words.media, *words.no_cues), ())
        known = {**dict.fromkeys(counted, ()), **words.cues, **no_events}
        self._cues = list(known.values())
        self._partaking = words.partaking
        endings = (any(cue.needs == "ending" for cue in cues) for cues in known.values())
        self._endings = {form for form, is_ending in enumerate(endings) if is_ending}
        # A table of all states is three times as fast as the usual kind, and small for so few
        # words; the names of sides and offices would take a hundred megabytes.
        self._automaton = AhoCorasick(
            list(known), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def find_cues(self, text: str) -> list[CueHit]:
        """Return the cues of a text as whole words, in order, the longest at each place."""
        small = _lower(text)
        hits: list[CueHit] = []
        for form, start, end in self._whole_words(small):
            # A body is named far oftener than it is told who was there.
            near = small[max(0, start - _NAME_NEAR) : start] if form in self._endings else ""
            if form not in self._endings or any(phrase in near for phrase in self._partaking):
                hits.append(CueHit(Span(start, end), self._cues[form]))
        return hits

    def _whole_words(self, small: str) -> Iterator[tuple[int, int, int]]:
        """Return form, start and end of the forms that are whole words.

        Of "bilateral discussions", where "bilateral discussion" is none, "discussions" may be one.
        """
        done = 0
        for form, start, end in self._automaton.find_matches_as_indexes(small):
            if start < done:
                continue
            if _is_whole(small, start, end):
                yield form, start, end
                continue
            # A shorter one at the same place ("talks today"), then those from its next word on.
            begin = small.find(" ", start, end) + 1
            parts = [(start, small.rfind(" ", start, end)), (begin, end + _FORM_NEAR)]
            for at, stop in parts if begin else ():
                for other, first, last in self._automaton.find_matches_as_indexes(small[at:stop]):
                    if (
                        at + first < end
                        and at + first >= done
                        and _is_whole(small, at + first, at + last)
                    ):
                        done = at + last
                        yield other, at + first, done


def _is_whole(small: str, start: int, end: int) -> bool:
    """Tell whether a text has whole words there, no part of a compound."""
    before = small[start - 1] if start else " "
    after = small[end] if end < len(small) else " "
    return not (before.isalnum() or after.isalnum() or before == "-")


def put_cues(
    sentence: MarkedSentence, hits: Sequence[CueHit], text: str, language: ContactCues
) -> CuedSentence:
    """Return the sentence with the tokens of each cue put together; hits: of the whole text."""
    tokens: list[Token] = []
    cues: dict[int, tuple[Cue, ...]] = {}
    done = 0
    inside = _inside(sentence.span, hits)
    for hit, following in zip_longest(inside, inside[1:]):
        # Not always where the hit starts: of "council meeting" a name may take the first word.
        first = bisect_left(sentence.tokens, hit.span.start, done, key=_START)
        end = bisect_right(sentence.tokens, hit.span.end, first, key=_END)
        tokens += sentence.tokens[done:first]
        # "the Arctic Council Ministerial Meeting" is a meeting of the council.
        is_free = following is None or text[hit.span.end : following.span.start] != " "
        is_inside = first == end and bool(tokens) and is_free
        if is_inside and _ends_name(tokens, hit, (sentence, text), language):
            # "the Commonwealth Heads of Government Meeting" is a body and its meeting.
            body = tokens[-1]
            tokens[-1] = replace(body, span=Span(body.span.start, hit.span.start))
            told = tuple(replace(cue, needs="body") for cue in hit.cues)
            cues[len(tokens)] = told
            tokens.append(Token(_symbol_of(told), hit.span, text[hit.span.start : hit.span.end]))
        if first < end:
            told = _as_owned(hit.cues, tokens, language)
            around = (sentence.span.start, hit.span.start, hit.span.end, sentence.span.end)
            is_attribute = _is_attribute(told, tokens, sentence.tokens[end : end + 1])
            told = () if is_attribute or not _has_needed(told, text, around, language) else told
            if told:
                cues[len(tokens)] = told
            span = Span(sentence.tokens[first].span.start, hit.span.end)
            symbol = _symbol_of(told) if told else "x"
            tokens.append(Token(symbol, span, text[span.start : span.end]))
        done = end
    tokens += sentence.tokens[done:]
    marks = "".join([token.symbol for token in tokens])
    words = _lower(text[sentence.span.start : sentence.span.end])
    return CuedSentence(sentence.span, tuple(tokens), marks, cues, words, language)


def _ends_name(
    tokens: Sequence[Token], hit: CueHit, told: tuple[MarkedSentence, str], language: ContactCues
) -> bool:
    """Tell whether the name of a body ends in a noun of its own events.

    A council is its own session only for who is there: "took part in the Foreign Affairs Council".
    tokens: the name's is the last. told: the sentence, and the text that it is of.
    """
    token = tokens[-1]
    is_format = len(token.actors) > _PAIR
    is_body = token.symbol == "$" and (is_format or all(a.is_organisation for a in token.actors))
    is_inside = token.span.start < hit.span.start and token.span.end == hit.span.end
    if not (is_body and is_inside):
        return False
    if hit.cues and hit.cues[0].needs == "ending":
        sentence, text = told
        words = text[sentence.span.start : token.span.start].lower().split()
        is_named = all(other.symbol != "K" for other in tokens[-_NAME_BEFORE:])
        return is_named and _follows(words, _NAME_BEFORE, language)  # not "in a meeting of it"
    return token.word.lower().endswith(language.gatherings)


def _as_owned(
    cues: tuple[Cue, ...], before: Sequence[Token], language: ContactCues
) -> tuple[Cue, ...]:
    """Return the cues of a form without its verbs after "my" or "this": "during my visit I met"."""
    owners = language.mine | language.ours | language.yours | language.this
    if len(cues) == 1 or not before or before[-1].word.lower() not in owners:
        return cues
    return tuple(cue for cue in cues if not cue.is_verb)


def _is_attribute(cues: tuple[Cue, ...], before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Tell whether a form belongs to an official: "met with the visiting Prime Minister"."""
    is_visiting = bool(cues) and cues[0].sense == "visit" and cues[0].tenses == {"ing"}
    is_of = bool(before) and before[-1].symbol in "twgVhcb" and bool(after)
    return is_visiting and is_of and after[0].symbol == "@"


def _has_needed(
    cues: tuple[Cue, ...], text: str, around: tuple[int, int, int, int], language: ContactCues
) -> bool:
    """Tell whether a cue has what it needs: "will attend the official opening of".

    around: where its sentence, the cue and what follows it begin, and where the sentence ends.
    """
    needs = cues[0].needs if cues else None
    begin, start, end, stop = around
    if needs == "goal":
        words = text[end : min(stop, end + _GOAL_NEAR)].split()
        # "departed the country today to Chile"
        is_home = not language.home.isdisjoint(words)
        is_to = is_home and not language.goal_prepositions.isdisjoint(words)
        return is_to or not language.leaving.isdisjoint(words)
    if needs == "delegation":  # "led a delegation of five, including two ministers, to"
        phrase = _LED.match(text[end:stop])
        return phrase is not None and phrase["what"].lower().endswith(language.missions)
    if needs != "attendance":
        return needs not in {"name", "ending"}
    return _follows(text[begin:start].lower().split(), _WORDS_BEFORE, language)


def _follows(words: Sequence[str], reach: int, language: ContactCues) -> bool:
    """Tell whether words end in those of who is there, and less than `reach` words after it."""
    phrases = (" ".join([*words[: len(words) - n], ""]) for n in range(reach))
    return any(phrase.endswith(language.partaking) for phrase in phrases)


def _inside(span: Span, hits: Sequence[CueHit]) -> Sequence[CueHit]:
    first = bisect_left(hits, span.start, key=_START)
    return hits[first : bisect_right(hits, span.end, first, key=_END)]


def _lower(text: str) -> str:
    small = text.lower()
    if len(small) == len(text):
        return small
    # A few letters grow in lower case and would shift offsets.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _symbol_of(cues: tuple[Cue, ...]) -> str:
    kinds = {cue.is_verb for cue in cues}
    return "B" if len(kinds) > 1 else "V" if kinds == {True} else "K"
