"""Finds the two sides of a release behind "of the two countries" and "the next round"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.ours import is_own_pair
from pipelines.coding.sides import LEADERS, as_actor, sides_of
from pipelines.quick_record import replace
from pipelines.records import Actor
from pipelines.reference.holder import LEVELS_OF_OFFICES

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.coding.pointer import Pointer
    from pipelines.coding.teller import Teller
    from pipelines.records import Participant

_LEVELS = LEVELS_OF_OFFICES | {
    "speaker": "speaker_of_parliament",
    "minister": "minister",
    "deputy_minister": "deputy_minister",
}
_LEADERS = frozenset({"leader", "head_of_state"})  # whoever leads a state: a premier, too
# "held between the Ministries of Foreign Affairs", up to "of the two countries"
_BODIES = re.compile(r"x?[bgo]t?[xXdN]{1,6}(?:ot?[dXx]{1,3})?$")
_MINISTERS = frozenset({"foreign_minister", "minister"})
_OTHERS = frozenset("$=AKVB")  # sides, and events before the noun itself
# "will be held in Bern on 5 May", "between the two countries was held on 5 May"
_DATED = re.compile(r"(?:bt?[xd]x)?[xXlPdft,r]{1,12}?(?:[lf]t?)?D")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_VERB = 8  # tokens before a noun in which "agreed to hold" stands
_NEXT = re.compile(
    r"t(?P<next>x)[xXdNot]{0,6}(?:Kot?[xXd]{0,3})?$"
)  # "the next round of political"


def are_ministers_to(sentence: CuedSentence, place: int, last: Finding | None) -> bool:
    """Tell whether "The Ministers" of the event told last are to do something: "agreed to meet".

    Of what they did, as "The ministers met", the event itself may be told again.
    """
    if last is None or any(p.level not in _MINISTERS for p in last.participants):
        return False
    words = sentence.small[place + 1 : place + 2]
    is_modal = not set(words).isdisjoint(sentence.language.status["modal"])
    is_to = sentence.marks.startswith("xyV", place + 1)  # "agreed to meet"
    return (is_modal or is_to) and len(last.participants) == len(sides_of(last.participants))


def officials_of_both(
    sentence: CuedSentence, place: int, teller: Teller, order: int
) -> tuple[Actor, ...]:
    """Return the two of "the foreign ministers of the two countries", () where none are told."""
    token = sentence.tokens[place]
    after = sentence.words[token.span.end - sentence.span.start :].lstrip()
    level = _LEVELS.get(token.office or "") if token.symbol == "U" else None
    pair = _pair(teller, order) if after.startswith(sentence.language.both_countries) else None
    if pair is not None and token.symbol == "U" and token.office in _LEADERS:
        leaders = [p for p in pair.participants if p.level in LEADERS]
        are_both = sides_of(leaders) == sides_of(pair.participants)
        return tuple(as_actor(p, token.span) for p in leaders) if are_both else ()
    if level is None or pair is None:
        return ()
    sides = dict.fromkeys(p.country or p.candidate for p in pair.participants)
    return tuple(Actor(token.span, side, None, token.office, level) for side in sides)


def of_both_countries(pointer: Pointer) -> list[Participant] | None:
    """Read consultations "between the ministries of the two countries" and "the next round of"."""
    arguments, cue = pointer.arguments, pointer.cue
    is_told = pointer.found or arguments.partners or arguments.pair or arguments.body
    if cue.is_verb or is_told or cue.contact_type not in {"consultations", "meeting"}:
        return None
    pair = _pair(pointer.teller, pointer.order)
    if cue.sense == "round" and pair is not None and pair.contact_type != cue.contact_type:
        return None  # "the next round", of talks or of elections
    is_theirs = _is_of_bodies(pointer) or _is_next(pointer) or _is_dated(pointer)
    if pair is None or not is_theirs:
        return None
    sides = {p.country or p.candidate: p for p in pair.participants}
    return [
        replace(
            p, country=side, candidate=None, person=None, office=None, level="unknown",
            role="participant", is_host=False,
        )
        for side, p in sides.items()
    ]  # fmt: skip


def _pair(teller: Teller, order: int) -> Finding | None:
    """Return the event of the publisher and one other side that was told last, or the main one."""
    told = (teller.last_event(order), teller.main)
    return next((event for event in told if event and is_own_pair(event, teller)), None)


def _is_of_bodies(pointer: Pointer) -> bool:
    sentence, words = pointer.sentence, pointer.words_after
    phrase = next((p for p in sentence.language.both_countries if p in words), None)
    if phrase is None:
        return False
    end = sentence.span.start + len(sentence.words) - len(words) + words.index(phrase)
    stop = sum(1 for token in sentence.tokens if token.span.start < end)
    return _BODIES.fullmatch(sentence.marks, pointer.at + 1, stop) is not None


def _is_dated(pointer: Pointer) -> bool:
    """Tell whether a sentence of nobody else dates it: "The Joint Commission will meet in May"."""
    marks = pointer.sentence.marks
    others = marks[: pointer.at].replace("Kot", "")  # "the meeting of the Joint Commission"
    if pointer.cue.contact_type != "consultations" or not _OTHERS.isdisjoint(others):
        return False
    match = _DATED.match(marks, pointer.at + 1)
    day = pointer.sentence.tokens[match.end() - 1].date if match else None
    # Of a year alone a body is told that was founded then.
    return day is not None and day.value_as(None, None).precision in {"day", "range", "month"}


def _is_next(pointer: Pointer) -> bool:
    """Tell whether a noun is one more of what the two sides hold: "the next round of"."""
    language = pointer.sentence.language
    match = _NEXT.search(pointer.sentence.marks, 0, pointer.at)
    if match is None:
        return False
    words = pointer.sentence.small[match.start("next") : pointer.at]
    is_consultation = pointer.cue.contact_type == "consultations"
    is_theirs = is_consultation or not language.two_sided.isdisjoint(words)
    is_one_more = words[0] in language.coming_next
    return is_theirs and (is_one_more or _is_to_be(pointer, words[0]))


def _is_to_be(pointer: Pointer, word: str) -> bool:
    """Tell whether a numbered round is to come: "agreed to hold the 10th consultations in May"."""
    sentence = pointer.sentence
    near = sentence.tokens[max(0, pointer.at - _VERB) : pointer.at]
    words = f" {' '.join(t.word.lower() for t in near)} {pointer.words_after} "
    is_coming = any(f" {modal} " in words for modal in sentence.language.status["modal"])
    is_agreed = any(f" {form} to " in words for form in sentence.language.announcing)
    is_numbered = word in sentence.language.numbered or _ORDINAL.fullmatch(word) is not None
    return is_numbered and (is_coming or is_agreed)
