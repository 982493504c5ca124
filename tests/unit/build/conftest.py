"""A story that tests tell in a few lines, and that becomes the frames of assembly."""

from __future__ import annotations

import calendar
from types import SimpleNamespace

import pandas as pd
import pytest

from pipelines.build import (
    build_bilateral_contact_types,
    build_contacts,
    build_meetings_per_year,
    count_pairs,
)
from pipelines.build.tellings import make_tellings
from pipelines.frames import (
    CLAIM_COLUMNS,
    MENTION_COLUMNS,
    PARTICIPANT_COLUMNS,
    RELEASE_COLUMNS,
    type_frame,
)

FAMILIES = {
    "talks": "meeting multilateral_meeting consultations",
    "visit": "state_visit official_visit working_visit private_visit visit",
    "credentials": "credentials",
    "ceremony": "ceremony",
    "telephone": "telephone_conversation",
    "video": "video_conference",
    "letter": "letter",
    "congratulation": "congratulation",
    "condolence": "condolence",
}
CHANNELS = {
    "telephone": "telephone",
    "video": "video",
    "letter": "written",
    "congratulation": "written",
    "condolence": "written",
}
KINDS = {
    name: SimpleNamespace(
        family=family,
        channel=CHANNELS.get(family, "in_person"),
        cameo_code="040",
        plover_mode=None,
    )
    for family, names in FAMILIES.items()
    for name in names.split()
}
PUTIN = ("head_of_state", "Vladimir Putin", "Q7747")
LAVROV = ("foreign_minister", "Sergey Lavrov", "Q58217")
SERDAR = ("head_of_state", "Serdar Berdimuhamedov", "Q18357826")
NOBODY = ("unknown", None, None)
LEADERS = {"RUS": PUTIN, "TKM": SERDAR}
STATES = {"RUS": NOBODY, "TKM": NOBODY}


def span_of(edtf):
    """Return first day, last day and precision of a date in EDTF."""
    if edtf is None:
        return None, None, "unknown"
    if "/" in edtf:
        first, last = (None if one == ".." else span_of(one) for one in edtf.split("/"))
        return first and first[0], last and last[1], "range"
    parts = [int(part) for part in edtf.split("-")]
    if len(parts) == 3:
        return edtf, edtf, "day"
    if len(parts) == 2:
        return f"{edtf}-01", f"{edtf}-{calendar.monthrange(*parts)[1]}", "month"
    return f"{edtf}-01-01", f"{edtf}-12-31", "year"


def frame_of(rows, columns):
    """Return rows as a frame with all the columns and their dtypes."""
    return type_frame(pd.DataFrame(rows, columns=list(columns)), columns)


class Story:
    """Releases and what they tell; `build` gives the tables."""

    def __init__(self):
        self.releases, self.mentions, self.participants, self.claims = [], [], [], []
        self.verdicts, self.bodies = [], frozenset()

    def release(self, publisher="RUS", published="2023-05-08", name=None):
        """Add a release and return its id."""
        release_id = name or f"release-{len(self.releases):02d}"
        row = {"release_id": release_id, "publisher": publisher, "published_day": published}
        self.releases.append(row | {"content_sha256": f"sha-of-{release_id}"})
        return release_id

    def tell(self, release, contact_type, date, sides=LEADERS, **others):
        """Add a mention and return its key. sides: code to (level, person, person_id) or more."""
        first, last, precision = span_of(date)
        key = f"{release}:{len(self.mentions):03d}"
        kind = KINDS[contact_type]
        told = {
            "mention_key": key,
            "release_id": release,
            "contact_type": contact_type,
            "channel": kind.channel,
            "status": "held",
            "told_as": "news",
            "first_day": first,
            "last_day": last,
            "date_precision": precision,
            "date_edtf": date,
            "date_basis": "stated" if date else "unknown",
            "is_multilateral": len(sides) > 2,
            "span_start": 10 * len(self.mentions),
            "span_end": 10 * len(self.mentions) + 5,
            "quote": "words",
            "rule_id": "TYPE-MEDIUM",
        }
        roles = others.pop("roles", {})
        self.mentions.append(told | others)
        for country, persons in sides.items():
            for level, person, person_id in persons if isinstance(persons, list) else [persons]:
                self._add_participant(key, country, (level, person, person_id), roles)
        return key

    def _add_participant(self, key, country, who, roles):
        level, person, person_id = who
        row = {"mention_key": key, "position": len(self.participants), "country": country}
        row |= {"level": level, "person": person, "person_id": person_id, "office": None}
        role = roles.get(country, "participant")
        more = {"role": role, "is_host": role == "host", "is_inferred": False}
        self.participants.append(row | more)

    def claim(self, release, n_claimed, year="2022", **others):
        """Add a claim of meetings of RUS and TKM."""
        first, last, _ = span_of(year)
        row = {"release_id": release, "country_a": "RUS", "country_b": "TKM"}
        row |= {"period_first_day": first, "period_last_day": last, "period_edtf": year}
        row |= {"n_claimed": n_claimed, "qualifier": "exact", "what": "meetings", "format": None}
        row |= {"level": None, "span_start": 0, "span_end": 5, "quote": "words"}
        self.claims.append(row | others)

    def frames(self):
        """Return the frames that assembly starts from."""
        return SimpleNamespace(
            releases=frame_of(self.releases, RELEASE_COLUMNS),
            mentions=frame_of(self.mentions, MENTION_COLUMNS),
            participants=frame_of(self.participants, PARTICIPANT_COLUMNS | MORE),
            claims=frame_of(self.claims, CLAIM_COLUMNS),
            verdicts=pd.DataFrame(self.verdicts, columns=list(VERDICT), dtype="str"),
        )

    def build(self):
        """Return the tables contact_mentions, contacts and participants."""
        told = self.frames()
        tellings = make_tellings(told.mentions, told.participants, told.releases, KINDS)
        return build_contacts(tellings, told.verdicts, KINDS, bodies=self.bodies)

    def contacts(self):
        """Return the contacts as a list of rows by first day, then by type."""
        rows = self.build().contacts.sort_values(["first_day", "contact_type", "contact_id"])
        return [SimpleNamespace(**row) for row in rows.to_dict("records")]

    def contact(self):
        """Return the one contact that all mentions must have become."""
        contacts = self.contacts()
        assert len(contacts) == 1, f"{len(contacts)} contacts where one was told"
        return contacts[0]

    def meetings(self, covered=()):
        """Return meetings_per_year, indexed by year and pair."""
        years = pd.DataFrame(list(covered), columns=["country", "year"])
        table = build_meetings_per_year([count_pairs(self.build())], self.frames().claims, years)
        return table.set_index(["year", "country_a", "country_b"])

    def types(self):
        """Return bilateral_contact_types."""
        return build_bilateral_contact_types(self.build())


MORE = {"person_id": "str", "is_inferred": "bool"}
VERDICT = ("mention_id_a", "mention_id_b", "verdict", "reason", "by", "day")


@pytest.fixture
def story():
    """Return an empty story."""
    return Story()
