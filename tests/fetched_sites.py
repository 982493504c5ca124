"""Sites of a made-up ministry on loopback, with the sources that read them."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import small_runs

from pipelines.ingest.http import Manners
from pipelines.jobs import Settings, fetch_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from loopback import Site

    from pipelines.ingest.window import Window
    from pipelines.jobs import Fetched

MANNERS = Manners("mailto:tests@mfa.example", attempts=2, first_wait_seconds=0.0)
TODAY = date(2023, 5, 20)
SOURCE = """\
name: Ministry
publisher: TKM
language: en
homepage: https://mfa.example
licence: none stated
verified: on made-up pages
connector: {connector}
media: html
date_order: DMY
time_zone: Asia/Ashgabat
fields:
  title: h1
  body: article
  list_page: ul.releases
fetch:
  address: {address}
  delay_seconds: 0
  private: allowed
"""


def page_of(n: int, text: str = "The presidents spoke by telephone.") -> str:
    """Return the page of release n."""
    return f"<html><body><h1>Call {n}</h1><article><p>{text}</p></article></body></html>"


def put_pages(site: Site, numbers: Iterable[int], first: date = date(2023, 5, 1)) -> None:
    """Serve pages /news/n.html and a feed of them, one a day from `first` on."""
    items = []
    for k, n in enumerate(numbers):
        site.put(f"/news/{n}.html", page_of(n))
        stamp = datetime.combine(first + timedelta(days=k), datetime.min.time(), UTC)
        day = f"{stamp:%a, %d %b %Y} 12:00:00 GMT"
        link = f"{site.address}/news/{n}.html"
        items.append(f"<item><title>{n}</title><link>{link}</link><pubDate>{day}</pubDate></item>")
    put_feed(site, "".join(items))


def put_feed(site: Site, items: str) -> None:
    """Serve an RSS feed of items."""
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    site.put("/feed", feed, "application/rss+xml")


def put_sitemap(site: Site, pages: Mapping[str, str], path: str = "/sitemap.xml") -> None:
    """Serve a sitemap of paths with their lastmod."""
    rows = [
        f"<url><loc>{site.address}{page}</loc><lastmod>{day}</lastmod></url>"
        for page, day in pages.items()
    ]
    put_xml(site, path, "urlset", "".join(rows))


def put_xml(site: Site, path: str, root: str, inside: str) -> None:
    """Serve a sitemap or an index of sitemaps."""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    site.put(path, f"<?xml version='1.0'?><{root} {space}>{inside}</{root}>", "application/xml")


class Office:
    """A raw folder with a reference of made-up sources, and runs that fetch into it."""

    def __init__(self, folder: Path) -> None:
        """Make a reference folder without sources."""
        self.reference = small_runs.make_reference(folder / "reference")
        shutil.rmtree(self.reference / "sources")
        (self.reference / "sources").mkdir()
        self.settings = Settings(
            raw=folder / "raw", processed=folder / "processed", reference=self.reference
        )

    def add(self, source_id: str, address: str, connector: str = "feed", more: str = "") -> None:
        """Define a source; more: lines of its `fetch`."""
        text = SOURCE.format(connector=connector, address=address) + more
        (self.reference / "sources" / f"{source_id}.yml").write_text(text)

    def add_by_hand(self, source_id: str) -> None:
        """Define a source whose releases are put below the raw folder by hand."""
        text = SOURCE.format(connector="folder", address="").partition("fetch:")[0]
        (self.reference / "sources" / f"{source_id}.yml").write_text(text)

    def fetch(
        self, *source_ids: str, window: Window | None = None, today: date = TODAY
    ) -> list[Fetched]:
        """Fetch on a day; the clock stands still."""
        now = datetime.combine(today, datetime.min.time(), UTC)
        return fetch_sources(self.settings, MANNERS, source_ids, window, lambda: now)

    def files(self, source_id: str = "aaa_mfa") -> list[Path]:
        """Return the stored documents of a source, sorted."""
        return sorted((self.settings.raw / source_id).rglob("*.html"))
