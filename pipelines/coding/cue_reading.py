"""Reads a cue by what stands round it: as noun or verb, as told or only named, where and how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.sides import sides_of
from pipelines.coding.standing import as_of_body, has_own_sides, is_standing
from pipelines.coding.subjects import clause_start
from pipelines.quick_record import replace

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.subjects import Arguments
    from pipelines.coding.teller import Teller
    from pipelines.records import Actor, Participant
    from pipelines.reference.cue import Cue

_EPITHETS = re.compile(r"[xXtdD$N'=]{0,6}$")  # "the 30th anniversary" before its ceremony
_OF_MEMBERS = frozenset({"head_of_state", "foreign_minister"})  # which no organisation has

# "a courtesy visit to Chile", "in Oslo on a courtesy visit"; not "to Chile's President"
_TO_PLACE, _AT_PLACE = re.compile(r"yt?[P$](?!')"), re.compile(r"[P$](?:,[P$])?lt?[xX]{0,2}$")
_THANKED = 4  # tokens of "thanks for the warm" before a greeting
_SAID = 4  # tokens from "that" to what is said of
_VERB_NEAR = 8  # tokens from a comma over a subject to its verb
_BEFORE, _WITH_WHEN = 6, 14  # tokens from a verb to its noun, and with when and where between
_WHEN_OR_WHERE = re.compile(r",?l?D,?|,?lt?[NX]?P,?")  # "held on Sunday in Chile a round of talks"
_WRITTEN = frozenset({"letter", "congratulation", "condolence"})
_PHRASE = re.compile(r"(?:[otdNXAbcl$P@]|xo){0,14}")
_DATED = re.compile(r"[ytlo$PAdXN@]{0,6}D")  # "visit to Chile last month", no verb between
_IN_CEREMONY = re.compile(r"[ml][htxXdD]{0,4}$")  # "during a special", up to "ceremony"
# "on his", "on the occasion of the recent", up to "inauguration"
_ON_HIS = re.compile(r"[lf](?:tx{1,2}o)?(?:[he]|t|[@$]')[xXd]{0,3}$")
# "Kot$" before the second noun: "the opening ceremony of the NATO "; "ot" and "K" after the first.
_OF_EVENT = re.compile(r"K(?:ot?|t)[xXdN$=D(]{0,6}$")
_EVENT_OF = re.compile(r"ot?[xXdN$=D(]{0,6}K")


def is_told(
    sentence: CuedSentence,
    at: int,
    participants: tuple[Participant, ...],
    light: frozenset[str],
    *,
    is_topic: bool,
) -> bool:
    """Tell whether an event is told by a verb or by who was there, not only mentioned."""
    if sentence.cues[at][0].is_verb:
        return True
    named = sides_of(p for p in participants if p.person or p.level not in {None, "unknown"})
    # The verb stands behind the phrase of the noun: "the meeting of the Council of A and B will".
    phrase = _PHRASE.match(sentence.marks, at + 1)
    end = phrase.end() if phrase else at + 1
    if is_topic:  # "told them about the talks with Russia": who tells was not there for that
        is_own = not light.isdisjoint(sentence.small[end : end + 1])
        return is_own or named == sides_of(participants)
    if named:
        return True
    near = {*sentence.small[max(0, at - 4) : max(at + 5, end + 2)]}
    return not near.isdisjoint(light)


def is_said_to_come(sentence: CuedSentence, at: int) -> bool:
    """Tell whether somebody says that an event is to come: "noted that the next talks will be"."""
    before = sentence.small[max(0, at - _SAID) : at]
    phrase = _PHRASE.match(sentence.marks, at + 1)
    after = sentence.small[phrase.end() if phrase else at + 1 :][:1]
    is_verb = not sentence.language.auxiliaries.isdisjoint(after)
    return is_verb and not sentence.language.saying.isdisjoint(before)


def is_bare(sentence: CuedSentence, at: int, cue: Cue, light: frozenset[str]) -> bool:
    """Tell whether a noun stands without any verb that tells when its event was."""
    if cue.is_verb:
        return False
    # "held on Sunday in Santiago an official round of talks": when and where are no words between.
    start = max(0, at - _WITH_WHEN)
    gaps = {n for m in _WHEN_OR_WHERE.finditer(sentence.marks, start, at) for n in range(*m.span())}
    told = [n for n in range(start, at) if n not in gaps][-_BEFORE:]
    before = {sentence.small[n] for n in told}
    near = {*sentence.small[at + 1 : at + 12]}
    return before.isdisjoint(light | {"after", "following"}) and near.isdisjoint(light)


def is_said_bare(
    sentence: CuedSentence, at: int, cue: Cue, light: frozenset[str], teller: Teller
) -> bool:
    """Tell whether somebody quoted names an event without a verb: "First of all, talks with A"."""
    is_quoted = teller.is_quoted != (sentence.marks[:at].count('"') % 2 == 1)
    begin = clause_start(sentence.marks, at)
    article = sentence.small[max(begin, at - 1)]
    # "First of all, talks with A": a comma ends the phrase in front.
    is_begin = begin == at or sentence.marks[at - 1] == ","
    is_indefinite = article in sentence.language.indefinite or is_begin
    return is_quoted and is_indefinite and is_bare(sentence, at, cue, light)


def is_before_coming(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a phrase in front names the event after which something is to come.

    "After the talks, A and B will sign": whether they were held other sentences tell.
    """
    start = clause_start(sentence.marks, at)
    comma = sentence.marks.find(",", at)
    first = sentence.small[start]
    if comma < 0 or first not in sentence.language.setting_prepositions:
        return False
    told = {*sentence.small[comma : comma + _VERB_NEAR]}
    return not told.isdisjoint(sentence.language.status["modal"])


