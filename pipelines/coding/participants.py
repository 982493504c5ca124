"""Turns the actors round a cue into participants with roles, or says that no two sides are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.accreditation import are_envoys
from pipelines.coding.anaphora import told_before
from pipelines.coding.gatherings import chair_of
from pipelines.coding.implied import find_implied
from pipelines.coding.patterns import WITH
from pipelines.coding.programme import may_be_host, partners_abroad, titles_of_hosts
from pipelines.coding.roles import (
    VISITS,
    are_foreign_envoys,
    as_guests,
    as_of,
    as_partner,
    as_told,
    destination,
    host_of_headline,
    is_at_post,
    publisher,
    with_counterparts,
)
from pipelines.coding.side_told import side_of_first
from pipelines.coding.sides import count_sides, country_of, merge_participants
from pipelines.coding.subjects import clause_start
from pipelines.coding.turns import of_visit
from pipelines.quick_record import replace
from pipelines.records import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.subjects import Arguments
    from pipelines.coding.teller import Teller
    from pipelines.records import Participant
    from pipelines.reference.cue import Cue

_WRITTEN = ("letter", "congratulation", "condolence")
_OFFICIALS = re.compile(r"@(?:,?c?w?[txXdh]{0,3}@)*")  # one or a list of them
_FRONT_WE = re.compile(r"[^;:.KVB,]*,[ij]")
_OWN_ROLES = frozenset({"sender", "inviter"})
_VERB_GROUP = 5  # tokens between "we" and its verb: "we have also worked and spoken"
_TWO = 2
_LEAD = 2  # up to this sentence a side left unsaid is the publisher's


def find_participants(  # noqa: PLR0913, PLR0917 - a cue is read from its sentence and before
    sentence: CuedSentence,
    at: int,
    cue: Cue,
    arguments: Arguments,
    teller: Teller,
    order: int,
    *,
    is_each: bool = False,
) -> tuple[Participant, ...]:
    """Return those who take part, one a side and person; () unless two sides are told."""
    subject = find_implied(sentence, at, cue, arguments, teller)
    found = _told_here(sentence, at, cue, arguments, teller, subject, is_each=is_each)
    if cue.contact_type in VISITS and not cue.is_verb:
        found = of_visit(sentence, at, arguments, teller) or found
    if count_sides(merge_participants(found)) < _TWO:
        found = told_before(sentence, at, found, cue, arguments, teller, order)
    # "The state visit by A is serving", below no headline, is to whom tells of it.
    is_begin = order == 0 or (order == 1 and teller.last is None)
    if is_begin and not (cue.is_verb or arguments.destination) and _opens(sentence, at):
        found += host_of_headline(found, cue, teller)
    beside = {actor.person for actor in subject[1:] if actor.person}
    found = _with_context(as_guests(found), sentence, at, teller, beside)
    found = merge_participants(with_counterparts(found))
    if _needs_publisher(found, cue, arguments, subject, is_each=is_each) and (
        order <= _LEAD or _is_own_event(sentence, at, cue, arguments)
    ):
        role = _roles(cue)[1 if arguments.is_passive and not subject else 0]
        found = merge_participants([publisher(role, teller), *found])
    if count_sides(found) < _TWO:
        return ()
    # No ambassador presents credentials to another: to whom, other sentences tell.
    is_alone = cue.contact_type == "credentials" and are_foreign_envoys(found, teller)
    # "Informed them of their intention to visit the region": whose state is not told.
    is_open = cue.contact_type in VISITS and arguments.destination is None
    is_alone = is_alone or (is_open and all(p.role == "participant" for p in found))
    is_alone = is_alone or (cue.contact_type in VISITS and is_at_post(found, teller))
    # "President A and Minister B called to express condolences": to whom is not told.
    is_alone = is_alone or (cue.contact_type in _WRITTEN and {p.role for p in found} == {"sender"})
    is_alone = is_alone or _are_guests(cue, found)
    return () if is_alone else tuple(found)


def _told_here(  # noqa: PLR0913, PLR0917 - as find_participants
    sentence: CuedSentence,
    at: int,
    cue: Cue,
    arguments: Arguments,
    teller: Teller,
    subject: tuple[Actor, ...],
    *,
    is_each: bool,
) -> list[Participant]:
    """Return those whom the sentence itself names."""
    subject_role, object_role = _roles(cue)
    if arguments.is_passive:
        subject_role, object_role = object_role, subject_role
    partners = partners_abroad(sentence, at, arguments.partners, teller)
    partners = titles_of_hosts(cue, subject, partners, teller)
    own = {a.country for a in subject if a.country} if len(partners) > 1 else set()
    if cue.is_verb and cue.contact_type in _WRITTEN and own & {a.country for a in partners}:
        return []  # "congratulates the parties", of whom it is one
    if is_each and cue.is_verb and not subject:
        subject = _we(sentence, at, teller)
        partners = partners if subject else ()
    is_by = sentence.marks[at + 1 : at + 2] in {"o", "g", "y"} and any(
        actor.person or actor.office for actor in partners
    )
    is_visit = cue.contact_type in VISITS and not cue.is_verb and cue.sense != "invite"
    if is_visit and (is_by or not subject):
        subject, partners = partners, ()  # "the visit of @ to $", "A: visit to $ by @"
    if arguments.destination is not None and len(subject) > 1:  # nobody visits his own state
        goal = country_of(arguments.destination)
        subject = tuple(actor for actor in subject if actor.country != goal)
    is_open = cue.is_verb and not partners and arguments.destination is None
    if is_open and _has_other_object(sentence, at, cue):
        return []  # "met with journalists"
    is_left = subject_role != object_role and not _is_summoned(cue, arguments)
    if cue.is_verb and is_left and not (partners or arguments.destination):
        return []  # "had received the status": whom is not told
    found = [as_told(actor, subject_role, teller) for actor in subject]
    of = subject or (_we(sentence, at, teller) if _is_before_we(sentence, at) else ())
    found += [as_partner(actor, object_role, teller, of) for actor in partners]
    found += [as_told(actor, "participant", teller) for actor in arguments.pair]
    found += [as_told(actor, "participant", teller) for actor in arguments.body]
    found += _chairs(chair_of(sentence, at, cue), arguments, teller)
    return found + destination(arguments, is_only=len(subject) > 0)


def _chairs(chair: tuple[Actor, ...], arguments: Arguments, teller: Teller) -> list[Participant]:
    """Return who chairs talks "between Turkey and Chile", where an own minister has no side."""
    chairs = [as_told(actor, "participant", teller) for actor in chair]
    is_own = teller.publisher in {actor.country for actor in arguments.partners}
    return [replace(p, country=p.candidate) if is_own and p.candidate else p for p in chairs]


def _is_own_event(sentence: CuedSentence, at: int, cue: Cue, arguments: Arguments) -> bool:
    """Tell whether a sentence is all about an event with a foreign official, so the publisher's.

    "The conversation with President A was important"; not in what somebody else is quoted with.
    """
    before = sentence.marks[clause_start(sentence.marks, at) : at]
    is_alone = {*before} <= {*"xXtdlDcm,P'"} and '"' not in sentence.marks[:at]
    named = [a for a in arguments.partners if a.country and (a.person or a.office)]
    is_with = WITH.match(sentence.marks[at + 1 :]) is not None
    return (
        not cue.is_verb and is_with and is_alone and bool(named) and named == [*arguments.partners]
    )


def _opens(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a noun opens a headline, maybe after who says it ("A: Visit of B")."""
    return {*sentence.marks[clause_start(sentence.marks, at) : at]} <= {*"xXtNK."}


