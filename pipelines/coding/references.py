"""Puts actors in place of words that only point at them: "I", "the two presidents", "there"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.coding.both_countries import are_ministers_to, officials_of_both
from pipelines.coding.home import with_home
from pipelines.coding.pronouns import is_object, partners_in_front, who_is_met
from pipelines.coding.side_told import (
    counterpart_named,
    is_told_behind,
    joined_side,
    of_side_told,
)
from pipelines.coding.sides import as_actor, country_of, is_one
from pipelines.coding.title import minister_told, of_sovereign, of_title, own_minister
from pipelines.coding.turns import addressees
from pipelines.coding.two_leaders import both_told
from pipelines.quick_record import replace
from pipelines.records import Actor, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.coding.cue_hits import CuedSentence
    from pipelines.coding.teller import Teller
    from pipelines.records import Token

_TWO_WORDS = frozenset({"two", "both"})
_ALL = frozenset({"two", "both", "three", "these", "those", "four"})
_HE = frozenset({"he", "she"})
_PAIR = 2
# characters of "representatives of the military leadership, the elites and firms of the"
_PHRASE = 120
# "After talks with @, @ and @, @ met": the first before a verb is the subject, none before it
_FRONT_SUBJECT = re.compile(r"[mlfqw][^;:.]*?,[tHh]{0,2}@(?=,?x|[VB])")
_NAMED = re.compile('[@"]')
_POINTS = re.compile("[@ihHTU]")  # what may be another word for an actor
# "talks with senior members of the ", "will meet members of the " before "Government"
_OWN_GOVERNMENT = re.compile(r"(?:w[xXdT]{0,3}o?|V[xXdT]{0,3}o)t$")


def put_references(sentence: CuedSentence, teller: Teller, order: int) -> CuedSentence:
    """Return the sentence with "@" for each word that points at actors known from before."""
    sentence = with_home(sentence, teller.publisher)
    tokens = list(sentence.tokens)
    meant: dict[str, tuple[Actor, ...]] = {}
    places = sorted(_pointing(sentence))
    for place in places:
        word = sentence.small[place]
        # "Today he will meet A, and tomorrow he will meet B": who he is stays.
        actors = meant.get(word) or _meant(sentence, place, teller, order)
        if actors:
            told = tuple(replace(actor, span=tokens[place].span) for actor in actors)
            tokens[place] = replace(tokens[place], symbol="@", actors=told)
        if actors and word in _HE:
            meant[word] = actors
    if not places or tokens == [*sentence.tokens]:
        return sentence
    marks = "".join([token.symbol for token in tokens])
    return with_home(replace(sentence, tokens=tuple(tokens), marks=marks), teller.publisher)


def _pointing(sentence: CuedSentence) -> set[int]:
    """Return the places of the words that may point at somebody: few, most sentences have none."""
    places = {match.start() for match in _POINTS.finditer(sentence.marks)}
    you, small = sentence.language.you, sentence.small
    if not (you.isdisjoint(small) and _TWO_WORDS.isdisjoint(small)):
        said = you | _TWO_WORDS
        places |= {place for place, word in enumerate(small) if word in said}
    return places


def _meant(sentence: CuedSentence, place: int, teller: Teller, order: int) -> tuple[Actor, ...]:
    """Return whom a word points at, () where it points at nobody known."""
    token = sentence.tokens[place]
    word = sentence.small[place]
    if token.symbol == "@":
        return _of_named(sentence, place, teller)
    if token.symbol in "ih" or word in sentence.language.you:
        return tuple(replace(a, span=token.span) for a in _of_pronoun(sentence, place, teller))
    if token.symbol == "H":
        subject = (teller.subject,) if teller.subject else ()
        named = (*_named_before(sentence, place), *subject, *teller.recent)
        return of_sovereign(sentence, place, named)
    if token.symbol in "TU":
        joined = joined_side(sentence, place)
        both = joined or officials_of_both(sentence, place, teller, order)
        return both or _of_office(sentence, place, teller, order)
    is_both = word in _TWO_WORDS and _is_verb(sentence, place + 1)
    if is_both and not _is_of_others(sentence, place, teller):
        return both_told(replace(token, office="side"), (), teller, order, is_both=True)
    return ()


def _of_named(sentence: CuedSentence, place: int, teller: Teller) -> tuple[Actor, ...]:
    """Return officials with what other words tell of their side or name."""
    if all(actor.country for actor in sentence.tokens[place].actors):
        return counterpart_named(sentence, place)
    return of_side_told(sentence, place) or _told_of(sentence.tokens[place], teller)


def _is_of_others(sentence: CuedSentence, place: int, teller: Teller) -> bool:
    """Tell whether "the two" are others than before: "In talks with B, the two", after A and C."""
    told = {actor.country for actor in _named_before(sentence, place)} - {None}
    sides = {p.country for p in teller.last.participants} if teller.last else told
    return len(told) == 1 and not told <= sides


def _is_verb(sentence: CuedSentence, place: int) -> bool:
    """Tell whether a verb stands there: "the two met", "the two held talks"."""
    words = sentence.small[place : place + 1]
    is_light = not sentence.language.light.isdisjoint(words)
    return is_light or sentence.marks[place : place + 1] in {"V", "B"}


def _of_office(sentence: CuedSentence, place: int, teller: Teller, order: int) -> tuple[Actor, ...]:
    """Return who "the leadership of the country", "the leaders" or "his counterpart" is."""
    token = sentence.tokens[place]
    if there := _country_there(sentence, place, teller):
        return (Actor(token.span, there, None, token.office, "unknown"),)
    if token.symbol == "U" and _is_alone(sentence, place) and not _are_some(sentence, place):
        before = sentence.small[place - 1] if place else ""
        is_both = before in _TWO_WORDS or are_ministers_to(
            sentence, place, teller.last_event(order)
        )
        return both_told(token, _named_before(sentence, place), teller, order, is_both=is_both)
    if _is_delegation(sentence, place) and (guests := _guests(token, teller, order)):
        return guests
    if token.office == "side" and _OWN_GOVERNMENT.search(sentence.marks, 0, place):
        is_of = sentence.marks[place + 1 : place + 2] == "o"
        return () if is_of else (Actor(token.span, teller.publisher, None, None, "unknown"),)
    if token.office == "counterpart":
        host = _host_of_guest(sentence, place, teller, order)
        is_told = is_told_behind(sentence, place)
        return () if is_told else host or _other(token.span, teller, order)
    told = of_title(sentence, place, teller.subject or minister_told(teller))
    return told or own_minister(sentence, place, teller)


def _told_of(token: Token, teller: Teller) -> tuple[Actor, ...]:
    """Return a person whose side a sentence before told apart from the name: "Mr Przydacz"."""
    (actor, *others) = token.actors
    if others or actor.person is None:
        return ()
    known = (a for a in teller.recent if a.person == actor.person and a.country)
    told = next(known, None)
    return (replace(told, span=token.span),) if told else ()


def _of_pronoun(sentence: CuedSentence, place: int, teller: Teller) -> Sequence[Actor]:
    """Return whom "I", "you", "he" or "him" stands for."""
    word, before = sentence.small[place], sentence.marks[place - 1]
    speaker = teller.turn or teller.speaker
    if sentence.marks[place] == "i":
        return (speaker,) if speaker is not None and not _is_quoted(sentence, place) else ()
    if word in sentence.language.you:
        told = addressees(teller) if before in "VBwy" else ()
        return [as_actor(one, sentence.tokens[place].span) for one in told]
    here = named_in(sentence, place)
    if word in _HE and before != "c":  # "talks with A, and he said" makes no list
        # Whoever says "I" is not "he".
        others = [*partners_in_front(sentence, place), teller.first_person, teller.turn]
        known = (*here, *teller.recent)
        return [a for a in known if not any(is_one(a, other) for other in others)][:1]
    if is_object(sentence, place):
        return who_is_met(sentence, place, here, teller)
    return ()


def _named_before(sentence: CuedSentence, place: int) -> list[Actor]:
    return [a for t in sentence.tokens[:place] if t.symbol == "@" for a in t.actors]


def named_in(sentence: CuedSentence, place: int | None = None) -> list[Actor]:
    """Return who is named up to a place, whom "he" means first: the subject, then the others.

    In "After talks with A, B met C. He" it is B; whom words in quotation marks name comes last.
    """
    end = len(sentence.tokens) if place is None else place
    front = _FRONT_SUBJECT.match(sentence.marks, 0, end)
    subject = sentence.tokens[front.end() - 1].actors if front else ()
    told: list[Actor] = []
    quoted: list[Actor] = []
    is_quote = False
    for found in _NAMED.finditer(sentence.marks, 0, end):
        if found[0] == '"':
            is_quote = not is_quote
        else:
            actors = sentence.tokens[found.start()].actors
            (quoted if is_quote else told).extend(a for a in actors if a not in subject)
    return [*subject, *told, *quoted]


def _is_alone(sentence: CuedSentence, place: int) -> bool:
    """Tell whether "leaders" has no side of its own, as "G20 leaders", "leaders of the CIS" do."""
    before = sentence.marks[max(0, place - 2) : place]
    word = sentence.small[place - 1] if place else ""
    if before[-1:] in {"d", "X", "N", "A"} or (before[-1:] == "x" and word not in _ALL):
        return False  # "media representatives", "business leaders"
    is_of = sentence.marks[place + 1 : place + 2] in {"o", "q"}
    return not is_of and not before.endswith(("$", "$'", "="))


def _are_some(sentence: CuedSentence, place: int) -> bool:
    """Tell whether "leaders" are "a number of the leaders present", nobody just told."""
    words = {*sentence.small[max(0, place - 3) : place]}
    return sentence.marks[:place].endswith("ot") and not words.isdisjoint(sentence.language.vague)


def _country_there(sentence: CuedSentence, place: int, teller: Teller) -> str | None:
    """Return the state that is visited, for "the leadership OF THE COUNTRY"."""
    start = sentence.tokens[place].span.end - sentence.span.start
    after = sentence.words[start : start + _PHRASE].partition(";")[0]
    if not any(phrase in after for phrase in sentence.language.there):
        return None
    named = {country_of(token) for token in sentence.tokens[:place] if token.symbol in "P$"}
    foreign = named - {None, teller.publisher}
    return foreign.pop() if len(foreign) == 1 else teller.abroad


def _is_quoted(sentence: CuedSentence, place: int) -> bool:
    return sentence.marks[:place].count('"') % 2 == 1 or sentence.marks[0] == '"'


def _is_delegation(sentence: CuedSentence, place: int) -> bool:
    """Tell whether a sentence begins with "The delegation", told of whoever came."""
    is_it = sentence.small[place] in sentence.language.delegations
    return is_it and sentence.marks[:place] == "t" and sentence.marks[place + 1] not in "oqf"


def _guests(token: Token, teller: Teller, order: int) -> tuple[Actor, ...]:
    """Return who came to the event told last: the guests of a visit, else the one foreign side.

    Where no event was told, it is whom alone the text named: "A will lead a delegation abroad."
    """
    last = teller.last_event(order)
    own = [a for a in teller.recent if a.is_publisher or a.country == teller.publisher]
    if last is None and len(own) == len(teller.recent) == 1:
        return (replace(own[0], span=token.span),)
    told = (
        [p for p in last.participants if p.country not in {None, teller.publisher}] if last else []
    )
    if last is not None and last.family == "visit":
        told = [p for p in last.participants if p.role == "guest" and (p.country or p.candidate)]
    is_one = len({p.country or p.candidate for p in told}) == 1
    return tuple(as_actor(p, token.span) for p in told) if is_one else ()


def _other(span: Span, teller: Teller, order: int) -> tuple[Actor, ...]:
    last = teller.last_event(order)
    others = (
        [p for p in last.participants if (p.country or p.candidate) != teller.publisher]
        if last
        else []
    )
    return (as_actor(others[0], span),) if len(others) == 1 else ()


def _host_of_guest(
    sentence: CuedSentence, place: int, teller: Teller, order: int
) -> tuple[Actor, ...]:
    """Return the publisher's side as the counterpart of its guest, whom the sentence names.

    "President A will visit us. He will hold talks with his counterpart."
    """
    last, span = teller.last_event(order), sentence.tokens[place].span
    told = {p.country or p.candidate for p in last.participants} if last else set()
    he = sentence.marks.find("h", 0, place)
    guests = _named_before(sentence, place) or (
        _of_pronoun(sentence, he, teller) if he >= 0 else ()
    )
    named = {actor.country for actor in guests}
    if len(told) != _PAIR or len(named) != 1 or not named <= told - {teller.publisher, None}:
        return ()
    return (Actor(span, teller.publisher, None, "counterpart", "counterpart"),)
