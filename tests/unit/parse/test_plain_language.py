"""Text that its commonest words show to be in plain English is not asked of the model."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.parse import language
from pipelines.parse.language import resolve_language

SAMPLE = Path(__file__).parents[3] / "data" / "raw"
ENGLISH = (
    "The President of the Republic received the Prime Minister. The two leaders spoke of the "
    "economy and of the security of the region and looked at the plans of the next years. "
)
FRENCH = (
    "Le Président de la République a reçu ce matin le Premier ministre. Les deux responsables ont "
    "évoqué la coopération économique, la sécurité de la région et les projets communs. "
)
RUSSIAN = (
    "Президент Республики принял сегодня утром премьер-министра. Стороны обсудили экономическое "
    "сотрудничество, безопасность в регионе и общие планы на ближайшие годы. "
)


@pytest.fixture
def asked(monkeypatch):
    """The texts that the model is asked of."""
    texts = []
    original = language._detector  # noqa: SLF001 - what costs the time

    def detector():
        texts.append(1)
        return original()

    monkeypatch.setattr(language, "_detector", detector)
    return texts


def _by_the_model(text, monkeypatch):
    """Return what the plain way says, which asks the model of every text."""
    with monkeypatch.context() as patched:
        patched.setattr(language, "_COMMON", {})
        return resolve_language(text, "en")


@pytest.mark.parametrize("foreign", [FRENCH, RUSSIAN], ids=["french", "russian"])
@pytest.mark.parametrize("n_english", range(5))
@pytest.mark.parametrize("n_foreign", range(5))
def test_the_answer_is_the_model_s(n_english, n_foreign, foreign, monkeypatch):
    """The model is the oracle, in texts of one language and of two in any share and order."""
    for text in (
        ENGLISH * n_english + foreign * n_foreign,
        foreign * n_foreign + ENGLISH * n_english,
        (ENGLISH + foreign) * n_foreign + ENGLISH * n_english,
    ):
        assert resolve_language(text, "en") == _by_the_model(text, monkeypatch)


def test_the_answer_is_the_model_s_for_the_sample(monkeypatch):
    """Releases of all seven sources, as they were received."""
    paths = [path for path in SAMPLE.rglob("*.*") if path.suffix in {".txt", ".xml", ".html"}]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    assert len(texts) > 20
    for text in texts:
        assert resolve_language(text, "en") == _by_the_model(text, monkeypatch)


def test_plain_english_is_not_asked(asked):
    """Else nothing would be saved."""
    assert resolve_language(ENGLISH * 6, "en") == "en"
    assert not asked
    assert resolve_language(FRENCH * 6, "en") == "fr"
    assert asked


def test_common_words_count_only_for_the_declared_language(asked):
    """An English text of a French source, or of one of no language, is asked of the model."""
    assert resolve_language(ENGLISH * 6, "fr") == "en"
    assert resolve_language(ENGLISH * 6, None) == "en"
    assert len(asked) == 2
