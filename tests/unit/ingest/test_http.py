"""The one client: polite, patient, and led nowhere that it should not go."""

from __future__ import annotations

import gzip
import logging
import re
import threading
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from loopback import Page, answer_in_turn, run_site, write_slowly

from pipelines.ingest.answers import NotFetched, show_address
from pipelines.ingest.guard import is_private
from pipelines.ingest.hosts import Hosts

PAGE = b"<p>The presidents spoke.</p>"


def _busy(status=503, **headers):
    return Page(
        b"", status=status, headers={name.replace("_", "-"): v for name, v in headers.items()}
    )


def _redirect(to):
    return Page(b"", status=301, headers={"Location": to})


def _fail(client, address, **others):
    with pytest.raises(NotFetched) as caught:
        client.get(address, **others)
    return caught.value


def test_page_comes_with_the_headers_that_matter(site, make_client):
    """They tell later whether there is another."""
    site.put("/1", PAGE, headers={"Last-Modified": "Mon, 08 May 2023 06:00:00 GMT"})
    answer = make_client().get(f"{site.address}/1")
    assert (answer.status, answer.content) == (200, PAGE)
    assert set(answer.headers) == {"content-type", "etag", "last-modified"}


def test_agent_string_says_who_asks_and_how_to_reach_them(site, make_client):
    """Whoever runs a site must be able to complain."""
    site.put("/1", PAGE)
    make_client().get(f"{site.address}/1")
    agents = {one.headers["user-agent"] for one in site.asked}
    assert len(agents) == 1
    assert re.fullmatch(r"communique/\S+ \(\+mailto:tests@mfa\.example\)", agents.pop())


def test_known_page_is_asked_for_conditionally(site, make_client):
    """304 costs the site next to nothing."""
    site.put("/1", PAGE)
    client = make_client()
    known = client.get(f"{site.address}/1").headers
    again = client.get(f"{site.address}/1", known)
    assert (again.status, again.content) == (304, b"")
    assert site.asked[-1].headers["if-none-match"] == known["etag"]


def test_last_modified_serves_where_there_is_no_etag(site, make_client):
    """Older servers know nothing else."""
    site.put("/1", PAGE)
    stamp = "Mon, 08 May 2023 06:00:00 GMT"
    make_client().get(f"{site.address}/1", {"last-modified": stamp})
    assert site.asked[-1].headers["if-modified-since"] == stamp


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate", "two pieces of gzip"])
def test_packed_page_is_unpacked(site, make_client, coding):
    """The same page packed otherwise is the same page."""
    packers = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "raw deflate": lambda page: zlib.compress(page)[2:-4],
        "two pieces of gzip": lambda page: gzip.compress(page[:9]) + gzip.compress(page[9:]),
    }
    name = coding.split()[-1]
    site.put("/1", packers[coding](PAGE), headers={"Content-Encoding": name})
    assert make_client().get(f"{site.address}/1").content == PAGE


def test_gzip_bomb_is_left_at_the_limit(site, make_client):
    """A hundred megabytes of zeros are a hundred kilobytes on the way."""
    site.put("/1", gzip.compress(bytes(100_000_000)), headers={"Content-Encoding": "gzip"})
    error = _fail(make_client(), f"{site.address}/1")
    assert (error.reason, error.is_lasting) == ("too large", True)
    assert site.paths == ["/1"]


def test_endless_page_is_left_at_the_limit(site, make_client):
    """What its header promises does not matter."""
    site.put("/1", bytes(30_000))
    assert _fail(make_client(), f"{site.address}/1", max_bytes=10_000).reason == "too large"


def test_truncated_gzip_is_asked_for_again(site, make_client):
    """A connection that broke is not the page."""
    packed = gzip.compress(PAGE * 50)
    cut = Page(packed[:-20], headers={"Content-Encoding": "gzip"})
    whole = Page(packed, headers={"Content-Encoding": "gzip"})
    site.pages["/1"] = answer_in_turn(cut, whole)
    assert make_client().get(f"{site.address}/1").content == PAGE * 50
    site.pages["/2"] = cut
    error = _fail(make_client(), f"{site.address}/2")
    assert (error.is_lasting, "cut off" in error.detail) == (False, True)


