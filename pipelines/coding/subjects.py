"""Finds the subject of a cue in its clause; declares what a sentence tells of who takes part."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines.coding.patterns import GROUP, GROUPS
from pipelines.quick_record import quick_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.records import Actor, Token

_INSERTED = re.compile(r",[xXtln]{1,5},")  # ", inter alia,", ", as is the custom,"
_RELATIVE = re.compile(r"(?<=[@$]),r[^;:]*?,(?=cx{0,3}$)")  # "A, who will also host B, and will"
_WHEN = re.compile(r",[lq]?t?D,?|,[P$],")  # "in Lima, Peru, on Friday, 7 May, on a visit"
# "will today, Saturday 4 June, in Accra, Ghana," between a subject and its verb
WHEN_AND_WHERE = re.compile(
    r",?(?P<aux>x)(?:,?(?:[lq]?t?D|[(]D[)]|l[txX]{0,2}[P$])(?:,[P$](?=,|l?D))?)+(?:,(?=x|V)|(?=x|V))"
)
_REPORTS = re.compile(r"[@$)]t?x[txXdH]{0,3}(?=[@$])")
_AND = re.compile(r"(?:l?t?[DP$])?,?cx?")  # "A accompanied B in Lima and then", up to "met"
_ON_DAY = re.compile(r"[lq]?t?D(?:[(]D[)])?")  # "on Wednesday (Feb 8)", which adds no distance
_SENDER = re.compile(r"(?:K(?:o[xXd]{1,2})?|V)q$")  # "a letter of support from", "arrived from"
_WITH_LATER = re.compile(r"[KV](?:,?[lq]?t?D,?|,?l[txX]{0,2}[P$],?){1,3}w$")
_PLACED = re.compile(r"[lq]\$t?@")
# "Prime Minister, Cypriot FM discuss", "UAE President, Emir of Qatar hold", up to the cue
_PAIR = re.compile(r"[tH]{0,2}@,[tH]{0,2}@(?P<verb>x)?")
_ITS_MEETING = re.compile(r"[XNdU']{0,3}K")  # "Leaders' Meeting" after "APEC"
# "co-chaired, together with @, the consultations", after the subject
_TOGETHER = re.compile(rf"[xXD]{{0,3}},w(?P<group>{GROUP}),(?![cr])")
# "@, together with", "@, accompanied by"
_BESIDE = re.compile(r"(?:[@$][xXD]{0,3},w|@,xg)t?$")
_BLOCKS = frozenset(";:r")
_SINGULAR = frozenset({"is", "was", "has"})
_VERB_GROUP = 4  # tokens of a pronoun and its verb: "he will soon meet"
_NEAR = 12  # tokens between a subject and its cue, commas apart


@quick_record
class Arguments:
    """Who takes part, as far as the sentence tells.

    body: the organisation whose summit or session it is.
    subject, partners: actors with the cue's subject and object role. pair: sides of a compound.
    destination: token of the place or side that a visit goes to. needs_subject: the sentence
    names none, so it is the publisher, or whoever a pronoun stands for ("h", "i").
    subject_end: index of the token after the subject, where the cue's verb group begins.
    """

    subject: tuple[Actor, ...] = ()
    partners: tuple[Actor, ...] = ()
    pair: tuple[Actor, ...] = ()
    body: tuple[Actor, ...] = ()
    destination: Token | None = None
    pronoun: str | None = None
    subject_end: int = 0
    is_passive: bool = False
    is_between: bool = False


def find_subject(
    sentence: CuedSentence, at: int, beside: tuple[Actor, ...] = ()
) -> tuple[tuple[Actor, ...], int]:
    """Return the nearest actors before the cue in its clause, and where they end.

    beside: the body whose meeting it is, which is not its own subject.
    """
    marks = sentence.marks
    if pair := _headline_pair(sentence, at):
        return pair
    for match in _groups_before(sentence, at):
        between = marks[match.end() : at]
        is_told_of = between.startswith((",r", "r"))  # "of A and B, who is on a visit"
        if is_told_of and _is_there(sentence, match.end()):
            return _visitor(sentence, match.end())
        together = _TOGETHER.match(marks, match.end(), at)
        if together is not None and _is_free(marks, match, ""):
            both = actors_at(sentence, *match.span()), actors_at(sentence, *together.span("group"))
            return (*both[0], *both[1]), together.end()
        is_beside = between.startswith(",") and _BESIDE.search(marks, 0, match.start()) is not None
        if not is_beside and _is_free(marks, match, between) and _may_govern(between):
            found = _subject_of(sentence, at, match, beside)
            if found is None:
                continue
            return found
        if not set(between).isdisjoint(_BLOCKS - {"r"}):
            break
    return (), clause_start(marks, at)


def _groups_before(sentence: CuedSentence, at: int) -> Iterator[re.Match[str]]:
    """Yield the groups of actors before a token, the nearest first, that may be a subject."""
    before = sentence.marks[:at]
    is_told = "@" in before or "$" in before
    found = [*GROUPS.finditer(sentence.marks, 0, at)] if is_told else []
    for match in reversed(found):
        # "Ukraine - Telephone conversation with A": what a headline is about
        is_topic = match.start() == 0 and sentence.marks.startswith("-", match.end())
        if not is_topic:
            yield _after_that(sentence, match)


def _is_free(marks: str, group: re.Match[str], between: str) -> bool:
    """Tell whether a group may govern a cue: it depends on no other word, and is not addressed."""
    # "Will meet A, who is on a visit, and call on B": A is told of up to the comma alone.
    is_told_of = between.startswith((",r", "r")) and "," not in between[1:]
    # "While in India I will meet": the place is no subject beside whoever is there.
    is_free = is_told_of or _is_placed(marks, group) or not is_inside_phrase(marks, group)
    return is_free and not _is_addressed(marks, group)


def _is_placed(marks: str, group: re.Match[str]) -> bool:
    return _PLACED.match(marks, max(0, group.start() - 1)) is not None


def _subject_of(
    sentence: CuedSentence, at: int, match: re.Match[str], beside: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], int] | None:
    """Return the subject in a group that may govern the cue, None where it has none."""
    marks = sentence.marks
    start = match.start() + _is_placed(marks, match)
    # "I think that A will speak", "A noted that B met": whoever thinks or notes did not.
    reports = [*_REPORTS.finditer(marks, start, match.end())]
    begin = max([start, *(m.end() for m in reports)])
    actors = actors_at(sentence, begin, match.end())
    # "A attends the summit of", "A praised Chile during a visit to": what A does it to.
    is_object = bool(beside) and actors == beside and marks[match.end() - 1] == "$"
    if reports and _is_accompanied(sentence, at, reports[-1]):
        return actors_at(sentence, start, reports[-1].start() + 1), match.end()
    if reports and (is_object or _is_praised(sentence, at, reports[-1])):
        place = reports[-1].start() + 1
        return actors_at(sentence, start, place), place if is_object else match.end()
    if (beside and actors == beside) or _is_body_that_meets(sentence, match.end(), at, actors):
        return None
    is_told_of = marks.startswith((",r", "r"), match.end())
    is_one = is_told_of and _is_of_one(sentence, match.end())
    return actors[-1:] if is_one else actors, match.end()


def _after_that(sentence: CuedSentence, group: re.Match[str]) -> re.Match[str]:
    """Return a group without "of the Office of A announces that" before its last officials."""
    words = sentence.small[group.start() : group.end()]
    said = [
        n for n, word in enumerate(words, group.start() + 1) if word in sentence.language.saying
    ]
    rest = GROUPS.match(sentence.marks, said[-1], group.end()) if said else None
    return rest if rest is not None and "@" in rest.group() else group


def _headline_pair(sentence: CuedSentence, at: int) -> tuple[tuple[Actor, ...], int] | None:
    """Return two joined by a comma alone, as headlines do: "Prime Minister, Cypriot FM discuss"."""
    match = _PAIR.fullmatch(sentence.marks, 0, at)
    if match is None:
        return None
    verb = match.start("verb")
    is_plural = any(cue.is_verb and "base" in cue.tenses for cue in sentence.cues.get(at, ()))
    is_told = sentence.small[verb] in sentence.language.presently
    end = at if verb < 0 else verb
    return (actors_at(sentence, 0, end), end) if (is_told if verb >= 0 else is_plural) else None


def _is_body_that_meets(
    sentence: CuedSentence, place: int, at: int, actors: tuple[Actor, ...]
) -> bool:
    """Tell whether a body is named for its meeting: "attended the APEC Meeting and visited"."""
    is_body = bool(actors) and all(a.is_organisation and not a.person for a in actors)
    return is_body and _ITS_MEETING.match(sentence.marks, place, at) is not None


def _is_praised(sentence: CuedSentence, at: int, report: re.Match[str]) -> bool:
    """Tell whether a state is the object of a verb: "A praised Chile for it during a visit to"."""
    # A place that is no cue's may be asked for, too.
    if not any(cue.contact_type.endswith("visit") for cue in sentence.cues.get(at, ())[:1]):
        return False
    first, end = report.span()
    words = {*sentence.small[first:end]}
    is_state = sentence.marks[end : end + 1] == "$" and sentence.marks[first] == "@"
    return is_state and sentence.language.saying.isdisjoint(words)


def _is_accompanied(sentence: CuedSentence, at: int, report: re.Match[str]) -> bool:
    """Tell whether a verb has an object, and its subject the next: "A thanked B and met with C"."""
    words = {token.word.lower() for token in sentence.tokens[slice(*report.span())]}
    language = sentence.language
    is_said = not words.isdisjoint(language.saying | language.announcing)
    before = sentence.tokens[at - 1].word.lower()
    is_verb = (sentence.marks[at] == "V" or before in language.light) and not is_said
    return is_verb and _AND.fullmatch(sentence.marks, report.end() + 1, at) is not None


def _is_addressed(marks: str, group: re.Match[str]) -> bool:
    """Tell whether somebody is spoken to: "President A: Mr President, it is a pleasure to"."""
    start = group.start()
    return marks[start - 1 : start] == ":" and marks.startswith(",", group.end())


def _is_there(sentence: CuedSentence, place: int) -> bool:
    """Tell whether a place is told of by "where": "to Chile, where a meeting with A is planned"."""
    relative = sentence.marks.index("r", place)
    is_where = sentence.small[relative] in sentence.language.where
    return is_where and sentence.marks[place - 1] == "$"


def _visitor(sentence: CuedSentence, place: int) -> tuple[tuple[Actor, ...], int]:
    """Return who goes to the place that ends there, whose events ", where" tells of."""
    relative = sentence.marks.index("r", place) + 1
    visits = [at for at in sentence.cues if at < place and sentence.marks[at] in "VBK"]
    return (find_subject(sentence, visits[-1])[0] if visits else ()), relative


def _is_of_one(sentence: CuedSentence, place: int) -> bool:
    """Tell whether "of A and B, who is on a visit" tells of B alone."""
    words = sentence.small[place : place + 4]
    return "are" not in words and "were" not in words and not _SINGULAR.isdisjoint(words)


def _may_govern(between: str) -> bool:
    if match := WHEN_AND_WHERE.match(between):
        between = match["aux"] + between[match.end() :]
    if between.startswith((",", "r")):  # "@, who is in Moscow, met": skip the inserted clause
        clause, comma, rest = between[1:].partition(",")
        # Without its closing comma the cue is in the clause itself: "@, who is on a visit".
        between = rest if comma else clause.removeprefix("r")
    between = _INSERTED.sub("", _RELATIVE.sub("", between))
    if between.count(",") > 1:
        between = _WHEN.sub("", between)
    is_near = len(_ON_DAY.sub("", between)) <= _NEAR
    return set(between).isdisjoint(_BLOCKS) and is_near and between.count(",") <= 1


def is_inside_phrase(marks: str, group: re.Match[str]) -> bool:
    """Tell whether a group depends on a word before it, so that it governs no verb."""
    # "the situation in $", "the people of $": a side after a preposition governs no verb.
    # The object of one verb is not the subject of the next: "visited $ and held talks with @".
    before = marks[group.start() - 1] if group.start() else "."
    is_side = group.group().lstrip("thxXd").startswith("$")
    follows = marks[group.end() : group.end() + 1]
    if follows == '"' or (is_side and follows == "'"):
        return True  # a side in the name of an event, or whose something is
    if is_side and marks[: group.start()].endswith("P,"):
        return True  # "in Davos, Switzerland"
    if is_side and group.group().startswith("X") and follows == ",":
        return True  # "On NATO, we"
    is_noun = before == "B" and marks[max(0, group.start() - 2)] in "thA'"  # "during the visit I"
    is_partner = before in "wy" and marks[max(0, group.start() - 2)] in "KV"
    # "held talks with A and visited", "met today in Bern with A, and was received by"
    is_joined = marks.startswith(("c", ",c"), group.end())
    is_partner = is_partner or _SENDER.search(marks, 0, group.start()) is not None
    if is_partner or (is_joined and _WITH_LATER.search(marks, 0, group.start())):
        return True
    if before == "g":  # "statements by A and B following their talks"
        is_agent = marks[: group.start()].endswith("Vg")  # "will be received by A and have talks"
        return is_side or is_agent
    return (before in "VBo" and not is_noun) or (before in "lfyw" and is_side)


@lru_cache(maxsize=512)  # of one token five rules ask it
def clause_start(marks: str, at: int) -> int:
    """Return the index of the first token of the clause of token `at`."""
    return max(marks.rfind(";", 0, at), marks.rfind(":", 0, at), marks.rfind(".", 0, at)) + 1


def pronoun_between(between: str) -> str | None:
    """Return the symbol of the pronoun that stands last before a verb, None without one."""
    near = between.removesuffix("t")[-_VERB_GROUP:]  # "his programme also includes a"
    return next((symbol for symbol in reversed(near) if symbol in "hej"), None)


def actors_at(sentence: CuedSentence, start: int, end: int) -> tuple[Actor, ...]:
    """Return the actors of the tokens from start to end."""
    return tuple(actor for token in sentence.tokens[start:end] for actor in token.actors)
