"""Files of one release each, below a source's folder, become raw documents as they are."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pipelines.ingest.limits import MAX_DOCUMENT_BYTES, find_unreadable
from pipelines.ingest.packed import GZIP, ZIP, unpack
from pipelines.ingest.sidecars import SIDECAR, Sidecar, find_damage, read_sidecar
from pipelines.records import RawDocument, Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from pipelines.reference.source import Source

SUFFIXES = {
    "text": (".txt",),
    "html": (".html", ".htm"),
    "xml": (".xml",),
    "record": (".json",),
}
# Publishers put such files among their pages; each needs a library of the extra `docs`.
OFFICE_SUFFIXES = {".pdf": "pypdfium2", ".docx": "docx"}
_YEAR = re.compile(r"\d{4}")  # matches "2023"; not "old", "2023-05"


def find_files(
    folder: Path, source: Source, suffixes: tuple[str, ...], only: Collection[str] | None = None
) -> Iterator[tuple[str, Path] | Refused]:
    """Yield a source's files with their names below its folder, sorted by name.

    Files lie in the folder itself or in a folder of a year in it. What is of no known type is
    refused by name; hidden files, README and LICENSE files, and sidecars are left out.
    only: names of files to look at instead of all.
    """
    for name, path in list_files(folder):
        if only is None or name in only:
            yield _find_file(name, path, source, suffixes)


def list_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield what lies in a source's folder, with its name below it, as find_files() does."""
    for path in sorted(folder.iterdir()):
        if is_beside(path.name):
            continue
        if path.is_dir() and _YEAR.fullmatch(path.name):
            for inner in sorted(path.iterdir()):
                if not is_beside(inner.name):
                    yield f"{path.name}/{inner.name}", inner
        else:
            yield path.name, path


def is_beside(name: str) -> bool:
    """Tell whether a file is no release: hidden, README, LICENSE, or a sidecar."""
    return name.startswith((".", "README", "LICENSE")) or name.endswith(SIDECAR)


def read_files(
    folder: Path, source: Source, only: Collection[str] | None = None
) -> Iterator[RawDocument | Refused]:
    """Yield a raw document, or its refusal, for each file of a source, sorted by name.

    The address is the file's name below the folder, unless a sidecar `<file>.meta.json` has the
    link, or the source names a field with it. A .gz or .zip is read as the files that it holds.
    """
    own = (*SUFFIXES[source.media], *_office_suffixes(source))
    packed = (*(suffix + GZIP for suffix in own), ZIP)
    for found in find_files(folder, source, (*own, *packed), only):
        if isinstance(found, Refused):
            yield found
        elif found[0].lower().endswith(packed):
            yield from _read_packed(*found, source, own)
        else:
            yield _read_file(*found, source)


def _office_suffixes(source: Source) -> tuple[str, ...]:
    return tuple(OFFICE_SUFFIXES) if source.media in {"text", "html"} else ()


def _find_file(
    name: str, path: Path, source: Source, suffixes: tuple[str, ...]
) -> tuple[str, Path] | Refused:
    if path.is_dir() and "/" not in name:
        detail = "a folder; put its files into the source's folder, or one of a year in it"
        return _refused(source, name, "type not known", detail)
    if path.is_dir() or not name.lower().endswith(suffixes):
        wanted = ", ".join(suffixes)
        detail = f"'{path.suffix}' is none of {wanted}, the files of this source"
        return _refused(source, name, "type not known", detail)
    return name, path


def _read_file(name: str, path: Path, source: Source) -> RawDocument | Refused:
    try:
        sidecar = read_sidecar(path)
        size = path.stat().st_size
        # Read no more than may be kept: a file can grow between the two calls.
        content = path.read_bytes() if size <= MAX_DOCUMENT_BYTES else b""
    except (OSError, ValueError) as error:
        return _refused(source, name, "not readable", str(error).replace(str(path), name))
    address = sidecar.address or name
    if size > MAX_DOCUMENT_BYTES:
        detail = f"{size} bytes where a release may have {MAX_DOCUMENT_BYTES}"
        return _refused(source, address, "too large", detail)
    if damage := find_damage(content, sidecar):
        return _refused(source, address, "not readable", f"file {name}: {damage}")
    return _document(content, name, replace(sidecar, address=address), source)


def _read_packed(
    name: str, path: Path, source: Source, suffixes: tuple[str, ...]
) -> Iterator[RawDocument | Refused]:
    try:
        sidecar = read_sidecar(path)
        for one in unpack(path):
            is_zip = name.lower().endswith(ZIP)
            inner = f"{name}/{one.name}" if is_zip and one.name else name.removesuffix(GZIP)
            if one.reason:
                yield _refused(source, inner, one.reason, f"{one.detail} (file {name})")
            elif not one.name.lower().endswith(suffixes):
                detail = f"'{one.name}' in {name} is none of {', '.join(suffixes)}"
                yield _refused(source, inner, "type not known", detail)
            else:
                address = inner if is_zip else sidecar.address or inner
                file = f"{name}#{one.name}" if is_zip else name
                yield _document(one.content, file, replace(sidecar, address=address), source)
    except (OSError, ValueError) as error:
        yield _refused(source, name, "not readable", str(error).replace(str(path), name))


def _document(content: bytes, file: str, sidecar: Sidecar, source: Source) -> RawDocument | Refused:
    address = sidecar.address or file
    media = _media(file.removesuffix(GZIP), source)
    if library := OFFICE_SUFFIXES.get(f".{media}"):
        if find_spec(library) is None:
            detail = f"file {file} needs the extra 'docs': pip install 'communique[docs]'"
            return _refused(source, address, "type not known", detail)
    elif reason := find_unreadable(content):
        return _refused(source, address, reason, f"file {file}")
    if media == "record":
        try:
            address = _find_address(content, source) or address
        except (ValueError, RecursionError) as error:
            return _refused(source, address, "not well-formed", f"file {file}: no JSON: {error}")
    return RawDocument(
        source.source_id,
        address,
        content,
        media,
        file,
        sidecar.fetched_at,
        sidecar.charset,
        sidecar.published_day,
    )


def _media(file: str, source: Source) -> str:
    suffix = file[file.rfind(".") :].lower()
    return suffix[1:] if suffix in OFFICE_SUFFIXES else source.media


def _find_address(content: bytes, source: Source) -> str | None:
    loaded = json.loads(content)
    if not isinstance(loaded, dict):
        raise ValueError("it must hold one object")  # noqa: TRY004 - as for broken JSON
    return str(loaded.get(source.fields.address or "") or "").strip() or None


def _refused(source: Source, address: str, reason: str, detail: str) -> Refused:
    return Refused(source.source_id, address, "ingest", reason, detail)
