"""A language's words of dates are refused where they cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.normalize.date_compile import compile_grammar
from pipelines.normalize.date_symbols import ELEMENTS, SYMBOLS
from pipelines.reference.date_words import ROLES, SHAPES, read_date_words
from pipelines.reference.files import WrongReference, read_yaml

FILE = Path("languages/xx.yml")
SECTION = {
    "ordinal_suffixes": ["th"],
    "decade_suffixes": ["s"],
    "words": {"month": {"5": ["Mai"]}, "of": ["von"]},
    "forms": ["days month year"],
    "not_dates": [],
    "counted": ["Leute"],
    "past": ["war", "-te"],
    "future": ["wird"],
}


def test_words_keep_role_and_value():
    """The grammar is compiled from these triples alone."""
    words = read_date_words(SECTION, FILE)
    assert words.words == (("month", "5", "Mai"), ("of", "", "von"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"words": {"moon": ["Luna"]}}, "'moon' is none of", id="unknown-role"),
        pytest.param({"words": {"month": {"13": ["Mai"]}}}, "'13' is no value", id="month-13"),
        pytest.param({"words": {"of": ["a"], "the": ["a"]}}, "both of and the", id="two-roles"),
        pytest.param({"forms": "days"}, "must be a list", id="no-list"),
        pytest.param({"extra": []}, "extra unknown or missing", id="unknown-key"),
        pytest.param({"forms": ["days moon"]}, "'moon' of the form", id="unknown-part-of-form"),
    ],
)
def test_wrong_words_stop_before_the_first_document(change, message):
    """A typing error in reference data must not become a gap in the tables."""
    with pytest.raises(WrongReference, match=message):
        read_date_words({**SECTION, **change}, FILE)


def test_every_language_file_compiles(project):
    """Adding a file is the whole of adding a language's dates."""
    files = list((project / "pipelines/reference/languages").glob("*.yml"))
    for path in files:
        grammar = compile_grammar(read_date_words(read_yaml(path)["dates"], path))
        assert len(grammar.forms) > 20
    assert len(files) >= 2


def test_roles_and_shapes_are_those_of_the_grammar():
    """What a language file may name and what the grammar knows are one list."""
    assert set(ROLES) <= set(SYMBOLS)
    assert set(SHAPES) <= set(SYMBOLS) | set(ELEMENTS)
    assert len(set(SYMBOLS.values())) == len(SYMBOLS) - 1  # both spellings of a decade share one
