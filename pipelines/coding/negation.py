"""Tells whether an event was not or will not be: "has never met", "will no longer travel"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.status_words import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.reference.cue import Cue
    from pipelines.reference.cues import ContactCues


class NegationFinder:
    """The words of one language that deny the verb after them, compiled once a process."""

    def __init__(self, words: ContactCues) -> None:
        self._light = words.light
        self._not_done = _ending_in(words.status["not_done"])
        self._not_to_come = _ending_in(words.status["not_to_come"])

    def was_not(self, before: str, cue: Cue) -> bool:
        """Tell whether something did not happen; before: the words between subject and cue.

        "Has not met", "did not hold talks"; not "has not only met".
        """
        return self._denies(self._not_done, before, cue)

    def will_not_be(self, before: str, cue: Cue) -> bool:
        """Tell whether something is not to come: "will not meet", "will no longer pay a visit"."""
        return self._denies(self._not_to_come, before, cue)

    def _denies(self, pattern: re.Pattern[str], before: str, cue: Cue) -> bool:
        match = pattern.search(before)
        if match is None:
            return False
        verb = match["verb"]
        return verb is None if cue.is_verb else verb in self._light


def _ending_in(forms: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of forms right before a verb, or before the verb of a noun near it."""
    either = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    if not either:
        return NOTHING
    return re.compile(rf"\b(?:{either})(?: (?P<verb>[\w-]+)(?: [\w-]+){{0,3}})?$")