def _roles(cue: Cue) -> tuple[str, str]:
    if cue.sense == "invite":
        return "inviter", "invitee"
    if cue.contact_type in VISITS and cue.sense != "await":
        return "guest", "host"
    if cue.contact_type in _WRITTEN:
        return "sender", "recipient"
    return cue.subject_role, cue.object_role


def _has_other_object(sentence: CuedSentence, at: int, cue: Cue) -> bool:
    """Tell whether a verb has a partner who is nobody's official: "will meet with the media"."""
    after = sentence.words[sentence.tokens[at].span.end - sentence.span.start :].lstrip()
    if after.removeprefix("with ").startswith(("each other", "one another")):
        return False
    is_with = sentence.small[at].endswith((" with", " to"))
    after = sentence.marks[at + 1 : at + 2]
    return is_with or after == "w" or (after == "y" and cue.sense == "speak")


def _we(sentence: CuedSentence, at: int, teller: Teller) -> tuple[Actor, ...]:
    """Return the publisher's side where "we" or "I" stands before a verb or after a phrase."""
    near = sentence.marks[max(0, at - _VERB_GROUP) : at]
    is_elliptic = at == 0 and "past" in sentence.cues[at][0].tenses  # "Spoke to the leaders of"
    if not ({"i", "j"} & set(near) or is_elliptic or _is_before_we(sentence, at)):
        return ()
    return (Actor(sentence.tokens[at].span, teller.publisher, None, None, "unknown"),)


