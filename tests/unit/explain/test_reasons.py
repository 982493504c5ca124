"""The reason for no contact names who and what stands in the sentence."""

from __future__ import annotations

import pytest

from pipelines.coding.cue_hits import CuedSentence
from pipelines.explain.reasons import Reasons
from pipelines.records import Actor, Span, Token
from pipelines.reference import load_reference
from pipelines.reference.cue import Cue

TEXT = "They regularly hold talks in hope of peace"
NOUN = Cue("talks", "meeting", "meeting")
VERB = Cue("hold", "meet", "meeting", tenses=frozenset({"base"}))


def _actor(country=None, person=None, office=None):
    return Actor(Span(0, 4), country, person, office, None)


def _sentence(words, cue, actors=()):
    """Return a sentence of single words in which the cue's form is the cue."""
    tokens = []
    position = 0
    for word in words.split():
        start = TEXT.index(word, position)
        position = start + len(word)
        told = actors if not tokens else ()
        tokens.append(Token("@" if told else "x", Span(start, position), word, actors=told))
    at = words.split().index(cue.form)
    span = Span(tokens[0].span.start, position)
    marks = "".join(token.symbol for token in tokens)
    language = load_reference().languages["en"].cues
    return CuedSentence(span, tuple(tokens), marks, {at: (cue,)}, words.lower(), language), at


@pytest.mark.parametrize(
    ("actors", "told"),
    [
        pytest.param((), "nobody is named", id="nobody"),
        pytest.param((_actor("TKM", office="envoy"),), "domestic: only envoy (TKM)", id="own"),
        pytest.param((_actor("RUS"),), "only RUS; no second side", id="one-foreign"),
        pytest.param((_actor(person="Anna Able"),), "only Anna Able, named", id="bare-name"),
        pytest.param(
            (_actor("TKM"), _actor("RUS", "Boris Baker")), "TKM and Boris Baker (RUS)", id="two"
        ),
        pytest.param((_actor("USA", office="side"),), "only USA", id="delegation"),
    ],
)
def test_without_two_sides_those_found_are_named(actors, told):
    """WHO-NONE alone does not say whether a name was missed or none was there."""
    sentence, at = _sentence(TEXT, NOUN, actors)
    assert told in Reasons("TKM", {}).tell("WHO-NONE", sentence, at, TEXT).detail


@pytest.mark.parametrize(
    ("phrases", "word"),
    [
        pytest.param({"regularly": "habitual"}, "regularly", id="before"),
        pytest.param({"hope": "unreal"}, None, id="wish-after-is-of-something-else"),
        pytest.param({"peace": "habitual"}, "peace", id="habit-after"),
        pytest.param({"regular": "habitual"}, None, id="part-of-a-word"),
        pytest.param({"regularly": "planned"}, None, id="other-kind"),
    ],
)
def test_the_word_that_makes_an_event_unreal_is_found(phrases, word):
    """STATUS-UNREAL: words of status count before the cue, habits on both sides."""
    sentence, at = _sentence(TEXT, NOUN)
    why = Reasons("TKM", phrases).tell("STATUS-UNREAL", sentence, at, TEXT)
    assert (TEXT[why.word.start : why.word.end] if why.word else None) == word


def test_a_bare_form_of_a_verb_is_told_as_such():
    """Where no word of status stands, the form of the verb is the reason."""
    sentence, at = _sentence(TEXT, VERB)
    assert "form of the verb" in Reasons("TKM", {}).tell("STATUS-UNREAL", sentence, at, TEXT).detail
