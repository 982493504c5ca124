"""Runs that ask publishers before they code: who is asked, for what, and what a failure stops."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from fetched_sites import MANNERS, put_pages
from loopback import Page, answer_in_turn

from pipelines import jobs
from pipelines.cli.app import call
from pipelines.ingest.http import Manners
from pipelines.jobs import BackfillRequest, NoContact, Order, UnknownFetch, fetching
from pipelines.storage import find_latest, hold_lock, read_manifest

DAYS = {"from_day": "2023-05-03", "to_day": "2023-05-05", "reason": "from the site"}


def test_a_run_fetches_and_codes_with_an_order_and_asks_nobody_without(site, office):
    """From the publisher's list to the tables in one go; each run goes on where one stopped."""
    lately = fetching.tell_time().date() - timedelta(days=3)
    put_pages(site, range(3), lately)
    office.add("aaa_mfa", f"{site.address}/feed")
    first = jobs.run(office.settings, order=Order(MANNERS))
    assert (first.n_read, first.n_new, first.fetched[0].n_new) == (3, 3, 3)
    assert first.is_fetched_whole
    put_pages(site, range(5), lately)
    site.asked.clear()
    offline = jobs.run(office.settings)
    assert (offline.n_read, offline.fetched, site.asked) == (3, (), [])
    second = jobs.run(office.settings, order=Order(MANNERS))
    assert (second.n_read, second.n_new, second.fetched[0].n_new) == (5, 2, 2)


def test_a_source_that_fails_stops_neither_the_others_nor_the_tables(site, office):
    """And is told of: its silence would look like that of the publisher.

    Meanwhile the tables are free: a site may take hours, and others must not wait for it.
    """
    free = []

    def look(_path):
        with hold_lock(office.settings.processed, fetching.tell_time()):
            free.append(True)

    site.before = look
    put_pages(site, range(2))
    office.add("aaa_mfa", f"{site.address}/feed")
    office.add("bbb_mfa", f"{site.address}/gone")
    summary = jobs.run(office.settings, order=Order(MANNERS))
    assert [(one.n_new, bool(one.failure)) for one in summary.fetched] == [(2, False), (0, True)]
    assert not summary.is_fetched_whole
    assert free
    assert read_manifest(find_latest(office.settings.processed))["n_read"] == 2


def test_a_backfill_asks_for_its_days_and_those_of_its_sources_that_say_how(site, office):
    """Sources whose releases are put by hand are backfilled by what was put."""
    put_pages(site, range(10))
    office.add("aaa_mfa", f"{site.address}/feed")
    office.add("bbb_mfa", f"{site.address}/other")
    office.add_by_hand("ccc_mfa")
    request = BackfillRequest.model_validate(DAYS | {"sources": ["aaa_mfa", "ccc_mfa"]})
    order = Order(MANNERS, request.sources, request.window)
    done = fetching.fetch_ordered(office.settings, order)
    assert [(one.source_id, one.n_new) for one in done] == [("aaa_mfa", 3)]
    assert "/other" not in site.paths


def test_nobody_is_asked_without_a_contact(site, office):
    """Before anything is written: a site that is pestered must know whom to write to."""
    office.add("aaa_mfa", f"{site.address}/feed")
    with pytest.raises(NoContact, match=r"aaa_mfa.*COMMUNIQUE_CONTACT"):
        jobs.run(office.settings, order=Order(Manners("  ")))
    assert not office.settings.raw.exists()
    assert site.asked == []


def test_where_no_source_says_how_no_contact_is_needed(office):
    """Whoever puts all releases by hand has nobody to write to."""
    office.add_by_hand("ccc_mfa")
    assert fetching.fetch_ordered(office.settings, Order(Manners(""))) == []


def test_a_misspelled_source_is_told(office):
    """Else it would be silent every night."""
    office.add_by_hand("ccc_mfa")
    with pytest.raises(UnknownFetch, match=r"ddd_mfa.*ccc_mfa"):
        fetching.fetch_ordered(office.settings, Order(MANNERS, ("ddd_mfa",)))


