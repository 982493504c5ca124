"""Every published table, declared once: Arrow schema, checks and codebook derive from here."""

from __future__ import annotations

from pipelines.schema.counts import (
    BILATERAL_CONTACT_TYPES,
    CONTACTS,
    MEETINGS_PER_YEAR,
    PARTICIPANTS,
)
from pipelines.schema.holders import UNLISTED_HOLDERS
from pipelines.schema.lists import (
    CHANNELS,
    CLAIM_LEVELS,
    CLAIMED,
    DATE_BASES,
    DOCUMENT_STAGES,
    FAMILIES,
    FORMATS,
    LEVELS,
    PRECISIONS,
    PUBLISHED_BASES,
    QUALIFIERS,
    REASONS,
    ROLES,
    STAGES,
    STATUSES,
    TOLD_AS,
    UNLISTED_KINDS,
)
from pipelines.schema.table import Column, Table, WrongTable
from pipelines.schema.texts import CLAIMS, CONTACT_MENTIONS, COVERAGE, QUARANTINE, RELEASES

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        RELEASES,
        CONTACT_MENTIONS,
        CONTACTS,
        PARTICIPANTS,
        CLAIMS,
        MEETINGS_PER_YEAR,
        BILATERAL_CONTACT_TYPES,
        QUARANTINE,
        COVERAGE,
        UNLISTED_HOLDERS,
    )
}

__all__ = [
    "BILATERAL_CONTACT_TYPES",
    "CHANNELS",
    "CLAIMED",
    "CLAIMS",
    "CLAIM_LEVELS",
    "CONTACTS",
    "CONTACT_MENTIONS",
    "COVERAGE",
    "DATE_BASES",
    "DOCUMENT_STAGES",
    "FAMILIES",
    "FORMATS",
    "LEVELS",
    "MEETINGS_PER_YEAR",
    "PARTICIPANTS",
    "PRECISIONS",
    "PUBLISHED_BASES",
    "QUALIFIERS",
    "QUARANTINE",
    "REASONS",
    "RELEASES",
    "ROLES",
    "STAGES",
    "STATUSES",
    "TABLES",
    "TOLD_AS",
    "UNLISTED_HOLDERS",
    "UNLISTED_KINDS",
    "Column",
    "Table",
    "WrongTable",
]
