"""XML files of one release."""

from __future__ import annotations

import pytest

from pipelines.reference.source import Fields

FIELDS = Fields(title="item/title", date="item/day", body=("item/content",))
XML = """<?xml version="1.0" encoding="UTF-8" ?>
<items><item><title>Prime Minister&amp;#039;s visit to B</title><day>08/05/2023</day>
<content><![CDATA[<p>I will visit B.</p><p>8 May 2023</p>]]></content></item></items>"""


@pytest.fixture
def parse_xml(parse):
    """Return a function that parses XML of a source with the paths above."""

    def run(content, **others):
        values = {"media": "xml", "fields": FIELDS, "body_format": "html"} | others
        return parse(content, address="one.xml", **values)

    return run


def test_paths_find_the_parts_and_html_in_cdata_is_read(parse_xml):
    """A title escaped twice is read twice."""
    release = parse_xml(XML)
    assert release.title == "Prime Minister's visit to B"
    assert release.text == "Prime Minister's visit to B\n\nI will visit B.\n\n8 May 2023"
    assert [(e.basis, e.text) for e in release.date_evidence] == [
        ("dateline", "8 May 2023"), ("metadata", "08/05/2023"),
    ]  # fmt: skip


def test_markup_as_elements_is_read_like_html(parse_xml):
    """Not every publisher uses CDATA."""
    xml = XML.replace("<![CDATA[", "").replace("]]>", "")
    assert parse_xml(xml).text.endswith("I will visit B.\n\n8 May 2023")


@pytest.mark.parametrize(
    "head",
    [
        pytest.param('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', id="file"),
        pytest.param('<!DOCTYPE a [<!ENTITY x SYSTEM "http://mfa.example/x">]>', id="network"),
        pytest.param('<!DOCTYPE a [<!ENTITY x "x"><!ENTITY y "&x;&x;">]>', id="expansion"),
        pytest.param('<!DOCTYPE a [<!ENTITY % x SYSTEM "x.dtd"> %x;]>', id="parameter"),
        pytest.param('<!DOCTYPE a SYSTEM "http://mfa.example/a.dtd">', id="outer-dtd"),
        pytest.param('<!DOCTYPE a PUBLIC "-//A//B" "a.dtd">', id="public-dtd"),
    ],
)
def test_entities_and_outer_definitions_are_refused(parse_xml, head):
    """They can read files, call hosts or fill the memory."""
    xml = XML.replace("?>", f"?>{head}", 1)
    assert parse_xml(xml).reason == "forbidden entity"


def test_entities_in_utf_16_are_refused_too(parse_xml):
    """A search in the bytes would not see them."""
    head = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    xml = XML.replace("UTF-8", "UTF-16").replace("?>", f"?>{head}", 1)
    assert parse_xml(xml.encode("utf-16")).reason == "forbidden entity"


def test_reference_to_an_unknown_entity_is_refused(parse_xml):
    """Left out in silence it would take a word with it."""
    refused = parse_xml(XML.replace("08/05/2023", "&day;"))
    assert refused.reason in {"not well-formed", "forbidden entity"}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param("</items>", "", "not well-formed", id="cut-off"),
        pytest.param("title>", "head>", "selector matched nothing", id="no-title"),
        pytest.param("</items>", "<item><title>B</title></item></items>",
                     "selector matched twice", id="two-releases"),
        pytest.param("<p>I will visit B.</p><p>8 May 2023</p>", "", "no body", id="no-text"),
    ],
)  # fmt: skip
def test_file_of_another_shape_is_refused(parse_xml, old, new, reason):
    """Each reason tells what to look at."""
    assert parse_xml(XML.replace(old, new)).reason == reason


def test_declared_encoding_that_the_bytes_are_not_is_refused(parse_xml):
    """Nothing is replaced."""
    content = XML.replace("visit B", "visit Ö").encode("latin-1")
    assert parse_xml(content).reason == "wrong encoding"


def test_declared_encoding_is_read(parse_xml):
    """As the file says."""
    content = XML.replace("UTF-8", "ISO-8859-1").replace("visit B", "visit Ö").encode("latin-1")
    assert "visit Ö" in parse_xml(content).text


def test_missing_date_is_no_refusal_here(parse_xml):
    """The release may have a dateline."""
    release = parse_xml(XML.replace("<day>08/05/2023</day>", ""))
    assert [one.basis for one in release.date_evidence] == ["dateline"]
