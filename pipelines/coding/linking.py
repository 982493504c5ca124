"""Tells how an event noun hangs on its clause: what somebody did, where it happened, or a topic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.patterns import FRONT, GIVEN_TO, THANKED
from pipelines.coding.status_words import is_chance_had
from pipelines.coding.subjects import clause_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.reference.cues import ContactCues

_INSERTED_WORDS = re.compile(r",[xXtln]{1,5},")  # ", as is the custom,"
_INSERTED = re.compile(rf"{_INSERTED_WORDS.pattern}$")
_WRITTEN = frozenset({"letter", "congratulation", "condolence"})
_STOPS = frozenset(";:KVB")
_NAMED = frozenset("@$hiejU")  # whoever stands before the verb of the noun
_JOINED = frozenset(",c'")
_DATED = 4  # tokens of "on 7 April his" before a noun
_DAY_IN_FRONT = re.compile(r"[lX]?t?D,")
_PHRASE = re.compile(r"t[xXd]{0,3}(?:o[xXd]{0,2})?")
_COMPOUND = re.compile(r"[xXdN']*")
_ON_IT = re.compile(r"[xX]?[lX]t?x(?=x)")  # "Also on the agenda is"
_HAD = re.compile(r"x?t?[xXdN=$']{0,4}")  # "also a useful" between "had" and "meeting"
_OWN = frozenset({"his", "her", "their", "my", "our"})


class LinkFinder:
    """The words of one language between a subject and an event noun."""

    def __init__(self, words: ContactCues) -> None:
        self._light = words.light - words.auxiliaries
        self._settings = words.setting_prepositions
        self._having = words.having
        self._topics = words.topic_prepositions
        self._goals = words.goal_prepositions
        self._heads = words.setting_heads
        self._journeys = words.journey_prepositions
        self._parts = words.parts
        self._measures = words.measures
        self._topic_nouns = words.topic_nouns
        self._presiding = words.presiding

    def is_topic(self, sentence: CuedSentence, at: int, *, is_visit: bool) -> bool:
        """Tell whether the event of the noun at token `at` is only what is talked about.

        "held talks with", "during talks with" and a bare headline tell what the subject did;
        "praised the outcome of the talks with", "was briefed on the talks of" do not.
        is_visit: "is on a visit" tells of a journey, "spoke on the talks" of a topic.
        """
        n_words = 0
        for place in self._walk(sentence, at):
            token = sentence.tokens[place]
            word = sentence.small[place]
            # "is on a visit", "was in Oslo for a visit"
            is_there = word in self._goals and sentence.marks[place - 1 : place] in {"P", "$"}
            is_journey = is_visit and (word in self._journeys or is_there)
            is_had = word in self._having and _is_object(sentence, place, at)
            if token.symbol == "V" and sentence.cues[place][0].sense in {"discuss", "call"}:
                return True
            is_begin = word == "," and _is_after_front(sentence, place)
            is_begin = is_begin and (n_words == 0 or _is_phrase(sentence, place + 1, at))
            # Whoever is thanked for it did it.
            is_thanks = word in self._topics and _is_thanked_for(sentence, place)
            is_done = is_journey or is_had or is_begin or is_thanks
            is_had_chance = place == at - 1 and is_chance_had(sentence, at)
            is_done = is_done or is_had_chance or self._is_opened(sentence, place)
            if token.symbol in _STOPS or word in self._light or is_done:
                return False
            if word in self._settings or self._is_part(sentence, place):
                return self._is_of_topic(sentence, place)
            is_presided = self._is_presided(sentence, place)
            if word in self._topics and not (is_presided or _is_on_programme(sentence, place)):
                # "a meeting of the commission" is no topic either.
                is_led_to = word in self._goals or sentence.marks[place - 1 : place] in {"K", "B"}
                is_goal = is_led_to and self._is_of_journey(sentence, place)
                return not (is_goal or _is_of_headline(sentence, place))
            if _is_subject(sentence, place):
                return n_words > 0  # the object of a verb that makes no event
            n_words += token.symbol == "x"
        return False

    def _walk(self, sentence: CuedSentence, at: int) -> Iterator[int]:
        """Yield the places before a noun, back from it, without what belongs to its phrase."""
        place = at - 1
        while place >= 0:
            token = sentence.tokens[place]
            inserted = (
                _INSERTED.search(sentence.marks, 0, place + 1) if token.symbol == "," else None
            )
            if inserted is not None:
                place = inserted.start() - 1  # "will have, as is the custom, a meeting"
                continue
            is_dated = sentence.marks.startswith("D", place + 1) and place >= at - _DATED
            if is_dated and token.symbol == "l":
                place -= 1  # "presented on 7 April his letter"
                continue
            is_of = sentence.small[place] == "of" and place > 0
            is_compound = token.symbol == "$" and _COMPOUND.fullmatch(sentence.marks, place + 1, at)
            if is_of and self._is_skipped(sentence, place - 1):
                place -= 1  # "in the course of", "a series of"
            elif not is_compound:  # "the next NATO summit"
                yield place
            place -= 1

    def _is_skipped(self, sentence: CuedSentence, place: int) -> bool:
        """Tell whether "in the course OF" or "a series OF" leads on to the noun itself."""
        word = sentence.small[place]
        return word in self._heads or word in self._measures

    def _is_presided(self, sentence: CuedSentence, place: int) -> bool:
        """Tell whether somebody "presided OVER" what follows, or "handed OVER" it."""
        word = sentence.small[place - 1]
        return word in self._presiding or word.startswith(sentence.language.conveying)

    def _is_opened(self, sentence: CuedSentence, place: int) -> bool:
        """Tell whether something "opens WITH" or "was concluded WITH" the event."""
        return sentence.marks[place] == "w" and sentence.small[place - 1] in self._light

    def _is_part(self, sentence: CuedSentence, place: int) -> bool:
        """Tell whether "as part of" begins there, which is no topic."""
        is_as = sentence.small[place] in self._parts
        return is_as and sentence.small[place + 1] in self._heads

    def _is_of_topic(self, sentence: CuedSentence, place: int) -> bool:
        """Tell whether a noun stands before: "the situation AT the talks"."""
        before = sentence.small[max(0, place - 2) : place]
        return not self._topic_nouns.isdisjoint(before)

    def _is_of_journey(self, sentence: CuedSentence, place: int) -> bool:
        """Tell whether a journey leads to it: "arrived FOR talks", "came TO the summit"."""
        return any(mark in "KVB" for mark in sentence.marks[:place])


def is_conveyed(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a message is told as somebody's to another: "conveyed to A his condolences"."""
    match = GIVEN_TO.search(sentence.marks, 0, at)
    if match is None or sentence.cues[at][0].contact_type not in _WRITTEN:
        return False
    verb = sentence.small[match.start("verb")]
    return verb.startswith(sentence.language.conveying)


