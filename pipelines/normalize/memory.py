"""Remembers whom a release has named, so that a surname or an office alone finds its person."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines.normalize.russian_names import stem
from pipelines.quick_record import replace
from pipelines.records import Actor

if TYPE_CHECKING:
    from pipelines.records import Span

LEADERS = frozenset({"head_of_state", "head_of_government", "head_of_organisation"})
# Words for a leader that name no office: whoever of that side the release has introduced.
_ANY_LEADER = frozenset({"leader", "head_of_state"})
_TWO = 2  # surnames, after a given name
_MOST_KEPT = 65_536  # names, so that a process does not grow with its texts


class Memory:
    """The named actors of one release, in the order in which it names them.

    last_organisation: code of the organisation that the release named last, None before one.
    sides_of_text: codes of the states that it names anywhere, None until somebody asks.
    says_i: whether the text is somebody's own words, None until somebody asks.
    """

    def __init__(self, publisher: str, principal: str | None) -> None:
        self.publisher = publisher
        self.principal = principal
        self.last_organisation: str | None = None
        self.sides_of_text: frozenset[str] | None = None
        self.says_i: bool | None = None
        self._by_surname: dict[str, Actor | None] = {}
        self._by_given_name: dict[str, Actor | None] = {}
        self._by_first_surname: dict[str, Actor | None] = {}
        self._named: list[Actor] = []
        self._side_by_office: dict[str, str] = {}
        self._own_offices: set[str] = set()

    def remember(self, actor: Actor) -> Actor:
        """Return `actor` completed by what the release said of the person before, and keep it."""
        if actor.person is None:
            return actor
        known = self.find_person(actor.person)
        if known is not None:
            actor = _completed(actor, known)
            if known.country is None and actor.country is not None and not actor.is_publisher:
                self._forget_bare(known)
        if actor.office is not None or known is None:
            self._keep(actor)
        return actor

    def _forget_bare(self, bare: Actor) -> None:
        """Forget who bore a name without a side: "Chancellor Kohl" of a headline is Germany's."""
        self._named = [
            one
            for one in self._named
            if one.country is not None or not are_one_person(bare.person or "", one.person or "")
        ]

    def find_person(self, name: str) -> Actor | None:
        """Return the person whom the release introduced by this name or surname, if only one."""
        known = self._by_surname.get(_surname(name))
        if known is None or known.office is None:
            # "Abdullah bin Zayed" is Abdullah bin Zayed Al Nahyan, "Mr Lee" Lee Hsien Loong.
            known = self._by_given_name.get(_given_name(name)) or known
        if known is None:
            # "President Maduro" is Nicolas Maduro Moros.
            known = self._by_first_surname.get(_surname(name))
        if known is None or known.person is None:
            return None
        return known if are_one_person(name, known.person) else None

    def find_elsewhere(self, name: str, country: str, office: str) -> Actor | None:
        """Return whom the text introduced in this office of another side.

        "Relations between Chile and Peru President A praised" is no president of Peru.
        """
        known = self.find_person(name)
        if known is None or known.office != office:
            return None
        return known if known.country not in {None, country} else None

    def find_office(self, country: str, office: str) -> Actor | None:
        """Return the one named holder of an office of a side in this release, else None."""
        found = {
            actor.person: actor
            for actor in self._named
            if self._speaks_for(actor, country)
            and (
                office in {actor.office, "counterpart"}
                or (office in _ANY_LEADER and actor.level in LEADERS)
            )
        }
        # "Prime Minister Costa" of the headline is Antonio Costa below it.
        whole = max(found.values(), key=lambda actor: len(actor.person or ""), default=None)
        names = [actor.person or "" for actor in found.values()]
        is_one = whole and all(are_one_person(name, whole.person or "") for name in names)
        return whole if is_one else None

    def has_holder(self, country: str, office: str) -> bool:
        """Tell whether the release tells a side's office, or names somebody in it."""
        if country == self.publisher and office in self._own_offices:
            return True
        return any(a.office == office and self._speaks_for(a, country) for a in self._named)

    def is_speakers(self, office: str) -> bool:
        """Tell whether an office is of whoever says "I": the principal's, or the headline's."""
        first = self._named[0] if self._named else None
        is_first = first is not None and first.country in {None, self.publisher}
        return office == (self.principal or (first.office if first and is_first else None))

    def _speaks_for(self, actor: Actor, country: str) -> bool:
        # "Prime Minister Goh" in a prime minister's own words is another's.
        is_own = actor.office is None or actor.office != self.principal
        return actor.country == country or (
            actor.country is None and actor.is_publisher and is_own and country == self.publisher
        )

    def last_with_office(self, office: str) -> Actor | None:
        """Return the foreign holder of an office whom the release named last, else None."""
        for actor in reversed(self._named):
            if actor.office == office and actor.country not in {None, self.publisher}:
                return actor
        return None

    def note_office(self, country: str, office: str) -> None:
        """Keep of which foreign side an office was told last, also where it names nobody.

        Once it was told as the publisher's, it is so where no side is told.
        """
        if country != self.publisher:
            self._side_by_office[office] = country
        else:
            self._own_offices.add(office)

    def note_own(self, actor: Actor, *, is_begin: bool) -> None:
        """Keep that "The Prime Minister" is the publisher's, also after another's was told."""
        is_own = actor.person is None and actor.country == self.publisher
        if is_begin and is_own and actor.office:
            self.note_office(self.publisher, actor.office)

    def last_side_with(self, office: str) -> str | None:
        """Return the foreign side whose office of this kind was told last, None before one."""
        return self._side_by_office.get(office)

    def _keep(self, actor: Actor) -> None:
        if actor.person is None:
            return
        _keep_in(self._by_surname, _surname(actor.person), actor)
        _keep_in(self._by_given_name, _given_name(actor.person), actor)
        if actor.person.count(" ") >= _TWO:
            _keep_in(self._by_first_surname, _surname(actor.person.rpartition(" ")[0]), actor)
        self._named.append(actor)


