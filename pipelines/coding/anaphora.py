"""Finds who takes part where the words only point back: "their talks", "we met", "the visit"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.both_countries import of_both_countries
from pipelines.coding.coming import of_coming_visit
from pipelines.coding.cue_reading import is_attended
from pipelines.coding.gatherings import CHAIRED_AGAIN
from pipelines.coding.greeted import wrote_to_greeted
from pipelines.coding.ours import is_own_pair, with_us
from pipelines.coding.pointer import Pointer
from pipelines.coding.roles import as_told
from pipelines.coding.sides import as_participant, sides_of
from pipelines.coding.subjects import clause_start
from pipelines.coding.visits_before import the_visit, their_visit, visited_again
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.coding.subjects import Arguments
    from pipelines.coding.teller import Teller
    from pipelines.records import Participant
    from pipelines.reference.cue import Cue

_TWO = 2
_TALKS = frozenset({"talks", "telephone", "video"})
_WRITTEN = frozenset({"letter", "congratulation", "condolence"})
_SPOKEN = frozenset({"meeting", "telephone_conversation"})
_DEFINITE = re.compile(
    r"(?:[lm][^,;:@$]{1,6},)?t[xXd]{0,3}(?:o[xXd]{0,2})?"
)  # "The fifth round of"
_HELD_THERE = re.compile(r"Xl?t?(?:P|D)[^;:@$KVB]{0,6}?,t[xXd]{0,2}")  # "Held in Bern, the"
_DURING = re.compile(r"[ml]t?x?")  # "During the" before "visit"
_IN_THE = re.compile(r"[lm]t[xXd]{0,2}")  # "In the" before "meeting on Monday evening, A"
_IN_A = re.compile(r"[lm](?P<article>t)[xXD]{0,2}$")  # "during a telephone" before its noun
_PLAIN = re.compile(r"tK(?:[.,clD]|$)")
_BY_DAY = re.compile(r"[lmo][te]?D$")
_NEXT = 2  # sentences from talks to "the visit" of the guest


def told_before(  # noqa: PLR0913, PLR0917 - a cue is read from its sentence and before
    sentence: CuedSentence,
    at: int,
    found: list[Participant],
    cue: Cue,
    arguments: Arguments,
    teller: Teller,
    order: int,
) -> list[Participant]:
    """Return those of the event that the words point back to, else the participants found.

    found: at most one side. order: of the sentence.
    """
    last = teller.last_event(order)
    pointer = Pointer(sentence, at, cue, found, arguments, teller, order, last)
    for read in _POINTERS:
        if (people := read(pointer)) is not None:
            return people
    return found


def is_retold(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a sentence says of an event told before when or where it was."""
    start = sentence.tokens[at].span.end - sentence.span.start
    after = sentence.words[start:].lstrip()
    before = sentence.marks[clause_start(sentence.marks, at) : at]
    if sentence.cues[at][0].contact_type.endswith("visit") and _DURING.fullmatch(before):
        return sentence.marks[at + 1 : at + 2] not in {"y", "o", "g", "l"}  # "During the visit, A"
    if _IN_THE.fullmatch(before) and sentence.marks.startswith(("lD,", "D,"), at + 1):
        return True
    took_place = tuple(sentence.language.status["took_place"])
    if after.startswith(took_place):
        return _DEFINITE.fullmatch(before) is not None
    # "The talks, held in Bern, covered", "The talks, which were held in Bern, covered"
    inserted = after.removeprefix(", ").removeprefix("which ") if after.startswith(", ") else ""
    if inserted.startswith(took_place) or inserted.partition(" ")[0] in sentence.language.held:
        return _DEFINITE.fullmatch(before) is not None
    # "Held in Bern on 5 May, the talks covered"
    is_front = _HELD_THERE.fullmatch(before) is not None
    return is_front and sentence.small[at - len(before)] in sentence.language.held


def _theirs(pointer: Pointer) -> list[Participant] | None:
    """Read "their talks" and "they met"."""
    # "They received a good education": whom they met is not told.
    is_one_sided = pointer.cue.is_verb and pointer.cue.sense in {
        "receive",
        "call_on",
        "phone",
        "call",
    }
    if pointer.arguments.pronoun == "e" and (pair := _named_two(pointer)):
        return pair
    if pointer.arguments.pronoun != "e" or pointer.last is None or is_one_sided:
        return None
    # "Their talks" after talks with several, one by one, are nobody's in particular.
    is_of_many = pointer.last.is_each and len(sides_of(pointer.last.participants)) > _TWO
    return their_visit(pointer, pointer.last) or ([] if is_of_many else _plain(pointer.last))


def _in_a_meeting(pointer: Pointer) -> list[Participant] | None:
    """Read "A received the message from B during a meeting", told of the two named before."""
    sentence, at = pointer.sentence, pointer.at
    match = _IN_A.search(sentence.marks, 0, at)
    if match is None or pointer.cue.contact_type not in _SPOKEN:
        return None
    article = sentence.small[match.start("article")]
    if article not in sentence.language.indefinite or sentence.marks[at + 1 : at + 2] in {*"wbo"}:
        return None
    start = clause_start(sentence.marks, at)
    tokens = [token for token in sentence.tokens[start:at] if token.symbol == "@"]
    named = [a for token in tokens for a in token.actors if a.office]
    people = [as_told(a, "participant", pointer.teller) for a in dict.fromkeys(named)]
    return people if len(sides_of(people)) == _TWO else None


