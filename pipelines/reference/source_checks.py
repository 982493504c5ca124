"""What is wrong with a source's definition: the key, the value and the remedy, in words."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pipelines.reference import fetch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

REQUIRED = (
    "name", "publisher", "homepage", "licence", "verified",
    "connector", "media", "date_order", "time_zone",
)  # fmt: skip
TEXTS = (*REQUIRED, "language", "principal", "stamps", "encoding", "body_format", "cards_from")
LISTS = ("missing_values", "chrome", "cut_from", "links")
FIELDS = ("title", "date", "summary", "place", "address", "written_date")
FIELD_LISTS = ("body", "participants", "drop", "list_page")
BOUNDS = tuple(
    f"{bound}_{what}{of}"
    for of in ("", "_percent")
    for what in ("releases", "contacts")
    for bound in ("min", "max")
)
CLOSED = {
    "connector": ("folder", "table", "archive", *fetch.FETCHING),
    "media": ("text", "html", "xml", "record"),
    "date_order": ("DMY", "MDY", "YMD"),
    "stamps": ("marked", "local", "utc"),
    "body_format": ("text", "html"),
}
_SHAPES = {
    # Matches "TKM", "NATO"; not "Turkmenistan".
    "publisher": (re.compile(r"[A-Z]{2,8}"), "the code of a side, such as TKM or NATO"),
    # Matches "en", "zh-Hant"; not "English".
    "language": (re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"), "a language tag, such as en"),
    # Matches "https://www.mfa.gov.tm"; not "mfa.gov.tm".
    "homepage": (re.compile(r"https?://\S+"), "a link that begins with http"),
}
# Which fields a source must name, by its media, and which it cannot have.
_NEEDED = {"text": (), "html": (), "xml": ("title", "body"), "record": ("title", "body")}
_ONLY_FOR = {
    "drop": "html",
    "list_page": "html",
    "participants": "record",
    "address": "record",
    "written_date": "record",
}
_SOURCE_ID = re.compile(r"[a-z][a-z0-9_]*")  # matches "turkmenistan_mfa"; not "Turkmenistan MFA"
_ATTRIBUTE = re.compile(r"::attr\([^)]*\)$")  # matches "meta::attr(content)" at the end; not "meta"

Problem = tuple[str, str]


def find_problems(source_id: str, loaded: Mapping[str, Any]) -> list[Problem]:
    """Return (key, problem in words) for all that is wrong with a source's mapping."""
    if not _SOURCE_ID.fullmatch(source_id):
        name = f"the file's name '{source_id}' must be lower-case letters, digits and underscores"
        return [("name", name)]
    shape = [*_unknown_keys(loaded), *_wrong_types(loaded), *_missing_keys(loaded)]
    # Values are looked at only when every key has the type that it must have.
    wrong = (_wrong_values, _wrong_fields, _wrong_bounds, _wrong_fetch)
    return shape or [problem for find in wrong for problem in find(loaded)]


def _unknown_keys(loaded: Mapping[str, Any]) -> Iterator[Problem]:
    known: dict[str, tuple[str, ...]] = {"": (*TEXTS, *LISTS, "fields", "expect", "fetch")}
    known |= {"fields": (*FIELDS, *FIELD_LISTS), "expect": BOUNDS}
    known["fetch"] = (*fetch.TEXTS, *fetch.LISTS, *fetch.NUMBERS)
    for parent, keys in known.items():
        mapping = loaded.get(parent, {}) if parent else loaded
        if not isinstance(mapping, dict):
            yield parent, f"'{parent}' must hold keys and values"
            continue
        for key in mapping:
            if key not in keys:
                path = f"{parent}.{key}" if parent else key
                yield path, f"unknown key '{path}'; known are {', '.join(keys)}"


