"""The verb beside a date is the nearest one of its clause, found without reading a text twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalize import tense
from pipelines.normalized import make_phrase, normalize_phrases
from pipelines.records import Span
from pipelines.reference import load_reference
from pipelines.reference.date_words import read_date_words
from pipelines.reference.files import read_yaml

PIECES = ["met", "will meet", ",", ";", "in", "May", "7", "visited", "and", "the"]


@pytest.fixture(scope="module")
def words(project):
    """Return the words of English dates."""
    path = project / "pipelines/reference/languages/en.yml"
    return read_date_words(read_yaml(path)["dates"], path)


def _by_looking_at_all(sentence, found, verbs):
    """Return the tense by the definition: fewest pauses between, then fewest characters."""
    best = None
    for verb, told in zip(verbs.spans, verbs.tenses, strict=True):
        is_left = verb.end <= found.start
        start, end = (verb.end, found.start) if is_left else (found.end, verb.start)
        place = (len(re.findall("[,;:]", sentence[start : max(start, end)])), max(0, end - start))
        if best is None or place < best[0]:
            best = place, told
    return best[1] if best else None


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30), st.data())
def test_the_nearest_verb_of_all_is_found(words, pieces, data):
    """The two verbs on either side of a date are the only ones that can be nearest."""
    sentence = " ".join(pieces)
    start = data.draw(st.integers(0, len(sentence) - 1))
    found = Span(start, data.draw(st.integers(start + 1, len(sentence))))
    verbs = tense.find_verbs(sentence, words)
    whole = Span(0, len(sentence))
    assert verbs.tense_beside(found, whole) == _by_looking_at_all(sentence, found, verbs)


def test_a_verb_of_another_sentence_counts_nothing(words):
    """Else a month would be read by what the next sentence announces."""
    text = "Talks in August. They will go."
    verbs = tense.find_verbs(text, words)
    assert verbs.tense_beside(Span(9, 15), Span(0, 16)) is None
    assert verbs.tense_beside(Span(9, 15), Span(0, 30)) == "future"


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        pytest.param("en", "They met on 7 May. ", id="many-sentences"),
        pytest.param("en", "7 May, ", id="one-sentence"),
        pytest.param("ru", "Они встретились 7 мая. ", id="many-sentences-in-russian"),
        pytest.param("ru", "2022 2023 года, ", id="one-sentence-in-russian"),
    ],
)
def test_twice_the_dates_are_twice_the_work(monkeypatch, language, piece):
    """Each date is looked for in its own sentence, and the verbs of a text are sought once."""
    reference = load_reference()
    n_looked, n_read = [], []
    contains, compiled = Span.contains, tense._compile_verbs  # noqa: SLF001 - counted here
    monkeypatch.setattr(Span, "contains", lambda *args: n_looked.append(1) or contains(*args))
    monkeypatch.setattr(tense, "_compile_verbs", lambda w: n_read.append(1) or compiled(w))
    counts = []
    for n in (100, 200):
        n_looked.clear()
        normalize_phrases([make_phrase(piece * n, language=language)], reference)
        counts.append(len(n_looked))
    assert counts[1] <= 2.1 * counts[0] + 10
    assert len(n_read) == 2
