"""Tells whose gathering a summit or session is, and who chairs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.patterns import HOSTED, PARTAKING
from pipelines.coding.place_told import Place
from pipelines.coding.roles import as_told, nameless
from pipelines.coding.setting import find_day
from pipelines.coding.subjects import Arguments, actors_at
from pipelines.records import UNKNOWN_DATE

if TYPE_CHECKING:
    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.finding import Finding
    from pipelines.coding.noun_phrase import Noun
    from pipelines.coding.teller import Teller
    from pipelines.records import Actor, Participant
    from pipelines.reference.cue import Cue

# "under Italy's presidency", "under the chairmanship of @"; not in another clause.
_CHAIR = re.compile(
    r"[^KVBr;:.]*?x(?:t?(?P<of>[$@])'(?P<whose>[xXN])|t?(?P<what>[xXN])ot?(?P<by>[$@](?:,?ct?[$@])?))"
)

CHAIRED_AGAIN = re.compile(r"tKx{0,3}[xV]m?g")  # "The summit was presided over by"
_GATHERINGS = frozenset({"meeting", "multilateral_meeting", "video_conference"})
_CHAIRED = _GATHERINGS | {"consultations"}
SUMMITS = frozenset({"multilateral_meeting", "video_conference"})
_PHRASE = re.compile(r"[xXtdDN$@'=]{0,8}$")  # "the next NATO" before "summit"
_NEAR = 4  # tokens before a noun that tell when it is: "the upcoming G20 leaders' "


def of_participation(noun: Noun) -> Arguments | None:
    """Read "A's participation in the summit of the G20", "the participation of A in it"."""
    match = PARTAKING.search(noun.before) if noun.body else None
    if match is None:
        return None
    told, who = ("noun", "who") if match["noun"] else ("of", "whose")
    word = noun.sentence.small[match.start(told)]
    if word not in noun.sentence.language.participation:
        return None
    subject = actors_at(noun.sentence, *match.span(who))
    return Arguments(subject, body=noun.body, subject_end=match.end(who))


def of_host(noun: Noun) -> Arguments | None:
    """Read "the summit of the G20, which A will host"."""
    match = HOSTED.match(noun.after)
    verb = noun.sentence.cues.get(noun.at + 1 + match.end(), ()) if match and noun.body else ()
    if match is None or not any(cue.sense == "receive" for cue in verb):
        return None
    end = noun.at + 1 + match.end("host")
    return Arguments(noun.actors(match, "host"), body=noun.body, subject_end=end)


def hosted_by(sentence: CuedSentence, at: int) -> int | None:
    """Return the place of the verb of who hosts a gathering: "the summit which A will host"."""
    match = HOSTED.match(sentence.marks, at + 1)
    if match is None or not any(c.sense == "receive" for c in sentence.cues[match.end()]):
        return None
    return match.end()


def at_host(arguments: Arguments, hosting: int | None) -> Place | None:
    """Return the state that will host, told instead of a place; hosting: None if none will."""
    host = next((a.country for a in arguments.subject if a.country and hosting), None)
    return Place(host, host) if host else None


def _is_told_of_when(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a gathering is told as coming or as past: "the upcoming summit"."""
    words = sentence.small[max(0, at - _NEAR) : at]
    phrase = f" {' '.join(words)} "
    told = sentence.language.status
    return any(f" {word} " in phrase for word in (*told["planned"], *told["recalled"]))


def where_held(
    sentence: CuedSentence,
    at: int,
    told: tuple[Arguments, Place | None],
    teller: Teller,
    found: Finding,
) -> tuple[Participant, ...]:
    """Return a body and the state where it gathers, of whom alone the text tells (WHO-HOST).

    "The recent G20 summit in Rome" is not the publisher's, who only tells of it.
    """
    arguments, place = told
    bodies = [a for a in arguments.body if a.is_organisation]
    is_nobodys = not (arguments.subject or arguments.partners or arguments.pair)
    is_gathering = found.body is not None and found.contact_type in SUMMITS
    is_gathering = is_gathering and not found.is_topic  # "discussed the next summit in Rome"
    if place is None or not (is_gathering and is_nobodys) or _is_setting(sentence, at):
        return ()
    others = {p.country for p in found.participants} - {found.body, teller.publisher}
    is_dated = find_day(sentence, at, None, None) != UNKNOWN_DATE
    if others or found.order == 0 or not (is_dated or _is_told_of_when(sentence, at)):
        return ()
    host = nameless(place.country, "host")
    return (*(as_told(body, "participant", teller) for body in bodies), host)


def _is_setting(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a gathering is only where or when something else is: "at the next summit"."""
    phrase = _PHRASE.search(sentence.marks, 0, at)
    before = sentence.small[phrase.start() - 1] if phrase and phrase.start() else ""
    return before in sentence.language.setting_prepositions


def body_of(cue: Cue, arguments: Arguments) -> str | None:
    """Return the organisation whose gathering a noun names, None for other events."""
    bodies = [a.country for a in arguments.body if a.is_organisation]
    is_one = len(bodies) == len(arguments.body) == 1
    return bodies[0] if is_one and cue.contact_type in _GATHERINGS else None


def body_chaired(sentence: CuedSentence, at: int, last: Finding | None) -> str | None:
    """Return whose gathering "The summit was chaired by A" is, told before; None of other nouns."""
    is_again = CHAIRED_AGAIN.match(sentence.marks, max(0, at - 1)) is not None
    is_gathering = sentence.cues[at][0].contact_type in _GATHERINGS
    return last.body if last and is_again and is_gathering else None


def chair_of(sentence: CuedSentence, at: int, cue: Cue) -> tuple[Actor, ...]:
    """Return who chairs what is at token `at`: "held under the chairmanship of A and B"."""
    if cue.contact_type not in _CHAIRED or not any(
        map(sentence.words.__contains__, sentence.language.presiding)
    ):
        return ()
    match = _CHAIR.match(sentence.marks, at + 1)
    if match is None:
        return ()
    office = sentence.tokens[match.start("whose" if match["whose"] else "what")]
    chair = actors_at(sentence, *match.span("of" if match["of"] else "by"))
    if office.word.lower() not in sentence.language.presiding:
        return ()
    # Of consultations a person: they are held before Chile "assumes the presidency of" a council.
    is_open = cue.contact_type in _GATHERINGS and not office.word.lower().startswith("co-")
    return chair if is_open or all(actor.person for actor in chair) else ()
