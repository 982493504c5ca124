"""What lies on disk between runs: the raw store, coded parts, builds and `latest`, the locks."""

from __future__ import annotations

from pipelines.storage.builds import BuildFacts, Published, publish
from pipelines.storage.coding_key import coding_key, coding_version
from pipelines.storage.differing import read_other_rows
from pipelines.storage.finished import (
    Finished,
    is_whole,
    look_at,
    look_at_program,
    read_finished,
    write_finished,
)
from pipelines.storage.history import note, note_start, read_history
from pipelines.storage.latest import BUILDS, Hold, find_latest, point_latest, read_hold, write_hold
from pipelines.storage.locks import LockHeldError, hold_lock
from pipelines.storage.manifest import (
    MANIFEST,
    WrongBuild,
    find_build,
    find_damage,
    list_builds,
    read_manifest,
)
from pipelines.storage.parts import (
    PART_SIZE,
    Scope,
    WrongPart,
    find_parts,
    join_columns,
    keys_in,
    known_keys,
    sweep_parts,
    write_part,
)
from pipelines.storage.progress import Progress, read_progress, write_progress
from pipelines.storage.raw import RawStore
from pipelines.storage.read_files import (
    LISTED,
    READ,
    Listed,
    find_same,
    list_read,
    read_known,
    sign,
    write_known,
)
from pipelines.storage.reading import (
    Chunk,
    plan_chunks,
    read_chunk,
    read_coded,
    read_columns,
)
from pipelines.storage.rows import DocumentKey, key_of
from pipelines.storage.shelf import Pieces, Shelf
from pipelines.storage.spill import Spill
from pipelines.storage.staging import (
    NO_YEAR,
    BuiltFile,
    Staged,
    list_years,
    open_staging,
    path_of,
    read_narrow,
    read_table,
    stage_documents,
    stage_frame,
    stage_link,
    stage_rows,
    stage_tables,
    sweep_staging,
    years_of,
)
from pipelines.storage.vacuum import remove_old

__all__ = [
    "BUILDS",
    "LISTED",
    "MANIFEST",
    "NO_YEAR",
    "PART_SIZE",
    "READ",
    "BuildFacts",
    "BuiltFile",
    "Chunk",
    "DocumentKey",
    "Finished",
    "Hold",
    "Listed",
    "LockHeldError",
    "Pieces",
    "Progress",
    "Published",
    "RawStore",
    "Scope",
    "Shelf",
    "Spill",
    "Staged",
    "WrongBuild",
    "WrongPart",
    "coding_key",
    "coding_version",
    "find_build",
    "find_damage",
    "find_latest",
    "find_parts",
    "find_same",
    "hold_lock",
    "is_whole",
    "join_columns",
    "key_of",
    "keys_in",
    "known_keys",
    "list_builds",
    "list_read",
    "list_years",
    "look_at",
    "look_at_program",
    "note",
    "note_start",
    "open_staging",
    "path_of",
    "plan_chunks",
    "point_latest",
    "publish",
    "read_chunk",
    "read_coded",
    "read_columns",
    "read_finished",
    "read_history",
    "read_hold",
    "read_known",
    "read_manifest",
    "read_narrow",
    "read_other_rows",
    "read_progress",
    "read_table",
    "remove_old",
    "sign",
    "stage_documents",
    "stage_frame",
    "stage_link",
    "stage_rows",
    "stage_tables",
    "sweep_parts",
    "sweep_staging",
    "write_finished",
    "write_hold",
    "write_known",
    "write_part",
    "write_progress",
    "years_of",
]
