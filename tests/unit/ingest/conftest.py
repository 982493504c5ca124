"""Sources of made-up publishers, and folders of raw releases for them."""

from __future__ import annotations

import pytest
from loopback import run_site

from pipelines.ingest.hosts import Hosts
from pipelines.ingest.http import Client, Manners
from pipelines.reference.fetch import Fetch
from pipelines.reference.source import Fields, Source

COLUMNS = Fields(title="headline", date="day", address="link", body=("text",))


@pytest.fixture
def make_source():
    """Return a function that makes a source; keywords change its values."""

    def make(source_id="aaa_mfa", **others):
        values = {
            "name": "Ministry",
            "publisher": "AAA",
            "homepage": "https://mfa.example",
            "licence": "none stated",
            "verified": "on made-up pages",
            "connector": "folder",
            "media": "text",
            "date_order": "DMY",
            "time_zone": "UTC",
        }
        return Source(source_id=source_id, **(values | others))

    return make


@pytest.fixture
def table_source(make_source):
    """Return a source of tables with the columns link, headline, day and text."""
    return make_source(connector="table", media="record", fields=COLUMNS)


@pytest.fixture
def raw(tmp_path):
    """Return a raw folder with an empty folder for the source aaa_mfa."""
    (tmp_path / "raw" / "aaa_mfa").mkdir(parents=True)
    return tmp_path / "raw"


@pytest.fixture
def site():
    """Return a web server on loopback that runs as long as the test."""
    with run_site() as running:
        yield running


@pytest.fixture
def manners():
    """Return manners without waits, for servers that are our own."""
    return Manners("mailto:tests@mfa.example", attempts=3, first_wait_seconds=0.0)


@pytest.fixture
def make_client(site, manners):
    """Return a function that makes a client for the site; keywords change its settings."""
    clients = []

    def make(shared=None, **others):
        told = {"address": (f"{site.address}/feed",), "delay_seconds": 0.0, "private": "allowed"}
        own = others.pop("manners", manners)
        clients.append(Client(Fetch(**(told | others)), own, shared or Hosts()))
        return clients[-1]

    yield make
    for client in clients:
        client.close()
