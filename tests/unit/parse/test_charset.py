"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest

from pipelines.parse.charset import decode
from pipelines.parse.parts import NotParsed

DECLARED = '<meta charset="windows-1251">'


@pytest.mark.parametrize(
    ("content", "fallback"),
    [
        pytest.param("Встреча".encode(), None, id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + "Встреча".encode(), None, id="utf-8-with-mark"),
        pytest.param("Встреча".encode("utf-16"), None, id="utf-16-with-mark"),
        pytest.param("Встреча".encode("windows-1251"), "windows-1251", id="the-source-knows"),
    ],
)
def test_encodings_without_declaration(content, fallback):
    """A mark or the bytes themselves decide before the source does."""
    assert decode(content, fallback) == "Встреча"


def test_declared_encoding_is_used():
    """Most pages of some ministries are not UTF-8."""
    html = f"{DECLARED}<p>Встреча</p>"
    assert decode(html.encode("windows-1251"), None) == html


def test_page_saved_as_utf_8_is_read_as_such_whatever_it_declares():
    """Tools that save pages leave the old declaration in them."""
    html = f"{DECLARED}<p>Встреча</p>"
    assert decode(html.encode(), None) == html


def test_latin_1_is_read_as_browsers_do():
    """The name is old; the bytes hold the quotes of Windows."""
    html = b'<meta charset="iso-8859-1">\x93call\x94'
    assert decode(html, None).endswith("\u201ccall\u201d")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param("Президент встретился с министром", "windows-1251", id="russian"),
        pytest.param("Президент встретился с министром", "koi8-r", id="russian-koi8"),
        pytest.param("Ο Πρόεδρος συναντήθηκε με τον Υπουργό", "iso-8859-7", id="greek"),
        pytest.param("الرئيس يستقبل وزير الخارجية", "windows-1256", id="arabic"),
    ],
)
def test_other_alphabets_are_not_read_as_western(text, encoding):
    """Many servers name ISO 8859-1 for whatever they send, and any bytes can be read so."""
    with pytest.raises(NotParsed, match="another alphabet"):
        decode(f"<p>{text}</p>".encode(encoding), "iso-8859-1")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Türkiye, São Tomé e Príncipe, Côte d'Ivoire, Åland", id="names"),
        pytest.param("La déclaration créée l'été passé; ÉÉÉÉ", id="french"),
        pytest.param("Þjóðhöfðinginn hitti utanríkisráðherrann", id="icelandic"),
    ],
)
def test_western_texts_are_read(text):
    """Accents stand in ones and twos."""
    assert decode(text.encode("windows-1252"), "iso-8859-1") == text


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b'<meta charset="utf-8">\xcf\xf0\xe8', id="declared-utf-8-and-is-not"),
        pytest.param(b'<meta charset="klingon">\xcf\xf0\xe8', id="unknown-name"),
        pytest.param(b'<meta charset="shift_jis">\xcf\xf0\xe8\x80\xff', id="not-its-bytes"),
        pytest.param(b"\xcf\xf0\xe8", id="nothing-declared"),
        pytest.param(codecs.BOM_UTF8 + b"\xcf\xf0\xe8", id="mark-and-other-bytes"),
    ],
)
def test_contradiction_is_refused(content):
    """Replaced characters would be names that nobody bears."""
    with pytest.raises(NotParsed) as caught:
        decode(content, None)
    assert caught.value.reason == "wrong encoding"


@pytest.mark.parametrize("name", ["base64", "hex", "rot13", "idna"])
def test_names_of_codecs_that_are_no_encodings_are_refused(name):
    """Python knows them; a page that declares one is broken."""
    with pytest.raises(NotParsed):
        decode(f'<meta charset="{name}">'.encode() + b"\xcf\xf0", None)
