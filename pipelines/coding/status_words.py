"""Returns the words round a cue among which those of its status stand, in small letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.ministries import end_of_bodies
from pipelines.coding.patterns import POSSESSIVE
from pipelines.coding.subjects import clause_start

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.reference.cue import Cue

_CLAUSE = re.compile(r"[^,;:.]*,r[^,;:.]*,")
_INSERTED = re.compile(r",(?:r[^;:.]*?|[xXN][^;:.@KVB]*?),(?=[xVB])")
_STOPS = frozenset(";:.r")
_WHO = frozenset("ijhe")
_AFTER = 12  # tokens after an event noun in which its verb stands ("talks ... will be held")
_INCLUDED = 4  # tokens from "includes" to an event
_HOPED = 6  # tokens from "denied reports that the" to the end of the subject
_PART = 7  # tokens of "as part of a wider overseas" before a noun
_IN_FRONT = re.compile(r"[^,],[xm]t?[=$@']{0,2}[xXU']{0,3}$")  # "A, following the recent"
# "the visit of @ to $, which": up to its own relative clause
_WHICH = re.compile(r"(?:o[tx]{0,2}@)?(?:[ylo]t?x?[P$K]){0,2},?r(?P<verb>.)")
_VISITING = re.compile(r"@(?:ft?[xXNPd$=]{1,3})?,(?P<now>x)?$")
# "the upcoming NATO foreign ministers' " before the noun: the body stands between
_COMING = re.compile(r"(?P<word>x)[$@=](?:\([$XN]\))?'?[xXdNU']{0,4}$")
_AHEAD = 3  # tokens of "ahead of" and its like
_NEAR = 5  # tokens after a subject in which its verb stands
_SETTING = re.compile(r"[lm][th]?[xXN=]{0,3}$")  # "in his", "during bilateral", up to "talks"
NOTHING = re.compile(r"(?!)")  # a language has no such words


def words_of(sentence: CuedSentence, start: int, end: int) -> str:
    """Return the words of some tokens of a sentence."""
    # Dates are left out: "May" is no "may".
    words, marks = sentence.small[start:end], sentence.marks[start:end]
    if "D" in marks:
        words = [word for word, mark in zip(words, marks, strict=True) if mark != "D"]
    return " ".join(filter(None, words))


def words_to_next(sentence: CuedSentence, at: int, cue: Cue) -> str:
    """Return the words of the sentence from an event noun to the next cue."""
    if cue.is_verb:
        return ""
    end = next((place for place in sorted(sentence.cues) if place > at), len(sentence.tokens))
    behind = end_of_clause(sentence, at)
    rest = words_of(sentence, behind, len(sentence.tokens)) if behind > at else ""
    return f"{words_of(sentence, at + 1, end)} {rest}"


def end_of_clause(sentence: CuedSentence, at: int) -> int:
    """Return where the relative clause of a noun ends, the noun itself where it has none.

    "The trip to Chile, where he was to meet A on 5 May, has been called off".
    """
    clause = _CLAUSE.match(sentence.marks, at + 1)
    return clause.end() if clause else at


def is_said_that_would(sentence: CuedSentence, at: int) -> bool:
    """Tell whether somebody said that it would be: "told him that A would travel to Chile"."""
    words = sentence.small[:at]
    language = sentence.language
    if language.status["modal"][-1:] != tuple(words[-1:]) or "if" in sentence.words.split():
        return False
    said = [n for n, word in enumerate(words) if word in language.saying]
    return bool(said) and not language.announcing.isdisjoint(words[: said[-1]])


def is_announced(sentence: CuedSentence, at: int) -> bool:
    """Tell whether somebody said what stands at a token: "said he would pay a visit"."""
    words = sentence.small[:at]
    return not sentence.language.announcing.isdisjoint(words)


def is_of_programme(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a programme includes an event: "Her programme in Lima includes talks with"."""
    near, before = sentence.small[max(0, at - _INCLUDED) : at], sentence.small[:at]
    is_included = not sentence.language.including.isdisjoint(near)
    return is_included and not sentence.language.programme.isdisjoint(before)


