"""Real releases for benchmarks: kremlin_en and ukraine_president_en, repeated under other dates."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count, islice
from typing import TYPE_CHECKING

from benchmarks.measuring import CORPORA, NotMeasured
from pipelines.ingest import read_folder
from pipelines.records import RawDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.reference import Reference

SOURCES = ("kremlin_en", "ukraine_president_en")


def read_corpus(reference: Reference) -> list[RawDocument]:
    """Return the real releases; raises NotMeasured where they are not at hand."""
    if not CORPORA.is_dir():
        raise NotMeasured("no folder of real releases: name one in RELEASE_CORPORA")
    return [
        one
        for source in SOURCES
        for one in read_folder(CORPORA, reference.sources[source])
        if isinstance(one, RawDocument)
    ]


def repeat(documents: list[RawDocument], n_documents: int) -> Iterator[RawDocument]:
    """Yield so many documents, each time round with other addresses and days of publication.

    So nothing can be kept by content, and every relative date means another day.
    """
    every = (_vary(one, turn) for turn in count() for one in documents)
    return islice(every, n_documents)


def _vary(document: RawDocument, turn: int) -> RawDocument:
    row = json.loads(document.content)
    day = datetime.fromisoformat(row["date"]) + timedelta(days=turn)
    varied = row | {"date": day.isoformat(), "link": f"{document.address}/{turn}"}
    content = json.dumps(varied, sort_keys=True, ensure_ascii=False).encode()
    return replace(document, address=varied["link"], content=content)
