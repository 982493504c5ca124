"""Spellings of names."""

from __future__ import annotations

import pytest

from pipelines.reference.spelling import straighten, strip_accents


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        pytest.param("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", id="turkish"),
        pytest.param("Y\u0131ld\u0131r\u0131m", "Yildirim", id="dotless-i"),
        pytest.param("Wałęsa", "Walesa", id="polish"),
        pytest.param("Đukanović", "Dukanovic", id="stroke"),
        pytest.param("İlham Əliyev", "Ilham Aliyev", id="azerbaijani"),
        pytest.param("Nguyễn Xuân Phúc", "Nguyen Xuan Phuc", id="two-marks-on-a-letter"),
        pytest.param("Straße", "Strasse", id="one-letter-becomes-two"),
    ],
)
def test_accents_are_stripped(name, plain):
    """Decomposition alone leaves strokes and dotless letters as they are."""
    assert strip_accents(name) == plain


@pytest.mark.parametrize("name", ["Cote d\u2019Ivoire", "Cote d\u02bcIvoire", "Cote d'Ivoire"])
def test_apostrophes_are_straight(name):
    """Every ministry types another apostrophe."""
    assert straighten(name) == "Cote d'Ivoire"


def test_composed_and_decomposed_are_one_name():
    """A name copied from a PDF looks the same and compares as another."""
    assert straighten("Zoe\u0308") == "Zoë"
