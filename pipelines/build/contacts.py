"""The tables contact_mentions, contacts and participants, from the mentions of all releases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pipelines.build.casts import unite_participants
from pipelines.build.days import year_of
from pipelines.build.encounters import find_encounters
from pipelines.build.grouping import distinct_lists
from pipelines.build.identity import find_contacts
from pipelines.build.ids import hash_with_ordinal, text_of_days
from pipelines.build.levels import lowest_of_highest, order_levels
from pipelines.build.tellings import (
    SIDES_THAT_ARE_MANY,
    join_tellings,
    name_persons,
    split_names,
)
from pipelines.build.values import merge_values
from pipelines.schema import CONTACT_MENTIONS, CONTACTS, PARTICIPANTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.build.tellings import Tellings
    from pipelines.reference.lists import ContactType


@dataclass(frozen=True, slots=True)
class Contacts:
    """The three tables as published, each sorted by its key where it has all contacts."""

    mentions: pd.DataFrame
    contacts: pd.DataFrame
    participants: pd.DataFrame


def build_contacts(
    tellings: Tellings,
    verdicts: pd.DataFrame,
    contact_types: Mapping[str, ContactType],
    *,
    bodies: frozenset[str] = frozenset(),
) -> Contacts:
    """Return the contacts that the tellings tell of, with their participants.

    tellings: all there are. verdicts: of people on pairs of mentions [mention_id_a, mention_id_b,
    verdict]. bodies: codes of the sides that are organisations, which name an event by taking part.
    """
    tellings = join_tellings([tellings])
    tokens = split_names(name_persons(tellings))
    found = find_contacts(tellings, verdicts, bodies, tokens)
    built = describe_contacts(tellings, found, contact_types)
    return Contacts(
        CONTACT_MENTIONS.select(built.mentions),
        CONTACTS.select(built.contacts),
        PARTICIPANTS.select(built.participants),
    )


def no_contacts() -> Contacts:
    """Return the tables without rows."""
    return Contacts(CONTACT_MENTIONS.empty(), CONTACTS.empty(), PARTICIPANTS.empty())


def describe_contacts(
    tellings: Tellings, found: pd.DataFrame, contact_types: Mapping[str, ContactType]
) -> Contacts:
    """Return the contacts that were found, with all that is told of them, in no order.

    tellings: all of the sides of the contacts. found: see find_contacts().
    """
    told = tellings.frame.assign(contact=found["contact"], is_ambiguous=found["is_ambiguous"])
    people = unite_participants(tellings, told["contact"])
    contacts = _add_sides(merge_values(told, contact_types), told, people)
    contacts = contacts.assign(contact_id=_contact_ids(contacts, people), year=year_of(contacts))
    contacts = contacts.assign(encounter_id=find_encounters(contacts, people))
    ids = contacts["contact_id"]
    told = told.assign(
        contact_id=ids.array[told["contact"].to_numpy()],
        sides=told["sides_text"].str.split("|"),
        # Also those that the holders' table added: `participants` tells which are inferred.
        persons=_list_persons(tellings),
    )
    return Contacts(
        mentions=CONTACT_MENTIONS.select(told, sorts=False),
        contacts=CONTACTS.select(contacts, sorts=False),
        participants=PARTICIPANTS.select(
            people.assign(contact_id=ids.array[people["contact"].to_numpy()]), sorts=False
        ),
    )


def _list_persons(tellings: Tellings) -> pd.Series[list[str]]:
    """Return the persons of each telling, an empty list where it has none."""
    found = distinct_lists(tellings.participants, "telling", "person")
    lists: list[list[str]] = [[] for _ in range(len(tellings.frame))]
    for number, persons in zip(found.index.tolist(), found.tolist(), strict=True):
        lists[number] = persons
    return pd.Series(lists, index=tellings.frame.index, dtype="object")


def _add_sides(contacts: pd.DataFrame, told: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return the contacts with sides, sides_text, format and level."""
    sides = distinct_lists(people, "contact", "country")
    is_many = told["is_many"].groupby(told["contact"]).any()
    is_many |= sides.map(len) >= SIDES_THAT_ARE_MANY
    formats = is_many.map({True: "multilateral", False: "bilateral"})
    return contacts.assign(
        sides=sides,
        sides_text=sides.str.join("|").astype("str"),
        format=formats,
        level=lowest_of_highest(people, "contact"),
    )


def _contact_ids(contacts: pd.DataFrame, people: pd.DataFrame) -> pd.Series[str]:
    """Return an id for each contact (rule SAME-ID)."""
    persons = distinct_lists(people, "contact", "person").str.join("|")
    day = text_of_days(contacts["first_day"])
    keyed = contacts.assign(
        when=day.mask(day == "", contacts["first_release"]),
        level_order=order_levels(contacts["level"]),
        persons_text=persons.reindex(contacts.index).fillna("").astype("str"),
        number=contacts.index,
    )
    columns = ["sides_text", "family", "when"]
    order = ["level_order", "persons_text", "first_release", "number"]
    return hash_with_ordinal("contact", keyed, columns, order)
