"""Feeds and sitemaps: what they list, and what is made of broken ones."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime

import pytest
from fetched_sites import put_feed, put_pages, put_sitemap, put_xml

from pipelines.ingest import feed, sitemap
from pipelines.ingest.answers import NotFetched
from pipelines.ingest.lists import Lists
from pipelines.ingest.window import Entry, Window, choose_entries
from pipelines.reference.fetch import Fetch

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
<entry><link href="https://mfa.example/1"/><updated>2023-05-08T23:30:00Z</updated></entry>
<entry><link href="https://mfa.example/2"/><published>2023-05-08T23:30:00Z</published>
<updated>2023-05-10T00:00:00Z</updated></entry></feed>"""


@pytest.fixture
def read_feed(site, make_client, make_source):
    """Return a function that lists the site's feed."""

    def read(lists=None, **others):
        source = make_source(connector="feed", media="html", **others)
        client = make_client()
        return list(feed.list_entries(source, f"{site.address}/feed", client, lists or Lists()))

    return read


def test_rss_gives_links_and_days(site, read_feed):
    """The day is that of publication."""
    put_pages(site, range(2))
    assert read_feed() == [
        Entry(f"{site.address}/news/0.html", date(2023, 5, 1)),
        Entry(f"{site.address}/news/1.html", date(2023, 5, 2)),
    ]


def test_day_is_the_publishers_and_a_change_is_no_publication(site, read_feed):
    """Half past eleven in London is the next day in Ashgabat; an old page may be changed today."""
    site.put("/feed", ATOM, "application/atom+xml")
    first, second = read_feed(time_zone="Asia/Ashgabat")
    assert (first.day, first.changed) == (None, datetime(2023, 5, 8, 23, 30, tzinfo=UTC))
    assert (second.day, second.changed) == (date(2023, 5, 9), None)


def test_feed_of_five_thousand_items_is_read_whole(site, read_feed):
    """Some sites put their whole archive into it."""
    put_pages(site, range(5000), date(2005, 1, 1))
    entries = read_feed()
    assert (len(entries), len({one.address for one in entries})) == (5000, 5000)


def test_feed_in_another_charset_than_it_declares_is_read(site, read_feed):
    """Its links are in ASCII all the same."""
    item = "<item><title>Разговор</title><link>https://mfa.example/1</link></item>"
    text = (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{item}</channel></rss>'
    )
    site.put("/feed", text.encode("windows-1251"), "application/rss+xml; charset=utf-8")
    assert read_feed() == [Entry("https://mfa.example/1")]


@pytest.mark.parametrize(
    "text", ["<html><body>Not here any more</body></html>", "", "{}", "<rss><chan"]
)
def test_what_is_no_feed_is_an_error_with_its_address(site, read_feed, text):
    """An empty list would look like a ministry without news."""
    site.put("/feed", text)
    with pytest.raises(NotFetched, match="/feed"):
        read_feed()


def test_feed_without_items_is_no_error(site, read_feed):
    """There is nothing new."""
    put_feed(site, "")
    assert read_feed() == []


def test_feed_that_is_the_same_lists_what_it_did(site, read_feed):
    """Its entries are kept beside its ETag."""
    put_pages(site, range(2))
    lists = Lists()
    first = read_feed(lists)
    again = Lists(lists.to_json())
    assert read_feed(again) == first
    assert site.asked[-1].headers["if-none-match"]


def _read_sitemap(site, client, path="/sitemap.xml", window=None):
    return list(sitemap.list_entries(site.address + path, client, window or Window()))


def test_sitemap_gives_pages_and_when_they_were_changed(site, make_client):
    """A day alone is over at its end."""
    put_sitemap(site, {"/1": "2023-05-08", "/2": "2023-05-08T10:00:00+05:00", "/3": "soon"})
    first, second, third = _read_sitemap(site, make_client())
    assert first.changed == datetime(2023, 5, 8, 23, 59, 59, tzinfo=UTC)
    assert second.changed == datetime(2023, 5, 8, 5, tzinfo=UTC)
    assert third == Entry(f"{site.address}/3")


