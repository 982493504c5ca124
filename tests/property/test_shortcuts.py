"""Each shortcut of coding finds what the plain way finds: the plain way is written out here."""

# ruff: noqa: SLF001 - shortcuts are taken inside, where nobody else looks
from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import text as texts
from pipelines.coding import turns
from pipelines.coding.claims import ClaimFinder
from pipelines.coding.cue_hits import CuedSentence
from pipelines.normalize import tokens
from pipelines.normalize.date_compile import compile_grammar
from pipelines.normalize.date_grammar import Run, Token
from pipelines.normalize.date_symbols import CORES
from pipelines.normalize.dates import find_dates
from pipelines.normalize.lexicon import compile_lexicon
from pipelines.normalize.open_patterns import OpenPatterns
from pipelines.normalize.publication import read_day
from pipelines.records import Span
from pipelines.reference import load_reference
from pipelines.text import canonical_text, find_sentences, find_sentences_with

REFERENCE = load_reference()
LANGUAGES = {tag: REFERENCE.languages[tag] for tag in ("en", "ru")}
_TAGS = pytest.mark.parametrize("tag", sorted(LANGUAGES))
_GLUE = [" ", ", ", ". ", ": ", "-", "'s ", "\n\n", "\xa0", " (", ") ", "? ", '" ']
_PIECES = {
    "en": ["Mr. Putin", "the day before", "visit of", "K.", "30 February 2022", "met twice",
           "non-Russian", "The President", "5 meetings held", "J.-P. Sartre", "2022-05-07", "15",
           "United States'", "presidents' talks", "David E Jeremiah", "Russia's", "U.S.-born"],
    "ru": ["Президент", "В.В. Путин", "К.-Ж.", "в Россию", "31 апреля", "встретились", "пять раз",
           "российско-", "Дж.Буш", "вчера", "2022-05-07", "15", "провели пять встреч"],
}  # fmt: skip


def _texts(tag: str) -> st.SearchStrategy[str]:
    pieces = st.sampled_from([*_PIECES[tag], *sorted(compile_grammar(_dates(tag)).lexicon)])
    return st.lists(pieces | st.sampled_from(_GLUE) | st.text(max_size=3)).map("".join)


def _dates(tag):
    return LANGUAGES[tag].dates


@_TAGS
@settings(deadline=None)
@given(data=st.data())
def test_anchors_of_dates_are_those_that_a_search_finds(tag, data):
    """The automaton sees every place where the pattern can match."""
    text, grammar = data.draw(_texts(tag)), compile_grammar(_dates(tag))
    found = [match.span() for match in grammar._find_anchors(text)]
    assert found == [match.span() for match in grammar.anchors.finditer(text)]


@_TAGS
@settings(deadline=None)
@given(data=st.data())
def test_runs_of_words_of_dates_are_those_that_a_search_finds(tag, data):
    """Where no token is near, a run ends, without a look for the next one."""
    text, grammar = data.draw(_texts(tag)), compile_grammar(_dates(tag))
    runs = [run for run in grammar.find_runs(text) if run.symbols]
    assert [_places(run) for run in runs] == [_places(run) for run in _plain_runs(grammar, text)]


def _places(run):
    return run.symbols, [token and token.found.span() for token in run.tokens]


def _plain_runs(grammar, text):
    done = 0
    for anchor in grammar.anchors.finditer(text):
        if anchor.start() >= done:
            run, done = _plain_run(grammar, text, max(done, anchor.start() - 48), anchor.end())
            if not CORES.isdisjoint(run.symbols):
                yield run


def _plain_run(grammar, text, start, anchor_end):
    symbols, end, tokens = "", start, []
    for found in grammar.tokens.finditer(text, start):
        symbol, value = grammar._read(found)
        gap = grammar._gap(text, end, found.start()) if symbols else None
        if gap is None or not symbol:
            if found.start() >= anchor_end:
                return Run(symbols, tokens), found.end() if not symbol else found.start()
            symbols, tokens = "", []
            if symbol in ("d", "n", "o") and text[found.start() - 1 : found.start()] == "-":
                symbol = ""
        elif gap:
            symbols += gap
            tokens.append(None)
        end = found.end()
        if symbol:
            symbols += symbol
            tokens.append(Token(symbol, value, found))
    return Run(symbols, tokens), len(text)


@_TAGS
@settings(deadline=None)
@given(data=st.data())
def test_dates_asked_for_are_those_of_their_places(tag, data):
    """Leaving out dates of other places changes no date of these, and refuses as many."""
    text = data.draw(_texts(tag))
    ends = data.draw(st.lists(st.integers(0, len(text)), max_size=6).map(sorted))
    within = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    every = find_dates(text, _dates(tag), date(2022, 5, 7))
    asked = find_dates(text, _dates(tag), date(2022, 5, 7), within=within)
    assert asked.refused == every.refused
    assert asked.dates == tuple(
        found for found in every.dates if any(found.span.overlaps(place) for place in within)
    )


@given(day=st.dates(), time=st.sampled_from(["", "T18:10:00Z", "T18:10"]))
def test_an_iso_stamp_is_the_day_that_the_grammar_reads(day, time):
    """A stamp read at once and one that the grammar has to find in a line are one day."""
    words = LANGUAGES["en"].dates
    assert read_day(f"{day}{time}", words, "DMY") == read_day(f"Signed: {day}", words, "DMY")


