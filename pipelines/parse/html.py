"""A page: by the selectors of its source, or by what looks like its main text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.parse.charset import decode
from pipelines.parse.html_text import UNSEEN, read_html, text_of_node
from pipelines.parse.parts import NotParsed, Parts
from pipelines.parse.stamps import local_stamp

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from pipelines.reference.source import Source

# Where pages say in a machine's terms when they were published, the surest first.
_DATE_SELECTORS = (
    'meta[property="article:published_time"]::attr(content)',
    'meta[name="PubDate"]::attr(content)',
    'meta[name="DC.date.issued"]::attr(content)',
    'meta[itemprop="datePublished"]::attr(content)',
    'time[itemprop="datePublished"]::attr(datetime)',
)
_SENTENCE_ENDS = (".", "!", "?", '"', "\u3002", "\uff01", "\uff1f")
_RUNNING_TEXT = 0.4  # the share of main text that sentences have in a release


def parse_html(content: bytes, source: Source) -> Parts:
    """Return the parts of a page; raises NotParsed when it is none or no release."""
    html = decode(content, source.encoding)
    page = read_html(html)
    page.strip_tags(UNSEEN)
    if page.body is None or not page.body.text(strip=True):
        raise NotParsed("no body", "the page has no text")
    for selector in source.fields.list_page:
        if page.css_matches(selector):
            raise NotParsed("list page", f"'{selector}' stands on it, as on lists of releases")
    if not source.fields.body:
        return _parse_unknown(html, page, source)
    for selector in source.fields.drop:
        for node in page.css(selector):
            node.decompose()
    return _parse_known(page, source)


def _parse_known(page: LexborHTMLParser, source: Source) -> Parts:
    fields = source.fields
    title = _only(page, fields.title, "title") if fields.title else ""
    paragraphs = [_first(page, fields.summary)] if fields.summary else []
    date = _at_most_one(page, fields.date, "date") if fields.date else ""
    place = _at_most_one(page, fields.place, "place") if fields.place else ""
    # Last, for reading the text of a node leaves marks in the page.
    paragraphs += [_only(page, selector, "body") for selector in fields.body]
    dates = (("metadata", local_stamp(date, source)),) if date else ()
    return Parts(title, tuple(p for p in paragraphs if p), dates, place or None)


def _only(page: LexborHTMLParser, selector: str, field: str) -> str:
    found = _select(page, selector)
    if len(found) != 1:
        reason = "selector matched twice" if found else "selector matched nothing"
        raise NotParsed(reason, f"fields.{field} '{selector}' matched {len(found)} times")
    return found[0]


def _at_most_one(page: LexborHTMLParser, selector: str, field: str) -> str:
    """Return what a selector finds, "" for nothing: a page may say its day in another way."""
    found = [one for one in dict.fromkeys(_select(page, selector)) if one]
    if len(found) > 1:
        told = f"fields.{field} '{selector}' found {', '.join(one[:40] for one in found)}"
        raise NotParsed("selector matched twice", told)
    return found[0] if found else ""


def _first(page: LexborHTMLParser, selector: str) -> str:
    return next(iter(_select(page, selector)), "")


def _select(page: LexborHTMLParser, selector: str) -> list[str]:
    css, _, attribute = selector.partition("::attr(")
    nodes: list[LexborNode] = page.css(css)
    if attribute:
        return [node.attributes.get(attribute.rstrip(")")) or "" for node in nodes]
    return [text_of_node(node) for node in nodes]


def _parse_unknown(html: str, page: LexborHTMLParser, source: Source) -> Parts:
    # Takes a second to import, and only sources without selectors need it.
    import trafilatura  # noqa: PLC0415

    date = next(filter(None, (_first(page, selector) for selector in _DATE_SELECTORS)), "")
    text = trafilatura.extract(html, include_comments=False) or ""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        raise NotParsed("no body", "no main text found; name fields.title and fields.body")
    n_running = sum(len(line) for line in lines if line.rstrip().endswith(_SENTENCE_ENDS))
    if n_running < _RUNNING_TEXT * sum(map(len, lines)):
        raise NotParsed("list page", "its lines are no sentences; perhaps a list of releases")
    dates = (("metadata", local_stamp(date, source)),) if date else ()
    return Parts(trafilatura.extract_metadata(html).title or "", ("\n\n".join(lines),), dates)