def test_index_leads_to_sitemaps_that_may_hold_days_of_the_window(site, make_client):
    """A sitemap not changed since has nothing of the window."""
    rows = [
        f"<sitemap><loc>{site.address}/{year}.xml</loc><lastmod>{year}-12-31</lastmod></sitemap>"
        for year in (2021, 2022, 2023)
    ]
    put_xml(site, "/sitemap.xml", "sitemapindex", "".join(rows))
    for year in (2021, 2022, 2023):
        put_sitemap(site, {f"/{year}/1": f"{year}-12-31"}, f"/{year}.xml")
    found = _read_sitemap(site, make_client(), window=Window(date(2022, 6, 1)))
    assert [one.address[-6:] for one in found] == ["2022/1", "2023/1"]
    assert "/2021.xml" not in site.paths


def test_packed_sitemap_is_unpacked(site, make_client):
    """Most large ones are files with .gz."""
    put_sitemap(site, {"/1": "2023-05-08"}, "/s.xml")
    site.put("/s.xml.gz", gzip.compress(site.pages["/s.xml"].content), "application/gzip")
    assert len(_read_sitemap(site, make_client(), "/s.xml.gz")) == 1


def test_index_that_leads_to_itself_comes_to_an_end(site, make_client):
    """Against the protocol, and seen."""
    loc = f"<sitemap><loc>{site.address}/sitemap.xml</loc></sitemap>"
    put_xml(site, "/sitemap.xml", "sitemapindex", loc)
    assert _read_sitemap(site, make_client()) == []
    assert len(site.paths) <= 5


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"<html></html>", "no sitemap", id="page"),
        pytest.param(b"<urlset><url>", "broken", id="cut"),
        pytest.param(b"", "broken", id="nothing"),
        pytest.param(gzip.compress(b"<urlset/>" * 9)[:-12], "cut off", id="cut-gz"),
        pytest.param(gzip.compress(bytes(60_000_000)), "cut off, or more", id="bomb"),
    ],
)
def test_broken_sitemap_is_an_error_with_its_address(site, make_client, content, words):
    """An empty list would look like a ministry without news."""
    site.put("/sitemap.xml", content, "application/xml")
    with pytest.raises(NotFetched, match=words) as caught:
        _read_sitemap(site, make_client())
    assert "/sitemap.xml" in caught.value.detail


def test_entities_of_a_sitemap_are_not_followed(site, make_client, tmp_path):
    """They could name a file of this machine."""
    (tmp_path / "secret").write_text("SECRET")
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    site.put("/sitemap.xml", f"{entity}<urlset><url><loc>http://a/&x;</loc></url></urlset>")
    assert all("SECRET" not in one.address for one in _read_sitemap(site, make_client()))


def test_entries_are_chosen_by_address_day_and_once():
    """Sites list speeches, jobs and pictures too."""
    told = Fetch(address=("https://a/",), include=("*/news/*",), exclude=("*/news/jobs*",))
    addresses = {
        "https://a/news/1#top": True,
        "https://a/news/1": False,
        "https://a/about": False,
        "https://a/news/jobs/1": False,
        "https://a/news/2023/05/06/1": True,
        "https://a/news/2022/05/06/1": False,
    }
    window = Window(date(2023, 5, 1), date(2023, 5, 31))
    chosen = choose_entries([Entry(one) for one in addresses], told, window)
    wanted = [one.partition("#")[0] for one, is_wanted in addresses.items() if is_wanted]
    assert [one.address for one in chosen] == wanted


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(Entry("a", date(2023, 5, 1)), True, id="first-day"),
        pytest.param(Entry("a", date(2023, 5, 31)), True, id="last-day"),
        pytest.param(Entry("a", date(2023, 6, 1)), False, id="after"),
        pytest.param(Entry("a", None, datetime(2023, 6, 9, tzinfo=UTC)), True, id="changed-later"),
        pytest.param(Entry("a", None, datetime(2023, 4, 9, tzinfo=UTC)), False, id="not-since"),
        pytest.param(Entry("a"), True, id="unknown"),
    ],
)
def test_window_is_inclusive_and_a_change_is_a_bound_on_one_side(entry, expected):
    """What was changed in June may have been published in May; what was not since April was not."""
    assert entry.is_wanted(Window(date(2023, 5, 1), date(2023, 5, 31))) is expected
