"""The page stands by itself, and shows text of releases as text."""

from __future__ import annotations

import re

import pytest
from lxml import html

from pipelines.cli.app import call as call_program
from pipelines.explain import explain_release
from pipelines.explain.page import format_page
from pipelines.explain.records import KINDS


def test_the_page_needs_no_network(call):
    """It is passed on by mail and opened where there is none."""
    page = format_page(call)
    assert not re.findall(r"<(?:script|link|img|iframe)|@import|url\(", page)
    assert "default-src 'none'" in page


def test_text_of_a_release_is_escaped(call):
    """A release is somebody else's text, and must not become part of the page."""
    page = format_page(call)
    assert "growing &lt;b&gt;fast&lt;/b&gt; &amp; well" in page
    assert "<b>fast" not in page


def test_the_text_is_whole_and_every_link_leads_somewhere(call):
    """Cards and readings lead to the words, and words to the cards."""
    tree = html.fromstring(format_page(call))
    ids = {one.get("id") for one in tree.iter() if one.get("id")}
    targets = {one.get("href") for one in tree.iter("a")}
    assert targets
    assert {target.removeprefix("#") for target in targets} <= ids
    for small in tree.xpath("//mark/small"):
        small.drop_tree()
    paragraphs = [one.text_content() for one in tree.xpath("//div[@class='text']//p[@dir]")]
    assert "\n\n".join(paragraphs) == call.release.text


def test_the_legend_tells_every_kind_of_mark(call):
    """A colour that nobody explains tells nothing."""
    tree = html.fromstring(format_page(call))
    legend = {one.get("class") for one in tree.xpath("//ul[@class='legend']//mark")}
    assert set(KINDS) <= legend
    used = {one.get("class").split()[0] for one in tree.xpath("//div[@class='text']//mark")}
    assert used <= set(KINDS)


@pytest.mark.parametrize(
    "name", ["broken.txt", "http://kremlin.example/1", "kremlin_en/sample.csv#1"]
)
def test_there_is_a_page_for_what_gave_nothing(name, raw, processed):
    """These are the releases about which one asks."""
    page = format_page(explain_release(name, raw, processed))
    assert page.startswith("<!doctype html>")
    assert page.endswith("</html>\n")


def test_only_links_of_the_web_become_links(raw, processed):
    """An address comes with the release, and may be anything."""
    folder = raw / "turkmenistan_mfa"
    sidecar = '{"address": "javascript:alert(1)"}'
    (folder / "call.txt.meta.json").write_text(sidecar, encoding="utf-8")
    page = format_page(explain_release("turkmenistan_mfa/call.txt", raw, processed))
    assert 'href="javascript' not in page
    linked = format_page(explain_release("kremlin_en/sample.csv#1", raw, processed))
    assert 'href="http://en.kremlin.example/1"' in linked


def test_the_command_writes_the_page_and_prints_its_name(raw, processed, tmp_path, capsys):
    """A script goes on with the file's name."""
    file = tmp_path / "call.html"
    folders = ["--raw", str(raw), "--processed", str(processed)]
    assert call_program(["explain", "call.txt", *folders, "--html", str(file)]) == 0
    assert capsys.readouterr().out.strip() == str(file)
    assert "Telephone conversation" in file.read_text(encoding="utf-8")
    assert call_program(["explain", "nowhere", *folders]) == 2
    assert capsys.readouterr().err.count("\n") == 1