def _keep_in(known: dict[str, Actor | None], word: str, actor: Actor) -> None:
    """Keep an actor under a word of the name; two persons of one word, and it finds nobody."""
    other = known.get(word)
    is_other = other is not None and not are_one_person(actor.person or "", other.person or "")
    known[word] = None if is_other else actor


# A text compares each name with all the others that it has named: what is cut is kept.
@lru_cache(maxsize=_MOST_KEPT)
def _given_name(name: str) -> str:
    return stem(name.partition(" ")[0])


@lru_cache(maxsize=_MOST_KEPT)
def _surname(name: str) -> str:
    # "S.V.Lavrov" is written without spaces, too.
    return stem(re.split(r"[ .-]", name)[-1])


@lru_cache(maxsize=_MOST_KEPT)
def _words(name: str) -> frozenset[str]:
    # "President Arroyo" is Gloria Macapagal-Arroyo.
    return frozenset(stem(word) for word in name.replace(".", ". ").replace("-", " ").split())


def are_one_person(name: str, other: str) -> bool:
    """Tell whether two names may be one person's: the words of one are the other's, or initials."""
    shorter, longer = sorted((_words(name), _words(other)), key=len)
    if shorter <= longer:
        return True
    # "V. Makei" is Vladimir Makei: an initial stands for a given name.
    rest = shorter - longer
    return all(
        len(part.strip(".")) == 1 and any(word.startswith(part[0]) for word in longer)
        for part in rest
    )


def _completed(actor: Actor, known: Actor) -> Actor:
    person = max((actor.person or "", known.person or ""), key=len)
    if actor.country is None or actor.is_publisher:
        country, is_publisher = known.country, known.is_publisher
    else:
        country, is_publisher = actor.country, False
    return replace(
        actor,
        person=person,
        country=country,
        is_publisher=is_publisher,
        office=actor.office or known.office,
        level=actor.level or known.level,
        is_organisation=known.is_organisation or actor.is_organisation,
    )


def at(actor: Actor, span: Span) -> Actor:
    """Return the same actor as named at another place."""
    if actor.span == span:
        return actor
    return Actor(
        span,
        actor.country,
        actor.person,
        actor.office,
        actor.level,
        actor.is_publisher,
        actor.is_organisation,
    )
