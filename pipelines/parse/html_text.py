"""The text of HTML with its paragraphs kept apart."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from pipelines.parse.parts import NotParsed

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# What browsers never show, and what they show in no place of its own.
UNSEEN = ["script", "style", "noscript", "template", "button", "select", "svg", "iframe"]
_BLOCKS = (
    "p, div, section, article, main, header, footer, aside, nav, h1, h2, h3, h4, h5, h6, ul, ol, "
    "li, dl, dt, dd, table, caption, tr, blockquote, pre, hr, figure, figcaption, address, form"
)
_DEEPEST = 5000
# Matches "<div class=a>" and "</div>"; not "<br>", nor "<p>", which need not be closed.
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|dt|dd|td|th|tr|option|area|base|br|col|embed|hr|img|input|link|meta|source|"
    r"track|wbr|tbody|thead|tfoot|colgroup|html|head|body)\b)[a-z]",
    re.IGNORECASE,
)
# Characters of the private use area mark breaks while the blanks between them are collapsed.
_PARAGRAPH, _LINE, _CELL = "\ue000", "\ue001", "\ue002"
_MARKS = re.compile(f"[{_PARAGRAPH}{_LINE}{_CELL}]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def read_html(html: str) -> LexborHTMLParser:
    """Return the tree of a page; raises NotParsed when it is too deep to be one.

    The time that the parser takes grows with the square of the depth.
    """
    if html.count("<") > _DEEPEST and _depth(html) > _DEEPEST:
        raise NotParsed("not well-formed", f"more than {_DEEPEST} elements inside one another")
    return LexborHTMLParser(html)


def _depth(html: str) -> int:
    depth = deepest = 0
    for tag in _NESTING.finditer(html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def text_of_html(html: str) -> str:
    """Return the text of a piece of HTML, blank lines between its paragraphs."""
    body = read_html(_MARKS.sub("", html)).body
    return text_of_node(body) if body else ""


def text_of_node(node: LexborNode) -> str:
    """Return the text below a node, blank lines between its paragraphs; changes the node."""
    node.strip_tags(UNSEEN)
    for block in node.css(_BLOCKS):
        block.insert_before(_PARAGRAPH)
        block.insert_after(_PARAGRAPH)
    for line in node.css("br"):
        line.insert_before(_LINE)
    for cell in node.css("td, th"):
        cell.insert_after(_CELL)
    text = _BLANKS.sub(" ", node.text())
    text = text.replace(_LINE, "\n").replace(_CELL, " ")
    return re.sub(r"\s*\ue000[\s\ue000]*", "\n\n", text).strip()


def html_or_text(text: str, body_format: str) -> str:
    """Return a field's text: of the HTML in it when body_format is "html", else as it is."""
    if body_format != "html":
        return text
    # Twice: systems that keep HTML in XML often write "&amp;#039;".
    return unescape(text_of_html(text) if "<" in text else unescape(text))
