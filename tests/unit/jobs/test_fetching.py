"""Runs that fetch: what is kept, what is asked for again, and what is told."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from fetched_sites import TODAY, page_of, put_feed, put_pages, put_sitemap
from loopback import Page, run_site

from pipelines import jobs, storage
from pipelines.ingest.window import Window
from pipelines.jobs import UnknownFetch
from pipelines.storage import LockHeldError, hold_lock

DAY = timedelta(days=1)


def _counts(done):
    return done.n_new, done.n_revised, done.n_same, len(done.missed)


def test_feed_is_kept_page_by_page_with_its_sidecars(site, office):
    """The bytes as received, and where they came from."""
    put_pages(site, range(3))
    office.add("aaa_mfa", f"{site.address}/feed")
    (done,) = office.fetch()
    assert (_counts(done), done.failure) == ((3, 0, 0, 0), None)
    first = office.files()[0]
    assert first.read_text() == page_of(0)
    sidecar = json.loads(first.with_name(f"{first.name}.meta.json").read_text())
    assert sidecar["address"] == f"{site.address}/news/0.html"
    assert sidecar["published_day"] == "2023-05-01"
    assert (sidecar["status"], sidecar["connector"], sidecar["listed_day"]) == (
        200,
        "feed",
        "2023-05-01",
    )


def test_second_run_looks_again_at_the_overlap_alone(site, office):
    """Conditionally, so that it costs the site next to nothing."""
    put_pages(site, range(20))
    office.add("aaa_mfa", f"{site.address}/feed", more="  overlap_days: 3\n")
    office.fetch()
    before = [path.name for path in office.files()]
    site.asked.clear()
    (done,) = office.fetch(today=TODAY + DAY)
    assert _counts(done) == (0, 0, 4, 0)
    assert site.paths == ["/feed", *(f"/news/{n}.html" for n in (16, 17, 18, 19))]
    assert all("if-none-match" in one.headers for one in site.asked[1:])
    assert [path.name for path in office.files()] == before


def test_changed_page_is_a_version_and_the_tables_show_the_latest(site, office):
    """And the manifest says that there was a revision."""
    put_pages(site, range(3))
    office.add("aaa_mfa", f"{site.address}/feed", more="  overlap_days: 30\n")
    office.fetch()
    site.put("/news/1.html", page_of(1, "The presidents spoke by telephone on 7 May 2023."))
    (done,) = office.fetch(today=TODAY + DAY)
    assert _counts(done) == (0, 1, 2, 0)
    jobs.run(office.settings)
    build = storage.find_latest(office.settings.processed)
    releases = storage.read_table(build, "releases").set_index("title")
    assert releases["n_versions"].to_dict() == {"Call 0": 1, "Call 1": 2, "Call 2": 1}
    assert "7 May 2023" in releases.loc["Call 1", "text"]
    assert storage.read_manifest(build)["n_revisions"] == 1


def test_window_takes_the_days_asked_for_and_leaves_the_progress(site, office):
    """A backfill must not make the next run believe that all since is done."""
    put_pages(site, range(10))
    office.add("aaa_mfa", f"{site.address}/feed")
    (done,) = office.fetch(window=Window(date(2023, 5, 3), date(2023, 5, 5)))
    assert done.n_new == 3
    (rest,) = office.fetch()
    assert rest.n_new == 7


def test_sitemap_begins_with_its_overlap_and_says_so(site, office):
    """A ministry's whole archive is fetched by whoever asks for it, not by accident."""
    put_pages(site, range(20))
    pages = {f"/news/{n}.html": f"2023-05-{n + 1:02d}" for n in range(20)}
    put_sitemap(site, pages)
    office.add("aaa_mfa", f"{site.address}/sitemap.xml", "sitemap")
    (done,) = office.fetch()
    assert done.n_new == 9  # lastmod is by another clock: one day more on the early side
    assert "--from" in done.notes[0]
    (rest,) = office.fetch(window=Window(date(2023, 1, 1)))
    assert rest.n_new == 11


