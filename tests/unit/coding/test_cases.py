"""A case is read as the preposition that it stands for, so that patterns.py reads Russian."""

from __future__ import annotations

import pytest

from pipelines.coding.cases import CaseReader
from pipelines.coding.cue_hits import CuedSentence
from pipelines.records import Actor, Span, Token
from pipelines.reference import load_reference
from pipelines.reference.cue import Cue

NOUN = Cue("переговоры", "meeting", "meeting")


@pytest.fixture(scope="module")
def language():
    """Return the words of contacts in Russian."""
    return load_reference().languages["ru"].cues


def _token(symbol, word, **told):
    actors = (Actor(Span(0, 1), **{"level": None, **told}),) if symbol == "@" else ()
    return Token(symbol, Span(0, 1), word, actors=actors)


def _put(tokens, language):
    at = next((n for n, token in enumerate(tokens) if token.symbol in "KV"), 0)
    marks = "".join(token.symbol for token in tokens)
    words = " ".join(token.word for token in tokens).lower()
    sentence = CuedSentence(Span(0, 1), tuple(tokens), marks, {at: (NOUN,)}, words, language)
    return CaseReader(language.cases).put_prepositions(sentence)


def _official(word, country="KAZ", person=None):
    return _token("@", word, country=country, person=person, office="president")


def _named(word, country=None, office=None):
    return _token("@", word, country=country, person=word, office=office)


TALKS, LETTER = _token("K", "переговоры"), _token("K", "послание")
WITH, RECEIVED = _token("w", "с"), _token("V", "принят")
RUSSIA = _token("$", "Россию")


@pytest.mark.parametrize(
    ("tokens", "marks"),
    [
        pytest.param([TALKS, _official("Президента Казахстана")], "Ko@", id="genitive"),
        pytest.param([TALKS, _named("Владимира Путина")], "Ko@", id="genitive-of-a-name"),
        pytest.param([LETTER, _official("Президенту Казахстана")], "Ky@", id="dative"),
        pytest.param(
            [LETTER, _named("Владимира Путина"), _official("Президенту Казахстана")],
            "Ko@y@",
            id="sender-and-recipient",
        ),
        pytest.param([RECEIVED, _official("Президентом Казахстана")], "Vg@", id="agent"),
        pytest.param([TALKS, WITH, _official("Президентом Казахстана")], "Kw@", id="preposition"),
        pytest.param([TALKS, _official("Президент Казахстана")], "K@", id="nominative"),
        pytest.param(
            [TALKS, _token("l", "в"), RUSSIA, _official("Президента Казахстана")],
            "Kl$g@",
            id="after-the-place",
        ),
        pytest.param([RUSSIA, _official("Президент Казахстана")], "$|@", id="no-list-of-two"),
    ],
)
def test_case_is_put_as_its_preposition(tokens, marks, language):
    """One construction of patterns.py serves languages with and without cases."""
    assert _put(tokens, language).marks == marks


def test_cues_stay_with_their_tokens(language):
    """Tokens that are put in shift those behind them."""
    sentence = _put([RUSSIA, _official("Президент Казахстана"), TALKS, _named("Путина")], language)
    assert [sentence.tokens[at].word for at in sentence.cues] == ["переговоры"]


def test_a_language_without_cases_is_left_alone():
    """English puts no token in."""
    english = load_reference().languages["en"].cues
    tokens = [TALKS, _official("President of Kazakhstan")]
    assert _put(tokens, english).marks == "K@"


@pytest.mark.parametrize(
    ("named", "told", "marks"),
    [
        pytest.param(
            _named("Александром Лукашенко", "BLR", "president"),
            _official("Президент Республики Беларусь", "BLR"),
            "@",
            id="of-the-same-side",
        ),
        pytest.param(_named("Э.Рахмон"), _official("Президент Казахстана"), "@", id="bare-name"),
        pytest.param(
            _named("Владимира Путина"),
            _official("Президент Казахстана"),
            "@@",
            id="another-after-a-name-in-another-case",
        ),
        pytest.param(
            _named("Владимир Путин", "RUS", "president"),
            _official("Президент Казахстана"),
            "@@",
            id="of-another-side",
        ),
    ],
)
def test_office_right_behind_a_name_is_its_own(named, told, marks, language):
    """Pages set who somebody is behind the name: that is one person, not two."""
    assert _put([named, told], language).marks == marks