def test_page_that_ends_before_its_length_is_asked_for_again(site, make_client):
    """The server died in the middle of it."""

    def hang_up(request):
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(PAGE)
        request.close_connection = True

    site.pages["/1"] = answer_in_turn(hang_up, Page(PAGE))
    assert make_client().get(f"{site.address}/1").content == PAGE


@pytest.mark.parametrize("status", [429, 500, 503])
def test_busy_server_is_asked_again(site, make_client, status):
    """As often as manners allow, and not once more."""
    site.pages["/1"] = answer_in_turn(_busy(status), _busy(status), Page(PAGE))
    assert make_client().get(f"{site.address}/1").content == PAGE
    site.pages["/2"] = _busy(status)
    error = _fail(make_client(), f"{site.address}/2")
    assert (error.is_lasting, error.ends_source) == (False, False)
    assert site.paths.count("/2") == 3


def test_retry_after_is_waited_for(site, make_client):
    """A second asked for is a second at least, for all who ask this host."""
    site.pages["/1"] = answer_in_turn(_busy(429, Retry_After="1"), Page(PAGE))
    make_client().get(f"{site.address}/1")
    first, second = (one.at for one in site.asked if one.path == "/1")
    assert second - first >= 1.0


@pytest.mark.parametrize("as_date", [False, True])
def test_longer_wait_than_is_sensible_ends_the_turn_of_the_source(site, make_client, as_date):
    """Coming back earlier would be rude, waiting for an hour would hold up nothing but us."""
    at = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    site.pages["/1"] = _busy(429, Retry_After=at if as_date else "3600")
    error = _fail(make_client(), f"{site.address}/1")
    assert error.ends_source
    assert site.paths == ["/1"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_what_is_not_there_is_not_asked_for_again(site, make_client, status):
    """It would be the same."""
    site.pages["/1"] = Page(b"", status=status)
    error = _fail(make_client(), f"{site.address}/1")
    assert (error.is_lasting, error.status) == (True, status)
    assert site.paths == ["/1"]


def test_slow_loris_is_left_when_its_time_is_up(site, make_client, manners):
    """Each byte comes in time, the page would in ten minutes."""
    site.pages["/1"] = write_slowly(PAGE * 1000, 0.02)
    client = make_client(manners=replace(manners, attempts=1, answer_seconds=0.3))
    error = _fail(client, f"{site.address}/1")
    assert ("no whole answer" in error.detail, error.is_lasting) == (True, False)


def test_redirect_inside_the_hosts_is_followed(site, make_client):
    """The address stays the one that the publisher lists."""
    site.pages["/old"] = _redirect("/new")
    site.put("/new", PAGE)
    answer = make_client().get(f"{site.address}/old")
    assert (answer.content, answer.address[-4:], answer.final_address[-4:]) == (
        PAGE,
        "/old",
        "/new",
    )


def test_redirect_to_another_host_is_not_followed_unless_it_is_named(site, make_client):
    """A site that was sold would else give us its new owner's texts."""
    with run_site() as other:
        other.put("/1", PAGE)
        address = other.address.replace("127.0.0.1", "localhost")
        site.pages["/1"] = _redirect(f"{address}/1")
        error = _fail(make_client(), f"{site.address}/1")
        assert (error.is_lasting, other.asked) == (True, [])
        assert "fetch.hosts" in error.detail
        assert make_client(hosts=("localhost",)).get(f"{site.address}/1").content == PAGE


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://127.0.0.1/1", "http://u:p@127.0.0.1/", "//[bad/", "/loop"]
)
def test_redirect_that_leads_nowhere_good_is_refused(site, make_client, to):
    """A page of the web leads to the web, and to an end."""
    site.pages["/1"] = site.pages["/loop"] = _redirect(to)
    assert _fail(make_client(), f"{site.address}/1").is_lasting