def test_sitemap_looks_again_only_at_what_was_changed_since(site, office):
    """Its lastmod tells, so that nothing has to be asked."""
    put_pages(site, range(3))
    put_sitemap(site, {f"/news/{n}.html": "2023-05-19" for n in range(3)})
    office.add("aaa_mfa", f"{site.address}/sitemap.xml", "sitemap")
    office.fetch()
    site.put("/news/1.html", page_of(1, "Changed."))
    put_sitemap(site, {f"/news/{n}.html": f"2023-05-{19 + n}" for n in range(3)})
    site.asked.clear()
    (done,) = office.fetch(today=TODAY + 2 * DAY)
    assert (done.n_revised, done.n_same) == (1, 1)
    assert site.paths == ["/sitemap.xml", "/news/1.html", "/news/2.html"]


def test_feed_that_is_the_same_still_lets_its_pages_be_looked_at(site, office):
    """A page is changed more often than its title in the feed."""
    put_pages(site, range(2))
    office.add("aaa_mfa", f"{site.address}/feed", more="  overlap_days: 30\n")
    office.fetch()
    site.put("/news/1.html", page_of(1, "Changed."))
    site.asked.clear()
    (done,) = office.fetch(today=TODAY + DAY)
    assert site.asked[1].headers["if-none-match"]
    assert _counts(done) == (0, 1, 1, 0)


def test_what_a_killed_run_left_half_written_is_swept(site, office):
    """Beside the documents and beside the file of how far it had come."""
    put_pages(site, range(1))
    office.add("aaa_mfa", f"{site.address}/feed")
    folder = office.settings.raw / "aaa_mfa"
    left = [folder / ".tmp-1-00000000", folder / "2023" / ".tmp-1-00000001"]
    left[1].parent.mkdir(parents=True)
    for path in left:
        path.write_bytes(b"half")
    office.fetch()
    assert not any(path.exists() for path in left)


def test_failing_source_does_not_stop_the_others(site, office):
    """One ministry's server is always down."""
    put_pages(site, range(2))
    with run_site() as gone:
        office.add("aaa_mfa", f"{gone.address}/feed")
    office.add("bbb_mfa", f"{site.address}/feed")
    office.add("ccc_mfa", f"{site.address}/no-feed")
    first, second, third = office.fetch()
    assert "no whole answer" in first.failure
    assert (second.failure, second.n_new) == (None, 2)
    assert "404" in third.failure


def test_server_that_dies_in_the_middle_is_made_up_for(site, office):
    """What was fetched stays, and the next run asks for the rest alone."""
    put_pages(site, range(20))
    office.add("aaa_mfa", f"{site.address}/feed")
    pages = dict(site.pages)
    for n in range(8, 20):
        site.pages[f"/news/{n}.html"] = _hang_up
    (done,) = office.fetch()
    assert (done.n_new, "down" in done.failure) == (8, True)
    assert len(done.missed) == 5
    site.pages = pages
    site.asked.clear()
    (rest,) = office.fetch()
    assert (_counts(rest), rest.failure) == ((12, 0, 0, 0), None)
    assert site.paths[1:] == [f"/news/{n}.html" for n in range(8, 20)]


def _hang_up(request):
    request.close_connection = True


def test_missed_page_is_asked_for_again_also_when_its_day_is_long_past(site, office):
    """Else a server's bad minute would be a hole for ever."""
    put_pages(site, range(3))
    office.add("aaa_mfa", f"{site.address}/feed", more="  overlap_days: 0\n")
    page = site.pages["/news/1.html"]
    site.pages["/news/1.html"] = Page(b"", status=500)
    (done,) = office.fetch()
    assert _counts(done) == (2, 0, 0, 1)
    put_feed(site, "")
    site.pages["/news/1.html"] = page
    (rest,) = office.fetch(today=TODAY + 30 * DAY)
    assert _counts(rest) == (1, 0, 0, 0)


def test_missed_pages_stand_in_quarantine_until_they_are_there(site, office):
    """Nothing that a publisher lists is dropped in silence."""
    put_pages(site, range(3))
    site.put("/robots.txt", "User-agent: *\nDisallow: /news/2.html\n", "text/plain")
    site.pages["/news/1.html"] = Page(b"", status=404)
    office.add("aaa_mfa", f"{site.address}/feed")
    office.fetch()
    jobs.run(office.settings)
    build = storage.find_latest(office.settings.processed)
    rows = storage.read_table(build, "quarantine")
    told = {row["address"][-6:]: row["reason"] for row in rows.to_dict("records")}
    assert told.items() >= {"1.html": "not fetched", "2.html": "robots forbid"}.items()


