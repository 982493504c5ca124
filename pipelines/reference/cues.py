"""The words of one language that tell of contacts and of their status, from its YAML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipelines.reference.cue_forms import read_cues
from pipelines.reference.spelling import write_out

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.reference.cue import Cue

_LINKS = (
    "setting_prepositions", "topic_prepositions", "setting_heads", "parts", "measures",
    "topic_nouns", "journey_prepositions", "journey_settings", "having", "goal_prepositions",
)  # fmt: skip
_WORDS = (
    "no_cues", "you", "yours", "mine", "ours", "this", "light", "auxiliaries", "separately",
    "chained", "vague", "accepted", "extended", "heading", "saying", "members", "others",
    "addressing", "announcing", "numbered", "numbered_over", "former", "latter",
    "programme", "taking_place", "where", "afterwards", "including",
    "indefinite", "embargo", "flanked", "presiding", "leaving", "held", "participation",
    "delegations", "delegates", "home", "two_sided", "at_once", "definite", "begun", "ended",
    "representing", "since", "coming_next", "dated_apart", "presently", "matters", "gone",
)  # fmt: skip
_PHRASES = (
    "same_day", "levels", "phases", "around", "attending", "attended", "setting", "sending",
    "receiving", "written", "there", "ties", "among", "one_before", "gatherings", "next_day",
    "membership", "jointly", "thanking", "later", "pointing", "taking_part",
    "regions", "awaited", "partaking", "envoys", "rest", "listing", "accepting", "accrediting",
    "peoples", "behalf", "pairwise", "candidacies", "capitals", "family", "resident",
    "exchanging", "to_attend", "chambers", "conveying", "staying", "departing", "returning",
    "missions", "both_countries", "salutations", "closings", "arranged", "attended_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContactCues:
    """The sections `contacts:` and `status:` of a language file.

    cues: by form; a form that is noun and verb ("visit") has two. media: phrase -> contact type.
    no_cues: phrases that hold a cue's form and tell of no contact. cases: of a language without
    prepositions for them, symbol -> endings of whoever stands in that case (coding/cases.py).
    light: verbs round an event noun, auxiliaries among them tell of none by themselves.
    setting_prepositions, topic_prepositions: before an event that was there, or is talked about;
    setting_heads, measures: nouns between ("in the course of", "a series of"); topic_nouns: those
    before a setting that make it a topic ("the situation at"). parts: before a head ("as part of").
    journey_prepositions: between who travels and the visit ("is on a visit"); journey_settings:
    what makes a visit a time ("during a visit"). goal_prepositions: of those
    before a topic, what a journey leads to ("arrived for talks"). having: verbs whose object is the
    event ("will have talks"). separately, same_day, chained: words that tell of several contacts,
    of the day before told, of one more of what was just told. vague: before a plural that tells of
    no one event. levels: what tells that others than those named take part. phases: that talks go
    on. setting, around: what makes an event a mere setting. attending, attended: before and after
    an event, of which they list those present, attended_by: behind its place and day. heading:
    verbs that tell who leads a side ("the Indian delegation was led by"), representing: who is
    there for it ("will represent Chile").
    accepted, extended: what became of an invitation. sending, receiving: how verbs begin whose
    object is a message; written: what tells that a greeting was sent, not spoken. you, yours, mine,
    ours, this: words of a speaker, for whom they speak to and where they are. saying: before what
    somebody says ("that"). among: between officials of a side and some of them ("including").
    gatherings: how names of bodies end that are their meetings'. next_day: what dates an event
    after the one before. membership: between a delegation and its members. jointly: titles of what
    two sides say. members: of whom a government or a delegation is. numbered: ordinals before one
    of several events, numbered_over: of a span. former, latter: "the former's visit". taking_place:
    verbs of when and where an event was, behind "which". where: what
    tells of a place. afterwards: before an event that something followed.
    including: verbs between a programme and its events. programme: what a
    guest's meetings are of. indefinite, definite: articles of what was not and what was told
    before. later: phrases of a time long after. taking_part: before more of those there. pointing:
    how sentences begin whose subject the one before names. announcing: verbs before what somebody
    "would" do. addressing: verbs between a message and to whom it is ("congratulating"). thanking:
    how verbs and nouns of thanks begin. others: between some officials of a side and the rest ("A
    and other Chilean ministers"). one_before: before the day of an earlier event of the same kind
    ("the most recent being"). ties: what is discussed rather than with whom, before "with"
    ("cooperation"). there: what makes somebody an official of the state that is visited ("of the
    country"). embargo: before the day of the release itself. flanked: before what comes before or
    after an event ("preceded"). dated_apart: before the day of a document or body ("signed in").
    coming_next: before one more of what both sides hold ("the next round of"). both_countries:
    whose officials they are whom both sides have. awaited: before whom and what somebody expects
    ("looks forward to"). regions: parts of the world that a journey leads to, its states told
    elsewhere ("Europe"). participation: what whoever is at a gathering has ("the participation of A
    in the summit"). presiding: what who chairs a gathering has ("presidency"). delegations: what
    speaks for a state or body; delegates: who is in it; chambers: how names of bodies end that are
    a state's ("Senate"). home: what the publisher calls its own state, that a guest visits.
    two_sided: what tells of talks that they are with one partner each ("bilateral"); at_once: that
    all sat together ("trilateral"). partaking: between who is at a ceremony and the ceremony
    ("attend", "take part in"). envoys, rest, listing: who presents credentials, and what comes
    before their names ("The new ambassadors are", "Others are"); peoples: who of a state is greeted
    ("the people of"); behalf: how a printed greeting begins ("On behalf of"); pairwise: that each
    of one side has one of the other ("respectively"); candidacies: before an office that somebody
    stands for ("candidate"); capitals: what makes "Austrian" a place; resident: before where an
    ambassador lives; family: who comes along with somebody; accepting: how verbs begin of whoever
    receives credentials; accrediting: what makes an ambassador one to a state. exchanging: how
    verbs begin of what two send each other. to_attend: before the gathering that a journey leads
    to. leaving: between a place that is left and the goal
    ("for"). missions: what somebody leads to where he travels ("a trade mission"). staying: before
    where somebody "will be"; departing, returning: before the days of a journey. gone: verbs of who
    has just set out ("left"). lasting: words of a visit of so many days. numbers: word -> how many.
    since: before what is no contact and has its own day ("after taking office on"). begun, ended:
    verbs of which its day is the first or the last. held: "the talks, held in Bern". presently:
    verbs of an event noun in a headline in the present ("holds talks"). matters: what goes on in a
    state and is only talked about ("the situation in Chile"). status: what it tells ("planned",
    "unreal" ...) -> phrases.
    """

    cues: dict[str, tuple[Cue, ...]]
    media: dict[str, str]
    no_cues: frozenset[str]
    cases: dict[str, tuple[str, ...]]
    you: frozenset[str]
    yours: frozenset[str]
    mine: frozenset[str]
    ours: frozenset[str]
    this: frozenset[str]
    light: frozenset[str]
    auxiliaries: frozenset[str]
    setting_prepositions: frozenset[str]
    topic_prepositions: frozenset[str]
    setting_heads: frozenset[str]
    parts: frozenset[str]
    measures: frozenset[str]
    topic_nouns: frozenset[str]
    journey_prepositions: frozenset[str]
    journey_settings: frozenset[str]
    having: frozenset[str]
    goal_prepositions: frozenset[str]
    separately: frozenset[str]
    same_day: tuple[str, ...]
    chained: frozenset[str]
    vague: frozenset[str]
    levels: tuple[str, ...]
    phases: tuple[str, ...]
    around: tuple[str, ...]
    attending: tuple[str, ...]
    attended: tuple[str, ...]
    attended_by: tuple[str, ...]
    setting: tuple[str, ...]
    accepted: frozenset[str]
    extended: frozenset[str]
    heading: frozenset[str]
    saying: frozenset[str]
    sending: tuple[str, ...]
    receiving: tuple[str, ...]
    exchanging: tuple[str, ...]
    written: tuple[str, ...]
    there: tuple[str, ...]
    ties: tuple[str, ...]
    embargo: frozenset[str]
    flanked: frozenset[str]
    coming_next: frozenset[str]
    dated_apart: frozenset[str]
    both_countries: tuple[str, ...]
    awaited: tuple[str, ...]
    regions: tuple[str, ...]
    among: tuple[str, ...]
    gatherings: tuple[str, ...]
    next_day: tuple[str, ...]
    membership: tuple[str, ...]
    members: frozenset[str]
    others: frozenset[str]
    addressing: frozenset[str]
    announcing: frozenset[str]
    numbered: frozenset[str]
    numbered_over: frozenset[str]
    former: frozenset[str]
    latter: frozenset[str]
    taking_place: frozenset[str]
    where: frozenset[str]
    including: frozenset[str]
    afterwards: frozenset[str]
    programme: frozenset[str]
    indefinite: frozenset[str]
    thanking: tuple[str, ...]
    jointly: tuple[str, ...]
    later: tuple[str, ...]
    pointing: tuple[str, ...]
    taking_part: tuple[str, ...]
    to_attend: tuple[str, ...]
    partaking: tuple[str, ...]
    missions: tuple[str, ...]
    staying: tuple[str, ...]
    departing: tuple[str, ...]
    returning: tuple[str, ...]
    presiding: frozenset[str]
    leaving: frozenset[str]
    held: frozenset[str]
    participation: frozenset[str]
    delegations: frozenset[str]
    delegates: frozenset[str]
    home: frozenset[str]
    definite: frozenset[str]
    two_sided: frozenset[str]
    at_once: frozenset[str]
    chambers: tuple[str, ...]
    since: frozenset[str]
    begun: frozenset[str]
    presently: frozenset[str]
    matters: frozenset[str]
    gone: frozenset[str]
    arranged: tuple[str, ...]
    representing: frozenset[str]
    ended: frozenset[str]
    numbers: dict[str, int]
    lasting: dict[str, tuple[str, ...]]
    one_before: tuple[str, ...]
    envoys: tuple[str, ...]
    peoples: tuple[str, ...]
    behalf: tuple[str, ...]
    pairwise: tuple[str, ...]
    candidacies: tuple[str, ...]
    capitals: tuple[str, ...]
    resident: tuple[str, ...]
    family: tuple[str, ...]
    accepting: tuple[str, ...]
    salutations: tuple[str, ...]
    closings: tuple[str, ...]
    conveying: tuple[str, ...]
    accrediting: tuple[str, ...]
    rest: tuple[str, ...]
    listing: tuple[str, ...]
    status: dict[str, tuple[str, ...]]


def read_contact_cues(contacts: dict[str, Any], status: dict[str, Any], path: Path) -> ContactCues:
    """Return the typed sections `contacts:` and `status:` of the language file at `path`.

    Raises WrongReference when an entry has an unknown key.
    """
    links = contacts["links"]
    # Fields of one kind are read by their names, which mypy cannot follow.
    words: dict[str, Any] = {name: frozenset(write_out(links[name])) for name in _LINKS}
    words |= {name: frozenset(write_out(contacts.get(name, ()))) for name in _WORDS}
    words |= {name: write_out(contacts[name]) for name in _PHRASES}
    return ContactCues(
        cues=read_cues(contacts, path),
        media={one: name for name, forms in contacts["media"].items() for one in write_out(forms)},
        cases={symbol: tuple(ends) for symbol, ends in contacts.get("cases", {}).items()},
        numbers={word: int(n) for n, word in contacts.get("numbers", {}).items()},
        lasting={n: write_out(forms) for n, forms in contacts.get("lasting", {}).items()},
        **words,
        status={name: write_out(forms) for name, forms in status.items()},
    )
