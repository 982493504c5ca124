"""The tables whose rows stand for contacts and for pairs of sides, whoever tells of them."""

from __future__ import annotations

from pipelines.schema import lists
from pipelines.schema.table import COUNT, DAY, FLAG, TEXT, TEXTS, YEAR, Column, Table
from pipelines.schema.texts import EDTF, FIRST_DAY, LAST_DAY, PRECISION

COUNTRY_A = "Code of the side that comes first by code."
COUNTRY_B = "Code of the other side."
TWO_SIDED = "Contacts that publishers of two or more of the sides have reported."

CONTACTS = Table(
    name="contacts",
    one_row_is="a contact between two or more sides, however many releases tell of it",
    key=("contact_id",),
    columns=(
        Column("contact_id", TEXT, "Id of the contact (rule SAME-ID)."),
        Column("contact_type", TEXT, "Type, from the list of contact types."),
        Column("channel", TEXT, "Medium of the contact.", closed=lists.CHANNELS),
        Column("format", TEXT, "Two sides, or more (rule TYPE-THREE).", closed=lists.FORMATS),
        Column("status", TEXT, "What became of it (rule SAME-VALUES).", closed=lists.STATUSES),
        Column("first_day", DAY, FIRST_DAY, nullable=True),
        Column("last_day", DAY, LAST_DAY, nullable=True),
        Column("date_precision", TEXT, PRECISION, closed=lists.PRECISIONS),
        Column("date_edtf", TEXT, EDTF, nullable=True),
        Column("year", YEAR, "Year it counts in; null: in no count.", "year CE", nullable=True),
        Column("place", TEXT, "Place as written; null when not told.", nullable=True),
        Column("host_country", TEXT, "State of the place, or null (rule WHO-HOST).", nullable=True),
        Column("level", TEXT, "Lowest of the sides' highest levels.", closed=lists.LEVELS),
        Column("sides", TEXTS, "Codes of the sides that took part, sorted."),
        Column("reported_by", TEXTS, "Codes of the publishers that tell of it, sorted."),
        Column("n_releases", COUNT, "Releases that tell of it.", "releases"),
        Column(
            "encounter_id",
            TEXT,
            "The encounter it is part of; null when it is no meeting that counts.",
            nullable=True,
        ),
        Column("is_ambiguous", FLAG, "Releases contradict one another, or it may be another's."),
        Column("cameo_code", TEXT, "Code of the type in CAMEO; null: none.", nullable=True),
        Column("plover_mode", TEXT, "Mode of the type in PLOVER; null: none.", nullable=True),
    ),
)

PARTICIPANTS = Table(
    name="participants",
    one_row_is="a participant of a contact: a person, an office or a side alone",
    key=("contact_id", "country", "person", "office", "level"),
    references=("contacts",),
    columns=(
        Column("contact_id", TEXT, "The contact."),
        Column("country", TEXT, "Code of the side the participant speaks for."),
        Column("person", TEXT, "Name without honorifics; null when not known.", nullable=True),
        Column(
            "person_id",
            TEXT,
            "Wikidata id where a source gives it, else `x-` and the name; null without a name.",
            nullable=True,
        ),
        Column("office", TEXT, "Office told or held; null when not known.", nullable=True),
        Column("level", TEXT, "Rank of the office (rule WHO-LEVEL).", closed=lists.LEVELS),
        Column("role", TEXT, "Part taken in the contact (rule WHO-ROLE).", closed=lists.ROLES),
        Column("is_host", FLAG, "Received the others in the participant's own state."),
        Column("is_inferred", FLAG, "Person not named in the text: from the holders' table."),
    ),
)

MEETINGS_PER_YEAR = Table(
    name="meetings_per_year",
    one_row_is="a pair of sides in a calendar year for which a contact or a claim is known",
    key=("year", "country_a", "country_b"),
    columns=(
        Column("year", YEAR, "Calendar year of the contact's first day.", "year CE"),
        Column("country_a", TEXT, COUNTRY_A),
        Column("country_b", TEXT, COUNTRY_B),
        Column("n_meetings", COUNT, "Distinct encounters in person.", "encounters"),
        Column("n_bilateral_meetings", COUNT, "Of these, with two sides.", "encounters"),
        Column("n_multilateral_meetings", COUNT, "Of these, with three or more.", "encounters"),
        Column("n_leader_meetings", COUNT, "Of these, of leaders on both sides.", "encounters"),
        Column("n_visits", COUNT, "Visits of any kind.", "contacts"),
        Column("n_telephone_conversations", COUNT, "Calls.", "contacts"),
        Column("n_video_conferences", COUNT, "Meetings by video link.", "contacts"),
        Column("n_written", COUNT, "Letters, congratulations, condolences.", "contacts"),
        Column("n_unknown_channel", COUNT, "Contacts whose medium is not told.", "contacts"),
        Column(
            "n_claimed_meetings",
            COUNT,
            "Largest exact number of meetings that a release claims for the year, else the "
            "largest; null when none claims any.",
            "meetings",
            nullable=True,
        ),
        Column(
            "gap",
            COUNT,
            "Claimed less counted (leaders' meetings where leaders' are claimed); may be negative; "
            "null when nothing is claimed.",
            "meetings",
            nullable=True,
        ),
        Column("n_two_sided", COUNT, TWO_SIDED, "contacts"),
        Column("n_releases", COUNT, "Releases that tell of these contacts.", "releases"),
        Column("is_covered_a", FLAG, "Publishers of country_a have releases in every month."),
        Column("is_covered_b", FLAG, "Publishers of country_b have releases in every month."),
    ),
)

BILATERAL_CONTACT_TYPES = Table(
    name="bilateral_contact_types",
    one_row_is="a pair of sides, year, contact type, level and host, of contacts of two sides",
    key=("year", "country_a", "country_b", "contact_type", "level", "host_country"),
    columns=(
        Column("year", YEAR, "Calendar year of the contact's first day.", "year CE"),
        Column("country_a", TEXT, COUNTRY_A),
        Column("country_b", TEXT, COUNTRY_B),
        Column("contact_type", TEXT, "Type, from the list of contact types."),
        Column("level", TEXT, "Level of the contacts (rule WHO-LEVEL).", closed=lists.LEVELS),
        Column("host_country", TEXT, "State of the place, or null (rule WHO-HOST).", nullable=True),
        Column("n_contacts", COUNT, "Contacts held.", "contacts"),
        Column("n_two_sided", COUNT, TWO_SIDED, "contacts"),
        Column("n_releases", COUNT, "Releases that tell of them.", "releases"),
        Column("first_day", DAY, "Earliest first day of them."),
        Column("last_day", DAY, "Latest last day of them; null when all are open.", nullable=True),
    ),
)
