"""Sources of made-up publishers, and the documents that they send."""

from __future__ import annotations

import json

import pytest

from pipelines.parse import parse_document
from pipelines.records import RawDocument
from pipelines.reference.source import Source


@pytest.fixture
def make_source():
    """Return a function that makes a source; keywords change its values."""

    def make(**others):
        values = {
            "source_id": "aaa_mfa",
            "name": "Ministry",
            "publisher": "AAA",
            "homepage": "https://mfa.example",
            "licence": "none stated",
            "verified": "on made-up pages",
            "connector": "folder",
            "media": "text",
            "date_order": "DMY",
            "time_zone": "UTC",
            "language": "en",
        }
        return Source(**(values | others))

    return make


@pytest.fixture
def parse(make_source):
    """Return a function that parses content as a document of a source with the given values."""

    def run(content, address="one.txt", **others):
        source = make_source(**others)
        if isinstance(content, dict):
            content = json.dumps(content, sort_keys=True, ensure_ascii=False)
        content = content.encode() if isinstance(content, str) else content
        document = RawDocument(source.source_id, address, content, source.media, address)
        return parse_document(document, source)

    return run