def read_content(cue: Cue, sentence: CuedSentence) -> Cue:
    """Return a message as what it says: "sent a message congratulating him" congratulates."""
    if cue.contact_type != "letter":
        return cue
    said = {
        c.contact_type
        for place, several in sentence.cues.items()
        for c in several
        if not _is_apart(sentence, place)
    }
    kind = next((kind for kind in ("condolence", "congratulation") if kind in said), None)
    return replace(cue, contact_type=kind) if kind else cue


def _is_apart(sentence: CuedSentence, greeting: int) -> bool:
    """Tell whether a greeting was told apart from a letter: "extended greetings and handed a"."""
    cues = sentence.cues
    if any(
        word.startswith(sentence.language.thanking)
        for word in sentence.small[max(0, greeting - _THANKED) : greeting]
    ):
        return True  # "a letter with thanks for the congratulations"
    letters = (n for n in cues if n > greeting and cues[n][0].contact_type == "letter")
    joined = sentence.marks.find("c", greeting, next(letters, 0))
    if sentence.marks[greeting] != "K" or joined < 0:
        return False
    return sentence.small[joined + 1] in sentence.language.light


def is_many(arguments: Arguments) -> bool:
    """Tell whether a body takes part by the leaders of its members (rule WHO-MEMBERS)."""
    actors = (*arguments.subject, *arguments.partners, *arguments.body)
    return any(a.is_organisation and (a.level in _OF_MEMBERS or _are_ministers(a)) for a in actors)


def _are_ministers(actor: Actor) -> bool:
    """Tell whether somebody of a body is its members' ministers; a commissioner is no such."""
    return actor.office == "minister" and actor.person is None


def is_joint(cue: Cue, arguments: Arguments) -> bool:
    """Tell whether several are told of one talk: "A and B spoke with C".

    Also "spoke with his counterparts from C and D".
    """
    if cue.sense != "speak" or not arguments.partners:
        return False
    sides = {a.country for a in arguments.partners}
    is_with_one = len(sides) == 1 and len({a.country for a in arguments.subject}) > 1
    return is_with_one or {a.office for a in arguments.partners} == {"counterpart"}


