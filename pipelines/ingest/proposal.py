"""What an address tells of a source that nobody has defined yet: its lists, name and language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import feedparser
from selectolax.lexbor import LexborHTMLParser

from pipelines.ingest.sidecars import charset_of
from pipelines.parse.charset import decode
from pipelines.parse.parts import NotParsed

if TYPE_CHECKING:
    from pipelines.ingest.answers import Answer

_FEEDS = (
    'link[rel~="alternate"][type="application/rss+xml"]',
    'link[rel~="alternate"][type="application/atom+xml"]',
)
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")  # matches "<urlset xmlns="
_NAME = re.compile(r"[^a-z0-9]+")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # matches "en", "pt-br"; not "English"


@dataclass(frozen=True, slots=True)
class Clues:
    """What one answer tells: of a feed, a sitemap or a page.

    kind: "feed", "sitemap" or "page". lists: feeds that a page names. release: the first release
    that a feed lists. language: as declared.
    """

    kind: str
    title: str = ""
    language: str | None = None
    lists: tuple[str, ...] = ()
    release: str | None = None


def find_clues(answer: Answer) -> Clues:
    """Return what an answer tells of the source that it is of."""
    feed = feedparser.parse(answer.content, response_headers=dict(answer.headers))
    if feed.get("version"):
        links = [item["link"] for item in feed.entries if item.get("link")]
        told = feed.feed
        return Clues(
            "feed",
            _one_line(told.get("title", "")),
            _language(told.get("language")),
            (answer.address,),
            links[0] if links else None,
        )
    if _SITEMAP.search(answer.content, 0, 4096):
        return Clues("sitemap", lists=(answer.address,))
    try:
        charset = charset_of(answer.headers.get("content-type", ""))
        page = LexborHTMLParser(decode(answer.content, charset))
    except NotParsed:
        return Clues("page")
    links = [node.attributes.get("href") or "" for css in _FEEDS for node in page.css(css)]
    title = page.css_first("title")
    root = page.css_first("html")
    return Clues(
        "page",
        _one_line(title.text()) if title else "",
        _language(root.attributes.get("lang") if root else None),
        tuple(urljoin(answer.final_address, link) for link in links if link),
    )


def name_source(address: str) -> str:
    """Return an id for a source, from its host and what looks like a language in its path."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    first = next((one for one in parts.path.split("/") if _TAG.fullmatch(one)), "")
    words = _NAME.sub("_", f"{host} {first}".lower()).strip("_")
    return words if words[:1].isalpha() else f"source_{words}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _language(tag: str | None) -> str | None:
    return tag if tag and _TAG.fullmatch(tag) else None
