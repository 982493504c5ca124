"""Tells whether an event was not or will not be: "has never met", "will no longer travel"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.status_words import NOTHING, has_day
from pipelines.coding.subjects import clause_start

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.reference.cue import Cue
    from pipelines.reference.cues import ContactCues


_WHO = frozenset("@TU")
_VERB = r"(?: (?P<verb>[\w-]+)(?: [\w-]+){0,3})?"


class NegationFinder:
    """The words of one language that deny the verb after them, compiled once a process."""

    def __init__(self, words: ContactCues) -> None:
        self._light = words.light
        self._not_done = _ending_in(words.status["not_done"])
        self._not_to_come = _ending_in(words.status["not_to_come"])
        self._nobody = frozenset(words.status["nobody"])
        self._would = _ending_in(words.status["would"])
        self._continuing = _ending_in(words.status["continuing"], r"(?: [\w-]+){0,2}")

    def find(self, sentence: CuedSentence, at: int, cue: Cue, before: str) -> str | None:
        """Return what became of the event at token `at`: "called off", "denied" or None.

        before: the words between subject and cue. "Has not met" and "will not meet" deny, "will no
        longer visit Chile on 5 May" calls off, "has not only met" does neither. What somebody
        "agreed to continue" is no event, either.
        """
        if self._denies(self._not_done, before, cue) or self._is_of_nobody(sentence, at, cue):
            return "denied"
        if not cue.is_verb and self._continuing.search(before):
            return "denied"
        if self._denies(self._not_to_come, before, cue):
            return "called off" if has_day(sentence, at) else "denied"
        return None

    def would_be(self, before: str) -> bool:
        """Tell whether a noun is told with "would": "he would pay a return" before "visit"."""
        match = self._would.search(before)
        return match is not None and match["verb"] in self._light

    def _is_of_nobody(self, sentence: CuedSentence, at: int, cue: Cue) -> bool:
        """Tell whether nobody did it: "No Prime Minister of Chile has visited Peru before"."""
        start = clause_start(sentence.marks, at)
        is_first = sentence.small[start] in self._nobody and start + 1 < at
        return cue.is_verb and is_first and sentence.marks[start + 1] in _WHO

    def _denies(self, pattern: re.Pattern[str], before: str, cue: Cue) -> bool:
        match = pattern.search(before)
        if match is None:
            return False
        verb = match["verb"]
        return verb is None or (verb in self._light and not cue.is_verb)


def _ending_in(forms: Iterable[str], rest: str = _VERB) -> re.Pattern[str]:
    """Return a pattern of forms right before a verb, or before the verb of a noun near it.

    rest: pattern of what may stand between.
    """
    either = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    if not either:
        return NOTHING
    return re.compile(rf"\b(?:{either}){rest}$")
