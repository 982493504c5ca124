"""Text that its commonest words show to be in plain English is not asked of the model."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.parse.language import _detector, _is_plainly, _sample, resolve_language

SAMPLE = Path(__file__).parents[3] / "data" / "raw"
FOREIGN = (
    "Le Président de la République a reçu ce matin le Premier ministre. Les deux responsables ont "
    "évoqué la coopération économique, la sécurité de la région et les projets communs. "
)
ENGLISH = (
    "The President of the Republic received the Prime Minister. The two leaders spoke of the "
    "economy and of the security of the region and looked at the plans of the next years. "
)


def _model(text):
    found = _detector().detect(_sample(text), model="lite")[0]
    return found["lang"], found["score"]


def test_text_that_is_told_by_its_words_is_what_the_model_says():
    """The model is the oracle: its tenth of all time is saved only where it would say the same."""
    texts = [path.read_text(encoding="utf-8") for path in SAMPLE.rglob("*.txt")]
    told = [text for text in texts if _is_plainly(_sample(text), "en")]
    assert len(told) >= 8
    assert {_model(text)[0] for text in told} == {"en"}


@pytest.mark.parametrize("n_english", range(4))
def test_text_in_two_languages_is_left_to_the_model(n_english):
    """Up to half of a text in English does not make it English."""
    text = ENGLISH * n_english + FOREIGN * 3
    assert not _is_plainly(text, "en")


def test_common_words_count_only_for_the_declared_language():
    """An English text of a French source is asked of the model, which says so."""
    assert not _is_plainly(ENGLISH, "fr")
    assert resolve_language(ENGLISH * 3, "fr") == "en"