@_TAGS
@settings(deadline=None)
@given(data=st.data())
def test_sentences_with_places_are_those_of_all_sentences(tag, data):
    """Splitting only what holds a place gives the sentences that hold one."""
    text = data.draw(_texts(tag))
    words = [match.start() for match in re.finditer(r"[^\W\d_]", text)]
    places = sorted(data.draw(st.sets(st.sampled_from(words)))) if words else []
    held = [
        span
        for span in find_sentences(text, tag)
        if any(span.start <= place < span.end for place in places)
    ]
    assert find_sentences_with(places, text, tag) == held


@given(
    piece=st.lists(st.sampled_from(["Mr", "H.E", "К", ".", " ", "(", "\n", "a", "St", "-"])).map(
        "".join
    )
)
def test_an_abbreviation_is_seen_from_the_end_as_from_the_start(piece):
    """The last letters of a piece tell whether its full stop ends a sentence."""
    shortcuts = (texts._PROTECTED, texts._STATE)
    plain = [re.compile(shortcut.pattern.replace(r"\.$", r"\.\s*$")) for shortcut in shortcuts]
    found = any(pattern.search(piece) for pattern in plain)
    assert texts._is_protected(piece, f"{piece} trade", len(piece)) == found


@given(raw=st.text("ab \n\t\r\u00a0\u2019\u200b\u2029\u2015", max_size=20))
def test_a_text_is_cleaned_of_what_is_not_looked_for(raw):
    """Steps that find nothing to do are left out."""
    plain = raw.replace("\r\n", "\n").translate(texts._ONE_FORM)
    plain = texts._SPACES_ROUND_BREAK.sub("\n", texts._SPACES.sub(" ", plain))
    assert canonical_text(raw) == texts._BREAKS.sub("\n\n", plain).strip()


@settings(deadline=None)
@given(text=st.lists(st.sampled_from([*"AboOf. :()\n!", "of", ". ", ": ", "Ab "])).map("".join))
def test_labels_are_those_that_a_search_finds(text):
    """A label begins the text, a line or a sentence; one that ends in another's is none."""
    begins = r"(?:(?<=[.?!\"\u201d)>*] )|(?<=\n)|^)"
    plain = re.compile(begins + turns._LABEL.pattern)
    found = [Span(match.start("label"), match.end() - 1) for match in plain.finditer(text)]
    assert list(turns._find_labels(text)) == found


@_TAGS
@settings(deadline=None)
@given(data=st.data())
def test_no_pattern_of_actors_is_left_out_where_it_matches(tag, data):
    """A pattern cannot match where its beginning does not."""
    patterns = LANGUAGES[tag].actors.patterns
    marks = data.draw(st.text("dTUKSGANIHOZBuxXotfyc,-'.", max_size=14))
    asked = OpenPatterns(patterns).find_open(marks, 0)
    assert [one for one in patterns if one.match(marks)] == [p for p in asked if p.match(marks)]


@_TAGS
@settings(deadline=None)
@given(data=st.data())
def test_tokens_are_those_of_a_match_at_each_place(tag, data):
    """Pieces between spaces that were met before are cut as a match for each token does."""
    text, words = data.draw(_texts(tag)), LANGUAGES[tag].actors
    hits = _LEXICONS[tag].find_hits(text)
    known = tokens._known(text, hits, (), words)
    for symbols in (tokens.WordSymbols(words), _SYMBOLS[tag]):
        cut = tokens.cut_sentence(text, Span(0, len(text)), known, symbols)
        assert [(one.span.start, one.span.end) for one in cut] == list(_plain_tokens(text, hits))
        for one in cut:
            match = tokens._WORD.match(text, one.span.start)
            assert one.word == text[one.span.start : one.span.end]
            assert one.entry is not None or one.symbol == _plain_symbol(match, one.word, words)


def _plain_tokens(text, hits):
    ends = {hit.start: hit.end for hit in hits}
    position = 0
    while position < len(text):
        match = tokens._WORD.match(text, position)
        if match is None and position not in ends:
            position += 1
            continue
        end = ends.get(position) or match.end()
        if position not in ends and "-" in match[0] and match.lastgroup in {"plain", "word"}:
            end = next((place for place in range(position + 1, end) if place in ends), end)
        yield position, end
        position = end


def _plain_symbol(match, word, words):
    if match.lastgroup in {"plain", "word"}:
        return tokens._symbol_of_word(word, words)
    return tokens._symbol_of(match.lastgroup, word, words)


@_TAGS
@settings(deadline=None)
@given(data=st.data())
def test_no_count_is_left_out_where_the_patterns_find_one(tag, data):
    """A sentence without a figure or without anything to count holds no count."""
    finder, text = _CLAIMS[tag], data.draw(_texts(tag))
    words = text.lower()
    found = [p.search(words) for p in (finder._noun, finder._verb, finder._verb_after)]
    assert finder._may_count(words) or not any(found)
    sentence = CuedSentence(Span(0, len(text)), (), "", {}, words, LANGUAGES[tag].cues)
    assert bool(list(finder._find_in(sentence, text))) <= any(found)


_SYMBOLS = {tag: tokens.WordSymbols(one.actors) for tag, one in LANGUAGES.items()}
_LEXICONS = {tag: compile_lexicon(REFERENCE, one) for tag, one in LANGUAGES.items()}
_CLAIMS = {tag: ClaimFinder(one.claims) for tag, one in LANGUAGES.items()}