def are_apart(cue: Cue, arguments: Arguments) -> bool:
    """Tell whether partners are told, or the cue tells of them before it ("were accredited")."""
    return bool(arguments.partners) or not cue.is_verb or cue.contact_type == "credentials"


def choose_reading(sentence: CuedSentence, at: int) -> Cue:
    """Return the reading of a form that is noun and verb ("visit"), by what stands round it."""
    cues = sentence.cues[at]
    if len(cues) == 1:
        return as_of_body(sentence, at, cues[0])
    if not any(cue.is_verb for cue in cues):
        goal = _TO_PLACE.match(sentence.marks, at + 1) or _AT_PLACE.search(sentence.marks, 0, at)
        return next(cue for cue in cues if cue.contact_type.endswith("visit") == bool(goal))
    before = sentence.marks[at - 1] if at else "."
    after = sentence.marks[at + 1] if at + 1 < len(sentence.marks) else "."
    word = sentence.small[at - 1] if at else ""
    is_verb = before not in "th'=A" and (after in "P$t@" or before in "@,y") and word != "working"
    is_verb = is_verb or word in sentence.language.status["modal"]
    return next(cue for cue in cues if cue.is_verb == is_verb)


def is_same_event(sentence: CuedSentence, at: int, cue: Cue) -> bool:
    """Tell whether two nouns name one event, told by the other: "ceremony of the summit"."""
    if cue.contact_type == "ceremony" and (
        _are_presented(sentence, at) or _is_congratulated_on(sentence, at)
    ):
        return True
    other = _OF_EVENT.search(sentence.marks[:at])
    if sentence.marks[at] == "K" and other is not None:
        return not _tells_event(sentence, at)
    after = _EVENT_OF.match(sentence.marks[at + 1 :])
    if sentence.marks[at] != "K" or after is None:
        return False
    return _tells_event(sentence, at + after.end())


def _tells_event(sentence: CuedSentence, at: int) -> bool:
    """Tell whether of "the meeting of the commission" the latter tells the event."""
    cue = sentence.cues[at][0]
    return is_standing(cue) and (cue.sense != "council" or has_own_sides(sentence, at))


def _is_congratulated_on(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a ceremony is what somebody is congratulated on: "on their inauguration"."""
    before = max((place for place in sentence.cues if place < at), default=None)
    if before is None or sentence.cues[before][0].contact_type != "congratulation":
        return False
    match = _ON_HIS.search(sentence.marks, before, at)
    return match is not None and sentence.small[match.start()] in {"on", "for"}


def _are_presented(sentence: CuedSentence, at: int) -> bool:
    """Tell whether credentials are presented "during a ceremony", or "in a ceremony" in front."""
    told = (cues[0].contact_type for place, cues in sentence.cues.items() if place != at)
    return _IN_CEREMONY.search(sentence.marks, 0, at) is not None and "credentials" in told


def is_held_somewhere(sentence: CuedSentence, at: int, contact_type: str) -> bool:
    """Tell whether talks are told by their place alone: "A's talks in Moscow" (WHO-HOST)."""
    is_talks = sentence.small[at].endswith(("talks", "negotiations", "consultations"))
    return is_talks and contact_type in {"meeting", "consultations"}


def is_attended(sentence: CuedSentence, at: int) -> bool:
    """Tell whether somebody is there: "will attend a special ceremony", "took part in a"."""
    phrase = _EPITHETS.search(sentence.marks, 0, at)
    start = phrase.start() if phrase else at
    begin = sentence.tokens[max(0, start - 3)].span.start - sentence.span.start
    before = sentence.words[begin : sentence.tokens[at].span.end - sentence.span.start]
    return any(phrase in before for phrase in sentence.language.partaking)
