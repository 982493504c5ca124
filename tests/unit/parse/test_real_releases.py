"""All documents of the corpora become releases, or are refused for a reason that was looked at."""

from __future__ import annotations

import pytest

from pipelines.ingest import read_folder
from pipelines.parse import parse_document
from pipelines.records import RawDocument, Refused
from pipelines.reference import FOLDER
from pipelines.reference.source import read_sources
from pipelines.text import canonical_text

SOURCES = read_sources(FOLDER / "sources")
# Documents in the corpus, and those refused: a list of releases, and a release without a text.
DOCUMENTS = {
    "turkmenistan_mfa": (1, {}),
    "kremlin_en": (549, {}),
    "ukraine_president_en": (544, {}),
    "kremlin_ru": (87, {}),
    "australia_pm": (278, {"transcript-10601.xml": "no body"}),
    "china_mfa_zh": (30, {}),
    "belarus_mfa": (5, {"belarus.html": "list page"}),
}
# Two pages of Belarus are speeches with no day on them.
UNDATED = {"cf70e7349e4f19db.html", "f179725988c80350.html"}

pytestmark = pytest.mark.corpora


@pytest.fixture(params=DOCUMENTS)
def read(request, release_corpora):
    """Return a source's id and what its documents in the corpus become."""
    source = SOURCES[request.param]
    documents = read_folder(release_corpora, source)
    parsed = [parse_document(d, source) if isinstance(d, RawDocument) else d for d in documents]
    return request.param, parsed


def test_every_document_is_a_release_or_refused_for_its_reason(read):
    """Nothing is lost, and nothing is refused that a reader could read."""
    source_id, parsed = read
    n_documents, refused = DOCUMENTS[source_id]
    assert len(parsed) == n_documents
    assert {one.address: one.reason for one in parsed if isinstance(one, Refused)} == refused


def test_releases_are_canonical_dated_and_in_the_language_of_their_source(read):
    """A wrong guess at the language would leave a release uncoded."""
    source_id, parsed = read
    for one in parsed:
        if isinstance(one, Refused):
            continue
        assert one.text == canonical_text(one.text), one.address
        assert one.text.startswith(one.title), one.address
        assert one.language == SOURCES[source_id].language, one.address
        assert bool(one.date_evidence) == (one.address not in UNDATED), one.address
        assert "\ufffd" not in one.text, one.address
