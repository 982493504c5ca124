"""The tables whose rows stand for what a release says, and for what could not be read in it."""

from __future__ import annotations

from pipelines.schema import lists
from pipelines.schema.table import COUNT, DAY, FLAG, TEXT, TEXTS, Column, Table

EDTF = "The same interval in Extended Date/Time Format (ISO 8601-2); null when unknown."
FIRST_DAY = "First day of the interval in which it took or takes place; null when open or unknown."
LAST_DAY = "Last day, inclusive, of that interval; null when open or unknown."
PRECISION = "How exactly the text dates it (rule DATE-NEVER-SHARPER)."
SPAN_START = "Where the quote starts in the release's text: Unicode code points from 0."
SPAN_END = "Where the quote ends in the release's text, exclusive."

RELEASES = Table(
    name="releases",
    one_row_is="a release, in its shown version",
    key=("release_id",),
    is_partitioned=True,
    columns=(
        Column("release_id", TEXT, "Id of the release: a hash of its source and address."),
        Column("source_id", TEXT, "The source it came from: a file of reference/sources."),
        Column("publisher", TEXT, "Code of the side whose institution published it."),
        Column("language", TEXT, "Language of the text as a BCP 47 tag."),
        Column("title", TEXT, "Title as published; null without one.", nullable=True),
        Column("published_day", DAY, "Day of publication; null when not known.", nullable=True),
        Column(
            "published_basis",
            TEXT,
            "What tells the day of publication (rule DATE-EVIDENCE); null without a day.",
            nullable=True,
            closed=lists.PUBLISHED_BASES,
        ),
        Column("address", TEXT, "Link where the source gives one, else the file's name."),
        Column("place", TEXT, "The publisher's place line; null without one.", nullable=True),
        Column("content_sha256", TEXT, "SHA-256 of this record's bytes as received."),
        Column("n_versions", COUNT, "Different texts received at this address.", "versions"),
        Column("n_contacts", COUNT, "Contact mentions coded in it.", "mentions"),
        Column("n_claims", COUNT, "Claims coded in it.", "claims"),
        Column(
            "coding_version",
            TEXT,
            "Short hash of the code and reference that coded it; null when refused for coding.",
            nullable=True,
        ),
        Column(
            "text",
            TEXT,
            "Canonical text, into which all offsets point; null in a build without texts.",
            nullable=True,
        ),
    ),
)

CONTACT_MENTIONS = Table(
    name="contact_mentions",
    one_row_is="a contact as one release tells it",
    key=("mention_id",),
    references=("releases", "contacts"),
    is_partitioned=True,
    columns=(
        Column("mention_id", TEXT, "Id of the mention."),
        Column("release_id", TEXT, "The release that tells it."),
        Column("contact_id", TEXT, "The contact it is a telling of."),
        Column("contact_type", TEXT, "Type of the contact, from the list of contact types."),
        Column("channel", TEXT, "Medium of the contact as told here.", closed=lists.CHANNELS),
        Column("status", TEXT, "What became of it, as told here.", closed=lists.STATUSES),
        Column("told_as", TEXT, "How the release tells it (TOLD-AS).", closed=lists.TOLD_AS),
        Column("first_day", DAY, FIRST_DAY, nullable=True),
        Column("last_day", DAY, LAST_DAY, nullable=True),
        Column("date_precision", TEXT, PRECISION, closed=lists.PRECISIONS),
        Column("date_edtf", TEXT, EDTF, nullable=True),
        Column("date_basis", TEXT, "What the date rests on.", closed=lists.DATE_BASES),
        Column("sides", TEXTS, "Codes of the sides that took part, sorted."),
        Column("persons", TEXTS, "Persons named, without honorifics, sorted."),
        Column("place", TEXT, "Place as written; null when not told.", nullable=True),
        Column("host_country", TEXT, "State of the place, or null (rule WHO-HOST).", nullable=True),
        Column("span_start", COUNT, SPAN_START, "characters"),
        Column("span_end", COUNT, SPAN_END, "characters"),
        Column("quote", TEXT, "The best sentence that tells it."),
        Column("rule_id", TEXT, "The coding rule that made it."),
    ),
)

CLAIMS = Table(
    name="claims",
    one_row_is="a statement in a release that counts past contacts of a pair of sides",
    key=("claim_id",),
    references=("releases",),
    columns=(
        Column("claim_id", TEXT, "Id of the claim."),
        Column("release_id", TEXT, "The release that makes it."),
        Column("country_a", TEXT, "Code of the side that comes first by code."),
        Column("country_b", TEXT, "Code of the other side."),
        Column("period_first_day", DAY, "First day counted; null when open.", nullable=True),
        Column("period_last_day", DAY, "Last day counted; null when open.", nullable=True),
        Column("period_edtf", TEXT, "The period in EDTF; null when unknown.", nullable=True),
        Column("n_claimed", COUNT, "The number claimed.", "contacts"),
        Column("qualifier", TEXT, "How the number is meant.", closed=lists.QUALIFIERS),
        Column("what", TEXT, "What was counted.", closed=lists.CLAIMED),
        Column("format", TEXT, "Format counted; null: both.", nullable=True, closed=lists.FORMATS),
        Column(
            "level",
            TEXT,
            "`leaders` where the claim says so; null otherwise.",
            nullable=True,
            closed=lists.CLAIM_LEVELS,
        ),
        Column("quote", TEXT, "The sentence that makes the claim."),
        Column("span_start", COUNT, SPAN_START, "characters"),
        Column("span_end", COUNT, SPAN_END, "characters"),
    ),
)

QUARANTINE = Table(
    name="quarantine",
    one_row_is="a refusal: a document, date, contact or claim that was not coded, and why",
    # No key: two versions at one address may be refused alike, and both are counted.
    order=(
        "source_id",
        "address",
        "stage",
        "reason",
        "release_id",
        "span_start",
        "quote",
        "detail",
    ),
    columns=(
        Column("source_id", TEXT, "The source it came from."),
        Column("address", TEXT, "Link where the source gives one, else the file's name."),
        Column("release_id", TEXT, "The release; null when none was read.", nullable=True),
        Column("stage", TEXT, "Where it was refused.", closed=lists.STAGES),
        Column("reason", TEXT, "Why it was refused.", closed=lists.REASONS),
        Column("detail", TEXT, "The value and the remedy, in words.", nullable=True),
        Column("quote", TEXT, "The words concerned; null for a whole document.", nullable=True),
        Column("span_start", COUNT, f"{SPAN_START} Null without one.", "characters", nullable=True),
    ),
)

COVERAGE = Table(
    name="coverage",
    one_row_is="a source in a month, from its first release to its last",
    key=("source_id", "month"),
    columns=(
        Column("source_id", TEXT, "The source."),
        Column("month", TEXT, "Month of publication, such as `2023-05`."),
        Column("n_releases", COUNT, "Releases published in the month.", "releases"),
        Column("n_contacts", COUNT, "Contact mentions coded in them.", "mentions"),
        Column("n_refused", COUNT, "Refusals in them, of any stage after parse.", "refusals"),
        Column(
            "is_gap",
            FLAG,
            "No release, though the source has earlier ones, and later ones or a later look at it.",
        ),
    ),
)
