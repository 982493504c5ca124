"""Listings: how far they are read, by links and by numbers, and which days they tell."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipelines.ingest import listing
from pipelines.ingest.answers import NotFetched
from pipelines.ingest.pages import Memory
from pipelines.ingest.window import Window
from pipelines.reference import FOLDER
from pipelines.reference.fetch import Fetch
from pipelines.reference.language import read_dates

LISTING = {"item": "li a", "next": "a.next", "day": "li time::attr(datetime)"}


def _put_listing(site, n, days, following=None, path=None):
    rows = "".join(
        f'<li><a href="/news/{n}-{k}.html">Call</a><time datetime="{day}">{day}</time></li>'
        for k, day in enumerate(days)
    )
    link = f'<a class="next" href="{following}">older</a>' if following else ""
    site.put(path or f"/list/{n}", f"<ul>{rows}</ul>{link}")


@pytest.fixture
def read_listing(site, make_client, make_source):
    """Return a function that reads a listing; keywords change its `fetch`."""

    def read(window=None, known=lambda _: None, path="/list/1", words=None, **others):
        told = Fetch(address=(f"{site.address}{path}",), **(LISTING | others))
        memory = Memory(known, lambda: datetime(2023, 5, 20, tzinfo=UTC), words=words)
        source = make_source(
            connector="sitemap", media="html", fetch=told, time_zone="Asia/Ashgabat"
        )
        client = make_client()
        entries = listing.list_entries(source, told.address[0], client, window or Window(), memory)
        return list(entries), memory.lists.notes

    return read


def _names(read):
    return [one.address.rpartition("/")[2] for one in read[0]]


def test_listing_is_read_back_to_where_the_window_begins(site, read_listing):
    """An archive has thousands of pages; one week is on the first."""
    _put_listing(site, 1, ["2023-05-08", "2023-05-07T10:00:00Z"], "/list/2")
    _put_listing(site, 2, ["2023-05-06", "2023-05-01"], "/list/3")
    _put_listing(site, 3, ["2023-04-06"], "/list/4")
    found = _names(read_listing(Window(date(2023, 5, 6))))
    assert found == ["1-0.html", "1-1.html", "2-0.html", "2-1.html", "3-0.html"]
    assert site.paths == ["/list/1", "/list/2", "/list/3"]


def test_listing_without_days_is_read_until_all_of_a_page_is_known(site, read_listing):
    """Also where a release was put in above."""
    for n in (1, 2, 3):
        _put_listing(site, n, ["", ""], f"/list/{n + 1}")
    known = lambda link: {} if "/2-" in link else None  # noqa: E731
    assert len(_names(read_listing(known=known, day=None))) == 4
    assert site.paths == ["/list/1", "/list/2"]


def test_listing_that_leads_round_ends(site, read_listing):
    """The link to the next page of the last page often leads to itself."""
    _put_listing(site, 1, ["2023-05-08"], "/list/2")
    _put_listing(site, 2, ["2023-05-07"], "/list/1")
    assert len(_names(read_listing())) == 2


def test_listing_longer_than_its_limit_says_so(site, read_listing):
    """What lies behind is not there, and nobody would know."""
    _put_listing(site, 1, ["2023-05-08"], "/list/2")
    _put_listing(site, 2, ["2023-05-07"])
    entries, notes = read_listing(max_pages=1)
    assert len(entries) == 1
    assert notes == [f"{site.address}/list/1: read no further than fetch.max_pages, 1"]
    assert read_listing(Window(date(2023, 5, 9)), max_pages=1)[1] == []


def test_listing_whose_selectors_do_not_fit_is_an_error_with_its_address(site, read_listing):
    """A site that was made anew must not look like one without news."""
    _put_listing(site, 1, ["2023-05-08"])
    for others, words in (({"item": "ol a"}, "nothing"), ({"day": "time, a"}, "2 times")):
        with pytest.raises(NotFetched, match=words) as caught:
            read_listing(**others)
        assert "/list/1" in caught.value.detail


@pytest.mark.parametrize(
    ("written", "order", "expected"),
    [
        pytest.param("2023-05-07T22:30:00Z", None, date(2023, 5, 8), id="stamp-by-its-own-clock"),
        pytest.param("08/05/2023", None, date(2023, 5, 8), id="digits-in-the-order-of-the-source"),
        pytest.param("5/8/23", "MDY", date(2023, 5, 8), id="digits-in-an-order-of-its-own"),
        pytest.param("Signed on : 8/05/2023", None, date(2023, 5, 8), id="with-a-label"),
        pytest.param("8 of May of 2023", None, date(2023, 5, 8), id="words"),
        pytest.param("Monday, 8 May 2023 14:30", None, date(2023, 5, 8), id="weekday-and-time"),
        pytest.param("2023年5月8日", None, date(2023, 5, 8), id="chinese"),
    ],
)
def test_day_of_a_listing_is_read_as_sites_write_it(site, read_listing, written, order, expected):
    """Few write ISO 8601; the order of digits is told and never guessed."""
    words = read_dates(FOLDER / "languages", "en")
    _put_listing(site, 1, [written])
    (entry,), _ = read_listing(words=words, day="li time", day_order=order)
    assert entry.day == expected


def test_day_that_is_not_told_is_unknown_and_a_listing_of_none_is_an_error(site, read_listing):
    """Yesterday is no day, and a listing of such words would be read back to its first year."""
    _put_listing(site, 1, ["yesterday", "2023-05-08", ""])
    assert [one.day for one in read_listing()[0]] == [None, date(2023, 5, 8), None]
    _put_listing(site, 1, ["yesterday", "1er mai 2023"])
    with pytest.raises(NotFetched, match="no day can be read, such as 'yesterday'"):
        read_listing()


def test_listing_in_the_charset_of_its_answer_is_read(site, read_listing):
    """Its head names none, and its links may be words."""
    html = '<ul><li><a href="/новости/1.html">Встреча</a><time datetime="2023-05-08">8</time></ul>'
    site.put("/list/1", html.encode("windows-1251"), "text/html; charset=windows-1251")
    assert _names(read_listing()) == ["1.html"]
    assert "/новости/" in read_listing()[0][0].address


def test_numbered_pages_are_read_until_there_is_none(site, read_listing):
    """Some count pages, others releases; behind the end is nothing, an error or the last again."""
    for n, start in enumerate((0, 40, 80)):
        _put_listing(site, n, [f"2023-05-0{8 - n}"], path=f"/list?start={start}")
    numbered = {"path": "/list?start={page}", "first_page": 0, "page_step": 40}
    every = ["0-0.html", "1-0.html", "2-0.html"]
    assert _names(read_listing(**numbered)) == every  # 404 behind the end
    site.put("/list?start=120", "<ul></ul>")
    assert _names(read_listing(**numbered)) == every
    _put_listing(site, 2, ["2023-05-06"], path="/list?start=120")
    assert _names(read_listing(**numbered)) == every
    assert site.paths.count("/list?start=120") == 3
    site.asked.clear()
    assert _names(read_listing(Window(date(2023, 5, 8)), **numbered)) == every[:2]
    assert site.paths == ["/list?start=0", "/list?start=40"]


def test_first_numbered_page_must_have_releases(site, read_listing):
    """A site that was made anew must not look like one without news here either."""
    site.put("/list?page=1", "<ul></ul>")
    with pytest.raises(NotFetched, match="matched nothing"):
        read_listing(path="/list?page={page}")


def test_days_of_the_window_are_asked_for(site, read_listing):
    """A search by days costs a site less than its archive read back."""
    path = "/list?from={first_day:%d.%m.%Y}&to={last_day}&page={page}"
    _put_listing(site, 1, ["2023-05-08"], path="/list?from=01.05.2023&to=2023-05-20&page=1")
    assert _names(read_listing(Window(date(2023, 5, 1)), path=path)) == ["1-0.html"]
    with pytest.raises(NotFetched, match="needs --from"):
        read_listing(path=path)