def _is_before_we(sentence: CuedSentence, at: int) -> bool:
    """Tell whether a noun is in front of a clause with "we": "At talks with A, we agreed"."""
    return _FRONT_WE.match(sentence.marks, at + 1) is not None


def _with_context(
    found: list[Participant], sentence: CuedSentence, at: int, teller: Teller, beside: set[str]
) -> list[Participant]:
    """Give a partner named by office alone the one foreign side that the sentence names.

    "I will visit Malaysia for talks with Prime Minister Abdullah" is Malaysia's prime minister.
    beside: those told beside the subject, as "Minister A and Secretary B", who are of its side.
    """
    if not found:
        return found
    # Up to the officials: a state named after them is told of something else.
    officials = _OFFICIALS.search(sentence.marks, at)
    before = sentence.tokens[: officials.end() - 1 if officials else at]
    named = {t.country for t in before if t.symbol in "PA" and t.country}
    placed = named | {a.country for t in before for a in t.actors if not a.person}
    # "Prime Minister A, President B and I": who speaks lends his side to nobody.
    own = teller.turn or teller.speaker
    speaker = own.person if own else None
    placed |= {p.country for p in found if p.person is None or p.person != speaker}
    named |= {a.country for t in before for a in t.actors if a.country}
    foreign = named - {teller.publisher}
    if officials and len(foreign) > 1:
        of = side_of_first(sentence.tokens[slice(*officials.span())])
        foreign = foreign & {of} or foreign
    if found and found[0].country in foreign:
        return found  # the subject's own side, whose partner is another's
    if not foreign and teller.abroad is not None:
        return [
            replace(p, candidate=teller.abroad) if p.person and may_be_host(p, found, teller) else p
            for p in found
        ]
    # Who is named with his side is told of that side alone.
    if len(foreign) != 1 or foreign.isdisjoint(placed):
        return found
    country = foreign.pop()
    sides_told = {a.country for t in before for a in t.actors}
    # A name is the table's to place first: "in Davos he met President Macron".
    may_be_other = country not in sides_told
    return [
        as_of(p, country, is_sure=not (may_be_other and p.person))
        if p.role not in _OWN_ROLES and p.person not in beside and may_be_host(p, found, teller)
        else p
        for p in found
    ]


def _needs_publisher(
    found: Sequence[Participant],
    cue: Cue,
    arguments: Arguments,
    subject: Sequence[Actor],
    *,
    is_each: bool,
) -> bool:
    if not found or arguments.is_between or arguments.pair:
        return False
    # "Telephone conversations with A and B" are the publisher's with each, "Meeting with A and B"
    # is of all.
    is_with_all = not cue.is_verb and len(arguments.partners) > 1
    if count_sides(found) > 1 and not (is_each or is_with_all or _are_guests(cue, found)):
        return False
    if cue.contact_type in VISITS:
        return False  # a visit's guest alone tells no host
    if cue.contact_type == "credentials" and are_envoys(subject):
        return not arguments.partners  # "Two ambassadors presented their credentials today"
    # Talks or a letter with somebody are the publisher's.
    return not subject or _is_summoned(cue, arguments)


def _are_guests(cue: Cue, found: Sequence[Participant]) -> bool:
    """Tell whether "the Minister will receive A and B": of each other they are no guests."""
    return cue.sense == "receive" and {p.role for p in found} == {"guest"}


def _is_summoned(cue: Cue, arguments: Arguments) -> bool:
    """Tell whether somebody "was summoned", by whoever publishes it where nobody else is told."""
    return cue.sense == "summon" and arguments.is_passive
