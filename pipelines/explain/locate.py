"""One release by its address, id or file: its raw document, or else its text as published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from pipelines.evaluate.tables import is_one_of, read_rows
from pipelines.ingest import find_sources, read_folder
from pipelines.parse.release import content_sha256_of, release_id_of
from pipelines.records import DateEvidence, RawDocument, Refused, Release
from pipelines.storage import find_latest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipelines.reference import Source

_COLUMNS = (
    *("release_id", "source_id", "publisher", "language", "title", "published_day"),
    *("published_basis", "address", "content_sha256", "coding_version", "text", "n_contacts"),
)
_N_SUGGESTED, _LIKE = 3, 80  # how many, and how alike of 100
_TELLING = 4  # characters from which a part of an address tells enough


class ReleaseNotFound(FileNotFoundError):  # noqa: N818 - it says what happened, like Refused
    """No release, or more than one, has this name; the message says what to give instead."""


@dataclass(frozen=True, slots=True)
class Located:
    """A release to explain: as received, or as the build has it where the raw file is gone.

    row: the release in the published build, None where it has none; has_build: whether there is
    a build. n_versions: how many texts of this address lie in the raw folder.
    """

    source: Source
    content: RawDocument | Refused | Release
    row: dict[str, Any] | None
    has_build: bool
    n_versions: int = 1


def locate(name: str, raw: Path, processed: Path, sources: Mapping[str, Source]) -> Located:
    """Return the release that a name means: an address, a release_id, a file, or source/file.

    Of several texts of one address it is the one that the build shows, else the one fetched last.
    Raises ReleaseNotFound when the name means no release, or several.
    """
    rows = _rows_of(name, processed)
    seen: list[str] = [row["address"] for row in rows]
    found = []
    for document in _documents(raw, sources, {row["source_id"] for row in rows}):
        seen.append(document.address)
        if rank := _match(document, name, raw):
            found.append((rank, document))
    best = min((rank for rank, _ in found), default=0)
    documents = [document for rank, document in found if rank == best]
    if len({(one.source_id, one.address) for one in documents}) > 1:
        raise ReleaseNotFound(_tell_several(name, documents))
    if documents:
        return _chosen(documents, sources, processed)
    if len(rows) > 1:
        raise ReleaseNotFound(f"{name}: {len(rows)} releases have this name; give a release_id")
    if rows and rows[0]["source_id"] in sources and rows[0]["text"] is not None:
        return Located(sources[rows[0]["source_id"]], _release_of(rows[0]), rows[0], has_build=True)
    raise ReleaseNotFound(_tell_none(name, seen, raw, processed))


def _rows_of(name: str, processed: Path) -> list[dict[str, Any]]:
    """Return the releases of the published build with this address or id."""
    build = find_latest(processed)
    if build is None:
        return []
    where = is_one_of("address", _spellings(name)) | (pc.field("release_id") == name)
    return read_rows(build, "releases", _COLUMNS, where)


def _spellings(name: str) -> set[str]:
    # As copied from a browser: with or without the last slash, http or https.
    plain = {name, name.rstrip("/"), f"{name.rstrip('/')}/"}
    return plain | {
        other
        for one in plain
        for other in (one.replace("http://", "https://"), one.replace("https://", "http://"))
    }


def _documents(
    raw: Path, sources: Mapping[str, Source], wanted: set[str]
) -> Iterator[RawDocument | Refused]:
    """Yield the documents below the raw folder, of the wanted sources where any are named."""
    if not raw.is_dir():
        return
    for source in find_sources(raw, sources):
        if not wanted or source.source_id in wanted:
            yield from read_folder(raw, source)


def _match(document: RawDocument | Refused, name: str, raw: Path) -> int:
    """Return how well a document has this name: 1 best, 0 not at all."""
    spellings = _spellings(name)
    if document.address in spellings:
        return 1
    if release_id_of(document.source_id, document.address) == name:
        return 1
    file = document.file if isinstance(document, RawDocument) else document.address
    whole = f"{document.source_id}/{file}"
    if name in (file, whole, str(raw / whole)) or str(raw.resolve() / whole) == name:
        return 2
    # A table's name alone means its rows; where it has just one, that is the release.
    table, _, row = whole.rpartition("#")
    is_table = row.isdecimal() and name in (
        *(file.rpartition("#")[0], table, str(raw / table)),
        str(raw.resolve() / table),
    )
    return 3 if is_table else 0


def _chosen(
    documents: Sequence[RawDocument | Refused], sources: Mapping[str, Source], processed: Path
) -> Located:
    """Return one of the texts of one address."""
    first = documents[0]
    release_id = release_id_of(first.source_id, first.address)
    row = next(iter(_rows_of(release_id, processed)), None)
    shown = [
        one
        for one in documents
        if row and isinstance(one, RawDocument)
        if content_sha256_of(one.content) == row["content_sha256"]
    ]
    last = max(documents, key=lambda one: getattr(one, "fetched_at", None) or "")
    content = shown[0] if shown else last
    has_build = find_latest(processed) is not None
    return Located(sources[first.source_id], content, row, has_build, len(documents))


def _release_of(row: dict[str, Any]) -> Release:
    """Return a release as published; its evidence of dates is only the one that was believed."""
    text, title = row["text"], row["title"] or ""
    day = row["published_day"]
    evidence = (DateEvidence(row["published_basis"], day.isoformat()),) if day else ()
    return Release(
        release_id=row["release_id"],
        source_id=row["source_id"],
        publisher=row["publisher"],
        language=row["language"],
        title=title,
        address=row["address"],
        content_sha256=row["content_sha256"],
        text=text,
        title_end=len(title) if text.startswith(title) else 0,
        date_evidence=evidence,
    )


def _tell_several(name: str, documents: Sequence[RawDocument | Refused]) -> str:
    places = [
        f"{one.source_id}/{one.file if isinstance(one, RawDocument) else one.address}"
        for one in documents
    ]
    more = f" and {len(places) - _N_SUGGESTED} more" if len(places) > _N_SUGGESTED else ""
    told = ", ".join(places[:_N_SUGGESTED])
    return f"{name}: {len(places)} releases have this name; give one of {told}{more}"


def _tell_none(name: str, seen: Sequence[str], raw: Path, processed: Path) -> str:
    known = sorted(set(seen))
    near = [address for address in known if len(name) >= _TELLING and name in address]
    if not near:
        alike = process.extract(name, known, scorer=fuzz.ratio, score_cutoff=_LIKE)
        near = [address for address, *_ in alike]
    hint = f"; did you mean {', or '.join(near[:_N_SUGGESTED])}?" if near else ""
    where = f"among {len(seen)} below '{raw}'" if seen else f"below '{raw}', where there is none,"
    build = f"or in the build of '{processed}'"
    return f"{name}: no such address, release_id or file {where} {build}{hint}"
