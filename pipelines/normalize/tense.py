"""Whether a sentence tells of what is past or of what is coming, as far as its words show it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.records import Tense
    from pipelines.reference.date_words import DateWords

_ENDING = "-"
_PAUSE = re.compile("[,;:]")


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verbs of a text that show a tense, from left to right, and where it pauses.

    Found once for a text: a search for each of its dates would take the square of its length.
    """

    spans: tuple[Span, ...]
    tenses: tuple[Tense, ...]
    pauses: tuple[int, ...]

    def tense_beside(self, found: Span, sentence: Span) -> Tense | None:
        """Return the tense of the verb next to a date; None where no verb of its sentence has one.

        A verb of the date's own clause counts before others, the left one of two as near.
        """
        after = bisect_right(self.spans, found.start, key=lambda span: span.end)
        beside = [
            place
            for place in (after - 1, after)
            if 0 <= place < len(self.spans) and sentence.contains(self.spans[place])
        ]
        nearest = min(beside, key=lambda place: self._distance(place, found), default=None)
        return None if nearest is None else self.tenses[nearest]

    def _distance(self, place: int, found: Span) -> tuple[int, int]:
        """Return the number of pauses and of characters between a verb and a date."""
        verb = self.spans[place]
        start, end = (verb.end, found.start) if verb.end <= found.start else (found.end, verb.start)
        n_pauses = bisect_left(self.pauses, end) - bisect_left(self.pauses, start)
        return max(0, n_pauses), max(0, end - start)


def find_verbs(text: str, words: DateWords) -> Verbs:
    """Return the verbs of a text that show a tense."""
    matches = list(_compile_verbs(words).finditer(text))
    return Verbs(
        tuple(Span(*match.span()) for match in matches),
        tuple("future" if match.lastgroup == "future" else "past" for match in matches),
        tuple(match.start() for match in _PAUSE.finditer(text)),
    )


@lru_cache(maxsize=64)
def _compile_verbs(words: DateWords) -> re.Pattern[str]:
    future, past = _any_of(words.future), _any_of(words.past)
    return re.compile(rf"(?<!\w)(?:(?P<future>{future})|(?P<past>{past}))(?!\w)")


def _any_of(forms: Sequence[str]) -> str:
    # "-ed" is an ending: matches "visited"; not "red", nor "United" with its capital.
    whole = sorted((re.escape(f) for f in forms if not f.startswith(_ENDING)), key=len)
    endings = [re.escape(form[1:]) for form in forms if form.startswith(_ENDING)]
    ended = [rf"[^\W\dA-Z_]{{3,20}}(?:{'|'.join(endings)})"] if endings else []
    return "|".join([*reversed(whole), *ended]) or "(?!)"
