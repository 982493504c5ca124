"""Definitions proposed for addresses."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

import pytest
from fetched_sites import put_sitemap
from loopback import Page

from pipelines.cli.app import call
from pipelines.reference.source import check_sources, read_source

STORY = "".join(
    f"<p>The presidents of A and B spoke of trade, part {n} of many.</p>" for n in range(9)
)
PAGE = (
    f"<html><head><title>Call with B</title></head><body><article>{STORY}</article></body></html>"
)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Ministry of  A</title>
<language>en-gb</language><item><link>{address}/1</link></item></channel></rss>"""


@pytest.fixture
def propose(tmp_path):
    """Return a function that proposes a source for an address; its YAML as text and as a path."""

    def run(address):
        with redirect_stdout(io.StringIO()) as printed:
            words = ["sources", "add", address, "--private", "--contact", "tests@mfa.example"]
            assert call(words) == 0
        path = tmp_path / "proposed.yml"
        path.write_text(printed.getvalue())
        return printed.getvalue(), path

    return run


@pytest.fixture
def ministry(site):
    """Return a site with a page that names a feed with one release."""
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    other = link.replace("/feed", "/jobs")
    site.put("/", f"<html lang=en><head><title>Home</title>{link}{other}</head></html>")
    site.put("/feed", FEED.format(address=site.address), "application/rss+xml")
    site.put("/1", PAGE)
    return site


@pytest.mark.parametrize("path", ["/feed", "/"])
def test_proposal_for_a_feed_is_a_definition_that_can_be_read(ministry, propose, path):
    """From the feed, or from a page that names it; trafilatura reads, for no selector is known."""
    text, file = propose(ministry.address + path)
    source = read_source(file)
    assert (source.name, source.language, source.connector) == ("Ministry of A", "en-gb", "feed")
    assert source.fetch.address == (f"{ministry.address}/feed",)
    assert source.fields.body == ()
    assert "title 'Call with B', 9 paragraphs, days none" in text
    assert ("/jobs" in text) is (path == "/")


def test_what_nobody_told_is_to_be_checked(ministry, propose):
    """The publisher above all: the check of sources does not let it pass."""
    text, file = propose(f"{ministry.address}/feed")
    for word in ("publisher:", "licence:", "date_order", "time_zone"):
        assert word in text.partition("\nname:")[0]
    (problem,) = check_sources(file.parent, sides={"AAA"})
    assert "publisher 'ZZZ'" in problem


def test_sitemap_is_proposed_as_one(site, propose):
    """Its pages are not read: it does not tell which are releases."""
    put_sitemap(site, {"/1": "2023-05-08"})
    text, file = propose(f"{site.address}/sitemap.xml")
    assert read_source(file).connector == "sitemap"
    assert "no release was read" in text


def test_page_without_a_feed_is_proposed_as_a_folder(site, propose):
    """Nothing is guessed: where its releases are listed is for a person to find."""
    site.put("/", "<html><head><title>Ministry</title></head><body>Welcome</body></html>")
    text, file = propose(f"{site.address}/")
    assert read_source(file).connector == "folder"
    assert "names no feed" in text


def test_release_that_cannot_be_read_is_told_of(ministry, propose):
    """Then the definition needs selectors."""
    ministry.put("/1", "<html><body></body></html>")
    assert "was refused: no body" in propose(f"{ministry.address}/feed")[0]
    ministry.pages["/1"] = Page(b"", status=404)
    assert "was not read" in propose(f"{ministry.address}/feed")[0]


def test_address_that_does_not_answer_is_a_problem_of_one_line(site, capsys):
    """And not a definition of nothing."""
    words = ["sources", "add", f"{site.address}/none", "--private", "--contact", "a@mfa.example"]
    assert call(words) == 1
    assert "status 404" in capsys.readouterr().err
    assert call(words[:-2]) == 2
    assert "--contact" in capsys.readouterr().err