def test_page_that_stays_away_is_left_after_some_runs(site, office):
    """A site must not be asked for ever for what it does not have."""
    put_pages(site, [0])
    site.pages["/news/0.html"] = Page(b"", status=500)
    office.add("aaa_mfa", f"{site.address}/feed", more="  overlap_days: 0\n")
    office.fetch()
    put_feed(site, "<item><title>x</title></item>")
    for n in range(6):
        office.fetch(today=TODAY + (10 + n) * DAY)
    n_asked = site.paths.count("/news/0.html")
    office.fetch(today=TODAY + 30 * DAY)
    assert site.paths.count("/news/0.html") == n_asked


def test_silent_source_is_told_of(site, office):
    """A feed that was moved answers for years with the same items."""
    put_pages(site, range(8))
    office.add("aaa_mfa", f"{site.address}/feed")
    office.add("bbb_mfa", f"{site.address}/feed", more="  silent_days: 90\n")
    assert [done.notes for done in office.fetch(today=date(2023, 5, 9))] == [[], []]
    first, second = office.fetch(today=date(2023, 6, 9))
    assert "nothing new for 32 days, since 2023-05-08" in first.notes[0]
    assert second.notes == []


def test_silent_source_is_a_gap_in_the_tables(site, office):
    """Up to the last whole month before it was looked at."""
    put_pages(site, [0])
    site.put("/news/0.html", page_of(0, "The presidents spoke by telephone.</p><p>1 May 2023"))
    office.add("aaa_mfa", f"{site.address}/feed")
    office.fetch()
    office.fetch(today=date(2023, 8, 2))
    jobs.run(office.settings)
    build = storage.find_latest(office.settings.processed)
    table = storage.read_table(build, "coverage")
    assert table["month"].to_list() == ["2023-05", "2023-06", "2023-07"]
    assert table["is_gap"].to_list() == [False, True, True]


def test_feed_too_short_for_the_time_since_the_last_run_is_told_of(site, office):
    """What has scrolled out of it is lost unless somebody knows."""
    put_pages(site, range(3))
    office.add("aaa_mfa", f"{site.address}/feed")
    office.fetch()
    put_pages(site, range(50, 53), date(2023, 7, 1))
    (done,) = office.fetch(today=date(2023, 7, 4))
    assert any("begins on 2023-07-01, the last run came to 2023-05-20" in n for n in done.notes)


def test_item_without_a_link_is_told_of(site, office):
    """It cannot be fetched."""
    put_feed(site, "<item><title>Call</title></item>")
    office.add("aaa_mfa", f"{site.address}/feed")
    (done,) = office.fetch()
    assert "1 items of the feed have no link" in done.notes


def test_source_that_cannot_be_fetched_is_named(office):
    """A mistyped name must not look like a source without news."""
    office.add("aaa_mfa", "https://mfa.example/feed")
    with pytest.raises(UnknownFetch, match="there is no source 'aaa'"):
        office.fetch("aaa")


def test_two_runs_do_not_fetch_into_one_folder_at_once(office):
    """Each would be a second visitor to the same sites."""
    office.add("aaa_mfa", "https://mfa.example/feed")
    office.settings.raw.mkdir()
    now = datetime.now(UTC)
    with hold_lock(office.settings.raw, now), pytest.raises(LockHeldError):
        office.fetch()


def test_page_that_changes_back_is_shown_as_it_is_now(site, office):
    """Three versions were received, two texts, and the first is the one that stands."""
    put_pages(site, [0])
    office.add("aaa_mfa", f"{site.address}/feed", more="  overlap_days: 30\n")
    for k, text in enumerate(("One.", "Two.", "One.")):
        site.put("/news/0.html", page_of(0, text))
        office.fetch(today=TODAY + k * DAY)
    jobs.run(office.settings)
    build = storage.find_latest(office.settings.processed)
    (release,) = storage.read_table(build, "releases").to_dict("records")
    assert ("One." in release["text"], release["n_versions"]) == (True, 2)
    assert len(office.files()) == 3
