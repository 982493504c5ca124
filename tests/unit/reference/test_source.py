"""Definitions of sources."""

from __future__ import annotations

import pytest

from pipelines.reference import FOLDER
from pipelines.reference.fetch import find_parameters
from pipelines.reference.files import WrongReference
from pipelines.reference.side import read_states
from pipelines.reference.source import Fields, check_sources, read_source, read_sources

TEXT = """\
name: Ministry of A
publisher: AAA
language: en
homepage: https://mfa.example
licence: none stated
verified: on made-up pages
connector: folder
media: text
date_order: DMY
time_zone: Europe/Minsk
"""
TABLE = TEXT.replace("folder", "table").replace("media: text", "media: record")
HTML = TEXT.replace("media: text", "media: html")
FETCH = "fetch:\n  address: https://mfa.example/rss\n"
FEED = HTML.replace("folder", "feed") + FETCH
SITEMAP = FEED.replace("feed", "sitemap")
LISTING = SITEMAP + "  item: a\n"
TABLE_FIELDS = "fields:\n  title: headline\n  body: text_*\n"


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a definition and returns its path."""

    def run(text, name="aaa_mfa"):
        path = tmp_path / f"{name}.yml"
        path.write_text(text)
        return path

    return run


def test_definition_becomes_a_source(write):
    """What is left out has a default that the class states."""
    source = read_source(write(TABLE + TABLE_FIELDS + "expect:\n  min_releases: 12\n"))
    assert (source.source_id, source.publisher, source.media) == ("aaa_mfa", "AAA", "record")
    assert source.fields == Fields(title="headline", body=("text_*",))
    assert (source.stamps, source.expect.min_releases) == ("marked", 12)


def test_norway_is_not_false(write):
    """YAML reads NO as a truth value."""
    assert read_source(write(TEXT + "missing_values: [NO, 0]\n")).missing_values == ("NO", "0")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param(TEXT + "colour: red\n", 11, "unknown key 'colour'", id="unknown-key"),
        pytest.param(TEXT.replace("AAA", "Aland"), 2, "publisher 'Aland'", id="no-code"),
        pytest.param(TEXT.replace("DMY", "DYM"), 9, "date_order 'DYM'", id="date-order"),
        pytest.param(TEXT.replace("Minsk", "Minks"), 10, "Europe/Minks", id="time-zone"),
        pytest.param(TEXT.replace("en\n", "English\n"), 3, "language 'English'", id="language"),
        pytest.param(TEXT.replace("https://", ""), 4, "homepage", id="homepage"),
        pytest.param(TEXT.replace("folder", "fax"), 7, "connector 'fax'", id="connector"),
        pytest.param(FEED.replace(FETCH, ""), 1, "'fetch' is needed", id="no-fetch"),
        pytest.param(TEXT + FETCH, 11, "'fetch' is needed", id="fetch-of-folder"),
        pytest.param(FEED + "  hosts: http://a\n", 13, "must be a host", id="host"),
        pytest.param(FEED + "  overlap_days: 1.5\n", 13, "must be a number", id="number"),
        pytest.param(FEED + "  delay_seconds: -1\n", 13, "must be a number", id="delay"),
        pytest.param(FEED + "  item: a\n", 13, "connector sitemap", id="item-of-feed"),
        pytest.param(SITEMAP + "  next: a\n", 13, "needs fetch.item", id="next-alone"),
        pytest.param(SITEMAP + "  item: 'a >'\n", 13, "no CSS selector", id="fetch-selector"),
        pytest.param(SITEMAP + "  private: 1\n", 13, "must be allowed", id="private"),
        pytest.param(FEED.replace("://", "://u:p@"), 12, "without user", id="password"),
        pytest.param(LISTING.replace("rss", "{n}"), 12, "parameter n", id="parameter"),
        pytest.param(LISTING.replace("rss", "{page"), 12, "its braces", id="brace"),
        pytest.param(LISTING.replace("rss", "{page:02}"), 12, "{page} alone", id="page-format"),
        pytest.param(LISTING.replace("rss", "{last_day!z}"), 12, "its braces", id="day-conversion"),
        pytest.param(LISTING.replace("mfa.", "{page}."), 12, "the host", id="host-parameter"),
        pytest.param(SITEMAP.replace("rss", "{page}"), 12, "need fetch.item", id="no-listing"),
        pytest.param(LISTING + "  day_order: DYM\n", 14, "one of DMY", id="day-order"),
        pytest.param(FEED.replace("html", "record"), 8, "media must be", id="media-and-connector"),
        pytest.param(TEXT.replace("licence: none stated\n", ""), 1, "'licence'", id="missing-key"),
        pytest.param(TEXT + "encoding: klingon\n", 11, "klingon", id="encoding"),
        pytest.param(TEXT + "chrome: {a: b}\n", 11, "'chrome' must be", id="wrong-type"),
        pytest.param(TEXT + "fields:\n  title: h1\n", 11, "no fields", id="fields-of-text"),
        pytest.param(TABLE, 1, "'fields.title' is missing", id="table-without-fields"),
        pytest.param(TABLE + TABLE_FIELDS + "  drop: nav\n", 14, "media html", id="drop-of-table"),
        pytest.param(TABLE + TABLE_FIELDS + "  head: h1\n", 14, "fields.head", id="unknown-field"),
        pytest.param(HTML + "fields:\n  title: 'h1 >'\n  body: p\n", 12, "'h1 >'", id="selector"),
        pytest.param(HTML + "fields:\n  title: h1\n", 11, "fields.body", id="half-of-selectors"),
        pytest.param(TEXT + "expect:\n  min_releases: few\n", 12, "'few'", id="bound"),
        pytest.param(TEXT + "name: again\n", 11, "repeated", id="key-twice"),
        pytest.param("- a\n- b\n", 1, "mapping", id="no-mapping"),
    ],
)
def test_wrong_definition_is_refused_with_file_line_and_remedy(write, text, line, words):
    """A source that is half understood would give half of its releases."""
    with pytest.raises(WrongReference) as caught:
        read_source(write(text))
    message = str(caught.value)
    assert f"aaa_mfa.yml:{line}:" in message
    assert words in message


def test_fetch_becomes_part_of_the_source(write):
    """What is left out has a default that is polite."""
    text = SITEMAP + "  hosts: [cdn.example]\n  delay_seconds: 0.5\n  silent_days: 30\n"
    fetch = read_source(write(text)).fetch
    assert fetch.address == ("https://mfa.example/rss",)
    assert fetch.allowed_hosts == {"mfa.example", "cdn.example"}
    assert (fetch.delay_seconds, fetch.silent_days, fetch.allows_private) == (0.5, 30, False)


def test_addresses_of_listings_may_leave_a_page_and_days_open(write):
    """As the archive of a site is asked for: by number, and by the days of a window."""
    address = "list?from={first_day:%d.%m.%Y}&page={page}"
    fetch = read_source(write(LISTING.replace("rss", address) + "  page_step: 20\n")).fetch
    assert find_parameters(fetch.address[0]) == ("first_day", "page")
    assert (fetch.first_page, fetch.page_step) == (1, 20)


def test_records_may_lie_in_files_of_their_own(write):
    """JSON files of one release each are records in a folder."""
    source = read_source(write(TABLE.replace("table", "folder") + TABLE_FIELDS))
    assert (source.connector, source.media) == ("folder", "record")


def test_attribute_of_a_selector_is_allowed(write):
    """Meta elements keep their text in one."""
    fields = "fields:\n  title: meta[name=title]::attr(content)\n  body: article\n"
    assert read_source(write(HTML + fields)).fields.title.endswith("::attr(content)")


def test_check_lists_every_problem_of_every_file(write, tmp_path):
    """Whoever adds a source sees all at once."""
    write(TEXT.replace("DMY", "DYM").replace("Minsk", "Minks"))
    write(TEXT.replace("AAA", "QQQ"), "bbb_mfa")
    write(TEXT, "Bad Name")
    write("a: [", "ccc_mfa")
    problems = check_sources(tmp_path, sides={"AAA"})
    for words in ("DYM", "Minks", "QQQ", "Bad Name", "ccc_mfa"):
        assert any(words in problem for problem in problems), words


def test_all_sources_of_the_project_are_sound():
    """Each is readable, and its publisher is a side that is known."""
    sides = {state.code for state in read_states(FOLDER / "states.csv")}
    assert check_sources(FOLDER / "sources", sides) == []
    assert len(read_sources(FOLDER / "sources")) >= 7