def is_thanked(sentence: CuedSentence, match: re.Match[str]) -> bool:
    """Tell whether the verb of a match of THANKED is one of thanks."""
    verb = sentence.small[match.start("verb")]
    return verb.startswith(sentence.language.thanking)


def _is_thanked_for(sentence: CuedSentence, place: int) -> bool:
    match = THANKED.search(sentence.marks, 0, place + 1)
    return match is not None and is_thanked(sentence, match)


def _is_on_programme(sentence: CuedSentence, place: int) -> bool:
    """Tell whether a programme opens the sentence, on which it is: "On the agenda is a meeting"."""
    is_first = _ON_IT.match(sentence.marks) is not None and place <= 1
    words = sentence.small[place + 1 : place + 3]
    return is_first and not sentence.language.programme.isdisjoint(words)


def _is_phrase(sentence: CuedSentence, start: int, at: int) -> bool:
    """Tell whether only the noun's own phrase follows a day: "On 5 May, the second round of"."""
    is_day = _DAY_IN_FRONT.fullmatch(sentence.marks, clause_start(sentence.marks, at), start)
    return is_day is not None and _PHRASE.fullmatch(sentence.marks, start, at) is not None


def _is_after_front(sentence: CuedSentence, comma: int) -> bool:
    """Tell whether a comma ends a phrase in front: "At the initiative of A, talks were held"."""
    start = clause_start(sentence.marks, comma)
    return sentence.marks[start] in FRONT and sentence.marks.find(",", start) == comma


def _is_object(sentence: CuedSentence, place: int, at: int) -> bool:
    """Tell whether a noun is what somebody has: "will have talks"; not "has welcomed talks"."""
    between = _INSERTED_WORDS.sub("", sentence.marks[place + 1 : at])
    is_verb = sentence.small[at - 1].endswith("ed") and "t" not in between
    return _HAD.fullmatch(between) is not None and not is_verb


def _is_of_headline(sentence: CuedSentence, place: int) -> bool:
    """Tell whether a headline is of the event itself: "On the meeting of A with B"."""
    return place == 0 and sentence.marks[-1] != "." and not {"V", "B"} & set(sentence.marks)


def _is_subject(sentence: CuedSentence, place: int) -> bool:
    """Tell whether somebody stands there who is no owner ("A's") and no part of a list."""
    token = sentence.tokens[place]
    is_named = token.symbol in _NAMED and token.word.lower() not in _OWN
    return is_named and sentence.marks[place + 1] not in _JOINED
