"""Tells from the words round a cue if its event is a setting, a list of those there, one more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from pipelines.coding.lists import included
from pipelines.coding.patterns import LISTED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.reference.cue import Cue
    from pipelines.reference.cues import ContactCues

_NEAR = 4  # tokens round a verb in which "also" belongs to it
_OWN = 2  # tokens before a noun that are told of it alone: "separate bilateral"
_VERB_NEAR = 8  # tokens from "also held" to what was held
_PAIR = 2
_OTHERS = frozenset("@$KVB.;:")
# A letter to two is two letters, and each ambassador presents credentials of his own.
_ALWAYS_EACH = frozenset({"letter", "congratulation", "condolence", "credentials"})


class PhraseFinder:
    """The phrases of one language that tell of an event as a whole, compiled once a process."""

    def __init__(self, cues: ContactCues) -> None:
        self._words = cues
        # Matches "on the sidelines of the 5th" at the end; not with a verb after it.
        self._setting = _before(cues.setting, 10)
        self._same_day = AhoCorasick(list(cues.same_day), matchkind=MatchKind.LeftmostFirst)
        # Matches "as part of his participation in the COP 26 "; only before a body's meeting.
        self._around = _before(cues.around, 10)
        # Matches "also taking part in the" at the end, and " was also attended by" at the begin.
        self._attending = _before(cues.attending, 3)
        # Matches "also had an extensive programme of " at the end.
        one_more = rf"(?:{_either(cues.chained)}) (?:{_either(cues.light - cues.auxiliaries)})"
        self._one_more = re.compile(rf"\b{one_more}(?: [\w-]+){{0,5}} $")
        self._attended = re.compile(rf"(?: [\w-]+){{0,4}} (?:{_either(cues.attended)})\b")
        # Matches " was held in Bern, which was attended by", up to whom nobody stands in between.
        attended = _either(cues.attended_by) or "(?!)"  # where a language has no such words
        self._attended_apart = re.compile(rf"[^;:.]{{0,60}}?,(?: [\w-]+){{0,4}} (?:{attended})\b")

    def is_setting(self, sentence: CuedSentence, at: int, cue: Cue) -> bool:
        """Tell whether an event is only where another happened (rule TYPE-THREE)."""
        before = _words_before(sentence, at)
        is_around = cue.needs == "body" and self._around.search(before) is not None
        is_told = not is_around and _holds(before, self._words.setting)
        told = self._setting.search(before) if is_told else None
        return is_around or (told is not None and not _is_told_between(sentence, at, told.start()))

    def is_attendance(self, sentence: CuedSentence, at: int) -> bool:
        """Tell whether a list of those present follows: "Taking part in the meeting were"."""
        cue = sentence.cues[at][0]
        if cue.is_verb or cue.contact_type == "credentials":
            return False
        first = sentence.marks.find("@", at)
        before = _words_before(sentence, at) if first >= 0 else ""  # not "A is attending the talks"
        is_before = _holds(before, self._words.attending) and self._attending.search(before)
        after = _words_after(sentence, at)
        if not _holds(after, self._words.attended + self._words.attended_by):
            return bool(is_before)
        if is_before or self._attended.match(after):
            return True
        apart = self._attended_apart.match(after) if first > 0 else None
        return apart is not None and (
            sentence.tokens[at].span.end + apart.end() <= sentence.tokens[first].span.start
        )

    def is_each(self, sentence: CuedSentence, at: int, cue: Cue, family: str) -> bool:
        """Tell whether several partners are told of one contact each."""
        is_always = cue.is_each or family in _ALWAYS_EACH
        is_always = is_always or LISTED.match(sentence.marks, at + 1) is not None
        is_always = is_always or bool(included(sentence, at, ""))
        is_always = is_always and not (cue.is_verb and _are_one_group(sentence, at))
        return is_always or self.is_separate(sentence, at)

    def is_separate(self, sentence: CuedSentence, at: int) -> bool:
        """Tell whether several are told to be met one by one: "separate talks", "separately"."""
        near = sentence.small[max(0, at - _OWN) : at] + sentence.small[at + 1 : at + _NEAR]
        return not self._words.separately.isdisjoint(near)

    def is_vague(self, sentence: CuedSentence, at: int) -> bool:
        """Tell whether a plural is told of no one event: "several telephone conversations"."""
        return _is_near(sentence, at, self._words.vague)

    def is_chained(self, sentence: CuedSentence, at: int, cue: Cue) -> bool:
        """Tell whether one more event is told: "he also talked to", "also sent a letter"."""
        is_telling = cue.is_verb or cue.contact_type in _ALWAYS_EACH
        is_apart = cue.contact_type in _ALWAYS_EACH and self.is_separate(sentence, at)
        if is_telling and (is_apart or _is_near(sentence, at, self._words.chained)):
            return not any(phrase in sentence.words for phrase in self._words.later)
        before = _words_before(sentence, at)
        is_with = not cue.is_verb and sentence.marks[at + 1 : at + 2] in {"w", "y"}
        is_had = is_with and self._one_more.search(before) is not None
        return is_had or _holds(before, self._words.setting)

    def is_besides(self, sentence: CuedSentence, at: int, cue: Cue) -> bool:
        """Tell whether one more event is told by a noun: "he also held talks with"."""
        if cue.is_verb:
            return False
        words = sentence.small
        if self._words.chained.isdisjoint(words[max(0, at - _VERB_NEAR) : at + _NEAR]):
            return False
        verbs = self._words.light | self._words.having
        for place in range(max(0, at - _VERB_NEAR), min(at + _NEAR, len(words))):
            beside = {*words[max(0, place - 1) : place], *words[place + 1 : place + 2]}
            between = sentence.marks[min(place, at + 1) : max(place, at)]
            is_more = words[place] in self._words.chained and not verbs.isdisjoint(beside)
            if is_more and _OTHERS.isdisjoint(between):
                return True
        return False

    def is_same_day(self, sentence: CuedSentence, at: int) -> bool:
        """Tell whether a day is told by pointing at the event before ("that evening").

        Of "after the talks" it is the day of what followed, not of the talks themselves.
        """
        own = sentence.tokens[at].span.start - sentence.span.start
        found = self._same_day.find_matches_as_indexes(sentence.words)
        return any(not start <= own < end for _, start, end in found)

    def is_next_day(self, sentence: CuedSentence) -> bool:
        """Tell whether a day is told as the one after the event before ("the next day")."""
        return any(phrase in sentence.words for phrase in self._words.next_day)

    def is_phase(self, sentence: CuedSentence) -> bool:
        """Tell whether talks only go on in another form: "in an expanded format"."""
        return any(map(sentence.words.__contains__, self._words.phases))

    def is_at_level(self, sentence: CuedSentence, at: int) -> bool:
        """Tell whether others than those named take part: "talks at the level of ministers"."""
        return any(map(_words_after(sentence, at).__contains__, self._words.levels))


def _are_one_group(sentence: CuedSentence, at: int) -> bool:
    """Tell whether somebody spoke with a group: "with her counterparts from A, B and C"."""
    group = next((token for token in sentence.tokens[at + 1 :] if token.symbol == "@"), None)
    return (
        group is not None
        and len(group.actors) > _PAIR
        and all(actor.level == "counterpart" for actor in group.actors)
    )


def _is_told_between(sentence: CuedSentence, at: int, begin: int) -> bool:
    """Tell whether a setting has its own noun: "on the sidelines of the summit A had talks"."""
    start = sentence.span.start + begin
    between = (t.symbol for t in sentence.tokens[:at] if t.span.start >= start)
    return not {"K", "V", "B"}.isdisjoint(between)


def _holds(words: str, phrases: tuple[str, ...]) -> bool:
    """Tell whether words hold a phrase: three times as fast as to search for a pattern of them."""
    return any(map(words.__contains__, phrases))


def _before(forms: Iterable[str], n_words: int) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(forms)})(?: [\w'-]+){{0,{n_words}}} $")


def _either(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, forms))


def _words_before(sentence: CuedSentence, at: int) -> str:
    return sentence.words[: sentence.tokens[at].span.start - sentence.span.start]


def _words_after(sentence: CuedSentence, at: int) -> str:
    return sentence.words[sentence.tokens[at].span.end - sentence.span.start :]


def _is_near(sentence: CuedSentence, at: int, words: frozenset[str]) -> bool:
    return not words.isdisjoint(sentence.small[max(0, at - _NEAR + 1) : at + _NEAR])
