"""Whether a sentence tells of what is past or of what is coming, as far as its words show it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.records import Span, Tense
    from pipelines.reference.date_words import DateWords

_ENDING = "-"


def find_tense(sentence: str, found: Span, words: DateWords) -> Tense | None:
    """Return the tense of the verb next to a date; None where the sentence has none that shows it.

    found: the date's place in `sentence`. A verb of the date's own clause counts before others.
    """
    near: tuple[int, Tense] | None = None
    for match in _compile_verbs(words).finditer(sentence):
        between = (match.end(), found.start) if match.end() <= found.start else (
            found.end, match.start()
        )  # fmt: skip
        distance = max(0, between[1] - between[0])
        distance += sum(len(sentence) for char in sentence[slice(*between)] if char in ",;:")
        if near is None or distance < near[0]:
            near = distance, "future" if match.lastgroup == "future" else "past"
    return near[1] if near else None


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
