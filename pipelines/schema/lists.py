"""The closed lists: every value that a column with few values may have, in its rule's order."""

from __future__ import annotations

# STATUS-HELD, STATUS-PLANNED, STATUS-INVITED, STATUS-CANCELLED
STATUSES = ("held", "planned", "invited", "cancelled")

# TOLD-AS
TOLD_AS = ("news", "recalled", "announced")

# TYPE-MEDIUM
CHANNELS = ("in_person", "telephone", "video", "written", "unknown")

# The second column of the table of contact types: what SAME-CONTACT compares.
FAMILIES = (
    "talks",
    "visit",
    "credentials",
    "ceremony",
    "telephone",
    "video",
    "letter",
    "congratulation",
    "condolence",
)

# TYPE-THREE
FORMATS = ("bilateral", "multilateral")

# DATE-NEVER-SHARPER
PRECISIONS = (
    "day",
    "range",
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "decade",
    "unknown",
)

# DATE-NEWS: "visit" is the range of the dated visit inside which the day is not told.
DATE_BASES = ("stated", "publication", "visit", "unknown")

# DATE-EVIDENCE, best first
PUBLISHED_BASES = ("dateline", "metadata", "header", "address")

# WHO-ROLE
ROLES = (
    "guest",
    "host",
    "sender",
    "recipient",
    "inviter",
    "invitee",
    "initiator",
    "participant",
)

# WHO-LEVEL, highest first; `head_of_organisation` ranks with head of government, `unknown` nowhere.
LEVELS = (
    "head_of_state",
    "head_of_government",
    "head_of_organisation",
    "deputy_leader",
    "foreign_minister",
    "speaker_of_parliament",
    "minister",
    "deputy_minister",
    "ambassador",
    "envoy",
    "other",
    "unknown",
)

# COUNT-CLAIM
QUALIFIERS = ("exact", "at_least", "more_than", "about")
CLAIMED = ("meetings", "visits", "calls", "contacts")
CLAIM_LEVELS = ("leaders",)

# How a name told with an office differs from what the table of holders has for that day (WHO-DATE).
UNLISTED_KINDS = ("spelling", "other person", "nobody known")

# Where a refusal arose, in the order of the stages.
STAGES = ("ingest", "parse", "publication_date", "coding", "contact", "claim", "identity")

# Stages whose refusal leaves nothing of the document: read = coded + refused counts these.
DOCUMENT_STAGES = ("ingest", "parse")

REASONS = (
    # ingest and parse: the whole document is refused
    "empty",
    "binary",
    "wrong encoding",
    "too large",
    "missing field",
    "not well-formed",
    "forbidden entity",
    "no body",
    "list page",
    "type not known",  # a file or folder that is none of its source's: named, and not read
    "not fetched",  # listed by its publisher, and not there, forbidden or out of reach
    "robots forbid",  # the publisher's robots.txt asks not to read it
    "not readable",  # the file, or the sidecar beside it, could not be opened
    "selector matched nothing",
    "selector matched twice",
    "crashed",
    # publication_date: the release stays, its day does not
    "no publication date",
    "no such day",
    "publication dates disagree",
    "date order refuted",
    # coding: the release stands in `releases` with coding_version null
    "language not coded",
    "language uncertain",
    # contact: one contact is not coded ("no such day" as above)
    "sides not resolved",
    "person ambiguous",
    "type not clear",
    # claim: one claim is not coded ("sides not resolved" as above)
    "period not resolved",
    # identity
    "conflicting versions",
)
