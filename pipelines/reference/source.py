"""A source's definition: who publishes, in which shape, and where each field of a release lies."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipelines.reference.fetch import Fetch, read_fetch
from pipelines.reference.files import WrongReference, read_yaml
from pipelines.reference.source_checks import (
    FIELD_LISTS,
    FIELDS,
    LISTS,
    TEXTS,
    find_problems,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fields:
    """Where the fields of a release lie, in the terms of the source's media.

    record: names of columns, `*` for a number ("text_*"). xml: paths as in ElementTree.
    html: CSS selectors, "::attr(name)" behind one for an attribute. text: none, by position.
    body: joined in order; columns of one pattern in numeric order and without a gap.
    participants: columns put behind the body, one paragraph each. written_date: the day as the
    page writes it, beside its links.
    drop: what is removed from the page; list_page: what only pages with lists of releases have.
    """

    title: str | None = None
    date: str | None = None
    summary: str | None = None
    place: str | None = None
    address: str | None = None
    written_date: str | None = None
    body: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    list_page: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expect:
    """How many releases and contacts the source should give; None where no bound is set.

    Less than a minimum is not published, more than a maximum is warned of. Percent: of the last
    published build. That half of a source's releases are gone is a mistake until somebody says
    otherwise, so this bound is set for all.
    """

    min_releases: int | None = None
    max_releases: int | None = None
    min_contacts: int | None = None
    max_contacts: int | None = None
    min_releases_percent: int | None = 50
    max_releases_percent: int | None = None
    min_contacts_percent: int | None = None
    max_contacts_percent: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One publisher's channel, as its YAML file defines it.

    publisher: code of the side that speaks. principal: id of the office whom its releases mean by
    "I" and "the head". language: tag, or None to find it text by text.
    time_zone: of the publisher's days. stamps: which clock time stamps show. "marked": that of
    their suffix (Z, +05:00, GMT), without one that zone's; "local": that zone's, whatever suffix
    they carry (a false Z); "utc": that of their suffix, without one UTC.
    encoding: of documents that declare none and are not UTF-8.
    chrome: words of the site round the text; cut_from: what begins the site's own words after it.
    links: what stands inside it before titles of other pages; cards_from: what the page lists those
    under whose names it sets again, with their offices, wherever they are named.
    fetch: how its releases are fetched; None where they are put into its folder by hand.
    """

    source_id: str
    name: str
    publisher: str
    homepage: str
    licence: str
    verified: str
    connector: str
    media: str
    date_order: str
    time_zone: str
    language: str | None = None
    principal: str | None = None
    stamps: str = "marked"
    encoding: str | None = None
    body_format: str = "text"
    missing_values: tuple[str, ...] = ()
    chrome: tuple[str, ...] = ()
    cut_from: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    cards_from: str | None = None
    fields: Fields = field(default_factory=Fields)
    expect: Expect = field(default_factory=Expect)
    fetch: Fetch | None = None


def read_sources(folder: Path) -> dict[str, Source]:
    """Return the sources defined in a folder of YAML files, by their id, the file's name.

    Raises WrongReference at the first problem, with file and line.
    """
    return {path.stem: read_source(path) for path in sorted(folder.glob("*.yml"))}


def read_source(path: Path) -> Source:
    """Return the source that one YAML file defines; raises WrongReference when it is wrong."""
    loaded = read_yaml(path)
    for key, problem in find_problems(path.stem, loaded):
        raise WrongReference(path, _line_of(path, key), problem)
    texts: dict[str, Any] = {key: loaded[key] for key in TEXTS if key in loaded}
    lists: dict[str, Any] = {key: _as_tuple(loaded[key]) for key in LISTS if key in loaded}
    return Source(
        source_id=path.stem,
        fields=_fields(loaded.get("fields", {})),
        fetch=read_fetch(loaded["fetch"]) if "fetch" in loaded else None,
        expect=Expect(**{key: int(value) for key, value in loaded.get("expect", {}).items()}),
        **texts,
        **lists,
    )


def check_sources(folder: Path, sides: Collection[str] | None = None) -> list[str]:
    """Return every problem in the definitions of a folder, in words; empty when all is well.

    sides: the codes that a publisher may have; None to check the shape of the code only.
    """
    problems = []
    for path in sorted(folder.glob("*.yml")):
        try:
            loaded = read_yaml(path)
        except WrongReference as error:
            problems.append(str(error))
            continue
        found = find_problems(path.stem, loaded)
        publisher = loaded.get("publisher")
        if sides is not None and isinstance(publisher, str) and publisher not in sides:
            found.append(("publisher", f"publisher '{publisher}' is not a code in states.csv"))
        problems += [str(WrongReference(path, _line_of(path, key), text)) for key, text in found]
    return problems


def _line_of(path: Path, key: str) -> int:
    # Keys may be nested ("fields.title"); the last part is looked for from its parent on.
    lines = path.read_text(encoding="utf-8").splitlines()
    line = 0
    for part in key.split("."):
        start = re.compile(rf"\s*['\"]?{re.escape(part)}['\"]?\s*:")
        line = next((n for n, text in enumerate(lines) if n >= line and start.match(text)), line)
    return line + 1


def _fields(loaded: Mapping[str, Any]) -> Fields:
    single: dict[str, Any] = {key: loaded[key] for key in FIELDS if key in loaded}
    several: dict[str, Any] = {key: _as_tuple(loaded[key]) for key in FIELD_LISTS if key in loaded}
    return Fields(**single, **several)


def _as_tuple(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
