"""Which coded contact is which labelled one: one to one, best agreement first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pipelines.evaluate.persons import find_person, is_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pipelines.evaluate.labels import Days, ToldClaim, ToldContact

_ALIKE = {"unknown": "in_person"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a coded contact agrees with the labelled one that it matches.

    wrong: field to (labelled, coded) where they differ.
    n_persons_named, n_persons_found: labelled persons named in the text, and those also coded.
    """

    labelled: ToldContact
    coded: ToldContact
    wrong: dict[str, tuple[str | None, str | None]]
    n_persons_named: int
    n_persons_found: int

    @property
    def rank(self) -> tuple[int, int]:
        """Place among matches, the best being least: fewest wrong fields, then most persons."""
        return len(self.wrong), -self.n_persons_found


def match_contacts(
    labelled: Sequence[ToldContact],
    coded: Sequence[ToldContact],
    text_words: str,
    spellings: Mapping[str, str] | None = None,
) -> list[Agreement]:
    """Return the matches, best agreement first, ties in the order of label and table.

    text_words: words of the release's text, for which see persons.is_named. spellings: how the
    tables name whom a label may spell otherwise.
    """
    agreements = {
        (i, j): compare_contacts(label, one, text_words, spellings or {})
        for i, label in enumerate(labelled)
        for j, one in enumerate(coded)
        if is_match(label, one)
    }
    ranked = sorted(agreements, key=lambda pair: (*agreements[pair].rank, *pair))
    return [agreements[pair] for pair in _one_to_one(ranked)]


def _one_to_one(ranked: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs of (label, coded) of which neither is in a better-ranked pair."""
    taken_labels: set[int] = set()
    taken_coded: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for i, j in ranked:
        if i not in taken_labels and j not in taken_coded:
            taken_labels.add(i)
            taken_coded.add(j)
            chosen.append((i, j))
    return chosen


def is_match(labelled: ToldContact, coded: ToldContact) -> bool:
    """Tell whether two contacts have the same sides, channel and, within a day, dates."""
    return (
        labelled.sides == coded.sides
        and _channel(labelled) == _channel(coded)
        and _meet_within_a_day(labelled.days, coded.days)
    )


def _channel(contact: ToldContact) -> str:
    return _ALIKE.get(contact.channel, contact.channel)


def _meet_within_a_day(days: Days | None, others: Days | None) -> bool:
    if days is None or others is None:
        return days is None and others is None
    return max(days[0], others[0]) - min(days[1], others[1]) <= timedelta(days=1)


def compare_contacts(
    labelled: ToldContact, coded: ToldContact, text_words: str, spellings: Mapping[str, str]
) -> Agreement:
    """Return where a coded contact agrees with a labelled one and where it differs."""
    wrong: dict[str, tuple[str | None, str | None]] = {}
    for field, read in _FIELDS.items():
        if read(labelled) != read(coded):
            wrong[field] = (read(labelled), read(coded))
    named = [person for person in labelled.persons if is_named(person, text_words)]
    missing = [
        person
        for person in named
        if find_person(person, coded.persons) is None
        and find_person(spellings.get(person, person), coded.persons) is None
    ]
    if missing:
        wrong["persons"] = ("; ".join(missing), "; ".join(coded.persons) or None)
    return Agreement(labelled, coded, wrong, len(named), len(named) - len(missing))


_FIELDS: dict[str, Callable[[ToldContact], str | None]] = {
    "type": lambda contact: contact.contact_type,
    "date": lambda contact: contact.date_edtf,
    "status": lambda contact: contact.status,
    "told_as": lambda contact: contact.told_as,
    "host": lambda contact: contact.host,
}


def match_claims(
    labelled: Sequence[ToldClaim], coded: Sequence[ToldClaim]
) -> list[tuple[ToldClaim, ToldClaim]]:
    """Return the claims that agree in pair, period, number and what is counted, one to one.

    Qualifier and level decide between equals only.
    """
    candidates = [
        (-_n_equal(label, one), i, j)
        for i, label in enumerate(labelled)
        for j, one in enumerate(coded)
        if _claim_key(label) == _claim_key(one)
    ]
    ranked = [(i, j) for _, i, j in sorted(candidates)]
    return [(labelled[i], coded[j]) for i, j in _one_to_one(ranked)]


def _claim_key(claim: ToldClaim) -> tuple[frozenset[str], str | None, int, str]:
    return claim.pair, claim.period_edtf, claim.n_claimed, claim.what


def _n_equal(labelled: ToldClaim, coded: ToldClaim) -> int:
    return (labelled.qualifier == coded.qualifier) + (labelled.level == coded.level)