def after_inserted(sentence: CuedSentence, begin: int, at: int) -> int:
    """Return where a verb group begins behind ", who could not attend the opening," or a wish."""
    match = _INSERTED.match(sentence.marks, begin, at + 1)
    first = sentence.small[begin + 1] if match else ""
    is_verb = first in sentence.language.auxiliaries  # "A, will on Monday, in Bern, receive B"
    return match.end() if match and not is_verb else begin


def has_day(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a date stands with a cue, nearer than any other cue.

    Without one "will not meet A" tells of no meeting that had been planned.
    """
    others = [place for place in sentence.cues if place != at]
    begin = max((place for place in others if place < at), default=0)
    end = min((place for place in others if place > at), default=len(sentence.marks))
    return "D" in sentence.marks[begin:end]


def words_of_wish(sentence: CuedSentence, begin: int, at: int, before: str) -> str:
    """Return the words before a cue that may make it a wish, with "hoped" before its subject.

    The subject ends at `begin`. "Wanted to speak with A and called him" tells of a call, "had the
    opportunity to meet A" of a meeting, "called for a truce in talks with A" of talks.
    """
    before = _words_of_setting(sentence, begin, at, before)
    before = _without_chance(sentence, before)
    is_joined = sentence.marks[at - 1 : at] == "c" and " to " in before
    if is_joined and any("past" in cue.tenses for cue in sentence.cues[at] if cue.is_verb):
        return ""
    told = sentence.language.status["hoping"]
    places = range(max(0, begin - _HOPED), begin)
    words = (sentence.small[n] for n in places if sentence.marks[n] in "xXN")
    return next((f"{word} {before}" for word in words if word in told), before)


def _without_chance(sentence: CuedSentence, before: str) -> str:
    """Return words without a chance that was had: "had the opportunity to", not "had not had"."""
    if not {"not", "never"}.isdisjoint(before.split()):
        return before
    for done in sentence.language.status["done_to"]:
        before = before.replace(f"{done} ", "").removesuffix(done)
    return before


def _words_of_setting(sentence: CuedSentence, begin: int, at: int, before: str) -> str:
    """Return the words of the setting alone, where what was urged in it is no wish for it."""
    urged = next((form for form in sentence.language.status["urged"] if form in before), None)
    match = _SETTING.search(sentence.marks, begin, at) if urged else None
    if urged is None or match is None:
        return before
    rest = before.partition(urged)[2].split()
    is_setting = sentence.small[match.start()] in sentence.language.setting_prepositions
    is_wish = not {"to", "that"}.isdisjoint(rest)
    return words_of(sentence, match.start(), at) if is_setting and not is_wish else before


def is_which_will(sentence: CuedSentence, at: int, before: str) -> bool:
    """Tell whether a relative clause tells of a noun as to come: "the visit, WHICH WILL be".

    Not of "began his visit, which will last until Sunday".
    """
    match = _WHICH.match(sentence.marks, at + 1)
    if match is None or not sentence.language.begun.isdisjoint(before.split()):
        return False
    verb = sentence.small[match.start("verb")]
    return verb in sentence.language.status["modal"]


def words_since(sentence: CuedSentence, place: int, at: int) -> str:
    """Return the words from a place of the text up to token `at`."""
    start = sentence.span.start
    return sentence.words[place - start : sentence.tokens[at].span.start - start]


def words_after(sentence: CuedSentence, at: int) -> str:
    """Return the words after a noun in which its verb stands: "talks ... will be held"."""
    end = at + 1
    if _IN_FRONT.search(sentence.marks, 0, at) and "," in sentence.marks[at:]:
        # ", following the talks in May, will further increase": another's verb.
        return words_of(sentence, end, sentence.marks.index(",", at))
    stop = min(len(sentence.tokens), end_of_bodies(sentence, at) + _AFTER)
    while end < stop and not _is_end(sentence, at, end):
        end += 1
    return words_of(sentence, at + 1, end)


def _is_end(sentence: CuedSentence, at: int, place: int) -> bool:
    """Tell whether a clause ends: at its stop, or where its subject's next verb is to come.

    "Had talks with A, and will travel": what will be is no more of the talks.
    """
    modal = sentence.language.status["modal"]
    after = sentence.small[place + 1 : place + 2]
    if sentence.small[place] in sentence.language.saying:
        # Not "the talks that he will hold" nor "the talks with A that will be held".
        is_told = any(word in modal or word in sentence.language.light for word in after)
        return place > at + 1 and not is_told
    if sentence.marks[place] != "c":
        return sentence.marks[place] in _STOPS
    # "After our talks, and I think you will agree"
    return any(word in modal for word in after) or sentence.marks[place + 1] in _WHO


def words_before_part(sentence: CuedSentence, begin: int, at: int) -> str:
    """Return all words before a noun whose verb may stand far before it.

    "Will spend a day in Chile as part of a visit", "will take the opportunity there to hold talks".
    """
    near = sentence.small[max(0, at - _PART) : at]
    is_part = not sentence.language.parts.isdisjoint(near)
    is_purpose = near[-2:-1] == ["to"] and near[-1] in sentence.language.light
    return words_of(sentence, begin, at) if is_part or is_purpose else ""


def alternation(forms: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of any of these forms as whole words, the longest first."""
    longest_first = sorted((form.lower() for form in forms), key=len, reverse=True)
    if not longest_first:
        return NOTHING
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")


def words_of_main_clause(
    sentence: CuedSentence, at: int, subject_end: int, opening: frozenset[str]
) -> str:
    """Return the verb after a phrase in front: "During the talks, the leaders WILL discuss"."""
    words = sentence.small[:at]
    said_by = sentence.language.saying
    said = [place + 1 for place, word in enumerate(words) if word in said_by]
    start = max([clause_start(sentence.marks, at), *said])
    first = sentence.small[start]
    if subject_end <= at or first not in opening:
        return ""
    end = min(len(sentence.tokens), subject_end + _NEAR)
    # "During the talks, A told B that all will be": what is told is no more of the talks.
    end = next((n for n in range(subject_end, end) if sentence.small[n] in said_by), end)
    return words_of(sentence, subject_end, end)


def is_ahead(sentence: CuedSentence, at: int, cue: Cue, ahead: tuple[str, ...]) -> bool:
    """Tell whether something is told to be before it: "ahead of A's meeting with B"."""
    owner = None if cue.is_verb else POSSESSIVE.search(sentence.marks, 0, at)
    if owner is None:
        return False
    before = words_of(sentence, max(0, owner.start() - _AHEAD), owner.start())
    return before.endswith(ahead)


def is_upcoming(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a body's gathering is told to come: "the upcoming NATO summit"."""
    match = _COMING.search(sentence.marks, 0, at)
    word = sentence.tokens[match.start("word")].word.lower() if match else ""
    return word in sentence.language.coming_next


def is_there(sentence: CuedSentence, at: int, cue: Cue, now: frozenset[str]) -> bool:
    """Tell whether a participle says where somebody is: "Minister A, currently visiting"."""
    if cue.sense != "visit" or cue.tenses != {"ing"}:
        return False
    match = _VISITING.search(sentence.marks, 0, at)
    word = sentence.small[at - 1]
    return match is not None and (match["now"] is None or word in now)


def is_moved_to(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a new date is told: "postponed to June"."""
    start = end_of_clause(sentence, at)
    words = sentence.language.status["moved_to"]
    rest = "".join(
        mark if mark == "D" else ">" if word in words else "."
        for mark, word in zip(sentence.marks[start:], sentence.small[start:], strict=True)
    )
    return ">D" in rest or ">.D" in rest


def is_chance_had(sentence: CuedSentence, at: int) -> bool:
    """Tell whether "the chance OF" that somebody had stands before a token."""
    told = sentence.words[: sentence.tokens[at].span.start - sentence.span.start].rstrip()
    return told.endswith(sentence.language.status["done_to"])


def is_the_one(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a noun is "the conversation" alone, without partners or a day."""
    follows = sentence.marks[at + 1 : at + 2]
    return sentence.marks[max(0, at - 2) : at] == "mt" and follows not in {"w", "b", "o", "D", "l"}
