"""How a source's releases are fetched from where they are published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FETCHING = ("feed", "sitemap")
TEXTS = ("item", "next", "day", "day_order", "private")
LISTS = ("address", "hosts", "include", "exclude")
NUMBERS = (
    "first_page", "page_step", "delay_seconds", "overlap_days", "silent_days", "max_pages",
)  # fmt: skip
PARAMETERS = ("page", "first_day", "last_day")
DAY_ORDERS = ("DMY", "MDY", "YMD")
SELECTORS = ("item", "next", "day")
ALLOWED = "allowed"
# Matches "2", "0.5"; not "-1", "two".
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HOST = re.compile(r"[a-z0-9.-]+")  # matches "www.mfa.example"; not "https://mfa.example"

Problem = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fetch:
    """Where a source's releases are listed, and how often its site may be asked.

    address: feeds; or sitemaps, indexes of sitemaps, first pages of listings. That of a listing may
    have `{page}`, and days of the window (`{first_day}`, `{last_day:%d.%m.%Y}`).
    hosts: hosts of releases, beside those of the addresses. include, exclude: patterns of the
    addresses of releases ("*/news/*"); without include all are wanted.
    item, next, day: CSS selectors on the pages of a listing: the links to releases, the link to
    the next page, and the day beside each link, "::attr(name)" behind one for an attribute.
    day_order: of these days in digits, where it is another than that of the releases.
    first_page, page_step: the numbers that `{page}` takes.
    delay_seconds: between two requests. overlap_days: how far back each run looks again.
    silent_days: after how many days without a release a run says so; without it the source's own
    rhythm decides. max_pages: of one listing. private: "allowed" for hosts of a private network.
    """

    address: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    item: str | None = None
    next: str | None = None
    day: str | None = None
    day_order: str | None = None
    first_page: int = 1
    page_step: int = 1
    delay_seconds: float = 2.0
    overlap_days: int = 7
    silent_days: int | None = None
    max_pages: int = 1000
    private: str | None = None

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """The hosts that may be asked."""
        own = (urlsplit(one).hostname or "" for one in self.address)
        return frozenset((*own, *self.hosts))

    @property
    def allows_private(self) -> bool:
        """Whether hosts may be of a private network or this machine."""
        return self.private == ALLOWED


def find_parameters(address: str) -> tuple[str, ...]:
    """Return what an address of a listing leaves open, such as page; raises ValueError."""
    return tuple(name for _, name, _, _ in Formatter().parse(address) if name is not None)


def read_fetch(loaded: Mapping[str, Any]) -> Fetch:
    """Return what a sound mapping of a source's `fetch` says."""
    values: dict[str, Any] = {key: loaded[key] for key in TEXTS if key in loaded}
    for key in LISTS:
        if key in loaded:
            value = loaded[key]
            values[key] = (value,) if isinstance(value, str) else tuple(value)
    for key in NUMBERS:
        if key in loaded:
            values[key] = float(loaded[key]) if key == "delay_seconds" else int(loaded[key])
    return Fetch(**values)


def find_fetch_problems(connector: str, loaded: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield (key, problem in words) for what is wrong with the values of `fetch`.

    Types of keys have been seen to; selectors are looked at with those of `fields`.
    """
    if "address" not in loaded:
        yield "fetch", "'fetch.address' is missing: the feed, sitemap or listing to read"
    yield from _wrong_addresses(loaded)
    if loaded.get("day_order", DAY_ORDERS[0]) not in DAY_ORDERS:
        orders = ", ".join(DAY_ORDERS)
        yield "fetch.day_order", f"'{loaded['day_order']}' must be one of {orders}"
    hosts = loaded.get("hosts", ())
    for host in [hosts] if isinstance(hosts, str) else hosts:
        if not _HOST.fullmatch(host):
            yield "fetch.hosts", f"'{host}' must be a host, such as www.mfa.example"
    if loaded.get("private", ALLOWED) != ALLOWED:
        yield "fetch.private", f"fetch.private '{loaded['private']}' must be {ALLOWED}"
    yield from _wrong_numbers(loaded)
    yield from _wrong_selectors(connector, loaded)


def _wrong_addresses(loaded: Mapping[str, Any]) -> Iterator[Problem]:
    for address in read_fetch({"address": loaded.get("address", ())}).address:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            yield "fetch.address", f"'{address}' must be a link without user or password"
        elif problem := _find_wrong_parameter(address, is_listing="item" in loaded):
            yield "fetch.address", f"'{address}': {problem}"


def _find_wrong_parameter(address: str, *, is_listing: bool) -> str | None:
    try:
        wanted = find_parameters(address)
        if odd := set(wanted) - set(PARAMETERS):
            return f"unknown parameter {', '.join(sorted(odd))}; known are {', '.join(PARAMETERS)}"
        day = date.min
        filled = address.format(page=1, first_day=day, last_day=day)
    except (ValueError, IndexError, KeyError) as error:
        return f"its braces cannot be read: {error}"
    if wanted and not is_listing:
        return "only listings have parameters: they need fetch.item"
    if "page" in wanted and "{page}" not in address:
        return "write {page} alone, without a format"
    if urlsplit(filled).netloc != urlsplit(address).netloc:
        return "the host cannot be a parameter"
    return None


def _wrong_numbers(loaded: Mapping[str, Any]) -> Iterator[Problem]:
    for key in NUMBERS:
        value = loaded.get(key, "0")
        if not _NUMBER.fullmatch(value) or ("." in value and key != "delay_seconds"):
            yield f"fetch.{key}", f"fetch.{key} '{value}' must be a number"


def _wrong_selectors(connector: str, loaded: Mapping[str, Any]) -> Iterator[Problem]:
    for key in SELECTORS:
        if key in loaded and connector != "sitemap":
            yield f"fetch.{key}", f"'fetch.{key}' is for connector sitemap only"
        elif key in loaded and "item" not in loaded:
            yield f"fetch.{key}", f"'fetch.{key}' needs fetch.item, the links of a listing"
