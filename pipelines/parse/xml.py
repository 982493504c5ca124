"""An XML file of one release, its fields found by path; entities and the network are off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pipelines.parse.charset import decode
from pipelines.parse.html_text import html_or_text, text_of_html
from pipelines.parse.parts import NotParsed, Parts
from pipelines.parse.stamps import local_stamp

if TYPE_CHECKING:
    from pipelines.reference.source import Source

# Matches '<?xml version="1.0" encoding="UTF-8" ?>' at the start; not a declaration further on.
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# Matches '<!ENTITY x "y">' and '<!DOCTYPE a SYSTEM "b.dtd">'; not '<!DOCTYPE a>'.
_FORBIDDEN = re.compile(r"<!ENTITY|<!DOCTYPE[^\[>]*(?:SYSTEM|PUBLIC)")


def parse_xml(content: bytes, source: Source) -> Parts:
    """Return the parts of an XML release; raises NotParsed when it is none."""
    root = _read_tree(decode(content, source.encoding))
    fields = source.fields
    paragraphs = [_find(root, fields.summary, source)] if fields.summary else []
    paragraphs += [_find_only(root, path, source) for path in fields.body]
    date = _find(root, fields.date, source) if fields.date else ""
    return Parts(
        title=_find_only(root, fields.title, source) if fields.title else "",
        paragraphs=tuple(p for p in paragraphs if p),
        dates=(("metadata", local_stamp(date, source)),) if date else (),
        place=(_find(root, fields.place, source) or None) if fields.place else None,
    )


def _read_tree(text: str) -> etree._Element:
    # An entity may name a file, a host, or a billion copies of itself; none is needed here.
    if _FORBIDDEN.search(text):
        raise NotParsed("forbidden entity", "declares an entity or a document type kept elsewhere")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        # As bytes of a known encoding: what was declared has been seen to already.
        root = etree.fromstring(_DECLARATION.sub("", text, count=1).strip().encode(), parser)
    except etree.XMLSyntaxError as error:
        raise NotParsed("not well-formed", str(error)) from error
    if next(root.iter(etree.Entity), None) is not None:
        raise NotParsed("forbidden entity", "refers to an entity that is not declared")
    return root


def _find_only(root: etree._Element, path: str, source: Source) -> str:
    found = root.findall(path)
    if len(found) != 1:
        reason = "selector matched twice" if found else "selector matched nothing"
        raise NotParsed(reason, f"'{path}' matched {len(found)} times")
    return _text(found[0], source)


def _find(root: etree._Element, path: str, source: Source) -> str:
    found = root.find(path)
    return "" if found is None else _text(found, source)


def _text(element: etree._Element, source: Source) -> str:
    if len(element):
        return text_of_html(etree.tostring(element, encoding="unicode", with_tail=False))
    return html_or_text(element.text or "", source.body_format)
