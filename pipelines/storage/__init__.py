"""What lies on disk between runs: coded parts, builds and `latest`, and the lock over them."""

from __future__ import annotations

from pipelines.storage.builds import (
    BuildFacts,
    Published,
    find_latest,
    list_builds,
    publish,
    read_manifest,
)
from pipelines.storage.coding_key import coding_key, coding_version
from pipelines.storage.locks import LockHeldError, hold_lock
from pipelines.storage.parts import (
    PART_SIZE,
    WrongPart,
    known_keys,
    read_coded,
    sweep_parts,
    write_part,
)
from pipelines.storage.rows import DocumentKey, key_of
from pipelines.storage.staging import (
    BuiltFile,
    Staged,
    read_table,
    stage_documents,
    stage_tables,
    sweep_staging,
)

__all__ = [
    "PART_SIZE",
    "BuildFacts",
    "BuiltFile",
    "DocumentKey",
    "LockHeldError",
    "Published",
    "Staged",
    "WrongPart",
    "coding_key",
    "coding_version",
    "find_latest",
    "hold_lock",
    "key_of",
    "known_keys",
    "list_builds",
    "publish",
    "read_coded",
    "read_manifest",
    "read_table",
    "stage_documents",
    "stage_tables",
    "sweep_parts",
    "sweep_staging",
    "write_part",
]