def _named_two(pointer: Pointer) -> list[Participant]:
    """Return the two sides of "as A told B during their talks", [] where no two are named."""
    if pointer.cue.is_verb or pointer.is_visit:
        return []
    start = clause_start(pointer.sentence.marks, pointer.at)
    tokens = pointer.sentence.tokens[start : pointer.at]
    named = [a for token in tokens if token.symbol == "@" for a in token.actors if a.country]
    people = [as_participant(a) for a in dict.fromkeys(named)]
    return people if len(sides_of(people)) == _TWO else []


def _known_by_day(pointer: Pointer) -> list[Participant] | None:
    """Read "reached during the December 7 videoconference": of the sides of the main event."""
    main, cue, marks = pointer.teller.main, pointer.cue, pointer.sentence.marks
    is_remote = cue.contact_type in {"telephone_conversation", "video_conference"}
    if cue.is_verb or pointer.found or main is None or not is_remote:
        return None
    is_dated = _BY_DAY.search(marks, 0, pointer.at) or marks.startswith("lD", pointer.at + 1)
    if not is_dated or marks[pointer.at] != "K":
        return None
    last = pointer.last
    is_again = last is not None and sides_of(last.participants) == sides_of(main.participants)
    named = last if last is not None and is_again else main  # a headline may name one side alone
    return _plain(named) if is_own_pair(main, pointer.teller) else []


def _told_again(pointer: Pointer) -> list[Participant] | None:
    """Read a sentence that says of an event told before that, when or where it was.

    "The fifth round of consultations was held in Bern", "The meeting will take place on 5 May".
    """
    last, sentence = pointer.last, pointer.sentence
    if last is None:
        return None
    if pointer.found:
        return _attended_again(pointer, last)
    is_same = last.family == "visit" if pointer.is_visit else last.family in _TALKS
    if pointer.cue.contact_type == "consultations" != last.contact_type:
        return None  # "The next consultations will be held in May", after talks of ministers
    if pointer.cue.contact_type == "multilateral_meeting" and last.family != "talks":
        return None  # "The first trilateral summit was held", after a call
    if not (is_same and is_retold(sentence, pointer.at)):
        return None
    return list(last.participants) if pointer.is_visit else _plain(last)


def _attended_again(pointer: Pointer, last: Finding) -> list[Participant] | None:
    """Read "Minister A will attend the meeting", told of a gathering that has his side already."""
    is_gathering = last.contact_type == "multilateral_meeting" and not pointer.cue.is_verb
    is_same = is_gathering and pointer.cue.contact_type in {"meeting", "multilateral_meeting"}
    is_its = sides_of(pointer.found) <= sides_of(last.participants)
    if is_same and CHAIRED_AGAIN.match(pointer.sentence.marks, pointer.at - 1):
        return [*_plain(last), *pointer.found]  # "The summit was chaired by A", one more of it
    marks = pointer.sentence.marks
    is_plain = (
        _PLAIN.match(marks, pointer.at - 1) is not None
    )  # not "the meeting of the Commission"
    is_told = is_same and is_its and is_plain and not pointer.arguments.partners
    if not is_told or not is_attended(pointer.sentence, pointer.at):
        return None
    return [*pointer.found, *_plain(last)]


def _ours(pointer: Pointer) -> list[Participant] | None:
    """Read "our talks" and "we met"."""
    return with_us(
        pointer.sentence,
        pointer.at,
        pointer.found,
        pointer.cue,
        pointer.arguments.pronoun,
        pointer.teller,
    )


def _replied(pointer: Pointer) -> list[Participant] | None:
    """Read "sent a reply cable", to whoever wrote what was told before."""
    last = pointer.last
    if pointer.cue.sense != "reply" or last is None or last.family not in _WRITTEN:
        return None
    wrote = {p.role: (p.country or p.candidate) for p in last.participants}
    writers = {p.country or p.candidate for p in pointer.found if p.role == "sender"}
    if len(wrote) != _TWO or not writers <= {wrote.get("recipient")}:
        return None
    back = {"sender": "recipient", "recipient": "sender"}
    return [replace(p, role=back.get(p.role, p.role)) for p in last.participants]


def _presented(pointer: Pointer) -> list[Participant] | None:
    """Read "The ambassador presented his credentials", told of whom somebody just received."""
    last = pointer.last
    if pointer.cue.contact_type != "credentials" or last is None or last.family != "talks":
        return None
    envoys = {p.country for p in last.participants if p.level == "ambassador"}
    sides = sides_of(last.participants)
    is_his = "h" in pointer.sentence.marks[: pointer.at] and sides_of(pointer.found) <= sides
    return _plain(last) if len(envoys) == 1 and len(sides) == _TWO and is_his else None


def _to_discuss(pointer: Pointer) -> list[Participant] | None:
    """Read "an opportunity for us to discuss" in the announcement of a visit."""
    return of_coming_visit(
        pointer.sentence, pointer.at, pointer.cue, pointer.arguments, pointer.teller
    )


# The first that reads the words is right.
_POINTERS: tuple[Callable[[Pointer], list[Participant] | None], ...] = (
    visited_again,
    _theirs,
    _known_by_day,
    _in_a_meeting,
    _ours,
    _told_again,
    the_visit,
    wrote_to_greeted,
    _replied,
    _presented,
    _to_discuss,
    of_both_countries,
)


def _plain(event: Finding) -> list[Participant]:
    return [replace(p, role="participant", is_host=False) for p in event.participants]