@pytest.mark.parametrize(
    ("page", "may_pass"),
    [
        pytest.param(Page(b"", status=503), True, id="down"),
        pytest.param(Page(b"", status=404), False, id="gone"),
        pytest.param(Page(b"", status=429, headers={"Retry-After": "4000"}), False, id="asks-wait"),
    ],
)
def test_what_may_pass_in_a_minute_is_told_from_the_rest(site, office, page, may_pass):
    """A flow tries again what may pass; a site that asks for an hour is given it."""
    site.pages["/feed"] = page
    office.add("aaa_mfa", f"{site.address}/feed")
    (done,) = office.fetch()
    assert (bool(done.failure), done.may_pass) == (True, may_pass)


def test_a_site_whose_robots_ask_to_wait_is_given_its_time(site, office):
    """The same for the first thing that is asked for."""
    site.pages["/robots.txt"] = Page(b"", status=503, headers={"Retry-After": "4000"})
    office.add("aaa_mfa", f"{site.address}/feed")
    (done,) = office.fetch()
    assert (bool(done.failure), done.may_pass) == (True, False)


def test_what_two_tries_gave_is_added_up(site, office):
    """The second goes on where the first broke off, and the run gave both."""
    put_pages(site, range(4))
    page = site.pages["/news/2.html"]
    down = Page(b"", status=429, headers={"Retry-After": "4000"})
    site.pages["/news/2.html"] = answer_in_turn(down, page)
    office.add("aaa_mfa", f"{site.address}/feed")
    with jobs.open_fetching(office.settings, Order(MANNERS)) as tries:
        assert tries.fetch("aaa_mfa").failure
        assert tries.fetch("aaa_mfa").failure is None
    (done,) = tries.done
    assert (done.n_new, done.failure) == (4, None)


@pytest.fixture
def defined(site, office, monkeypatch):
    """Let the command line know the made-up sources, and ask them with little patience."""
    put_pages(site, range(10))
    office.add("aaa_mfa", f"{site.address}/feed")
    monkeypatch.setattr(jobs, "Settings", partial(jobs.Settings, reference=office.reference))
    monkeypatch.setenv("COMMUNIQUE_CONTACT", "mailto:tests@mfa.example")
    return ["--raw", str(office.settings.raw), "--processed", str(office.settings.processed)]


BACKFILL = ["backfill", "--from", "2023-05-03", "--to", "2023-05-05", "--reason", "from the site"]


def test_run_collects_where_it_is_told_to(defined, site, capsys):
    """The line of a cron table that does everything; and the one that stays offline."""
    assert call(["run", "--no-prefect", "--collect", *defined]) == 0
    assert "Fetched: 10 new, 0 revised; sources asked: 1." in capsys.readouterr().out
    site.asked.clear()
    assert call(["run", "--no-prefect", *defined]) == 0
    assert "Fetched" not in capsys.readouterr().out
    assert site.asked == []


def test_a_source_that_fails_shows_in_the_exit_code(defined, site, capsys):
    """Cron and systemd look at nothing else."""
    site.pages["/feed"] = Page(b"", status=404)
    assert call(["run", "--no-prefect", "--collect", *defined]) == 1
    assert "Warning: aaa_mfa was not fetched to its end" in capsys.readouterr().out


def test_a_dry_run_asks_nobody_and_says_whom_a_backfill_would(defined, site, office, capsys):
    """Neither the raw store nor a publisher notices that somebody looked."""
    office.settings.raw.mkdir()
    assert call([*BACKFILL, "--dry-run", *defined]) == 0
    assert "Nobody was asked: a run would first ask aaa_mfa" in capsys.readouterr().out
    assert (site.asked, list(office.settings.raw.iterdir())) == ([], [])
    assert not office.settings.processed.exists()
    assert call([*BACKFILL, *defined]) == 0
    assert "Fetched: 3 new" in capsys.readouterr().out
    assert len(office.files()) == 3


def test_a_backfill_can_leave_publishers_alone(defined, site, office, capsys):
    """To code again what lies there."""
    office.settings.raw.mkdir()
    assert call([*BACKFILL, "--no-collect", *defined]) == 0
    assert "Fetched" not in capsys.readouterr().out
    assert site.asked == []


def test_serving_begins_only_where_its_runs_could_fetch(defined, office, monkeypatch, capsys):
    """Else it would be noticed in the morning, by runs that failed."""
    monkeypatch.delenv("COMMUNIQUE_CONTACT")
    office.settings.raw.mkdir()
    assert call(["serve", *defined]) == 2
    assert "--contact is missing" in capsys.readouterr().err
    assert call(["serve", "--source", "zzz_mfa", *defined]) == 2
    assert "there is no source 'zzz_mfa'" in capsys.readouterr().err
