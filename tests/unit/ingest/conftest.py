"""Sources of made-up publishers, and folders of raw releases for them."""

from __future__ import annotations

import pytest

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