def test_private_hosts_are_not_asked_unless_the_source_says_so(site, make_client):
    """A feed must not make us read the machines of our own network."""
    error = _fail(make_client(private=None), f"{site.address}/1")
    assert ("private address" in error.detail, site.asked) == (True, [])


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("169.254.169.254", True),
        ("224.0.0.1", True),
        ("0.0.0.0", True),  # noqa: S104 - only looked at
        ("::1", True),
        ("fe80::1%eth0", True),
        ("::ffff:192.168.0.1", True),
        ("64:ff9b::a00:1", True),
        ("2002:7f00:1::", True),
        ("93.184.216.34", False),
        ("2606:2800:220:1:248:1893:25c8:1946", False),
        ("64:ff9b::5db8:d822", False),
    ],
)
def test_private_addresses_are_known_in_every_form(address, expected):
    """Those of clouds' own services and those wrapped in IPv6 too."""
    assert is_private(address) is expected


def test_forbidding_robots_are_obeyed(site, make_client):
    """Not one byte of what they forbid is asked for."""
    site.put("/robots.txt", "User-agent: communique\nDisallow: /private\n", "text/plain")
    site.put("/private/1", PAGE)
    site.put("/1", PAGE)
    client = make_client()
    assert _fail(client, f"{site.address}/private/1").reason == "robots forbid"
    assert client.get(f"{site.address}/1").content == PAGE
    assert [one.path for one in site.asked] == ["/robots.txt", "/1"]


def test_site_without_robots_forbids_nothing(site, make_client):
    """So says the standard, of 404 as of 403."""
    site.put("/1", PAGE)
    for status in (404, 403):
        site.pages["/robots.txt"] = Page(b"", status=status)
        assert make_client().get(f"{site.address}/1").content == PAGE


def test_robots_that_cannot_be_read_forbid_everything(site, make_client):
    """So says the standard too: nobody knows what they say."""
    site.pages["/robots.txt"] = _busy(500)
    error = _fail(make_client(), f"{site.address}/1")
    assert (error.ends_source, site.paths) == (True, [])


def test_delay_of_robots_goes_before_a_shorter_one_of_the_source(site, make_client):
    """The site's own wish is the stronger one."""
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.5\n", "text/plain")
    client = make_client()
    for path in ("/1", "/2"):
        site.put(path, PAGE)
        client.get(site.address + path)
    *_, first, second = (one.at for one in site.asked)
    assert second - first >= 0.5


def test_a_host_is_asked_one_thing_at_a_time_by_all(site, make_client):
    """Two sources of one site, in two threads, are one visitor."""
    at_work, most = [], []

    def serve(request):
        at_work.append(1)
        most.append(len(at_work))
        time.sleep(0.05)
        at_work.pop()
        Page(PAGE)(request)

    hosts = Hosts()
    threads = []
    for path in ("/1", "/2", "/3"):
        site.pages[path] = serve
        client = make_client(shared=hosts)
        threads.append(threading.Thread(target=client.get, args=(site.address + path,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1, 1, 1]


def test_logs_and_refusals_show_no_credentials(site, make_client, caplog):
    """Logs are sent about, and refusals stand in published tables."""
    site.pages["/1?api_key=SECRET&id=7"] = Page(b"", status=404)
    with caplog.at_level(logging.DEBUG):
        error = _fail(make_client(), f"{site.address}/1?api_key=SECRET&id=7")
    assert site.paths == ["/1?api_key=SECRET&id=7"]
    assert "SECRET" not in error.detail + caplog.text
    assert "id=7" in error.detail


def test_shown_address_has_neither_user_nor_password():
    """Those of object stores and of old links."""
    shown = show_address("https://user:word@mfa.example/1?X-Amz-Signature=abc&page=2#top")
    assert shown == "https://mfa.example/1?X-Amz-Signature=***&page=2"


@pytest.mark.parametrize("address", ["mfa.example/1", "http://", "ftp://mfa.example/1", "http://["])
def test_what_is_no_address_is_refused(make_client, address):
    """Feeds hold such links."""
    assert _fail(make_client(), address).is_lasting
