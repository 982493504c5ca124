"""The pages that a list names: fetched once, looked at again inside the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pipelines.ingest.answers import NotFetched, show_address
from pipelines.ingest.lists import Lists
from pipelines.ingest.sidecars import charset_of
from pipelines.records import RawDocument, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from pipelines.ingest.answers import Answer
    from pipelines.ingest.http import Client
    from pipelines.ingest.window import Entry
    from pipelines.reference.date_words import DateWords
    from pipelines.reference.source import Source

# After so many failures one after the other the site is down, and left for this run.
MAX_FAILURES_IN_A_ROW = 5
SUFFIXES = {
    "html": ".html",
    "text": ".txt",
    "xml": ".xml",
    "record": ".json",
    "pdf": ".pdf",
    "docx": ".docx",
}
_OFFICE = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


@dataclass(frozen=True, slots=True)
class Received:
    """A document as it was received; sidecar: where, when and how, as it is stored beside it."""

    document: RawDocument
    sidecar: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that its server says is as it was."""

    address: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A document that was listed and not received; is_lasting: asking again is of no use."""

    refused: Refused
    entry: Entry
    is_lasting: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """What a connector may know of earlier runs.

    known: returns the sidecar of the version fetched last of an address, None where there is none.
    clock: tells the time. begun: when a run began that did not end; what was fetched since then
    is not looked at again. missed: what earlier runs could not fetch, to be asked for first.
    words: of days in the source's language, None where there are none or no list tells days.
    """

    known: Callable[[str], Mapping[str, Any] | None]
    clock: Callable[[], datetime]
    begun: str | None = None
    missed: tuple[Entry, ...] = ()
    lists: Lists = field(default_factory=Lists)
    words: DateWords | None = None


def fetch_pages(
    entries: Iterable[Entry], source: Source, client: Client, memory: Memory
) -> Iterator[Received | Unchanged | Missed]:
    """Yield what became of each entry that is new, or may have changed since it was fetched.

    Raises NotFetched when the site is down, or asks not to be asked any more for now.
    """
    n_failures = 0
    for entry in entries:
        sidecar = memory.known(entry.address)
        if sidecar and not _may_have_changed(entry, sidecar["fetched_at"], memory):
            continue
        try:
            answer = client.get(entry.address, _headers_of(sidecar))
            if answer.status == HTTPStatus.NOT_MODIFIED:
                n_failures = 0
                yield Unchanged(entry.address)
                continue
            received = _receive(answer, entry, source, memory.clock())
        except NotFetched as error:
            if error.ends_source:
                raise
            n_failures = 0 if error.is_lasting else n_failures + 1
            address, detail = show_address(entry.address), error.detail
            refused = Refused(source.source_id, address, "ingest", error.reason, detail)
            yield Missed(refused, entry, error.is_lasting)
            if n_failures >= MAX_FAILURES_IN_A_ROW:
                told = f"{n_failures} failures in a row, the site seems to be down: {detail}"
                raise NotFetched("not fetched", told, ends_source=True) from error
        else:
            n_failures = 0
            yield received


def _may_have_changed(entry: Entry, fetched_at: str, memory: Memory) -> bool:
    if memory.begun and fetched_at >= memory.begun:
        return False
    if entry.changed:
        return entry.changed.isoformat() > fetched_at
    return entry.day is not None


def _headers_of(sidecar: Mapping[str, Any] | None) -> dict[str, str]:
    told = sidecar or {}
    names = {"etag": "etag", "last-modified": "last_modified"}
    return {name: told[key] for name, key in names.items() if told.get(key)}


def _receive(answer: Answer, entry: Entry, source: Source, now: datetime) -> Received:
    content_type = answer.headers.get("content-type", "")
    kind = content_type.partition(";")[0].strip().lower()
    if not answer.content.strip():
        raise NotFetched("not fetched", f"{show_address(entry.address)}: the page is empty")
    if kind.startswith(("image/", "audio/", "video/")):
        detail = f"{show_address(entry.address)}: {kind} is no text"
        raise NotFetched("type not known", detail, is_lasting=True)
    media = _OFFICE.get(kind, "pdf" if answer.content.startswith(b"%PDF") else source.media)
    day = entry.day or (entry.changed.date() if entry.changed else None)
    fetched_at = now.isoformat(timespec="seconds")
    told = {
        "address": entry.address,
        "final_address": answer.final_address if answer.final_address != answer.address else None,
        "connector": source.connector,
        "fetched_at": fetched_at,
        "status": answer.status,
        "listed_day": day.isoformat() if day else None,
        "published_day": entry.day.isoformat() if entry.day else None,
        **{key.replace("-", "_"): value for key, value in answer.headers.items()},
    }
    sidecar = {key: value for key, value in told.items() if value is not None}
    charset = charset_of(content_type)
    document = RawDocument(
        source.source_id,
        entry.address,
        answer.content,
        media,
        SUFFIXES[media],
        fetched_at,
        charset,
    )
    return Received(document, sidecar)