def _wrong_types(loaded: Mapping[str, Any]) -> Iterator[Problem]:
    values = [(key, loaded[key], key in LISTS) for key in (*TEXTS, *LISTS) if key in loaded]
    for parent, lists in (("fields", FIELD_LISTS), ("fetch", fetch.LISTS)):
        mapping = loaded.get(parent)
        if isinstance(mapping, dict):
            values += [(f"{parent}.{key}", value, key in lists) for key, value in mapping.items()]
    for key, value, may_be_list in values:
        parts = value if may_be_list and isinstance(value, list) else [value]
        if not all(isinstance(part, str) and part.strip() for part in parts):
            yield key, f"'{key}' must be a text{' or a list of texts' if may_be_list else ''}"


def _missing_keys(loaded: Mapping[str, Any]) -> Iterator[Problem]:
    for key in REQUIRED:
        if key not in loaded:
            yield key, f"'{key}' is missing; a source needs {', '.join(REQUIRED)}"


def _wrong_values(loaded: Mapping[str, Any]) -> Iterator[Problem]:
    for key, allowed in CLOSED.items():
        if loaded.get(key, allowed[0]) not in allowed:
            yield key, f"{key} '{loaded[key]}' must be one of {', '.join(allowed)}"
    for key, (shape, wanted) in _SHAPES.items():
        if key in loaded and not shape.fullmatch(loaded[key]):
            yield key, f"{key} '{loaded[key]}' must be {wanted}"
    is_record, connector = loaded["media"] == "record", loaded["connector"]
    if is_record != (connector == "table") and not (is_record and connector == "folder"):
        yield "media", "media must be record where connector is table, and else only in a folder"
    if _fails(ZoneInfo, loaded["time_zone"]):
        zone = loaded["time_zone"]
        yield "time_zone", f"unknown time zone '{zone}'; write one like Asia/Ashgabat"
    if "encoding" in loaded and _fails(codecs.lookup, loaded["encoding"]):
        yield "encoding", f"unknown encoding '{loaded['encoding']}'; write one like windows-1251"


def _wrong_fields(loaded: Mapping[str, Any]) -> Iterator[Problem]:
    media, fields = loaded["media"], loaded.get("fields", {})
    if media == "text" and fields:
        yield "fields", "a text has no fields: its title and paragraphs are known by position"
    if media == "html" and fields and not {"title", "body"} <= fields.keys():
        yield "fields", "name fields.title and fields.body, or no fields at all"
    for key in _NEEDED.get(media, ()):
        if key not in fields:
            yield "fields", f"'fields.{key}' is missing: where the {key} of a release lies"
    for key, only in _ONLY_FOR.items():
        if key in fields and media != only:
            yield f"fields.{key}", f"'fields.{key}' is for media {only} only"
    if media == "html":
        yield from _wrong_selectors("fields", fields)


def _wrong_fetch(loaded: Mapping[str, Any]) -> Iterator[Problem]:
    connector = loaded["connector"]
    if (connector in fetch.FETCHING) != ("fetch" in loaded):
        yield "fetch", f"'fetch' is needed by connectors {', '.join(fetch.FETCHING)}, and no other"
    elif "fetch" in loaded:
        told = loaded["fetch"]
        yield from fetch.find_fetch_problems(connector, told)
        selectors = {key: told[key] for key in fetch.SELECTORS if key in told}
        yield from _wrong_selectors("fetch", selectors)


def _wrong_selectors(parent: str, fields: Mapping[str, Any]) -> Iterator[Problem]:
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - other sources start without it

    page = LexborHTMLParser("<p></p>")
    for key, value in fields.items():
        for selector in [value] if isinstance(value, str) else value:
            if _fails(page.css, _ATTRIBUTE.sub("", selector)):
                yield f"{parent}.{key}", f"'{selector}' is no CSS selector"


def _wrong_bounds(loaded: Mapping[str, Any]) -> Iterator[Problem]:
    for key, value in loaded.get("expect", {}).items():
        if not (isinstance(value, str) and value.isdecimal()):
            yield f"expect.{key}", f"expect.{key} '{value}' must be a whole number"


def _fails(read: Callable[[str], object], value: str) -> bool:
    # zoneinfo raises KeyError or, for paths, ValueError; codecs LookupError; selectolax its own.
    try:
        read(value)
    except Exception:  # noqa: BLE001 - whatever it raises, the value cannot be read
        return True
    return False
